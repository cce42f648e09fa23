"""Curves: tones along a line through a few points, for all channels and for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from editor.api import Params
from editor.document.adjust.effect import Effect, Prepared
from editor.document.adjust.tables import prepared_table, rgb_table, tones

Point = tuple[int, int]
Points = tuple[Point, ...]
STRAIGHT: Points = ((0, 0), (255, 255))
_MOST_POINTS = 32


class Curves(Params):
    """The points of the four curves: all channels, red, green, blue; from left to right."""

    curves: tuple[Points, Points, Points, Points] = Field(
        (STRAIGHT, STRAIGHT, STRAIGHT, STRAIGHT),
        title="Curves",
        description="Click to add a point, drag it, drag it out of the field to remove it.",
        json_schema_extra={"kind": "curves"},
    )

    @field_validator("curves")
    @classmethod
    def _are_curves(cls, curves: tuple[Points, ...]) -> tuple[Points, ...]:
        for points in curves:
            if not 2 <= len(points) <= _MOST_POINTS:
                raise ValueError(f"must have 2 to {_MOST_POINTS} points")
            if any(not 0 <= value <= 255 for point in points for value in point):
                raise ValueError("must stay within 0 and 255")
            inputs = [x for x, _ in points]
            if any(left >= right for left, right in pairwise(inputs)):
                raise ValueError("must go from left to right")
        return curves


def spline(points: Sequence[Point], at: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """A smooth line through points, level before the first and after the last.

    Where the points rise the line rises, where they fall it falls: no overshoot.

    Source: Fritsch and Carlson, Monotone Piecewise Cubic Interpolation, 1980; the slopes at the
    points are those of Fritsch and Butland (weighted harmonic means), the ends one-sided.
    """
    x, y = np.asarray(points, np.float64).T
    at = np.clip(np.asarray(at, np.float64), x[0], x[-1])
    h, delta = np.diff(x), np.diff(y) / np.diff(x)
    slopes = _slopes(h, delta)
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    t = (at - x[i]) / h[i]
    # Hermite's basis.
    return np.asarray(
        y[i] * (1 + 2 * t) * (1 - t) ** 2
        + h[i] * slopes[i] * t * (1 - t) ** 2
        + y[i + 1] * t**2 * (3 - 2 * t)
        + h[i] * slopes[i + 1] * t**2 * (t - 1)
    )


def _slopes(h: npt.NDArray[Any], delta: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """How steep the line is at each point."""
    if len(delta) == 1:
        return np.array([delta[0], delta[0]])
    before, after = delta[:-1], delta[1:]
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    turns = before * after <= 0
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = np.where(turns, 0.0, (w1 + w2) / (w1 / before + w2 / after))
    return np.concatenate(
        [
            [_end_slope(h[0], h[1], delta[0], delta[1])],
            inner,
            [_end_slope(h[-1], h[-2], delta[-1], delta[-2])],
        ]
    )


def _end_slope(h0: float, h1: float, d0: float, d1: float) -> float:
    """The slope of a parabola at an end, kept so flat that the line does not overshoot."""
    slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
    if slope * d0 <= 0:
        return 0.0
    return 3 * d0 if d0 * d1 <= 0 and abs(slope) > abs(3 * d0) else slope


def _curves(p: Curves, _scale: float) -> Prepared | None:
    everything, *channels = p.curves
    bytes_in = tones() * 255
    # One line after the other without rounding between them.
    red, green, blue = (spline(everything, spline(own, bytes_in)) / 255 for own in channels)
    return prepared_table(rgb_table(red, green, blue))


CURVES = Effect(
    "curves",
    "Curves",
    Curves,
    _curves,
    icon="chart-line",
    summary="Tones along a line, for all channels and for each.",
)
