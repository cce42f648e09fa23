"""The arithmetic of a crop frame: turning, keeping a ratio, and the lines inside."""

from __future__ import annotations

import math

from editor.ui.tools.events import Point

Edges = tuple[float, float, float, float]
_GOLDEN = (3 - math.sqrt(5)) / 2
_GRID = 6


def middle_of(edges: Edges) -> Point:
    """The middle of left, top, right, bottom."""
    return (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2


def turned(point: Point, middle: Point, degrees: float) -> Point:
    """A point turned clockwise around another."""
    if not degrees:
        return point
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    return middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos


def inside_page(width: float, height: float, degrees: float) -> Edges:
    """The largest frame of a page's form that, turned, lies all on the page, in its middle."""
    cos, sin = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    # A pixel less on each side: the rim of a turned picture is half transparent.
    scale = min(
        (width - 2) / (width * cos + height * sin), (height - 2) / (width * sin + height * cos)
    )
    scale = max(scale, 0.01) if degrees else 1.0
    dx, dy = width * (1 - scale) / 2, height * (1 - scale) / 2
    return dx, dy, width - dx, height - dy


def held_in_place(edges: Edges, before: Edges, degrees: float) -> Edges:
    """Edges that were stretched as if the frame turned around its old middle, for its new one.

    A frame is turned around its own middle, which stretching moves: without this the sides that
    are not pulled would wander.
    """
    upright = middle_of(edges)
    x, y = turned(upright, middle_of(before), degrees)
    dx, dy = x - upright[0], y - upright[1]
    return edges[0] + dx, edges[1] + dy, edges[2] + dx, edges[3] + dy


def guide_lines(kind: str, edges: Edges) -> list[tuple[Point, Point]]:
    """The lines inside a frame that help to place things."""
    left, top, right, bottom = edges
    if kind == "none":
        return []
    if kind == "diagonals":
        return [((left, top), (right, bottom)), ((left, bottom), (right, top))]
    shares = {
        "thirds": [1 / 3, 2 / 3],
        "golden": [_GOLDEN, 1 - _GOLDEN],
        "grid": [step / _GRID for step in range(1, _GRID)],
    }[kind]
    lines: list[tuple[Point, Point]] = []
    for share in shares:
        x, y = left + (right - left) * share, top + (bottom - top) * share
        lines += [((x, top), (x, bottom)), ((left, y), (right, y))]
    return lines


def keep_ratio(edges: list[float], ratio: float, *, across: int | None, down: int | None) -> None:
    """Adjusts the edges in place; a corner follows the longer way, a side grows the other two."""
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    if across is None:
        half, middle = abs(height) * ratio / 2, (edges[0] + edges[2]) / 2
        edges[0], edges[2] = middle - half, middle + half
    elif down is None:
        half, middle = abs(width) / ratio / 2, (edges[1] + edges[3]) / 2
        edges[1], edges[3] = middle - half, middle + half
    elif abs(width) >= abs(height) * ratio:
        tall = math.copysign(abs(width) / ratio, height)
        edges[down] = edges[1] + tall if down == 3 else edges[3] - tall
    else:
        wide = math.copysign(abs(height) * ratio, width)
        edges[across] = edges[0] + wide if across == 2 else edges[2] - wide
