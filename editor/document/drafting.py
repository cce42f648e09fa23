"""What an effect would make of a document, composed at the size it is looked at.

A drag of a curve on a large photo changes all of it, many times a second. A draft is composed of
layers that were halved first, so that it takes as long as the view is large, not the picture. It is
as good as exact for looking at; the document itself only changes when the effect is applied.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from editor import memory
from editor.api import ImageU8, Params, Rect
from editor.document import adjusting
from editor.document.adjust import Effect, Prepared, mixed
from editor.document.adjust.mixing import is_opaque, premultiplied, unpremultiplied
from editor.document.blending import weigh
from editor.document.compositing import WHOLE, Buffer, TileScene, Twins, empty_tile
from editor.document.display import Display, recolor
from editor.document.document import Document
from editor.document.effects import limit_of
from editor.document.layer import AdjustmentLayer, Layer, Node
from editor.document.pyramid import part_of
from editor.document.tile_cache import LevelKey, TileCache
from editor.document.tiles import TILE, Array, Key, TileGrid, inside_tile, tile_keys, tile_rect
from editor.document.undercoat import Undercoat

_BUDGET_BYTES = 256 * 1024 * 1024
_MOST_HALVINGS = 9
_TILE_BYTES = TILE * TILE * 4


@dataclass(frozen=True)
class Trial:
    """An effect on a layer's pixels, or other values of an adjustment layer."""

    node_id: str
    effect: Effect
    params: Params

    @cached_property
    def _prepared(self) -> dict[int, Prepared | None]:
        return {}

    def prepared(self, level: int) -> Prepared | None:
        """The effect at a level's scale; None where it changes nothing."""
        if level not in self._prepared:
            self._prepared[level] = self.effect.prepare(self.params, 0.5**level)
        return self._prepared[level]


@dataclass(eq=False)
class _Kept:
    pixels: Array
    stamp: tuple[int, ...]
    buffer: Buffer | None = None


@dataclass(eq=False)
class CoarseTiles:
    """Tiles of layers and masks halved some times, kept until what they were made of changes."""

    fine: Twins
    _kept: OrderedDict[tuple[str, int, Key], _Kept] = field(default_factory=OrderedDict)

    def layer(self, layer: Layer, level: int, key: Key) -> Buffer | None:
        """A layer's tile, premultiplied, mask applied; None where it has nothing."""
        if level == 0:
            return self.fine.get(layer, key)
        mask = layer.mask if layer.mask_enabled else None
        keys = list(finer_keys(level, key))
        stamp = tuple(layer.pixels.revision(k) for k in keys)
        if not any(stamp):
            return None
        if mask is not None:
            stamp += tuple(mask.revision(k) for k in keys)
        kept = self._find((layer.id, level, key), stamp)
        if kept is None:
            twins = ((k, self.fine.get(layer, k)) for k in keys)
            out = np.zeros((TILE, TILE, 4), np.uint8)
            _shrink(out, level, key, ((k, twin.pixels) for k, twin in twins if twin is not None))
            kept = self._keep((layer.id, level, key), _Kept(out, stamp, Buffer(out)))
        return kept.buffer

    def mask(self, name: str, grid: TileGrid, level: int, key: Key) -> Array | None:
        """A mask's tile; None where it is all 0. Masks are told apart by `name`."""
        if level == 0:
            return grid.tile(*key)
        keys = list(finer_keys(level, key))
        stamp = (id(grid), *(grid.revision(k) for k in keys))
        if not any(stamp[1:]):
            return None
        kept = self._find((name, level, key), stamp)
        if kept is None:
            tiles = ((k, grid.tile(*k)) for k in keys)
            out = np.zeros((TILE, TILE), np.uint8)
            _shrink(out, level, key, ((k, tile) for k, tile in tiles if tile is not None))
            kept = self._keep((name, level, key), _Kept(out, stamp))
        return kept.pixels

    def _find(self, name: tuple[str, int, Key], stamp: tuple[int, ...]) -> _Kept | None:
        kept = self._kept.get(name)
        if kept is None or kept.stamp != stamp:
            return None
        self._kept.move_to_end(name)
        return kept

    def _keep(self, name: tuple[str, int, Key], kept: _Kept) -> _Kept:
        self._kept[name] = kept
        most = _BUDGET_BYTES // _TILE_BYTES
        if len(self._kept) > most or memory.gauge.is_short(_TILE_BYTES):
            self._kept.popitem(last=False)
        return kept


