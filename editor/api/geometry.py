"""Rectangles in whole pixels, the one shape that crosses every border of the program."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """A half-open rectangle of pixels: columns x..x+width-1, rows y..y+height-1."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def from_edges(cls, left: int, top: int, right: int, bottom: int) -> Rect:
        """The rectangle between two corners; empty where they are crossed."""
        return cls(left, top, max(0, right - left), max(0, bottom - top))

    @property
    def right(self) -> int:
        """The first column to the right of the rectangle."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below the rectangle."""
        return self.y + self.height

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.width <= 0 or self.height <= 0

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.width, self.height

    @property
    def area(self) -> int:
        """The number of pixels."""
        return 0 if self.is_empty else self.width * self.height

    def intersect(self, other: Rect) -> Rect:
        """The pixels in both; an empty rectangle where they do not meet."""
        return Rect.from_edges(
            max(self.x, other.x),
            max(self.y, other.y),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both; an empty one adds nothing."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        return Rect.from_edges(
            min(self.x, other.x),
            min(self.y, other.y),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def expanded(self, px: int) -> Rect:
        """Grown by `px` on all four sides (shrunk where negative)."""
        return Rect.from_edges(self.x - px, self.y - px, self.right + px, self.bottom + px)

    def translated(self, dx: int, dy: int) -> Rect:
        """The same size, moved."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: Rect) -> bool:
        """Whether every pixel of `other` lies in this one."""
        return other.is_empty or self.intersect(other) == other

    def slices(self) -> tuple[slice, slice]:
        """(rows, columns) to index an array that starts at (0, 0)."""
        return slice(self.y, self.bottom), slice(self.x, self.right)
