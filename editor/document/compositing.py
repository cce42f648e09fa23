"""Layers to pixels with Qt's raster engine: the only module below the window that knows Qt.

The composite is premultiplied ARGB32 (BGRA in memory), in 512-px tiles that are made when they are
looked at. Each layer tile has a premultiplied twin with its mask applied, since drawing a twin runs
at the speed of memory.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from editor import memory
from editor.api import ImageU8, Rect
from editor.document import adjusting
from editor.document.adjust import Prepared
from editor.document.blending import weigh
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, BlendMode, Group, Layer, Node
from editor.document.tile_cache import made_among
from editor.document.tiles import TILE, Array, Key, inside_tile, tile_keys, tile_rect

# Qt hands a fill of more than 96 rows to a pool of threads, row by row, and waits for it. Beside a
# network at work the waiting takes longer than the fill: a dab took 12 ms instead of 5 (p95).
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

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
TWIN_BUDGET_BYTES = 640 * 1024 * 1024
_TILE_BYTES = TILE * TILE * 4
_LEAST_TWINS = 32
"""So many are kept however short memory is: a tile of several layers needs them at once."""
WHOLE = Rect(0, 0, TILE, TILE)
NOTHING = Rect(0, 0, 0, 0)


@dataclass(eq=False)
class Buffer:
    """Premultiplied BGRA pixels, a QImage that looks at them, and what of them is out of date."""

    pixels: npt.NDArray[np.uint8]
    image: QImage = field(init=False)
    dirty: Rect = WHOLE
    stamp: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        height, width = self.pixels.shape[:2]
        self.image = QImage(self.pixels.data, width, height, width * 4, _PREMULTIPLIED)


def empty_tile() -> Buffer:
    """A tile that has not been drawn."""
    return Buffer(np.zeros((TILE, TILE, 4), np.uint8))


def _unwritten() -> Buffer:
    return Buffer(np.empty((TILE, TILE, 4), np.uint8))


class TileSource(Protocol):
    """Where a scene takes its pixels from."""

    def get(self, layer: Layer, key: Key) -> Buffer | None:
        """A layer's tile, premultiplied, mask applied; None where it has nothing."""

    def mask(self, node: Node, key: Key) -> Array | None:
        """A tile of a node's mask; None where it hides everything."""

    def prepared(self, node: AdjustmentLayer) -> Prepared | None:
        """What an adjustment layer does; None where that is nothing."""


class Twins:
    """Premultiplied copies of layer tiles, mask applied, the least recently used dropped first."""

    def __init__(self, budget_bytes: int = TWIN_BUDGET_BYTES) -> None:
        self._kept: OrderedDict[tuple[str, Key], Buffer] = OrderedDict()
        self._most = max(1, budget_bytes // _TILE_BYTES)

    def clear(self) -> None:
        """Lets go of all of them; they are made again."""
        self._kept.clear()

    def _must_not_grow(self) -> bool:
        return len(self._kept) > _LEAST_TWINS and memory.gauge.is_short(_TILE_BYTES)

    def get(self, layer: Layer, key: Key) -> Buffer | None:
        """The twin of a tile, up to date; None where the layer has nothing."""
        mask = layer.mask if layer.mask_enabled else None
        stamp = (layer.pixels.revision(key), 0 if mask is None else mask.revision(key))
        if not stamp[0] or (mask is not None and not stamp[1]):
            return None
        twin = self._kept.get((layer.id, key))
        if twin is None:
            twin = self._kept[layer.id, key] = made_among(self._kept, _unwritten)
            if len(self._kept) > self._most or self._must_not_grow():
                self._kept.popitem(last=False)
        self._kept.move_to_end((layer.id, key))
        if twin.stamp != stamp:
            dirty = WHOLE if twin.dirty.is_empty else twin.dirty
            tile = layer.pixels.tile(*key)
            assert tile is not None
            _premultiply(tile, twin.image, dirty)
            if mask is not None:
                weigh(twin.pixels[dirty.slices()], mask.tile(*key), dirty)
            twin.stamp = stamp
        twin.dirty = NOTHING
        return twin

    def mask(self, node: Node, key: Key) -> Array | None:
        """A tile of a node's mask; None where it hides everything."""
        return None if node.mask is None else node.mask.tile(*key)

    def prepared(self, node: AdjustmentLayer) -> Prepared | None:
        """What an adjustment layer does; None where that is nothing."""
        return adjusting.prepared(node.effect_id, node.params)

    def invalidate(self, doc_rect: Rect, layers: Collection[str]) -> None:
        """Something changed in a rectangle, in any of these layers."""
        keys = list(tile_keys(doc_rect))
        if len(keys) * len(layers) > len(self._kept):
            for (_, key), twin in self._kept.items():
                twin.dirty = twin.dirty.union(inside_tile(key, doc_rect))
            return
        for key in keys:
            changed = inside_tile(key, doc_rect)
            for layer_id in layers:
                found = self._kept.get((layer_id, key))
                if found is not None:
                    found.dirty = found.dirty.union(changed)


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.width, rect.height)


def _premultiply(tile: Array, target: QImage, dirty: Rect) -> None:
    source = QImage(tile.data, TILE, TILE, TILE * 4, _STRAIGHT)
    painter = QPainter(target)
    painter.setCompositionMode(_Mode.CompositionMode_Source)
    painter.drawImage(QPoint(dirty.x, dirty.y), source, _qrect(dirty))
    painter.end()