def finer_keys(level: int, key: Key) -> Iterator[Key]:
    """The full-size tiles that make a tile of a level."""
    side = 1 << level
    for iy in range(key[1] * side, (key[1] + 1) * side):
        for ix in range(key[0] * side, (key[0] + 1) * side):
            yield ix, iy


def _shrink(out: Array, level: int, key: Key, tiles: Iterator[tuple[Key, Array]]) -> None:
    side = TILE >> level
    for (ix, iy), pixels in tiles:
        x, y = (ix - (key[0] << level)) * side, (iy - (key[1] << level)) * side
        small = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_AREA)
        out[y : y + side, x : x + side] = small


@dataclass(frozen=True)
class _Source:
    """The tiles of one level with a trial worked in, as a scene asks for them."""

    doc: Document
    tiles: CoarseTiles
    level: int
    trial: Trial

    def get(self, layer: Layer, key: Key) -> Buffer | None:
        if layer.id != self.trial.node_id:
            return self.tiles.layer(layer, self.level, key)
        work = self.trial.prepared(self.level)
        if work is None:
            return self.tiles.layer(layer, self.level, key)
        bare = Layer(name="", id=f"{layer.id} bare", pixels=layer.pixels)
        pixels = self._alone(bare, key, work)
        if pixels is None:
            pixels = self._with_neighbours(layer, bare, key, work)
        if layer.mask is not None and layer.mask_enabled:
            weigh(pixels, self.mask(layer, key), WHOLE)
        return Buffer(pixels)

    def mask(self, node: Node, key: Key) -> Array | None:
        if node.mask is None:
            return None
        return self.tiles.mask(f"{node.id} mask", node.mask, self.level, key)

    def prepared(self, node: AdjustmentLayer) -> Prepared | None:
        if node.id == self.trial.node_id:
            return self.trial.prepared(self.level)
        return adjusting.prepared(node.effect_id, node.params)

    def _alone(self, bare: Layer, key: Key, work: Prepared) -> Array | None:
        """The tile where each pixel depends on itself alone; None where it does not."""
        if not self.trial.effect.is_adjustment:
            return None
        found = self.tiles.layer(bare, self.level, key)
        out = np.zeros((TILE, TILE, 4), np.uint8)
        # Only the page is drawn, and without what is clear around it all may be opaque.
        area = part_of(self.doc.bounds, self.level, key)
        if found is None or area.is_empty:
            return out
        base = np.ascontiguousarray(found.pixels[area.slices()])
        changed = adjusting.adjusted(base, work)
        x, y = key[0] * TILE, key[1] * TILE
        weight = self._selected(area.translated(x, y))
        out[area.slices()] = base
        adjusting.lay_in(out[area.slices()], changed, opacity=1.0, mask=weight)
        return out

    def _with_neighbours(self, layer: Layer, bare: Layer, key: Key, work: Prepared) -> Array:
        limit = _halved(limit_of(self.doc, layer), self.level)
        inner = tile_rect(key).intersect(limit)
        out = np.zeros((TILE, TILE, 4), np.uint8)
        if inner.is_empty:
            return out
        around = inner.expanded(work.margin_px).intersect(limit)
        base = np.asarray(unpremultiplied(self._read(bare, around)), np.uint8)
        part = inner.translated(-around.x, -around.y).slices()
        changed = np.ascontiguousarray(work.run(base, (around.x, around.y))[part])
        base = np.ascontiguousarray(base[part])
        changed = self._limited(layer, base, changed, inner)
        out[inside_tile(key, inner).slices()] = premultiplied(changed)
        return out

    def _limited(self, layer: Layer, base: ImageU8, changed: ImageU8, rect: Rect) -> ImageU8:
        if layer.alpha_locked:
            changed = changed.copy()
            changed[..., 3] = base[..., 3]
        weight = self._selected(rect)
        return changed if weight is None else mixed(base, changed, weight)

    def _read(self, bare: Layer, rect: Rect) -> ImageU8:
        out = np.zeros((rect.height, rect.width, 4), np.uint8)
        for key in tile_keys(rect):
            found = self.tiles.layer(bare, self.level, key)
            if found is not None:
                place = tile_rect(key).intersect(rect).translated(-rect.x, -rect.y)
                out[place.slices()] = found.pixels[inside_tile(key, rect).slices()]
        return out

    def _selected(self, rect: Rect) -> Array | None:
        """How much of a rectangle of this level is selected; None where nothing limits it."""
        grid = self.doc.selection.mask
        if grid is None:
            return None
        out = np.zeros((rect.height, rect.width), np.uint8)
        for key in tile_keys(rect):
            tile = self.tiles.mask("selection", grid, self.level, key)
            if tile is not None:
                place = tile_rect(key).intersect(rect).translated(-rect.x, -rect.y)
                out[place.slices()] = tile[inside_tile(key, rect).slices()]
        return out


