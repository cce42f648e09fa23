"""Layers to pixels with Qt's raster engine: the only module below the window that knows Qt.

The composite is premultiplied ARGB32 (BGRA in memory), in 512-px tiles that are made when they are
looked at. Each layer tile has a premultiplied twin with its mask applied, since drawing a twin runs
at the speed of memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from editor.api import ImageU8, Rect
from editor.document.blending import weigh
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node
from editor.document.pyramid import part_of, quarters, tiles_touched
from editor.document.tiles import TILE, Array, Key, inside_tile, tile_keys, tile_rect

_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
_STRAIGHT = QImage.Format.Format_RGBA8888
_Mode = QPainter.CompositionMode
MODES = {
    BlendMode.NORMAL: _Mode.CompositionMode_SourceOver,
    BlendMode.MULTIPLY: _Mode.CompositionMode_Multiply,
    BlendMode.SCREEN: _Mode.CompositionMode_Screen,
    BlendMode.OVERLAY: _Mode.CompositionMode_Overlay,
    BlendMode.DARKEN: _Mode.CompositionMode_Darken,
    BlendMode.LIGHTEN: _Mode.CompositionMode_Lighten,
    BlendMode.COLOR_DODGE: _Mode.CompositionMode_ColorDodge,
    BlendMode.COLOR_BURN: _Mode.CompositionMode_ColorBurn,
    BlendMode.HARD_LIGHT: _Mode.CompositionMode_HardLight,
    BlendMode.SOFT_LIGHT: _Mode.CompositionMode_SoftLight,
    BlendMode.DIFFERENCE: _Mode.CompositionMode_Difference,
    BlendMode.EXCLUSION: _Mode.CompositionMode_Exclusion,
}
assert set(MODES) == set(BlendMode)
TWIN_BUDGET_BYTES = 768 * 1024 * 1024
COMPOSITE_BUDGET_BYTES = 512 * 1024 * 1024
_TILE_BYTES = TILE * TILE * 4
_WHOLE = Rect(0, 0, TILE, TILE)
_NOTHING = Rect(0, 0, 0, 0)


@dataclass(eq=False)
class _Buffer:
    """Premultiplied BGRA pixels, a QImage that looks at them, and what of them is out of date."""

    pixels: npt.NDArray[np.uint8]
    image: QImage = field(init=False)
    dirty: Rect = _WHOLE
    stamp: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        height, width = self.pixels.shape[:2]
        self.image = QImage(self.pixels.data, width, height, width * 4, _PREMULTIPLIED)


class Twins:
    """Premultiplied copies of layer tiles, mask applied, the least recently used dropped first."""

    def __init__(self, budget_bytes: int = TWIN_BUDGET_BYTES) -> None:
        self._kept: OrderedDict[tuple[str, Key], _Buffer] = OrderedDict()
        self._most = max(1, budget_bytes // _TILE_BYTES)

    def get(self, layer: Layer, key: Key) -> _Buffer | None:
        """The twin of a tile, up to date; None where the layer has nothing."""
        tile = layer.pixels.tile(*key)
        mask = layer.mask if layer.mask_enabled else None
        if tile is None or (mask is not None and mask.tile(*key) is None):
            return None
        twin = self._kept.get((layer.id, key))
        if twin is None:
            twin = self._kept[layer.id, key] = _Buffer(np.empty((TILE, TILE, 4), np.uint8))
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end((layer.id, key))
        stamp = (layer.pixels.revision(key), 0 if mask is None else mask.revision(key))
        if twin.stamp != stamp:
            dirty = _WHOLE if twin.dirty.is_empty else twin.dirty
            _premultiply(tile, twin.image, dirty)
            if mask is not None:
                weigh(twin.pixels[dirty.slices()], mask.tile(*key), dirty)
            twin.stamp = stamp
        twin.dirty = _NOTHING
        return twin

    def invalidate(self, doc_rect: Rect, layers: Collection[str]) -> None:
        """Something changed in a rectangle, in any of these layers."""
        keys = list(tile_keys(doc_rect))
        if len(keys) * len(layers) > len(self._kept):
            for (_, key), twin in self._kept.items():
                twin.dirty = twin.dirty.union(inside_tile(key, doc_rect))
            return
        for key in keys:
            for layer_id in layers:
                found = self._kept.get((layer_id, key))
                if found is not None:
                    found.dirty = found.dirty.union(inside_tile(key, doc_rect))


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.width, rect.height)


def _premultiply(tile: Array, target: QImage, dirty: Rect) -> None:
    source = QImage(tile.data, TILE, TILE, TILE * 4, _STRAIGHT)
    painter = QPainter(target)
    painter.setCompositionMode(_Mode.CompositionMode_Source)
    painter.drawImage(QPoint(dirty.x, dirty.y), source, _qrect(dirty))
    painter.end()


@dataclass(frozen=True)
class _Scene:
    """What is drawn of a stack of nodes into one tile.

    Attributes:
        area: the part of the tile that is drawn, in its pixels.
        nodes: only these layers; all when None.
    """

    key: Key
    area: Rect
    twins: Twins
    nodes: Collection[Node] | None

    def draw(self, siblings: list[Node], target: _Buffer, *, corner: QPoint) -> None:
        """Replaces the scene's area in a buffer; `corner` is where it lies there."""
        place = Rect(corner.x(), corner.y(), self.area.width, self.area.height)
        painter: QPainter | None = None
        for node, source, source_area in self._sources(siblings):
            plain = node.blend_mode is BlendMode.NORMAL and node.opacity == 1
            if painter is None:
                if not plain:
                    target.pixels[place.slices()] = 0
                painter = QPainter(target.image)
                # The lowest layer is copied over what was there, which saves clearing it.
                painter.setCompositionMode(
                    _Mode.CompositionMode_Source if plain else MODES[node.blend_mode]
                )
            else:
                painter.setCompositionMode(MODES[node.blend_mode])
            painter.setOpacity(node.opacity)
            painter.drawImage(corner, source.image, _qrect(source_area))
        if painter is None:
            target.pixels[place.slices()] = 0
        else:
            painter.end()

    def _sources(self, siblings: list[Node]) -> Iterator[tuple[Node, _Buffer, Rect]]:
        """The nodes that are seen, bottom to top, with their pixels and where to take them."""
        for node in siblings:
            if not node.visible or node.opacity == 0:
                continue
            if isinstance(node, Group):
                group = self._group(node)
                yield node, group, Rect(0, 0, *self.area.size)
            elif isinstance(node, Layer) and (self.nodes is None or node in self.nodes):
                twin = self.twins.get(node, self.key)
                if twin is not None:
                    yield node, twin, self.area

    def _group(self, group: Group) -> _Buffer:
        """A group's children blended with each other alone, its mask applied."""
        buffer = _Buffer(np.empty((self.area.height, self.area.width, 4), np.uint8))
        self.draw(group.children, buffer, corner=QPoint(0, 0))
        if group.mask is not None and group.mask_enabled:
            weigh(buffer.pixels, group.mask.tile(*self.key), self.area)
        return buffer