class Below(Protocol):
    """Who may have composed the lowest of some siblings already."""

    def known(self, scene: TileScene, siblings: Sequence[Node]) -> tuple[int, Array | None]:
        """How many of them, and their premultiplied pixels in the scene's area; or (0, None)."""


@dataclass(frozen=True)
class TileScene:
    """What is drawn of a stack of nodes into one tile.

    Attributes:
        area: the part of the tile that is drawn, in its pixels.
        nodes: only these layers; all when None.
        below: asked first, so that not all must be drawn.
        level: how often what the tile shows was halved.
    """

    key: Key
    area: Rect
    twins: TileSource
    nodes: Collection[Node] | None = None
    below: Below | None = None
    level: int = 0

    def draw(self, siblings: Sequence[Node], target: Buffer, *, corner: tuple[int, int]) -> None:
        """Replaces the scene's area in a buffer.

        Args:
            corner: where the area lies in the buffer.
        """
        place = Rect(*corner, *self.area.size)
        painter = None
        count, known = (0, None) if self.below is None else self.below.known(self, siblings)
        if known is not None:
            target.pixels[place.slices()] = known
            painter = QPainter(target.image)
            siblings = siblings[count:]
        for node, source, source_area in self._sources(siblings):
            if isinstance(node, AdjustmentLayer):
                if painter is not None:
                    painter.end()
                    self._adjust(node, target.pixels[place.slices()])
                    painter = QPainter(target.image)
                continue
            assert source is not None
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
            painter.drawImage(QPoint(*corner), source.image, _qrect(source_area))
        if painter is None:
            target.pixels[place.slices()] = 0
        else:
            painter.end()

    def _sources(self, siblings: Sequence[Node]) -> Iterator[tuple[Node, Buffer | None, Rect]]:
        """The nodes that are seen, bottom to top, with their pixels and where to take them."""
        for node in siblings:
            if not node.visible or node.opacity == 0:
                continue
            if isinstance(node, Group):
                group = self._group(node)
                yield node, group, Rect(0, 0, *self.area.size)
            elif self.nodes is not None and node not in self.nodes:
                continue
            elif isinstance(node, AdjustmentLayer):
                yield node, None, self.area
            elif isinstance(node, Layer):
                twin = self.twins.get(node, self.key)
                if twin is not None:
                    yield node, twin, self.area

    def _group(self, group: Group) -> Buffer:
        """A group's children blended with each other alone, its mask applied."""
        buffer = Buffer(np.empty((self.area.height, self.area.width, 4), np.uint8))
        self.draw(group.children, buffer, corner=(0, 0))
        if group.mask is not None and group.mask_enabled:
            weigh(buffer.pixels, self.twins.mask(group, self.key), self.area)
        return buffer

    def _adjust(self, node: AdjustmentLayer, pixels: Array) -> None:
        """Changes what has been drawn so far, in place."""
        work = self.twins.prepared(node)
        mask = None
        if node.mask is not None and node.mask_enabled:
            mask = adjusting.part_of_mask(self.twins.mask(node, self.key), self.area)
        if (mask is not None and not mask.any()) or (
            work is None and node.blend_mode is BlendMode.NORMAL
        ):
            return
        base = np.ascontiguousarray(pixels)
        changed = base if work is None else adjusting.adjusted(base, work)
        if node.blend_mode is not BlendMode.NORMAL:
            changed = _blended(base, changed, node.blend_mode)
        adjusting.lay_in(pixels, changed, opacity=node.opacity, mask=mask)


def _blended(base: Array, changed: ImageU8, mode: BlendMode) -> ImageU8:
    """Colours over colours in a mode, as if both were opaque; the alpha is the base's."""
    out, above = Buffer(adjusting.as_opaque(base)), Buffer(adjusting.as_opaque(changed))
    painter = QPainter(out.image)
    painter.setCompositionMode(MODES[mode])
    painter.drawImage(QPoint(0, 0), above.image)
    painter.end()
    return adjusting.with_alpha_of(out.pixels, base)


def compose(
    doc: Document,
    rect: Rect,
    *,
    nodes: Collection[Node] | None = None,
    twins: Twins | None = None,
) -> ImageU8:
    """A rectangle of the document as straight RGBA. Raises OutOfMemory.

    Args:
        nodes: only these layers (and the groups they are in); all when None.
        twins: where premultiplied tiles are kept from one call to the next.
    """
    memory.check(2 * rect.area * 4)  # who wants all of it makes something as large of it
    out = np.empty((rect.height, rect.width, 4), np.uint8)
    used = Twins(budget_bytes=0) if twins is None else twins
    for key in tile_keys(rect):
        part = tile_rect(key).intersect(rect)
        buffer = Buffer(np.empty((part.height, part.width, 4), np.uint8))
        scene = TileScene(key, inside_tile(key, rect), used, nodes)
        scene.draw(doc.layers, buffer, corner=(0, 0))
        straight = buffer.image.convertToFormat(_STRAIGHT)
        block = np.frombuffer(straight.constBits(), np.uint8).reshape(buffer.pixels.shape)
        out[part.translated(-rect.x, -rect.y).slices()] = block
    return out
