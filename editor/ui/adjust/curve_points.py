"""The points of a curve as they are pulled about: pure functions on tuples."""

from __future__ import annotations

from itertools import pairwise

from editor.document.adjust.curves import Point, Points

MOST = 32


def nearest(points: Points, at: tuple[float, float], *, within: float) -> int | None:
    """The index of the point nearest to a place, if one is near enough."""
    distance, index = min(
        (max(abs(x - at[0]), abs(y - at[1])), i) for i, (x, y) in enumerate(points)
    )
    return index if distance <= within else None


def added(points: Points, point: Point) -> tuple[Points, int]:
    """The points with one more, and its index; with one at the same input already, that moves."""
    x, y = _inside(point[0]), _inside(point[1])
    index = next((i for i, (other, _) in enumerate(points) if other >= x), len(points))
    if index < len(points) and points[index][0] == x:
        return moved(points, index, (x, y)), index
    if len(points) >= MOST:
        return points, max(0, index - 1)
    return (*points[:index], (x, y), *points[index:]), index


def moved(points: Points, index: int, point: Point) -> Points:
    """The points with one elsewhere; it stays between its neighbours."""
    low = points[index - 1][0] + 1 if index > 0 else 0
    high = points[index + 1][0] - 1 if index + 1 < len(points) else 255
    place = (min(max(point[0], low), high), _inside(point[1]))
    return (*points[:index], place, *points[index + 1 :])


def removed(points: Points, index: int) -> Points:
    """The points without one; two always stay."""
    return points if len(points) <= 2 else (*points[:index], *points[index + 1 :])


def widest_gap(points: Points) -> int:
    """The input in the middle of the widest gap between two points."""
    left, right = max(pairwise(points), key=lambda pair: pair[1][0] - pair[0][0])
    return (left[0] + right[0]) // 2


def _inside(value: int) -> int:
    return min(max(value, 0), 255)
