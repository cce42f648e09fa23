"""Between tiles and arrays: the part of a grid that holds anything, and the way back."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Rect
from editor.document.tiles import TILE, TileGrid, inside_tile, tile_keys

PixelsU8 = npt.NDArray[np.uint8]


def filled_rect(grid: TileGrid) -> Rect:
    """The smallest rectangle with every pixel that is not zero in all channels.

    Alpha alone would not do: colours under alpha 0 are kept.
    """
    filled = Rect(0, 0, 0, 0)
    for ix, iy in grid.keys():  # noqa: SIM118 # a grid is no mapping
        tile = grid.tile(ix, iy)
        if tile is None:
            continue
        # Four channels as one number: a quarter of the comparisons.
        anything = tile if tile.ndim == 2 else np.ascontiguousarray(tile).view(np.uint32)[..., 0]
        columns = np.flatnonzero(anything.any(axis=0))
        rows = np.flatnonzero(anything.any(axis=1))
        if columns.size:
            inner = Rect.from_edges(
                int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
            )
            filled = filled.union(inner.translated(ix * TILE, iy * TILE))
    return filled


def pixels_of(grid: TileGrid, rect: Rect) -> PixelsU8:
    """The pixels of a rectangle; an empty one gives a single clear pixel, since PNGs need one."""
    one = Rect(rect.x, rect.y, max(1, rect.width), max(1, rect.height))
    return grid.read(one).astype(np.uint8, copy=False)


def is_opaque(grid: TileGrid, rect: Rect) -> bool:
    """Whether every pixel of a rectangle has full alpha; looks at tile by tile, copies nothing."""
    for key in tile_keys(rect):
        tile = grid.tile(*key)
        if tile is None or bool((tile[inside_tile(key, rect).slices()][..., 3] < 255).any()):
            return False
    return True


def grid_of(pixels: PixelsU8, *, x: int, y: int) -> TileGrid:
    """A grid with `pixels` (H, W, 4) or (H, W) at (x, y); tiles that would be empty stay absent."""
    grid = TileGrid(channels=1 if pixels.ndim == 2 else 4)
    height, width = pixels.shape[:2]
    for top in range(y - y % TILE, y + height, TILE):
        for left in range(x - x % TILE, x + width, TILE):
            part = Rect(left, top, TILE, TILE).intersect(Rect(x, y, width, height))
            block = pixels[part.translated(-x, -y).slices()]
            if block.any():
                grid.write(part, block)
    return grid


def bake(rgba: PixelsU8, mask: PixelsU8) -> PixelsU8:
    """The pixels with their alpha multiplied by a mask; colours stay."""
    baked = rgba.copy()
    baked[..., 3] = cv2.multiply(np.ascontiguousarray(rgba[..., 3]), mask, scale=1 / 255)
    return baked
