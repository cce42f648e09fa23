"""Draws a picture in the hand: under a homography, as quickly as the pointer moves."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from editor.api import Rect
from editor.document.compositing import MODES
from editor.ui.canvas.backdrop import page_polygon
from editor.ui.canvas.viewport import Viewport
from editor.ui.tools.shapes import Floating, Painted


def paint_floating(painter: QPainter, viewport: Viewport, shape: Floating, page: Rect) -> None:
    """Draws it on the page, in the blend mode of its layer."""
    image = _image(shape)
    m11, m12, m21, m22, dx, dy = viewport.matrix
    view = np.array([[m11, m21, dx], [m12, m22, dy], [0, 0, 1]])
    rect = shape.rect
    fit = np.array(
        [
            [rect.width / image.width(), 0, rect.x],
            [0, rect.height / image.height(), rect.y],
            [0, 0, 1],
        ]
    )
    # Qt multiplies points from the left: its matrix is the transposed one.
    matrix = (view @ shape.matrix @ fit).T
    painter.save()
    on_page = QPainterPath()
    on_page.addPolygon(page_polygon(viewport, page))
    painter.setClipPath(on_page)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, viewport.is_smooth)
    painter.setOpacity(shape.opacity)
    painter.setCompositionMode(MODES[shape.blend_mode])
    painter.setTransform(QTransform(*matrix.ravel().tolist()), True)
    painter.drawImage(QPointF(0, 0), image)
    painter.restore()


def paint_form(painter: QPainter, viewport: Viewport, shape: Painted, page: Rect) -> None:
    """Draws a form on the page in its colours."""
    polygon = QPolygonF([QPointF(*viewport.to_view(point)) for point in shape.points])
    painter.save()
    on_page = QPainterPath()
    on_page.addPolygon(page_polygon(viewport, page))
    painter.setClipPath(on_page)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(shape.opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    if shape.pen is not None:
        pen = QPen(QColor(*shape.pen), shape.width_px * viewport.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
    if shape.fill is not None and shape.is_closed:
        painter.setBrush(QColor(*shape.fill))
    if shape.is_closed:
        painter.drawPolygon(polygon)
    else:
        painter.drawPolyline(polygon)
    painter.restore()


@lru_cache(maxsize=1)
def _image(shape: Floating) -> QImage:
    """Converted once for each picture that is taken into the hand; the last one is kept."""
    pixels = np.ascontiguousarray(shape.pixels)
    height, width = pixels.shape[:2]
    straight = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return straight.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