def _halved(rect: Rect, level: int) -> Rect:
    """The whole pixels of a level that a document rectangle touches."""
    side = 1 << level
    return Rect.from_edges(
        rect.x // side, rect.y // side, -(-rect.right // side), -(-rect.bottom // side)
    )


class Draft:
    """A document's composite with a trial worked in, in tiles that are made when looked at.

    What lies below the changed node is kept from one trial to the next.

    Args:
        tiles: halved tiles, which one draft may hand on to the next.
        display: brings the composite to the screen's colours.
    """

    def __init__(
        self,
        doc: Document,
        tiles: CoarseTiles,
        trial: Trial,
        *,
        display: Display | None = None,
    ) -> None:
        self._doc = doc
        self._display = display
        self._tiles = tiles
        self._composed: TileCache[LevelKey, Buffer] = TileCache(_BUDGET_BYTES, empty_tile)
        self._below = Undercoat(
            lambda: self.trial.node_id,
            lambda nodes, _: (len(nodes), self._doc_version),
            budget_bytes=_BUDGET_BYTES // 2,
        )
        self._opaque: dict[tuple[int, Key], bool] = {}
        self._version = 1
        self._doc_version = 1
        self.trial = trial
        doc.pixels_changed.connect(self._on_changed)
        doc.selection_changed.connect(self._on_changed)

    def close(self) -> None:
        """Stops watching the document; the tiles there are can still be shown."""
        self._doc.pixels_changed.disconnect(self._on_changed)
        self._doc.selection_changed.disconnect(self._on_changed)

    def attempt(self, trial: Trial) -> None:
        """Tries something else."""
        self.trial = trial
        self._version += 1

    def is_ready(self, level: int, key: Key) -> bool:
        """Whether a tile shows the trial of now."""
        found = self._composed.get((level, key))
        return found is not None and found.stamp == (self._version, 0)

    def is_opaque(self, level: int, key: Key) -> bool:
        """Whether nothing shines through a composed tile's part of the page."""
        return self._opaque.get((level, key), False)

    def stale(self, level: int, key: Key) -> Buffer | None:
        """A tile as it was composed last; None where it never was."""
        return self._composed.get((level, key))

    def tile(self, level: int, key: Key) -> Buffer:
        """A tile, brought up to date."""
        tile = self._composed.use((level, key))
        if tile.stamp != (self._version, 0):
            self._compose(tile, level, key)
            tile.stamp = (self._version, 0)
        return tile

    def _compose(self, tile: Buffer, level: int, key: Key) -> None:
        area = part_of(self._doc.bounds, level, key)
        if area != WHOLE:
            tile.pixels[...] = 0
        if not area.is_empty:
            source = _Source(self._doc, self._tiles, min(level, _MOST_HALVINGS), self.trial)
            scene = TileScene(key, area, source, below=self._below, level=level)
            scene.draw(self._doc.layers, tile, corner=(area.x, area.y))
            seen = tile.pixels[area.slices()]
            recolor(seen, self._display)
            self._opaque[level, key] = is_opaque(np.ascontiguousarray(seen))

    def _on_changed(self) -> None:
        self._version += 1
        self._doc_version += 1
