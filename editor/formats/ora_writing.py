"""Projects written as OpenRaster: layers that every program sees right, ours beside them.

A layer's PNG under `data/` has its mask (and the masks of the groups around it) baked in; that of
an adjustment layer has what it makes of the layers below. What others cannot hold lies under
`figment/`, keyed by the SHA-256 of the layer's PNG; see `editor.formats.ora_private`.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from editor.api import FileError, Rect
from editor.document.desk_pieces import DESK
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import AdjustmentLayer, Group, Layer, Node
from editor.document.tiles import TileGrid
from editor.formats import ora_adjustments, ora_originals, ora_stack
from editor.formats.desk_pieces import extra_of
from editor.formats.files import atomic_write
from editor.formats.grids import PixelsU8, bake, filled_rect, pixels_of
from editor.formats.ora_private import (
    PROJECT,
    ChannelExtra,
    GroupExtra,
    GuideExtra,
    LayerExtra,
    Placed,
    Project,
    WaitingExtra,
    group_key,
    placed_key,
)
from editor.formats.packing import PackedPngs
from editor.formats.waiting import WAITING

MIMETYPE = "image/openraster"
THUMBNAIL_PX = 256
_PACKED = PackedPngs(budget_bytes=256 * 2**20)


def save_project(doc: Document, path: Path) -> None:
    """Write a document as an OpenRaster project, atomically.

    Raises:
        FileError: a document that must not replace its own file, or a system that refuses; the
            file that was there is as it was.
    """
    check_replaceable(doc, path)
    with atomic_write(path) as file:
        write_project(doc, file)


def check_replaceable(doc: Document, path: Path) -> None:
    """Refuse to replace the file that a damaged or newer document was read from, as a FileError."""
    protected = doc.metadata.get("read_only_path")  # Save As makes another file of it
    if protected is not None and path.resolve() == Path(protected).resolve():
        raise FileError(
            f"“{path.name}” must not be replaced: {doc.metadata['read_only_reason']}",
            "Save under another name.",
        )


def write_project(doc: Document, file: IO[bytes]) -> None:
    """Write the zip into an open file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        _Writer(doc, archive).write()


