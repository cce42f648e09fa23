"""The line around a mask along pixel edges, for marching ants: work at its border only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from editor.document.tiles import TILE, Key, TileGrid, tile_rect

Points = npt.NDArray[np.float32]
_Ints = npt.NDArray[np.int64]

# Around a corner lie four pixels; bit 0 is the one above left, 1 above right, 2 below left, 3
# below right. These sets of selected ones make a corner; where two touch diagonally, it is two.
_CORNERS = np.zeros(16, np.bool_)
_CORNERS[[1, 2, 4, 8, 7, 11, 13, 14, 6, 9]] = True
_FALLING, _RISING = 9, 6


def outline(mask: TileGrid) -> list[Points]:
    """Closed lines around the selected parts, as corners in document coordinates.

    Above half counts as selected. Each line is `float32 (N, 2)`, without its first point again.
    """
    found = [corners for key in _border_tiles(mask) for corners in _corners(mask, key)]
    if not found:
        return []
    x, y, kind = (np.concatenate(part) for part in zip(*found, strict=True))
    return _linked(x, y, kind)


def _border_tiles(mask: TileGrid) -> set[Key]:
    """The tiles there are, and their neighbours that get a corner on the common edge."""
    return {(ix + dx, iy + dy) for ix, iy in mask.keys() for dy in (0, 1) for dx in (0, 1)}  # noqa: SIM118 # a grid is no mapping


def _corners(mask: TileGrid, key: Key) -> Iterator[tuple[_Ints, _Ints, _Ints]]:
    """x, y and kind of the corners at the upper left of a tile's pixels."""
    rect = tile_rect(key)
    window = rect.translated(-1, -1)._replace(width=TILE + 1, height=TILE + 1)
    inside = (mask.read(window) > 127).view(np.uint8)
    if not inside.any() or inside.all():
        return
    code = inside[:-1, :-1] | inside[:-1, 1:] << 1 | inside[1:, :-1] << 2 | inside[1:, 1:] << 3
    rows, columns = np.nonzero(_CORNERS[code])
    yield columns + rect.x, rows + rect.y, code[rows, columns].astype(np.int64)


def _linked(x: _Ints, y: _Ints, kind: _Ints) -> list[Points]:
    """Joins corners: along a row and along a column they come in pairs."""
    double = np.flatnonzero((kind == _FALLING) | (kind == _RISING))
    # The first of a double corner ends the edge from the left, the second begins the one to the
    # right. Going down, the order is the same for a falling pair and the other for a rising one.
    order_x = np.concatenate([np.zeros(len(x), np.int64), np.ones(len(double), np.int64)])
    x, y, kind = (np.concatenate([part, part[double]]) for part in (x, y, kind))
    order_y = np.where(kind == _RISING, 1 - order_x, order_x)
    across = _partners(np.lexsort((order_x, x, y)))
    down = _partners(np.lexsort((order_y, y, x)))
    points = np.stack([x, y], axis=1).astype(np.float32)
    return [points[loop] for loop in _loops(across.tolist(), down.tolist())]


def _partners(order: _Ints) -> _Ints:
    out = np.empty_like(order)
    out[order[0::2]] = order[1::2]
    out[order[1::2]] = order[0::2]
    return out


def _loops(across: list[int], down: list[int]) -> Iterator[list[int]]:
    seen = bytearray(len(across))
    for first in range(len(across)):
        if seen[first]:
            continue
        loop = []
        at = first
        while not seen[at]:
            beside = across[at]
            seen[at] = seen[beside] = 1
            loop += [at, beside]
            at = down[beside]
        yield loop
