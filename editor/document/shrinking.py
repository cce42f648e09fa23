"""Pixels averaged to fewer ones, strip by strip.

A large picture at once would need several times its own memory, and memory that is new to a program
costs more time than all the computing. A strip lies in memory that the one before it has used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np

from editor.api import Rect
from editor.document.tiles import Array, TileGrid

_STRIP_BYTES = 1024**2


def shrunk(grid: TileGrid, rect: Rect, goal: Rect) -> TileGrid:
    """What lies in a rectangle, averaged to the pixels of a smaller one; the rest is left out."""
    out = TileGrid(grid.channels)
    block = np.empty(0, grid.dtype)
    for source, target in _strips(rect, goal, row_bytes=rect.width * grid.channels):
        shape = (source.height, source.width, 4)[: 2 if grid.channels == 1 else 3]
        if block.shape != shape:
            block = np.empty(shape, grid.dtype)
        grid.read_into(block, source)
        averaged = _averaged(block, target.size)
        if averaged is not None:
            out.write(target, averaged)
    out.drop_empty()
    return out


def _strips(rect: Rect, goal: Rect, *, row_bytes: int) -> Iterator[tuple[Rect, Rect]]:
    """Rows of both rectangles that belong together; all at once where only their ends meet."""
    parts = math.gcd(rect.height, goal.height)
    rows, goal_rows = rect.height // parts, goal.height // parts
    together = max(1, _STRIP_BYTES // (rows * row_bytes))
    for first in range(0, parts, together):
        count = min(together, parts - first)
        yield (
            Rect(rect.x, rect.y + first * rows, rect.width, count * rows),
            Rect(goal.x, goal.y + first * goal_rows, goal.width, count * goal_rows),
        )


def _averaged(pixels: Array, size: tuple[int, int]) -> Array | None:
    """A mask or straight RGBA at (width, height); None where nothing of it would be seen."""
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    least, most, *_ = cv2.minMaxLoc(small if small.ndim == 2 else cv2.extractChannel(small, 3))
    if most == 0:
        return None
    # Opaque after rounding: what hidden colours have added is less than half a level.
    if small.ndim == 2 or least == 255:
        return small
    weighted = cv2.multiply(pixels, _alpha_and(255, pixels), dtype=cv2.CV_32F)
    means = cv2.resize(weighted, size, interpolation=cv2.INTER_AREA)
    return cv2.divide(means, _alpha_and(255 * 255, means), scale=255, dtype=cv2.CV_8U)


def _alpha_and(constant: int, pixels: Array) -> Array:
    """What colours are weighted with, and a constant for alpha itself."""
    alpha = cv2.extractChannel(pixels, 3)
    return cv2.merge([alpha, alpha, alpha, np.full_like(alpha, constant)])
