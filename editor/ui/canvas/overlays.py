"""Draws what tools want shown, the brush ring, previews and the rectangle of the next run."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from editor.api import ImageU8, Rect
from editor.ui import theme
from editor.ui.canvas import guide_lines
from editor.ui.canvas.ants import ants_pens
from editor.ui.canvas.backdrop import page_polygon
from editor.ui.canvas.held import paint_floating, paint_form
from editor.ui.canvas.viewport import Point, Viewport
from editor.ui.tools.shapes import (
    Floating,
    Handle,
    Label,
    Line,
    LineStyle,
    Oval,
    Painted,
    Shade,
    Shape,
    Swatch,
)

HANDLE_PX = 8
_LABEL_GAP_PX = 10
_SWATCH_PX = 34
_BRACKET_PX = 16
_DARK = QColor(0, 0, 0, 170)
_RIM = QColor(0, 0, 0, 110)
_LIGHT = QColor(255, 255, 255, 235)


def paint_shapes(
    painter: QPainter, viewport: Viewport, shapes: list[Shape], *, view_rect: QRect, page: Rect
) -> None:
    """Draws a tool's shapes in their order."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not viewport.is_upright)
    for shape in shapes:
        match shape:
            case Floating():
                paint_floating(painter, viewport, shape, page)
            case Painted():
                paint_form(painter, viewport, shape, page)
            case Line():
                _paint_line(painter, viewport, shape)
            case Oval():
                _paint_oval(painter, viewport, shape)
            case Handle():
                _paint_handle(painter, viewport, shape)
            case Swatch():
                _paint_swatch(painter, viewport, shape)
            case Shade():
                _paint_shade(painter, viewport, shape, view_rect)
            case Label():
                _paint_label(painter, viewport, shape, view_rect)
    painter.restore()


def shapes_view_rect(viewport: Viewport, shapes: list[Shape], view_size: QRect) -> QRect:
    """A view rectangle that holds all shapes, with their pens and texts."""
    out = QRect()
    for shape in shapes:
        match shape:
            case Shade() | Floating():
                return view_size
            case Line(points=points):
                out = out.united(_around(viewport, points, 3))
            case Painted(points=points, width_px=width_px):
                out = out.united(_around(viewport, points, width_px * viewport.scale / 2 + 3))
            case Oval(box=(left, top, right, bottom)):
                corners = ((left, top), (right, top), (right, bottom), (left, bottom))
                out = out.united(_around(viewport, corners, 3))
            case Handle(doc_pos=pos):
                out = out.united(_around(viewport, (pos,), HANDLE_PX))
            case Label(doc_pos=pos):
                out = out.united(_around(viewport, (pos,), 180))
            case Swatch(doc_pos=pos):
                out = out.united(_around(viewport, (pos,), _SWATCH_PX + 12))
    return out.intersected(view_size)


def paint_brush_ring(
    painter: QPainter, viewport: Viewport, doc_pos: Point, diameter_px: float
) -> None:
    """A ring of the brush's true size, light inside dark, seen upon every colour."""
    radius = diameter_px * viewport.scale / 2
    center = QPointF(*viewport.to_view(doc_pos))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_DARK, 1.0))
    painter.drawEllipse(center, radius + 0.5, radius + 0.5)
    painter.setPen(QPen(_LIGHT, 1.0))
    painter.drawEllipse(center, max(radius - 0.5, 0.5), max(radius - 0.5, 0.5))
    painter.restore()


def brush_ring_rect(viewport: Viewport, doc_pos: Point, diameter_px: float) -> QRect:
    """Where that ring is."""
    return _around(viewport, (doc_pos,), diameter_px * viewport.scale / 2 + 3)


