"""Layers to pixels with Qt's raster engine: the only module below the window that knows Qt.

The composite is premultiplied ARGB32 (BGRA in memory), in 512-px tiles that are made when they are
looked at. Each layer tile has a premultiplied twin with its mask applied, since drawing a twin runs
at the speed of memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from editor.api import ImageU8, Rect
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node
from editor.document.tiles import TILE, Array, Key, tile_keys, tile_rect

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
_WHOLE = Rect(0, 0, TILE, TILE)


@dataclass(eq=False)
class _Twin:
    image: QImage
    pixels: npt.NDArray[np.uint8]
    stamp: tuple[int, int]


class Twins:
    """Premultiplied copies of layer tiles, mask applied, the least recently used dropped first."""

    def __init__(self, budget_bytes: int = TWIN_BUDGET_BYTES) -> None:
        self._kept: OrderedDict[tuple[str, Key], _Twin] = OrderedDict()
        self._most = max(1, budget_bytes // (TILE * TILE * 4))

    def get(self, layer: Layer, key: Key, dirty: Rect) -> QImage | None:
        """The twin of a tile; where it is stale, only `dirty` (in the tile) is made again."""
        tile = layer.pixels.tile(*key)
        if tile is None:
            return None
        mask = layer.mask if layer.mask_enabled else None
        stamp = (layer.pixels.revision(key), -1 if mask is None else mask.revision(key))
        twin = self._kept.get((layer.id, key))
        if twin is None:
            pixels = np.empty((TILE, TILE, 4), np.uint8)
            twin = _Twin(_image(pixels), pixels, (0, 0))
            self._kept[layer.id, key] = twin
            dirty = _WHOLE
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if twin.stamp != stamp:
            _premultiply(tile, twin.image, dirty)
            if mask is not None:
                _apply_mask(twin.pixels, mask.tile(*key), dirty)
            twin.stamp = stamp
        self._kept.move_to_end((layer.id, key))
        return twin.image


def _image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """A QImage that looks at premultiplied BGRA pixels without copying them."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, _PREMULTIPLIED)


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.width, rect.height)


def _premultiply(tile: Array, target: QImage, dirty: Rect) -> None:
    source = QImage(tile.data, TILE, TILE, TILE * 4, _STRAIGHT)
    painter = QPainter(target)
    painter.setCompositionMode(_Mode.CompositionMode_Source)
    painter.drawImage(QPoint(dirty.x, dirty.y), source, _qrect(dirty))
    painter.end()


def _apply_mask(pixels: npt.NDArray[np.uint8], mask: Array | None, dirty: Rect) -> None:
    area = pixels[dirty.slices()]
    if mask is None:
        area[...] = 0
        return
    weight = cv2.cvtColor(np.ascontiguousarray(mask[dirty.slices()]), cv2.COLOR_GRAY2BGRA)
    weight[..., 3] = weight[..., 0]
    area[...] = cv2.multiply(np.ascontiguousarray(area), weight, scale=1 / 255)


def _draw(
    painter: QPainter,
    siblings: list[Node],
    key: Key,
    dirty: Rect,
    twins: Twins,
    nodes: Collection[Node] | None,
) -> None:
    """Draws one tile's part of a stack of nodes, bottom to top, inside `dirty`."""
    for node in siblings:
        if not node.visible or node.opacity == 0:
            continue
        image: QImage | None = None
        if isinstance(node, Group):
            image = _group_image(node, key, dirty, twins, nodes)
        elif isinstance(node, Layer) and (nodes is None or node in nodes):
            image = twins.get(node, key, dirty)
        if image is None:
            continue
        painter.setCompositionMode(MODES[node.blend_mode])
        painter.setOpacity(node.opacity)
        painter.drawImage(QPoint(dirty.x, dirty.y), image, _qrect(dirty))


def _group_image(
    group: Group, key: Key, dirty: Rect, twins: Twins, nodes: Collection[Node] | None
) -> QImage:
    """A group's children blended with each other alone, its mask applied."""
    pixels = np.zeros((TILE, TILE, 4), np.uint8)
    image = _image(pixels)
    painter = QPainter(image)
    _draw(painter, group.children, key, dirty, twins, nodes)
    painter.end()
    if group.mask is not None and group.mask_enabled:
        _apply_mask(pixels, group.mask.tile(*key), dirty)
    # The QImage only looks at the pixels; the copy keeps them alive.
    return image.copy()


