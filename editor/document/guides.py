"""Guides: lines across the page to align to, and snapping to what is near."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Axis = Literal["x", "y"]


class Guide(NamedTuple):
    """A line at a document coordinate: `x` is upright, `y` is level."""

    axis: Axis
    at: float

    def moved(self, dx: float, dy: float) -> Guide:
        """With the page's corner elsewhere."""
        return self._replace(at=self.at + (dx if self.axis == "x" else dy))

    def scaled(self, sx: float, sy: float) -> Guide:
        """On a scaled page."""
        return self._replace(at=self.at * (sx if self.axis == "x" else sy))

    def turned(self, quarter_turns: int, width: int, height: int) -> Guide:
        """On a page of that size that is turned clockwise by quarters."""
        guide = self
        for _ in range(quarter_turns % 4):
            is_upright = guide.axis == "x"
            guide = Guide("y", guide.at) if is_upright else Guide("x", height - guide.at)
            width, height = height, width
        return guide

    def flipped(self, axis: Literal["horizontal", "vertical"], width: int, height: int) -> Guide:
        """On a mirrored page of that size."""
        if axis == "horizontal" and self.axis == "x":
            return Guide("x", width - self.at)
        if axis == "vertical" and self.axis == "y":
            return Guide("y", height - self.at)
        return self


def snapped(
    edges: Iterable[float], lines: Iterable[float], *, within: float
) -> tuple[float, float] | None:
    """How far to move so that an edge meets the line nearest to it, and that line.

    None where no line is nearer than `within`.
    """
    best: tuple[float, float] | None = None
    targets = list(lines)
    for edge in edges:
        for line in targets:
            step = line - edge
            if abs(step) <= within and (best is None or abs(step) < abs(best[0])):
                best = step, line
    return best
