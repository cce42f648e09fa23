"""Pixels in sparse 512-px tiles that are shared until they are written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, KeysView
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from editor import memory
from editor.api import Rect
from editor.document.spares import Spares

TILE = 512
MAX_PIXELS = 300_000_000
"""The largest page that is made or opened: 300 megapixels, 1.2 GB once it is full."""
Key = tuple[int, int]
Array = npt.NDArray[Any]

_revisions = itertools.count(1)

spares = Spares(nbytes=TILE * TILE * 4, most=24)
"""Tiles of pixels, or of a stroke's coverage, to be had at once; filled up while nothing goes on.

A dab on four new tiles needs eight, and as many for what lies below it.
"""


def tile_keys(rect: Rect) -> Iterator[Key]:
    """The (column, row) of every tile that a rectangle touches, row by row."""
    if rect.is_empty:
        return
    for iy in range(rect.y // TILE, (rect.bottom - 1) // TILE + 1):
        for ix in range(rect.x // TILE, (rect.right - 1) // TILE + 1):
            yield ix, iy


def tile_rect(key: Key) -> Rect:
    """The document rectangle of a tile."""
    return Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)


def inside_tile(key: Key, rect: Rect) -> Rect:
    """The part of a document rectangle that lies in a tile, in the tile's own pixels."""
    return tile_rect(key).intersect(rect).translated(-key[0] * TILE, -key[1] * TILE)


class TileGrid:
    """A plane of pixels without bounds: straight RGBA (4 channels) or a mask (1 channel).

    Absent tiles are zero. A copy shares its tiles with the original; whoever writes a shared tile
    first makes its own, so copies, undo states and saves in the background cost almost nothing.

    Args:
        channels: 4 for `(H, W, 4)` arrays, 1 for `(H, W)`.
        dtype: uint8 for pixels; float32 for a stroke's coverage.
    """

    def __init__(self, channels: int = 4, dtype: npt.DTypeLike = np.uint8) -> None:
        self.channels = channels
        self.dtype = np.dtype(dtype)
        self._tiles: dict[Key, Array] = {}
        self._owned: set[Key] = set()
        self._revisions: dict[Key, int] = {}

    def keys(self) -> KeysView[Key]:
        """The tiles there are."""
        return self._tiles.keys()

    @property
    def nbytes(self) -> int:
        """The memory of all tiles, shared ones included."""
        return sum(tile.nbytes for tile in self._tiles.values())

    def revision(self, key: Key) -> int:
        """A number that is different after every change of a tile; 0 for an absent one."""
        return self._revisions.get(key, 0)

    def tile(self, ix: int, iy: int) -> Array | None:
        """A read-only view of a tile, or None. It may change under the reader's eyes."""
        array = self._tiles.get((ix, iy))
        if array is None:
            return None
        view = array.view()
        view.setflags(write=False)
        return view

    def shared_tile(self, key: Key) -> Array | None:
        """A tile that will never change: the grid makes its own before it writes again."""
        self._owned.discard(key)
        return self._tiles.get(key)

    def set_tile(self, ix: int, iy: int, array: Array | None) -> None:
        """Replaces or drops a tile; the array must not be written afterwards by the caller."""
        key = (ix, iy)
        self._owned.discard(key)
        if array is None:
            self._tiles.pop(key, None)
            self._revisions.pop(key, None)
        else:
            self._tiles[key] = array
            self._revisions[key] = next(_revisions)

    def writable(self, key: Key) -> Array:
        """The tile itself, made where it was absent or shared. Counts as a change."""
        if key not in self._owned:
            old = self._tiles.get(key)
            self._tiles[key] = (
                spares.zeros(self.tile_shape, self.dtype) if old is None else spares.copy(old)
            )
            self._owned.add(key)
        self._revisions[key] = next(_revisions)
        return self._tiles[key]

    def read(self, rect: Rect) -> Array:
        """A fresh array of a rectangle; zeros where nothing is. Raises OutOfMemory."""
        # Twice: who reads much makes something as large of it.
        memory.check(2 * rect.area * self.channels * self.dtype.itemsize)
        out = np.zeros(self._shape(rect.height, rect.width), self.dtype)
        for key in tile_keys(rect):
            if key in self._tiles:  # else nobody touches that memory
                self._copy(key, rect, out)
        return out

    def read_into(self, out: Array, rect: Rect) -> None:
        """Puts a rectangle into an array of its size, for those who read one after the other."""
        for key in tile_keys(rect):
            self._copy(key, rect, out)

    def write(self, rect: Rect, pixels: Array) -> None:
        """Replaces a rectangle by an array of its size. Raises OutOfMemory before anything else."""
        memory.check(pixels.nbytes)
        for key in tile_keys(rect):
            part = tile_rect(key).intersect(rect)
            block = pixels[part.translated(-rect.x, -rect.y).slices()]
            self.writable(key)[inside_tile(key, rect).slices()] = block

    def fill(self, rect: Rect, pixel: npt.ArrayLike) -> None:
        """Gives every pixel of a rectangle one value; whole tiles of it share their memory."""
        whole = np.empty(self.tile_shape, self.dtype)
        whole[:] = pixel
        for key in tile_keys(rect):
            if rect.contains(tile_rect(key)):
                self.set_tile(*key, whole)
            else:
                self.writable(key)[inside_tile(key, rect).slices()] = pixel

    def copy(self) -> TileGrid:
        """An independent grid that shares every tile until it is written."""
        twin = TileGrid(self.channels, self.dtype)
        self._owned.clear()
        twin._tiles = self._tiles.copy()
        twin._revisions = self._revisions.copy()
        return twin

    def drop_empty(self) -> None:
        """Forgets tiles that hold nothing but zeros."""
        for key in [key for key, tile in self._tiles.items() if not tile.any()]:
            self.set_tile(*key, None)

    def bounds(self) -> Rect:
        """The rectangle around all tiles."""
        out = Rect(0, 0, 0, 0)
        for key in self._tiles:
            out = out.union(tile_rect(key))
        return out

    def content_bounds(self) -> Rect:
        """The rectangle around all pixels whose alpha (or mask) is above zero."""
        out = Rect(0, 0, 0, 0)
        for key, tile in self._tiles.items():
            if out.contains(tile_rect(key)):
                continue
            seen = cv2.extractChannel(tile, 3) if self.channels == 4 else tile
            inner = Rect(*cv2.boundingRect(seen))
            out = out.union(inner.translated(key[0] * TILE, key[1] * TILE))
        return out

    def tile_ids(self) -> dict[Key, int]:
        """Each tile's identity, to see what two grids share."""
        return {key: id(tile) for key, tile in self._tiles.items()}

    @property
    def tile_shape(self) -> tuple[int, ...]:
        """The shape of a tile's array."""
        return self._shape(TILE, TILE)

    @property
    def tile_nbytes(self) -> int:
        """The memory of one tile."""
        return TILE * TILE * self.channels * self.dtype.itemsize

    def _copy(self, key: Key, rect: Rect, out: Array) -> None:
        """What a tile has of a rectangle, into the array that shows it."""
        tile = self._tiles.get(key)
        part = tile_rect(key).intersect(rect).translated(-rect.x, -rect.y)
        out[part.slices()] = 0 if tile is None else tile[inside_tile(key, rect).slices()]

    def _shape(self, height: int, width: int) -> tuple[int, ...]:
        return (height, width) if self.channels == 1 else (height, width, self.channels)
