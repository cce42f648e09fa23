"""The composite of a document, kept in tiles at full size and halved again and again."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from editor import memory
from editor.api import ImageU8, Rect
from editor.document.compositing import (
    NOTHING,
    WHOLE,
    Buffer,
    TileScene,
    Twins,
    compose,
    empty_tile,
)
from editor.document.display import Display, recolor
from editor.document.document import Document
from editor.document.layer import Layer, Node
from editor.document.pyramid import part_of, quarters, tiles_touched
from editor.document.tile_cache import LevelKey, TileCache
from editor.document.tiles import Key, inside_tile
from editor.document.undercoat import Undercoat, looks

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

COMPOSITE_BUDGET_BYTES = 512 * 1024 * 1024


class Compositor:
    """The composite of a document in tiles, at full size (level 0) and halved again and again.

    Attributes:
        twins: the layers' tiles that the composite is made of.

    Tiles are made when they are asked for, and the least recently used are let go.

    Args:
        doc: watched for changes; call `close` when it is no longer shown.
        display: brings the composite to the screen's colours; what `flatten` gives stays in the
            document's.
    """

    def __init__(
        self,
        doc: Document,
        *,
        budget_bytes: int = COMPOSITE_BUDGET_BYTES,
        display: Display | None = None,
    ) -> None:
        self._doc = doc
        self._display = display
        self.twins = Twins()
        # Apart, so that a stream of full-size tiles leaves the coarser ones made of them alone.
        self._fine: TileCache[LevelKey, Buffer] = TileCache(budget_bytes * 3 // 4, empty_tile)
        self._coarse: TileCache[LevelKey, Buffer] = TileCache(budget_bytes // 4, empty_tile)
        self._undercoat = self._new_undercoat()
        doc.pixels_changed.connect(self._on_pixels_changed)
        memory.lenders.add(self)

    def close(self) -> None:
        """Stops watching and lets go of all tiles."""
        self._doc.pixels_changed.disconnect(self._on_pixels_changed)
        self.give_back()

    def give_back(self) -> None:
        """Lets go of all tiles; what is looked at is made again."""
        self._fine.clear()
        self._coarse.clear()
        self._undercoat = self._new_undercoat()
        self.twins.clear()

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
        return compose(self._doc, rect, nodes=nodes, twins=self.twins)

    def _of(self, level: int) -> TileCache[LevelKey, Buffer]:
        return self._coarse if level else self._fine

    def _new_undercoat(self) -> Undercoat:
        return Undercoat(lambda: self._doc.active_id, looks)

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
        dirty = WHOLE if tile is None else tile.dirty
        return [child for child, quarter in quarters(key) if not dirty.intersect(quarter).is_empty]

    def _updated(self, level: int, key: Key) -> Buffer:
        tile = self._of(level).use((level, key))
        if not tile.dirty.is_empty:
            if level == 0:
                self._compose(tile, key)
            else:
                self._shrink(tile, level, key)
            tile.dirty = NOTHING
        return tile

    def _compose(self, tile: Buffer, key: Key) -> None:
        area = tile.dirty.intersect(inside_tile(key, self._doc.bounds))
        if area != tile.dirty:
            tile.pixels[tile.dirty.slices()] = 0
        if not area.is_empty:
            scene = TileScene(key, area, self.twins, below=self._undercoat)
            scene.draw(self._doc.layers, tile, corner=(area.x, area.y))
            recolor(tile.pixels[area.slices()], self._display)

    def _shrink(self, tile: Buffer, level: int, key: Key) -> None:
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
        self.twins.invalidate(doc_rect, layers)
        touched = tiles_touched(doc_rect, at_most=len(self._fine) + len(self._coarse))
        for level, key in [*self._fine, *self._coarse] if touched is None else touched:
            tile = self._of(level).get((level, key))
            if tile is not None:
                tile.dirty = tile.dirty.union(part_of(doc_rect, level, key))
