"""Photoshop documents, read with their layers through psd-tools."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from editor.api import FigmentError, FileError, Rect
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node
from editor.document.tiles import TileGrid
from editor.formats import limits
from editor.formats.colour import profile_space
from editor.formats.files import keep_from_overwriting
from editor.formats.grids import PixelsU8, grid_of

MAGIC = b"8BPS"
_HEADER = struct.Struct(">4sH6xHIIHH")
_EIGHT_BIT_RGB = (8, 3)  # bits per channel and Photoshop's number for RGB
_RESOLUTION, _ICC_PROFILE = 1005, 1039
_RAW, _RLE, _ZIPPED = 0, 1, (2, 3)
_SLACK_BYTES = 4096


def read_document(path: Path) -> Document:
    """Open a Photoshop document: layers, groups, masks, opacity, blending, names.

    Raises:
        FileError: damaged or too large.
    """
    bits, mode = _check_header(path)
    from psd_tools import PSDImage  # takes a third of a second; most sessions open none

    try:
        with _warnings_of("psd_tools") as said:
            doc = _Reader(PSDImage.open(path), path.name, bits, mode).document(path)
    except (FigmentError, MemoryError):
        raise
    except Exception as error:  # the reader may fail in any way on somebody else's bytes
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's fault, not the bytes'
        raise _damaged(path, error) from error
    if any("decode failed" in one or "Failed to read" in one for one in said):
        doc.metadata["notices"].append(
            f"Parts of “{path.name}” are damaged: pixels may be black, or names missing."
        )
        keep_from_overwriting(doc, path, "parts of it could not be read, and they would be lost.")
    return doc


class _Collector(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())


@contextmanager
def _warnings_of(name: str) -> Iterator[list[str]]:
    """What a library would write into the log, for us to tell the user instead."""
    said: list[str] = []
    handler = _Collector(said)
    logger = logging.getLogger(name)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says the same twice
            yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagated


def _check_header(path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        header = file.read(_HEADER.size)
    try:
        _, version, _, height, width, bits, mode = _HEADER.unpack(header)
    except struct.error as error:
        raise _damaged(path, error) from error
    if version not in (1, 2):
        raise _damaged(path, ValueError(f"version {version}"))
    limits.check_size(path.name, width, height)
    return bits, mode


def _damaged(path: Path, error: Exception) -> FileError:
    return FileError(
        f"“{path.name}” is damaged or of a kind of Photoshop document that cannot be read.",
        "Save it again in Photoshop with maximum compatibility, or as PNG.",
        repr(error),
    )


@dataclass
class _Reader:
    psd: Any  # psd-tools' types change from release to release
    name: str
    bits: int
    mode: int
    notices: list[str] = field(default_factory=list)
    pixel_count: int = 0

    def document(self, path: Path) -> Document:
        keeps_colours = (self.bits, self.mode) == _EIGHT_BIT_RGB
        if self.bits != 8:
            self.notices.append(f"The picture has {self.bits} bits per channel; 8 bits are kept.")
        profile = self.psd.image_resources.get_data(_ICC_PROFILE) or None
        if self.mode != 3:
            self.notices.append("The colours were converted to RGB.")
        if not keeps_colours or profile is None or profile_space(profile) != "RGB ":
            profile = None
        self.converts = profile is None
        doc = Document(self.psd.width, self.psd.height, dpi=self._dpi(), icc_profile=profile)
        doc.layers.extend(self._nodes(self.psd) or [self._flat(path)])
        doc.active_id = doc.layers[-1].id
        doc.path, doc.title = path, path.stem
        doc.metadata["notices"] = self.notices
        return doc

    def _dpi(self) -> float:
        resolution = self.psd.image_resources.get_data(_RESOLUTION)
        dpi = getattr(resolution, "horizontal", 0) / 65536
        return dpi if 1.0 <= dpi <= 100_000.0 else 72.0

    def _flat(self, path: Path) -> Layer:
        if _lacks_bytes(self.psd):
            raise _damaged(path, EOFError("the merged picture is cut off"))
        return Layer(name=path.stem, pixels=self._pixels(self.psd))

    def _nodes(self, layers: Iterable[Any]) -> list[Node]:
        nodes = [self._node(layer) for layer in layers]
        return [node for node in nodes if node is not None]

    def _node(self, source: Any) -> Node | None:
        node: Node
        if source.is_group():
            node = Group(name=source.name, children=self._nodes(source))
        elif source.has_pixels():
            node = Layer(name=source.name, pixels=self._pixels(source))
        elif source.kind == "pixel":
            node = Layer(name=source.name)
        else:
            self._tell(source, f"is a {source.kind} layer without pixels; it was left out")
            return None
        node.visible = bool(source.visible)
        node.opacity = source.opacity / 255
        node.blend_mode = self._blend_mode(source)
        locks = source.locks
        node.locked = bool(locks is not None and (locks.composite or locks.complete))
        if isinstance(node, Layer):
            node.alpha_locked = bool(locks is not None and locks.transparency)
        self._take_mask(source, node)
        self._tell_losses(source)
        return node

    def _tell_losses(self, source: Any) -> None:
        if source.kind in ("type", "shape", "smartobject"):
            self._tell(source, f"was a {source.kind} layer; it is pixels now")
        if source.clipping:
            self._tell(source, "is clipped to the layer below in Photoshop; it is not here")
        if source.has_effects():
            self._tell(source, "has layer effects; they are not drawn")
        if source.has_vector_mask():
            self._tell(source, "has a vector mask; it is not applied")

    def _tell(self, source: Any, what: str) -> None:
        self.notices.append(f"“{source.name}” {what}.")

    def _blend_mode(self, source: Any) -> BlendMode:
        name = source.blend_mode.name
        if name in BlendMode.__members__:
            return BlendMode[name]
        if name != "PASS_THROUGH":
            title = name.lower().replace("_", " ")
            self._tell(source, f"blends with “{title}”, which Figment does not have")
        return BlendMode.NORMAL

    def _pixels(self, source: Any) -> TileGrid:
        self._count(source.width, source.height)
        self._check_channels(source)
        image = source.topil(apply_icc=self.converts)
        if image is None:
            return TileGrid()
        rgba = np.array(image.convert("RGBA"))
        return grid_of(rgba, x=source.left, y=source.top)

    def _take_mask(self, source: Any, node: Node) -> None:
        mask = source.mask
        if mask is None or mask.background_color is None:
            return
        node.mask_enabled = not mask.disabled
        place = Rect(mask.left, mask.top, mask.width, mask.height)
        area = Rect(source.left, source.top, source.width, source.height)
        area = area.union(Rect(0, 0, self.psd.width, self.psd.height)).union(place)
        self._count(area.width, area.height)
        image = mask.topil()
        # Photoshop's masks have a value outside of their rectangle; ours are 0 there.
        values: PixelsU8 = np.full((area.height, area.width), mask.background_color, np.uint8)
        if image is not None:
            inside = place.translated(-area.x, -area.y).slices()
            values[inside] = np.asarray(_grey(image))
        node.mask = grid_of(values, x=area.x, y=area.y)

    def _check_channels(self, source: Any) -> None:
        """Unpacks zipped channels within bounds first: psd-tools would fill the memory."""
        if source is self.psd:
            planes = [self.psd._record.image_data]
            most = source.width * source.height * self.psd.channels
        else:
            planes, most = source._channels, source.width * source.height
        mask = None if source is self.psd else source.mask
        if mask is not None:
            most = max(most, mask.width * mask.height)
        most_bytes = most * max(self.bits, 8) // 8 + _SLACK_BYTES
        for plane in planes:
            if plane.compression in _ZIPPED:
                unpacker = zlib.decompressobj()
                unpacker.decompress(plane.data, most_bytes)
                if unpacker.unconsumed_tail:
                    raise FileError(
                        f"“{self.name}” was refused: it unpacks to more than it declares.",
                        "No drawing program writes such files; do not trust it.",
                    )

    def _count(self, width: int, height: int) -> None:
        self.pixel_count += width * height
        if width * height > limits.MAX_PIXELS:
            raise limits.too_large(self.name, width, height)
        limits.check_together(self.name, self.pixel_count)
        limits.check_memory(self.name, width * height * limits.BYTES_PER_PIXEL)


def _lacks_bytes(psd: Any) -> bool:
    """Whether the merged picture is cut off: psd-tools would fill in what is missing with black."""
    plane, header = psd._record.image_data, psd._record.header
    rows = header.height * header.channels
    if plane.compression == _RAW:
        return bool(len(plane.data) < rows * ((header.width * header.depth + 7) // 8))
    if plane.compression != _RLE:
        return False
    size = 2 if header.version == 1 else 4  # of the length that stands for each row at the start
    if len(plane.data) < rows * size:
        return True
    lengths = np.frombuffer(plane.data, f">u{size}", rows)
    return bool(len(plane.data) < rows * size + int(lengths.sum()))


def _grey(image: Image.Image) -> Image.Image:
    return image if image.mode == "L" else image.convert("L")