def compose(
    doc: Document,
    rect: Rect,
    *,
    nodes: Collection[Node] | None = None,
    twins: Twins | None = None,
) -> ImageU8:
    """A rectangle of the document as straight RGBA.

    Args:
        nodes: only these layers (and the groups they are in); all when None.
        twins: where premultiplied tiles are kept from one call to the next.
    """
    out = np.empty((rect.height, rect.width, 4), np.uint8)
    used = Twins(budget_bytes=0) if twins is None else twins
    for key in tile_keys(rect):
        part = tile_rect(key).intersect(rect)
        buffer = _Buffer(np.empty((part.height, part.width, 4), np.uint8))
        scene = _Scene(key, inside_tile(key, rect), used, nodes)
        scene.draw(doc.layers, buffer, corner=QPoint(0, 0))
        straight = buffer.image.convertToFormat(_STRAIGHT)
        block = np.frombuffer(straight.constBits(), np.uint8).reshape(buffer.pixels.shape)
        out[part.translated(-rect.x, -rect.y).slices()] = block
    return out


class _Tiles(OrderedDict[tuple[int, Key], _Buffer]):
    """Composite tiles by level and place, the least recently used dropped first."""

    # A coarse tile needs its four children at once, at every level.
    _LEAST = 64

    def __init__(self, budget_bytes: int) -> None:
        super().__init__()
        self._most = max(self._LEAST, budget_bytes // _TILE_BYTES)

    def use(self, key: tuple[int, Key]) -> _Buffer:
        """The tile, made where it is missing."""
        tile = self.get(key)
        if tile is None:
            tile = self[key] = _Buffer(np.zeros((TILE, TILE, 4), np.uint8))
            if len(self) > self._most:
                self.popitem(last=False)
        self.move_to_end(key)
        return tile


class Compositor:
    """The composite of a document in tiles, at full size (level 0) and halved again and again.

    Tiles are made when they are asked for, and the least recently used are let go.

    Args:
        doc: watched for changes; call `close` when it is no longer shown.
    """

    def __init__(self, doc: Document, *, budget_bytes: int = COMPOSITE_BUDGET_BYTES) -> None:
        self._doc = doc
        self._twins = Twins()
        # Apart, so that a stream of full-size tiles leaves the coarser ones made of them alone.
        self._fine = _Tiles(budget_bytes * 3 // 4)
        self._coarse = _Tiles(budget_bytes // 4)
        doc.pixels_changed.connect(self._on_pixels_changed)

    def close(self) -> None:
        """Stops watching and lets go of all tiles."""
        self._doc.pixels_changed.disconnect(self._on_pixels_changed)
        self._fine.clear()
        self._coarse.clear()
        self._twins = Twins()

    def image(self, level: int, ix: int, iy: int) -> QImage:
        """A tile of the composite as a QImage, brought up to date. It is a view: do not keep it."""
        return self._updated(level, (ix, iy)).image

    def tile(self, ix: int, iy: int) -> npt.NDArray[np.uint8]:
        """A tile at full size, BGRA premultiplied, brought up to date; a read-only view."""
        return self.mip_tile(0, ix, iy)

    def mip_tile(self, level: int, ix: int, iy: int) -> npt.NDArray[np.uint8]:
        """A tile halved `level` times, BGRA premultiplied, brought up to date; read-only."""
        view = self._updated(level, (ix, iy)).pixels.view()
        view.setflags(write=False)
        return view

    def flatten(self, rect: Rect, *, nodes: Collection[Node] | None = None) -> ImageU8:
        """A rectangle as straight RGBA, from the tiles that are kept for display."""
        return compose(self._doc, rect, nodes=nodes, twins=self._twins)

    def _of(self, level: int) -> _Tiles:
        return self._coarse if level else self._fine

    def is_ready(self, level: int, ix: int, iy: int) -> bool:
        """Whether a tile can be shown without computing anything."""
        tile = self._of(level).get((level, (ix, iy)))
        return tile is not None and tile.dirty.is_empty

    def stale_image(self, level: int, ix: int, iy: int) -> QImage | None:
        """A tile as it was before the last changes, if it was ever shown."""
        tile = self._of(level).get((level, (ix, iy)))
        return None if tile is None else tile.image

    def pending(self, level: int, ix: int, iy: int) -> list[Key]:
        """The full-size tiles that must be composed before this one can be shown.

        Coarser tiles whose parts are all there are made on the way, so that a picture larger
        than the budget comes to an end too.
        """
        if self.is_ready(level, ix, iy):
            # Soon to be used, so the last to be let go.
            self._of(level).move_to_end((level, (ix, iy)))
            return []
        if level == 0:
            return [(ix, iy)]
        found = [
            key
            for child in self._needed(level, (ix, iy))
            for key in self.pending(level - 1, *child)
        ]
        if not found:
            self._updated(level, (ix, iy))
        return found

    def _needed(self, level: int, key: Key) -> list[Key]:
        """The children that hold what is out of date in a tile."""
        tile = self._of(level).get((level, key))
        dirty = _WHOLE if tile is None else tile.dirty
        return [child for child, quarter in quarters(key) if not dirty.intersect(quarter).is_empty]

    def _updated(self, level: int, key: Key) -> _Buffer:
        tile = self._of(level).use((level, key))
        if not tile.dirty.is_empty:
            if level == 0:
                self._compose(tile, key)
            else:
                self._shrink(tile, level, key)
            tile.dirty = _NOTHING
        return tile

    def _compose(self, tile: _Buffer, key: Key) -> None:
        area = tile.dirty.intersect(inside_tile(key, self._doc.bounds))
        if area != tile.dirty:
            tile.pixels[tile.dirty.slices()] = 0
        if not area.is_empty:
            scene = _Scene(key, area, self._twins, None)
            scene.draw(self._doc.layers, tile, corner=QPoint(area.x, area.y))

    def _shrink(self, tile: _Buffer, level: int, key: Key) -> None:
        for child, quarter in quarters(key):
            part = tile.dirty.intersect(quarter)
            if part.is_empty:
                continue
            source = self._updated(level - 1, child).pixels
            x, y = 2 * (part.x - quarter.x), 2 * (part.y - quarter.y)
            big = Rect(x, y, 2 * part.width, 2 * part.height)
            tile.pixels[part.slices()] = cv2.resize(
                source[big.slices()], part.size, interpolation=cv2.INTER_AREA
            )

    def _on_pixels_changed(self, doc_rect: Rect) -> None:
        layers = [node.id for node in self._doc.walk() if isinstance(node, Layer)]
        self._twins.invalidate(doc_rect, layers)
        touched = tiles_touched(doc_rect, at_most=len(self._fine) + len(self._coarse))
        for level, key in [*self._fine, *self._coarse] if touched is None else touched:
            tile = self._of(level).get((level, key))
            if tile is not None:
                tile.dirty = tile.dirty.union(part_of(doc_rect, level, key))
