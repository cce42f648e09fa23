"""The way of a stroke: from the hand's positions to evenly spaced dabs."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

_MIN_SPACING_PX = 0.5
_CURVE_STEP_PX = 4.0

Spacing = Callable[[float], float]
"""The distance to the next dab, in pixels, by pressure."""


class PathPoint(NamedTuple):
    """Where a dab goes, or where the hand was: document coordinates, pressure 0..1."""

    x: float
    y: float
    pressure: float


class StrokePath:
    """Positions in, dabs out.

    Args:
        smoothing: 0 takes straight lines through the positions. Above it the path follows behind
            the hand, curving from midpoint to midpoint, and `end` catches up.
    """

    def __init__(self, smoothing: float) -> None:
        self._keep = min(max(smoothing, 0.0), 1.0) * 0.85
        self._hand = PathPoint(0, 0, 0)
        self._steadied = self._hand
        self._at = self._hand
        self._left_px = 0.0

    def begin(self, x: float, y: float, pressure: float, spacing: Spacing) -> list[PathPoint]:
        """The first dab."""
        self._hand = self._steadied = self._at = PathPoint(x, y, pressure)
        self._left_px = max(_MIN_SPACING_PX, spacing(pressure))
        return [self._at]

    def move(self, x: float, y: float, pressure: float, spacing: Spacing) -> list[PathPoint]:
        """The dabs on the way to where the hand is now."""
        self._hand = PathPoint(x, y, pressure)
        if not self._keep:
            return self._line(self._hand, spacing)
        corner = self._steadied
        self._steadied = _between(self._hand, corner, self._keep)
        return self._curve(corner, _between(corner, self._steadied, 0.5), spacing)

    def end(self, spacing: Spacing) -> list[PathPoint]:
        """The dabs that are missing up to the hand."""
        return self._line(self._hand, spacing) if self._keep else []

    def _curve(self, corner: PathPoint, to: PathPoint, spacing: Spacing) -> list[PathPoint]:
        """Along a quadratic Bezier curve from where the path is, in short lines."""
        start = self._at
        length = math.hypot(corner.x - start.x, corner.y - start.y)
        length += math.hypot(to.x - corner.x, to.y - corner.y)
        pieces = max(1, min(64, math.ceil(length / _CURVE_STEP_PX)))
        dabs = []
        for piece in range(1, pieces + 1):
            t = piece / pieces
            point = _between(_between(start, corner, t), _between(corner, to, t), t)
            dabs += self._line(point, spacing)
        return dabs

    def _line(self, to: PathPoint, spacing: Spacing) -> list[PathPoint]:
        start = self._at
        length = math.hypot(to.x - start.x, to.y - start.y)
        dabs = []
        at = self._left_px
        while at <= length and length > 0:
            point = _between(start, to, at / length)
            dabs.append(point)
            at += max(_MIN_SPACING_PX, spacing(point.pressure))
        self._left_px = at - length
        self._at = to
        return dabs


def _between(a: PathPoint, b: PathPoint, share: float) -> PathPoint:
    return PathPoint(
        a.x + (b.x - a.x) * share,
        a.y + (b.y - a.y) * share,
        a.pressure + (b.pressure - a.pressure) * share,
    )
