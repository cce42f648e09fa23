"""What a tool wants drawn over the picture, in document coordinates and without a painter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, Rect
from editor.document import BlendMode
from editor.ui.tools.events import Point

LineStyle = Literal["ants", "solid", "dashed", "faint", "guide"]


@dataclass(frozen=True)
class Line:
    """A line through points; all lines are one view pixel wide at every zoom."""

    points: tuple[Point, ...]
    is_closed: bool = False
    style: LineStyle = "solid"


@dataclass(frozen=True)
class Oval:
    """An ellipse inside a rectangle of left, top, right, bottom."""

    box: tuple[float, float, float, float]
    style: LineStyle = "ants"


@dataclass(frozen=True)
class Handle:
    """A small square to take hold of, of constant size in the view."""

    doc_pos: Point


@dataclass(frozen=True)
class Shade:
    """Darkens all of the picture outside a rectangle, or outside any other form of corners."""

    rect: Rect
    corners: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Label:
    """A short text beside a point."""

    doc_pos: Point
    text: str


@dataclass(frozen=True)
class Swatch:
    """A ring around a point that shows a colour."""

    doc_pos: Point
    color: tuple[int, int, int]
    old_color: tuple[int, int, int]


@dataclass(frozen=True)
class Painted:
    """A form in its colours, as it will be painted.

    Attributes:
        width_px: of the outline, in document pixels.
    """

    points: tuple[Point, ...]
    is_closed: bool
    fill: tuple[int, int, int] | None
    pen: tuple[int, int, int] | None
    width_px: float
    opacity: float = 1.0


@dataclass(eq=False)
class Floating:
    """A picture in the hand, drawn where a homography of document coordinates takes it.

    Attributes:
        pixels: straight RGBA; may have fewer pixels than `rect`.
        rect: where it lies before the homography.
    """

    pixels: ImageU8
    rect: Rect
    matrix: npt.NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    opacity: float = 1.0
    blend_mode: BlendMode = BlendMode.NORMAL
    is_shown: bool = True


Shape = Painted | Floating | Line | Oval | Handle | Shade | Label | Swatch


def box(left: float, top: float, right: float, bottom: float, style: LineStyle = "ants") -> Line:
    """The outline of a rectangle."""
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(corners, is_closed=True, style=style)