@dataclass
class _Writer:
    doc: Document
    archive: zipfile.ZipFile
    project: Project = field(default_factory=Project)
    count: int = 0

    def write(self) -> None:
        # First and not packed, so that other programs find the type at a fixed offset.
        self._store("mimetype", MIMETYPE.encode("ascii"))
        items = [self._node(node, [])[0] for node in reversed(self.doc.layers)]
        stack = ora_stack.Stack(self.doc.width, self.doc.height, dpi=self.doc.dpi, items=items)
        self._pack("stack.xml", ora_stack.build(stack))
        self._document_extras()
        self._pack(PROJECT, self.project.to_json())
        merged = flatten(self.doc, self.doc.bounds)
        opaque = bool((merged[..., 3] == 255).all())
        self._store("mergedimage.png", self._png(merged[..., :3] if opaque else merged))
        self._store("Thumbnails/thumbnail.png", _thumbnail(merged))

    def _node(self, node: Node, masks: list[TileGrid]) -> tuple[ora_stack.StackItem, str]:
        """The node's element, and the key that ties our own data to it; masks from outside in."""
        own = [node.mask] if node.mask is not None and node.mask_enabled else []
        if isinstance(node, Group):
            return self._group(node, masks + own)
        if isinstance(node, AdjustmentLayer):
            return self._adjustment(node, masks + own, baked_groups=len(masks))
        assert isinstance(node, Layer)
        return self._layer(node, masks + own, baked_groups=len(masks))

    def _group(self, group: Group, masks: list[TileGrid]) -> tuple[ora_stack.StackItem, str]:
        inside = [self._node(child, masks) for child in reversed(group.children)]
        key = group_key([child_key for _, child_key in inside])
        mask = self._mask(group)
        self.project.groups.append(
            GroupExtra(key=key, id=group.id, mask=mask, mask_enabled=group.mask_enabled)
        )
        children = [item for item, _ in inside]
        return ora_stack.StackGroup(**self._common(group), children=children), key

    def _layer(
        self, layer: Layer, masks: list[TileGrid], *, baked_groups: int
    ) -> tuple[ora_stack.StackItem, str]:
        rect = filled_rect(layer.pixels)
        pixels = pixels_of(layer.pixels, rect)
        seen = pixels
        for mask in masks if not rect.is_empty else ():
            seen = bake(seen, pixels_of(mask, rect))
        src, key = self._data(seen)
        extra = LayerExtra(
            sha256=key,
            id=layer.id,
            x=rect.x,
            y=rect.y,
            mask=self._mask(layer),
            mask_enabled=layer.mask_enabled,
            alpha_locked=layer.alpha_locked,
            baked_groups=baked_groups,
            recipe=None if layer.recipe is None else layer.recipe.to_json(),
            text=layer.text,
        )
        original = layer.valid_original()
        if original is not None:
            whole = filled_rect(original.pixels)
            placed = self._place("original", pixels_of(original.pixels, whole), whole)
            extra.original = ora_originals.extra_of(original, placed)
        if seen is not pixels and not np.array_equal(seen, pixels):
            extra.pixels = self._place("pixels", pixels, rect)
        self.project.layers.append(extra)
        item = ora_stack.StackLayer(
            **self._common(layer), alpha_locked=layer.alpha_locked, src=src, x=rect.x, y=rect.y
        )
        return item, placed_key(key, rect.x, rect.y)

    def _adjustment(
        self, node: AdjustmentLayer, masks: list[TileGrid], *, baked_groups: int
    ) -> tuple[ora_stack.StackItem, str]:
        seen, rect = ora_adjustments.baked(self.doc, node)
        for mask in masks if not rect.is_empty else ():
            seen = bake(seen, pixels_of(mask, rect))
        src, key = self._data(seen)
        self.project.layers.append(
            LayerExtra(
                sha256=key,
                id=node.id,
                x=rect.x,
                y=rect.y,
                mask=self._mask(node),
                mask_enabled=node.mask_enabled,
                baked_groups=baked_groups,
                adjustment=ora_adjustments.extra_of(node),
            )
        )
        item = ora_stack.StackLayer(**self._common(node), src=src, x=rect.x, y=rect.y)
        return item, placed_key(key, rect.x, rect.y)

    def _data(self, seen: PixelsU8) -> tuple[str, str]:
        """Stores what others see of a layer; its name in the zip and the SHA-256."""
        data = self._png(seen)
        src = f"data/layer{len(self.project.layers):03}.png"
        self._store(src, data)
        return src, hashlib.sha256(data).hexdigest()

    def _common(self, node: Node) -> dict:
        return {
            "name": node.name,
            "opacity": node.opacity,
            "visible": node.visible,
            "blend_mode": node.blend_mode,
            "locked": node.locked,
            "selected": node.id == self.doc.active_id,
        }

    def _mask(self, node: Node) -> Placed | None:
        if node.mask is None:
            return None
        rect = filled_rect(node.mask)
        return self._place("mask", pixels_of(node.mask, rect), rect)

    def _place(self, kind: str, pixels: PixelsU8, rect: Rect) -> Placed:
        src = f"figment/{kind}{self.count:03}.png"
        self.count += 1
        self._store(src, _PACKED.pack(pixels))
        return Placed(src=src, x=rect.x, y=rect.y)

    def _document_extras(self) -> None:
        doc, project = self.doc, self.project
        project.dpi = doc.dpi
        project.embed(doc.metadata)
        for result in doc.metadata.get(WAITING, ()):
            pixels = self._place("waiting", result.rgba, result.doc_rect)
            extra = WaitingExtra(pixels=pixels, recipe=dict(result.recipe), title=result.title)
            if result.finer is not None:
                height, width = result.finer.shape[:2]
                extra.finer = self._place("waiting", result.finer, Rect(0, 0, width, height)).src
            project.waiting.append(extra)
        for piece in doc.metadata.get(DESK, ()):
            height, width = piece.rgba.shape[:2]
            placed = self._place("desk", piece.rgba, Rect(0, 0, width, height))
            project.desk.append(extra_of(piece, placed))
        mask = doc.selection.mask
        if mask is not None:
            rect = filled_rect(mask)
            project.selection = self._place("selection", pixels_of(mask, rect), rect)
        for name, grid in doc.channels.items():
            rect = filled_rect(grid)
            placed = self._place("channel", pixels_of(grid, rect), rect)
            project.channels.append(ChannelExtra(name=name, mask=placed))
        project.guides = [GuideExtra(axis=guide.axis, at=guide.at) for guide in doc.guides]
        if doc.icc_profile:
            project.icc = "figment/profile.icc"
            self._pack(project.icc, doc.icc_profile)

    def _png(self, pixels: PixelsU8) -> bytes:
        return _PACKED.pack(pixels, icc_profile=self.doc.icc_profile)

    def _store(self, name: str, data: bytes) -> None:
        self.archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED)

    def _pack(self, name: str, data: bytes) -> None:
        self.archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def _thumbnail(merged: PixelsU8) -> bytes:
    picture = Image.fromarray(merged)
    picture.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), reducing_gap=2.0)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
