"""Where tiles of a picture lie that is halved again and again; level 0 is full size."""

from __future__ import annotations

from collections.abc import Iterator

from editor.api import Rect
from editor.document.tiles import TILE, Key

_MOST_LEVELS = 12
"""Halved so often, the largest picture there may be is smaller than a tile."""


def tiles_touched(doc_rect: Rect, *, at_most: int) -> list[tuple[int, Key]] | None:
    """(level, key) of all tiles that a document rectangle touches; None if there are too many."""
    found: list[tuple[int, Key]] = []
    for level in range(_MOST_LEVELS):
        side = TILE << level
        columns = range(doc_rect.x // side, (doc_rect.right - 1) // side + 1)
        rows = range(doc_rect.y // side, (doc_rect.bottom - 1) // side + 1)
        if len(columns) * len(rows) > at_most:
            return None
        found += [(level, (ix, iy)) for iy in rows for ix in columns]
    return found


def part_of(doc_rect: Rect, level: int, key: Key) -> Rect:
    """Where a document rectangle lies in a tile of a level, in the tile's pixels."""
    side = TILE << level
    x, y = key[0] * side, key[1] * side
    part = doc_rect.intersect(Rect(x, y, side, side))
    return Rect.from_edges(
        (part.x - x) >> level,
        (part.y - y) >> level,
        -(-(part.right - x) >> level),
        -(-(part.bottom - y) >> level),
    )


def quarters(key: Key) -> Iterator[tuple[Key, Rect]]:
    """The four tiles of the next finer level, and where each goes in this one."""
    half = TILE // 2
    for dy in (0, 1):
        for dx in (0, 1):
            yield (2 * key[0] + dx, 2 * key[1] + dy), Rect(dx * half, dy * half, half, half)
