"""What lies around and under the picture: the surround, the page's edge, the checkerboard."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QPolygonF

from editor.api import Rect
from editor.ui import theme
from editor.ui.canvas.viewport import Viewport, corners_of

CHECK_PX = 8
SHADOW_PX = 10
GRID_FROM_ZOOM = 8.0
_SHADOW_ALPHA = 46


def paint_surround(painter: QPainter, view_rect: QRect) -> None:
    """Covers everything; the widget promises to be opaque."""
    painter.fillRect(view_rect, theme.color("canvas"))


def paint_page(painter: QPainter, viewport: Viewport, page: Rect) -> None:
    """The page's shadow, edge and checkerboard."""
    painter.save()
    outline = page_polygon(viewport, page)
    if viewport.is_upright:
        frame = outline.boundingRect()
        _paint_shadow(painter, frame)
        brush = _checker(theme.color("checker_light").rgb(), theme.color("checker_dark").rgb())
        painter.setBrushOrigin(frame.topLeft())
        painter.fillRect(frame, brush)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, _SHADOW_ALPHA), 3.0))
        painter.drawPolygon(outline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            _checker(theme.color("checker_light").rgb(), theme.color("checker_dark").rgb())
        )
        painter.drawPolygon(outline)
    painter.restore()


def page_polygon(viewport: Viewport, page: Rect) -> QPolygonF:
    """The page's corners in the view; upright they lie on whole device pixels."""
    ratio = viewport.device_ratio
    points = [viewport.to_view(corner) for corner in corners_of(page)]
    if viewport.is_upright:
        points = [(round(x * ratio) / ratio, round(y * ratio) / ratio) for x, y in points]
    return QPolygonF([QPointF(x, y) for x, y in points])


def paint_pixel_grid(painter: QPainter, viewport: Viewport, page: Rect, doc_rect: Rect) -> None:
    """Hair lines between pixels that are large enough to be counted."""
    if viewport.zoom < GRID_FROM_ZOOM:
        return
    seen = doc_rect.intersect(page)
    # Dark and light together stay visible upon every colour.
    for color, offset in ((QColor(0, 0, 0, 40), 0.0), (QColor(255, 255, 255, 34), 1.0)):
        painter.setPen(QPen(color, 0))
        shift = offset / viewport.device_ratio
        painter.save()
        painter.translate(shift, shift)
        painter.drawLines(_grid_lines(viewport, seen))
        painter.restore()


def _grid_lines(viewport: Viewport, seen: Rect) -> list[QPointF]:
    points: list[QPointF] = []
    for x in range(seen.x, seen.right + 1):
        points.append(QPointF(*viewport.to_view((x, seen.y))))
        points.append(QPointF(*viewport.to_view((x, seen.bottom))))
    for y in range(seen.y, seen.bottom + 1):
        points.append(QPointF(*viewport.to_view((seen.x, y))))
        points.append(QPointF(*viewport.to_view((seen.right, y))))
    return points


def _paint_shadow(painter: QPainter, frame: QRectF) -> None:
    """A soft shadow that falls a little downwards, as rings of falling darkness."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(SHADOW_PX):
        share = 1 - ring / SHADOW_PX
        painter.setPen(QPen(QColor(0, 0, 0, round(_SHADOW_ALPHA * share * share)), 1.0))
        grown = frame.adjusted(-ring - 0.5, -ring + 1.5, ring + 0.5, ring + 2.5)
        painter.drawRoundedRect(grown, ring, ring)


@lru_cache(maxsize=4)
def _checker(light: int, dark: int) -> QBrush:
    side = 2 * CHECK_PX
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(light)
    painter = QPainter(image)
    painter.fillRect(0, 0, CHECK_PX, CHECK_PX, QColor(dark))
    painter.fillRect(CHECK_PX, CHECK_PX, CHECK_PX, CHECK_PX, QColor(dark))
    painter.end()
    return QBrush(QPixmap.fromImage(image))
