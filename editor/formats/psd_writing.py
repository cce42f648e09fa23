"""Photoshop documents written with their layers through psd-tools: `write_psd`.

What Photoshop has no like of is baked: an adjustment layer becomes pixels with what it makes of all
below it. Recipes and selections stay in our own projects.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from editor.api import FileError, Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import AdjustmentLayer, Group, Layer, Node
from editor.document.tiles import TileGrid
from editor.formats import ora_adjustments
from editor.formats.files import atomic_write
from editor.formats.grids import PixelsU8, filled_rect, pixels_of
from editor.formats.writing import ExportOptions, marked_xmp

_MOST_SIDE_PX = 30_000
_RESOLUTION, _ICC_PROFILE, _EXIF, _XMP = 1005, 1039, 1058, 1060
_PIXELS_PER_INCH = 1
_INCHES = 1
_LONGEST_NAME = 250
_EMPTY = np.zeros((1, 1, 4), np.uint8)


def write_psd(doc: Document, path: Path, *, options: ExportOptions) -> list[str]:
    """Write a document with its layers, groups, masks, opacity and blend modes, atomically.

    Returns:
        Sentences about what Photoshop cannot have.

    Raises:
        FileError: larger than a Photoshop document may be, or a system that refuses; the file
            that was there is as it was.
    """
    if max(doc.width, doc.height) > _MOST_SIDE_PX:
        raise FileError(
            f"A Photoshop document holds at most {_MOST_SIDE_PX} pixels a side; this picture is "
            f"{doc.width} x {doc.height}.",
            "Export it as PNG or TIFF, or save it as a project.",
        )
    from psd_tools import PSDImage  # takes a third of a second; most sessions write none

    writer = _Writer(doc, PSDImage.frompil(Image.fromarray(flatten(doc, doc.bounds))))
    writer.add_all(writer.psd, doc.layers)
    writer.finish(options)
    with atomic_write(path) as file:
        # Not PSDImage.save, which would blend the layers anew, by other rules than ours.
        writer.psd._record.write(file)
    return writer.notices


@dataclass
class _Writer:
    doc: Document
    psd: Any  # psd-tools' types change from release to release
    notices: list[str] = field(default_factory=list)

    def add_all(self, parent: Any, nodes: list[Node]) -> None:
        """Adds nodes, bottom to top."""
        for node in nodes:
            made = self._made(parent, node)
            made.name = node.name[:_LONGEST_NAME]  # in Unicode, which the other way has not
            made.visible = node.visible
            self._lock(made, node)
            if node.mask is not None:
                self._add_mask(made, node.mask, enabled=node.mask_enabled)

    def finish(self, options: ExportOptions) -> None:
        """Adds resolution, profile and metadata; says that the merged picture has transparency."""
        dpi = round(self.doc.dpi * 65536)
        self._resource(
            _RESOLUTION,
            struct.pack(">I2HI2H", dpi, _PIXELS_PER_INCH, _INCHES, dpi, _PIXELS_PER_INCH, _INCHES),
        )
        self._resource(_ICC_PROFILE, self.doc.icc_profile)
        if options.include_exif:
            self._resource(_EXIF, (options.exif or b"").removeprefix(b"Exif\0\0"))
        self._resource(_XMP, marked_xmp(options))
        self.psd._update_record()
        info = self.psd._record.layer_and_mask_information.layer_info
        if info is not None:
            info.layer_count = -abs(info.layer_count)  # the fourth merged channel is alpha

    def _made(self, parent: Any, node: Node) -> Any:
        return self._group(parent, node) if isinstance(node, Group) else self._flat(parent, node)

    def _group(self, parent: Any, group: Group) -> Any:
        made = parent.create_group(**_look(group))
        # psd-tools gives a group and its end one list of channels; a mask is the group's alone.
        made._bounding_channels = type(made._channels)(list(made._channels))
        self.add_all(made, group.children)
        return made

    def _flat(self, parent: Any, node: Node) -> Any:
        if isinstance(node, AdjustmentLayer):
            pixels, rect = ora_adjustments.baked(self.doc, node)
            self.notices.append(f"“{node.name}” is an adjustment; it was written as pixels.")
        else:
            assert isinstance(node, Layer)
            rect = filled_rect(node.pixels)
            pixels = pixels_of(node.pixels, rect)
        if rect.is_empty:
            pixels, rect = _EMPTY, Rect(0, 0, 1, 1)
        return parent.create_pixel_layer(
            Image.fromarray(pixels), left=rect.x, top=rect.y, **_look(node)
        )

    def _lock(self, made: Any, node: Node) -> None:
        from psd_tools.constants import ProtectedFlags

        flags = 0
        if node.locked:
            flags |= ProtectedFlags.COMPLETE | ProtectedFlags.COMPOSITE | ProtectedFlags.POSITION
        if isinstance(node, Layer) and node.alpha_locked:
            flags |= ProtectedFlags.TRANSPARENCY
        if flags:
            made.lock(flags)

    def _add_mask(self, made: Any, mask: TileGrid, *, enabled: bool) -> None:
        rect = filled_rect(mask)
        values: PixelsU8 = pixels_of(mask, rect)
        written = made.create_mask(Image.fromarray(values), left=rect.x, top=rect.y)
        written._data.flags.mask_disabled = not enabled

    def _resource(self, key: int, data: bytes | None) -> None:
        from psd_tools.psd.image_resources import ImageResource

        if data:
            self.psd.image_resources[key] = ImageResource(key=key, data=data)


def _look(node: Node) -> dict[str, Any]:
    from psd_tools.constants import BlendMode

    return {
        "opacity": round(node.opacity * 255),
        "blend_mode": BlendMode[node.blend_mode.name],
    }