def compose(doc: Document, rect: Rect, *, nodes: Collection[Node] | None = None) -> ImageU8:
    """A rectangle of the document as straight RGBA, without any cache."""
    out = np.zeros((rect.height, rect.width, 4), np.uint8)
    twins = Twins(budget_bytes=0)
    for key in tile_keys(rect):
        part = tile_rect(key).intersect(rect)
        inside = part.translated(-key[0] * TILE, -key[1] * TILE)
        pixels = np.zeros((TILE, TILE, 4), np.uint8)
        image = _image(pixels)
        painter = QPainter(image)
        _draw(painter, doc.layers, key, inside, twins, nodes)
        painter.end()
        straight = image.convertToFormat(_STRAIGHT)
        block = np.frombuffer(straight.constBits(), np.uint8).reshape(TILE, TILE, 4)
        out[part.translated(-rect.x, -rect.y).slices()] = block[inside.slices()]
    return out


@dataclass(eq=False)
class _Tile:
    pixels: npt.NDArray[np.uint8]
    image: QImage
    dirty: Rect


class Compositor:
    """The composite of a document in tiles, at full size (level 0) and halved again and again.

    Args:
        doc: watched for changes; call `close` when it is no longer shown.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._twins = Twins()
        self._levels: list[dict[Key, _Tile]] = [{}]
        doc.pixels_changed.connect(self._on_pixels_changed)

    def close(self) -> None:
        """Stops watching and lets go of all tiles."""
        self._doc.pixels_changed.disconnect(self._on_pixels_changed)
        self._levels = [{}]
        self._twins = Twins()

    def image(self, level: int, ix: int, iy: int) -> QImage:
        """A tile of the composite as a QImage, brought up to date. It is a view: do not keep it."""
        return self._updated(level, (ix, iy)).image

    def tile(self, ix: int, iy: int) -> npt.NDArray[np.uint8]:
        """A tile at full size, BGRA premultiplied, brought up to date."""
        return self._updated(0, (ix, iy)).pixels

    def is_ready(self, level: int, ix: int, iy: int) -> bool:
        """Whether a tile can be shown without computing anything."""
        tile = self._level(level).get((ix, iy))
        return tile is not None and tile.dirty.is_empty

    def pending(self, level: int, ix: int, iy: int) -> list[Key]:
        """The full-size tiles that must be composed before this one can be shown."""
        if self.is_ready(level, ix, iy):
            return []
        if level == 0:
            return [(ix, iy)]
        return [
            key for child in self._children((ix, iy)) for key in self.pending(level - 1, *child)
        ]

    def _level(self, level: int) -> dict[Key, _Tile]:
        while len(self._levels) <= level:
            self._levels.append({})
        return self._levels[level]

    def _updated(self, level: int, key: Key) -> _Tile:
        tiles = self._level(level)
        tile = tiles.get(key)
        if tile is None:
            pixels = np.zeros((TILE, TILE, 4), np.uint8)
            tile = tiles[key] = _Tile(pixels, _image(pixels), _WHOLE)
        if not tile.dirty.is_empty:
            if level == 0:
                self._compose(tile, key)
            else:
                self._shrink(tile, level, key)
            tile.dirty = Rect(0, 0, 0, 0)
        return tile

    def _compose(self, tile: _Tile, key: Key) -> None:
        page = self._doc.bounds.translated(-key[0] * TILE, -key[1] * TILE)
        dirty = tile.dirty.intersect(page)
        tile.pixels[tile.dirty.slices()] = 0
        if dirty.is_empty:
            return
        painter = QPainter(tile.image)
        _draw(painter, self._doc.layers, key, dirty, self._twins, None)
        painter.end()

    def _shrink(self, tile: _Tile, level: int, key: Key) -> None:
        half = TILE // 2
        for child in self._children(key):
            corner = ((child[0] - 2 * key[0]) * half, (child[1] - 2 * key[1]) * half)
            part = tile.dirty.intersect(Rect(*corner, half, half))
            if part.is_empty:
                continue
            source = self._updated(level - 1, child).pixels
            inside = part.translated(-corner[0], -corner[1])
            big = Rect(inside.x * 2, inside.y * 2, inside.width * 2, inside.height * 2)
            tile.pixels[part.slices()] = cv2.resize(
                source[big.slices()], part.size, interpolation=cv2.INTER_AREA
            )

    @staticmethod
    def _children(key: Key) -> list[Key]:
        return [(2 * key[0] + dx, 2 * key[1] + dy) for dy in (0, 1) for dx in (0, 1)]

    def _on_pixels_changed(self, doc_rect: Rect) -> None:
        for level, tiles in enumerate(self._levels):
            scale = 1 << level
            scaled = Rect.from_edges(
                doc_rect.x // scale,
                doc_rect.y // scale,
                -(-doc_rect.right // scale),
                -(-doc_rect.bottom // scale),
            )
            many = scaled.area > len(tiles) * TILE * TILE
            for key in list(tiles) if many else tile_keys(scaled):
                tile = tiles.get(key)
                if tile is not None:
                    part = scaled.intersect(tile_rect(key))
                    tile.dirty = tile.dirty.union(part.translated(-key[0] * TILE, -key[1] * TILE))
