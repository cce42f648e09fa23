"""Rectangles, ellipses and lines as paint: coverage from signed distances, edges smooth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from editor.api import Rect
from editor.document.blending import Pixels, lay_color
from editor.document.dabs import FloatMask
from editor.document.document import Document
from editor.document.fill import Rgb, change_pixels, editable_layer
from editor.document.layer import Layer
from editor.document.naming import named

Form = Literal["rectangle", "ellipse", "line"]
Point = tuple[float, float]
_Floats = npt.NDArray[np.float32]
_LABELS: dict[Form, str] = {"rectangle": "Rectangle", "ellipse": "Ellipse", "line": "Line"}
_ARC_STEPS = 16
_OVAL_STEPS = 120


@dataclass(frozen=True)
class DrawnShape:
    """What is drawn between two points.

    Attributes:
        start, end: opposite corners, or the ends of the line.
        fill, pen: colours of the inside and of the outline; None for none. A line has only a pen.
        width_px: of the outline, half of it on each side of the edge.
        radius_px: of a rectangle's corners.
    """

    form: Form
    start: Point
    end: Point
    fill: Rgb | None
    pen: Rgb | None
    width_px: float = 4.0
    radius_px: float = 0.0

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.start, self.end
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    @property
    def bounds(self) -> Rect:
        """The pixels that it may touch."""
        margin = (self.width_px if self.pen is not None else 0) / 2 + 1
        left, top, right, bottom = self.edges
        return Rect.from_edges(
            math.floor(left - margin),
            math.floor(top - margin),
            math.ceil(right + margin),
            math.ceil(bottom + margin),
        )

    def outline(self) -> tuple[Point, ...]:
        """Points along its edge, to show it by."""
        left, top, right, bottom = self.edges
        if self.form == "line":
            return (self.start, self.end)
        if self.form == "ellipse":
            middle, radius = ((left + right) / 2, (top + bottom) / 2), (right - left, bottom - top)
            return _arc(middle, radius[0] / 2, radius[1] / 2, 0, 360, _OVAL_STEPS)
        round_px = self._corner_px()
        if round_px <= 0:
            return ((left, top), (right, top), (right, bottom), (left, bottom))
        points: list[Point] = []
        for x, y, first in (
            (right - round_px, top + round_px, -90),
            (right - round_px, bottom - round_px, 0),
            (left + round_px, bottom - round_px, 90),
            (left + round_px, top + round_px, 180),
        ):
            points += _arc((x, y), round_px, round_px, first, first + 90, _ARC_STEPS)
        return tuple(points)

    def distance(self, part: Rect) -> _Floats:
        """How far each pixel's centre is outside the edge; negative inside."""
        x = np.arange(part.x, part.right, dtype=np.float32)[None, :] + np.float32(0.5)
        y = np.arange(part.y, part.bottom, dtype=np.float32)[:, None] + np.float32(0.5)
        if self.form == "line":
            return _from_line(x, y, self.start, self.end)
        left, top, right, bottom = self.edges
        x, y = x - np.float32((left + right) / 2), y - np.float32((top + bottom) / 2)
        half = (right - left) / 2, (bottom - top) / 2
        if self.form == "ellipse":
            return _from_ellipse(x, y, *half)
        return _from_box(x, y, *half, radius=self._corner_px())

    def _corner_px(self) -> float:
        left, top, right, bottom = self.edges
        return min(self.radius_px, (right - left) / 2, (bottom - top) / 2)


def draw_shape(doc: Document, shape: DrawnShape, *, opacity: float, on_new_layer: bool) -> None:
    """Paints a shape on the active layer (as far as selected) or on a new one above it."""
    label = _LABELS[shape.form]
    if not on_new_layer:
        _paint(doc, shape, label, opacity)
        return
    with doc.history.change(label):
        layer = Layer(name=named(label))
        rect = shape.bounds
        block = np.zeros((rect.height, rect.width, 4), np.uint8)
        selected = doc.selection.read(rect).astype(np.float32) / np.float32(255)
        _lay(shape, block, rect, selected, opacity)
        layer.pixels.write(rect, block)
        layer.pixels.drop_empty()
        _put_above(doc, layer)


def _paint(doc: Document, shape: DrawnShape, label: str, opacity: float) -> None:
    locked = editable_layer(doc).alpha_locked

    def change(pixels: Pixels, part: Rect, alpha: FloatMask) -> None:
        _lay(shape, pixels, part, alpha, opacity, alpha_locked=locked)

    change_pixels(doc, label, shape.bounds, change)


def _put_above(doc: Document, layer: Layer) -> None:
    node = doc.active
    siblings = doc.layers if node is None else doc.siblings(node.id)
    siblings.insert(len(siblings) if node is None else siblings.index(node) + 1, layer)
    doc.active_id = layer.id


def _lay(
    shape: DrawnShape,
    pixels: Pixels,
    part: Rect,
    alpha: FloatMask,
    opacity: float,
    *,
    alpha_locked: bool = False,
) -> None:
    """Lays inside and outline over pixels, in place."""
    distance = shape.distance(part)
    if shape.fill is not None and shape.form != "line":
        inside = np.clip(np.float32(0.5) - distance, 0, 1) * alpha * np.float32(opacity)
        lay_color(pixels, pixels, inside, shape.fill, alpha_locked=alpha_locked)
    if shape.pen is not None:
        away = np.abs(distance) if shape.form != "line" else distance
        band = np.clip(np.float32(shape.width_px / 2 + 0.5) - away, 0, 1)
        # Narrower than a pixel: paler, not wider.
        band *= np.float32(min(shape.width_px, 1)) * alpha * np.float32(opacity)
        lay_color(pixels, pixels, band, shape.pen, alpha_locked=alpha_locked)


def _from_box(x: _Floats, y: _Floats, half_w: float, half_h: float, *, radius: float) -> _Floats:
    # https://iquilezles.org/articles/distfunctions2d/
    qx = np.abs(x) - np.float32(half_w - radius)
    qy = np.abs(y) - np.float32(half_h - radius)
    outside = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0))
    return (outside + np.minimum(np.maximum(qx, qy), 0) - np.float32(radius)).astype(np.float32)


def _from_ellipse(x: _Floats, y: _Floats, half_w: float, half_h: float) -> _Floats:
    rx, ry = np.float32(max(half_w, 0.5)), np.float32(max(half_h, 0.5))
    k0 = np.hypot(x / rx, y / ry)
    # To first order: the implicit function over the length of its gradient.
    k1 = np.maximum(np.hypot(x / rx**2, y / ry**2), np.float32(1e-6))
    return np.maximum(k0 * (k0 - 1) / k1, -np.minimum(rx, ry)).astype(np.float32)


def _from_line(x: _Floats, y: _Floats, start: Point, end: Point) -> _Floats:
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = x - np.float32(start[0]), y - np.float32(start[1])
    along = np.clip((x * np.float32(dx) + y * np.float32(dy)) / max(dx * dx + dy * dy, 1e-6), 0, 1)
    return np.hypot(x - along * np.float32(dx), y - along * np.float32(dy)).astype(np.float32)


def _arc(
    middle: Point, rx: float, ry: float, first_deg: float, last_deg: float, steps: int
) -> tuple[Point, ...]:
    angles = np.radians(np.linspace(first_deg, last_deg, steps, endpoint=False))
    xs, ys = middle[0] + rx * np.cos(angles), middle[1] + ry * np.sin(angles)
    return tuple(zip(xs.tolist(), ys.tolist(), strict=True))