def paint_picture(
    painter: QPainter, viewport: Viewport, image: QImage, shown_rect: Rect, *, has_frame: bool
) -> None:
    """A picture that is no layer yet, in its place in the document or beside the page."""
    painter.save()
    painter.setRenderHint(
        QPainter.RenderHint.SmoothPixmapTransform,
        viewport.zoom * shown_rect.width / max(image.width(), 1) < 2.0,
    )
    outline = page_polygon(viewport, shown_rect)
    if viewport.is_upright:
        painter.drawImage(outline.boundingRect(), image)
    else:
        a, b, c, d, dx, dy = viewport.matrix
        transform = painter.worldTransform()
        transform.setMatrix(a, b, 0, c, d, 0, dx, dy, 1)
        painter.setWorldTransform(transform)
        painter.drawImage(QRectF(*shown_rect), image)
        painter.resetTransform()
    if has_frame:
        painter.setPen(QPen(theme.color("accent"), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(outline)
    painter.restore()


def picture_of(rgba: ImageU8) -> QImage:
    """Straight RGBA pixels as an image that keeps them alive."""
    pixels = np.ascontiguousarray(rgba)
    height, width = pixels.shape[:2]
    straight = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return straight.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def paint_run_rect(painter: QPainter, viewport: Viewport, doc_rect: Rect) -> None:
    """Brackets at the corners of what the next run looks at: quieter than a frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines = _brackets(page_polygon(viewport, doc_rect))
    for color, width in ((_DARK, 4.0), (theme.color("accent"), 2.0)):
        painter.setPen(QPen(color, width))
        for line in lines:
            painter.drawPolyline(line)
    painter.restore()


def _brackets(outline: QPolygonF) -> list[QPolygonF]:
    corners = [outline.at(index) for index in range(4)]
    lines = []
    for index, corner in enumerate(corners):
        ends = []
        for other in (corners[index - 1], corners[(index + 1) % 4]):
            way = other - corner
            length = max(math.hypot(way.x(), way.y()), 1e-6)
            ends.append(corner + way * (min(_BRACKET_PX, length / 2) / length))
        lines.append(QPolygonF([ends[0], corner, ends[1]]))
    return lines


def _paint_line(painter: QPainter, viewport: Viewport, shape: Line) -> None:
    points = [QPointF(*viewport.to_view(point)) for point in shape.points]
    if shape.is_closed and points:
        points.append(points[0])
    polygon = QPolygonF(points)
    for pen in _pens(shape.style):
        painter.setPen(pen)
        painter.drawPolyline(polygon)


def _paint_oval(painter: QPainter, viewport: Viewport, shape: Oval) -> None:
    left, top, right, bottom = shape.box
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    angle = np.linspace(0, 2 * np.pi, 120)
    xs = (left + right) / 2 + (right - left) / 2 * np.cos(angle)
    ys = (top + bottom) / 2 + (bottom - top) / 2 * np.sin(angle)
    points = zip(xs.tolist(), ys.tolist(), strict=True)
    polygon = QPolygonF([QPointF(*viewport.to_view(point)) for point in points])
    for pen in _pens(shape.style):
        painter.setPen(pen)
        painter.drawPolyline(polygon)
    painter.restore()


def _paint_handle(painter: QPainter, viewport: Viewport, shape: Handle) -> None:
    x, y = viewport.to_view(shape.doc_pos)
    square = QRectF(round(x) - HANDLE_PX / 2, round(y) - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX)
    painter.fillRect(square.adjusted(-1, -1, 1, 1), _DARK)
    painter.fillRect(square, QColor(255, 255, 255))


def _paint_shade(painter: QPainter, viewport: Viewport, shape: Shade, view_rect: QRect) -> None:
    outside = QPainterPath()
    outside.addRect(QRectF(view_rect))
    hole = page_polygon(viewport, shape.rect)
    if shape.corners:
        hole = QPolygonF([QPointF(*viewport.to_view(corner)) for corner in shape.corners])
    outside.addPolygon(hole)
    outside.closeSubpath()
    painter.fillPath(outside, QColor(0, 0, 0, 140))


def _paint_label(painter: QPainter, viewport: Viewport, shape: Label, view_rect: QRect) -> None:
    x, y = viewport.to_view(shape.doc_pos)
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(shape.text) + 12, metrics.height() + 6
    # Kept inside the view, so that it can be read while something is dragged over its edge.
    left = min(max(x + _LABEL_GAP_PX, view_rect.left() + 4), view_rect.right() - width - 4)
    top = min(max(y + _LABEL_GAP_PX, view_rect.top() + 4), view_rect.bottom() - height - 4)
    plate = QRectF(round(left), round(top), round(width), round(height))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(theme.color("text"))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), shape.text)
    painter.restore()


def _paint_swatch(painter: QPainter, viewport: Viewport, shape: Swatch) -> None:
    x, y = viewport.to_view(shape.doc_pos)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(x - _SWATCH_PX, y - _SWATCH_PX, 2 * _SWATCH_PX, 2 * _SWATCH_PX)
    painter.setPen(QPen(theme.color("raised"), 16, c=Qt.PenCapStyle.FlatCap))
    painter.drawEllipse(circle)
    # The new colour above, the old one below, to compare.
    for color, start_deg in ((shape.color, 0), (shape.old_color, 180)):
        painter.setPen(QPen(QColor(*color), 12, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(circle, start_deg * 16, 180 * 16)
    painter.restore()


def _pens(style: LineStyle) -> list[QPen]:
    """The pens to draw a line with, one after the other."""
    if style == "ants":
        return ants_pens(0)
    if style == "faint":
        return [QPen(QColor(0, 0, 0, 90), 0), QPen(QColor(255, 255, 255, 110), 0)]
    if style == "guide":
        return [QPen(guide_lines.COLOR, 0)]
    if style == "dashed":
        dashes = QPen(_LIGHT, 0)
        dashes.setDashPattern([4, 4])
        return [QPen(_DARK, 0), dashes]
    # Light with a dark rim, to be seen upon white and upon black.
    return [QPen(_RIM, 3), QPen(_LIGHT, 0)]


def _around(viewport: Viewport, points: tuple[Point, ...], margin_px: float) -> QRect:
    mapped = [viewport.to_view(point) for point in points]
    xs, ys = [x for x, _ in mapped], [y for _, y in mapped]
    left, top = min(xs) - margin_px, min(ys) - margin_px
    width, height = max(xs) - min(xs) + 2 * margin_px, max(ys) - min(ys) + 2 * margin_px
    return QRectF(left, top, width, height).toAlignedRect()
