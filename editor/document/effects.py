"""What menus do with adjustments and filters: into a layer's pixels, or as a layer of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from editor import memory
from editor.api import FigmentError, ImageU8, Params, Rect
from editor.document.adjust import Effect, Prepared, mixed
from editor.document.commands import add_node, set_property
from editor.document.document import Document
from editor.document.fill import editable_layer, selected_rect
from editor.document.layer import AdjustmentLayer, Layer
from editor.document.patches import PatchPixels, announce
from editor.document.tiles import TILE, Array, Key, TileGrid, tile_keys, tile_rect

_BLOCKS = ((32, 1), (128, 2))
_LARGEST_BLOCK = 4
"""Filters that look far around take several tiles each way at once."""
_BLOCK_COPIES = 6
"""How often the memory of a block is needed while a filter works on it."""


def apply_effect(doc: Document, effect: Effect, params: Params) -> None:
    """Changes the selected pixels of the active layer, as one step of history."""
    Applying(doc, effect, params).finish()


def add_adjustment(doc: Document, effect: Effect, params: Params) -> AdjustmentLayer:
    """An adjustment layer above the active node, seen where something is selected."""
    if not effect.is_adjustment:
        raise FigmentError(
            f"{effect.title} looks at more than one pixel at a time, so it cannot be a layer.",
            "Apply it to a layer.",
        )
    node = AdjustmentLayer(name=effect.title, effect_id=effect.id, params=params)
    if not doc.selection.is_empty:
        node.mask = TileGrid(channels=1)
        node.mask.write(doc.bounds, doc.selection.read(doc.bounds))
        node.mask.drop_empty()
    add_node(doc, node, effect.title)
    return node


def set_params(doc: Document, node_id: str, params: Params) -> None:
    """Gives an adjustment layer other values; a quick run of them is one step."""
    node = doc.require_unlocked(node_id)
    assert isinstance(node, AdjustmentLayer)
    set_property(doc, node_id, "params", params, label=f"Change {node.effect.title}")


class Applying:
    """An effect on its way into the active layer, a block at a time.

    The layer changes at the end, at once and as one step of history. Whatever else is done in the
    meantime first finishes it.

    Raises:
        FigmentError: there is no layer to change, or not enough memory for it.

    Attributes:
        progress: 0..1.
    """

    def __init__(self, doc: Document, effect: Effect, params: Params) -> None:
        self._doc = doc
        self._layer = editable_layer(doc)
        self._label = effect.title
        self._work = effect.prepare(params, 1.0)
        self._after: dict[Key, Array | None] = {}
        self._grid = self._layer.pixels.copy()
        self.progress = 0.0
        self.is_done = False
        self._blocks = list(self._places()) if self._work is not None else []
        self._next = 0
        memory.check(self._needed_bytes())
        doc.history.open_stroke(self.finish)

    def step(self) -> bool:
        """Does the next block; False when all is done. An error leaves the layer as it is."""
        try:
            return self._step()
        except BaseException:  # else whatever is done next would only meet it again
            self.cancel()
            raise

    def _step(self) -> bool:
        if not self.is_done and self._next < len(self._blocks):
            assert self._work is not None
            self._do(self._work, self._blocks[self._next])
            self._next += 1
            self.progress = self._next / len(self._blocks)
        if self._next >= len(self._blocks):
            self._end()
        return not self.is_done

    def finish(self) -> None:
        """Does all that is left."""
        while self.step():
            pass

    def cancel(self) -> None:
        """Leaves the layer as it is."""
        if not self.is_done:
            self.is_done = True
            self._doc.history.close_stroke()

    def _places(self) -> Iterator[list[Key]]:
        """Tiles to change, those of a block together."""
        assert self._work is not None
        margin = self._work.margin_px
        limit = limit_of(self._doc, self._layer)
        filled = self._grid.content_bounds()
        keys: list[Key] = []
        for key in tile_keys(filled.expanded(margin).intersect(limit).intersect(self._selected())):
            if margin or self._grid.tile(*key) is not None:
                keys.append(key)
        if not margin:
            yield from ([key] for key in keys)
            return

        side = next((tiles for most, tiles in _BLOCKS if margin <= most), _LARGEST_BLOCK)

        def block(key: Key) -> Key:
            return key[0] // side, key[1] // side

        for _, members in groupby(sorted(keys, key=block), key=block):
            yield list(members)

    def _needed_bytes(self) -> int:
        """What it takes at its most: all that is changed, and what a block is computed with."""
        counts = [len(keys) for keys in self._blocks]
        return (sum(counts) + _BLOCK_COPIES * max(counts, default=0)) * self._grid.tile_nbytes

    def _selected(self) -> Rect:
        doc = self._doc
        return limit_of(doc, self._layer) if doc.selection.is_empty else selected_rect(doc)

    def _do(self, work: Prepared, keys: list[Key]) -> None:
        limit = limit_of(self._doc, self._layer)
        rect = Rect(0, 0, 0, 0)
        for key in keys:
            rect = rect.union(tile_rect(key))
        inner = rect.intersect(limit)
        around = inner.expanded(work.margin_px).intersect(limit)
        base = self._grid.read(around).astype(np.uint8, copy=False)
        part = inner.translated(-around.x, -around.y).slices()
        changed = np.ascontiguousarray(work.run(base, (around.x, around.y))[part])
        base = np.ascontiguousarray(base[part])
        changed = self._limited(base, changed, inner)
        for key in keys:
            self._keep(key, changed, inner)

    def _limited(self, base: ImageU8, changed: ImageU8, rect: Rect) -> ImageU8:
        """As much of the change as the selection and the lock of transparency let through."""
        if self._layer.alpha_locked:
            changed = changed.copy()
            changed[..., 3] = base[..., 3]
        if self._doc.selection.is_empty:
            return changed
        return mixed(base, changed, self._doc.selection.read(rect))

    def _keep(self, key: Key, changed: ImageU8, rect: Rect) -> None:
        tile = self._grid.tile(*key)
        out = np.zeros((TILE, TILE, 4), np.uint8) if tile is None else tile.copy()
        place = tile_rect(key).intersect(rect)
        out[place.translated(-key[0] * TILE, -key[1] * TILE).slices()] = changed[
            place.translated(-rect.x, -rect.y).slices()
        ]
        if tile is not None or out[..., 3].any():
            self._after[key] = out

    def _end(self) -> None:
        if self.is_done:
            return
        self.is_done = True
        doc, layer = self._doc, self._layer
        doc.history.close_stroke()
        before = {key: layer.pixels.shared_tile(key) for key in self._after}
        edit = PatchPixels(self._label, layer.id, "pixels", before=before, after=self._after)
        if edit.is_empty:
            return
        for key, tile in self._after.items():
            layer.pixels.set_tile(*key, tile)
        dirty = Rect(0, 0, 0, 0)
        for key in self._after:
            dirty = dirty.union(tile_rect(key))
        announce(doc, "pixels", dirty)
        doc.history.push(edit)


def limit_of(doc: Document, layer: Layer) -> Rect:
    """Where a filter's picture ends: beyond it the pixels at the edge count as going on."""
    return doc.bounds.union(layer.pixels.content_bounds())
