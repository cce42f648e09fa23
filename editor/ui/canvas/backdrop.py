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
_REACH_PX = SHADOW_PX + 4
_CORNER_PX, _STRETCH_PX = _REACH_PX + SHADOW_PX, 16
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
GRID_FROM_ZOOM = 8.0
_SHADOW_ALPHA = 46


def paint_surround(painter: QPainter, viewport: Viewport, page: Rect, view_rect: QRect) -> None:
    """The desk around the page, and the page's edge upon it; nothing where the page will be."""
    color = theme.color("canvas")
    if viewport.is_upright:
        frame = page_polygon(viewport, page).boundingRect()
        for strip in _strips_around(view_rect, frame.toAlignedRect().adjusted(1, 1, -1, -1)):
            painter.fillRect(strip, color)
    else:
        painter.fillRect(view_rect, color)
    paint_edge(painter, viewport, page, view_rect)


def paint_edge(painter: QPainter, viewport: Viewport, page: Rect, view_rect: QRect) -> None:
    """The shadow of a page, as far as it is seen."""
    outline = page_polygon(viewport, page)
    if not viewport.is_upright:
        _paint_turned_edge(painter, outline)
        return
    frame = outline.boundingRect()
    reach = frame.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
    if reach.intersects(QRectF(view_rect)) and not frame.contains(QRectF(view_rect)):
        _paint_shadow(painter, frame)


def paint_checker(painter: QPainter, viewport: Viewport, doc_rect: Rect, page: Rect) -> None:
    """What is seen through transparent parts; its squares hold on to the page's corner."""
    painter.save()
    light, dark = theme.color("checker_light").rgb(), theme.color("checker_dark").rgb()
    outline = page_polygon(viewport, doc_rect)
    painter.setBrushOrigin(page_polygon(viewport, page).at(0))
    if viewport.is_upright:
        painter.fillRect(outline.boundingRect(), _checker(light, dark))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_checker(light, dark))
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


def _strips_around(outer: QRect, inner: QRect) -> list[QRect]:
    """What of `outer` lies outside `inner`, as up to four rectangles."""
    hole = inner.intersected(outer)
    if hole.isEmpty():
        return [outer]
    right, bottom = outer.x() + outer.width(), outer.y() + outer.height()
    hole_right, hole_bottom = hole.x() + hole.width(), hole.y() + hole.height()
    strips = [
        QRect(outer.x(), outer.y(), outer.width(), hole.y() - outer.y()),
        QRect(outer.x(), hole_bottom, outer.width(), bottom - hole_bottom),
        QRect(outer.x(), hole.y(), hole.x() - outer.x(), hole.height()),
        QRect(hole_right, hole.y(), right - hole_right, hole.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]


def _paint_turned_edge(painter: QPainter, outline: QPolygonF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, alpha in ((9.0, 10), (6.0, 16), (3.0, 26)):
        painter.setPen(QPen(QColor(0, 0, 0, alpha), width))
        painter.drawPolygon(outline)
    painter.restore()


def _paint_shadow(painter: QPainter, frame: QRectF) -> None:
    """A soft shadow that falls a little downwards.

    It is put together from the corners and stretched edges of a small one: drawing the whole ring
    by ring took more time than the picture.
    """
    if min(frame.width(), frame.height()) < 2 * SHADOW_PX:
        _paint_rings(painter, frame)
        return
    ratio = painter.device().devicePixelRatioF()
    patch = _shadow_patch(ratio)
    ends = (0.0, _CORNER_PX, _CORNER_PX + _STRETCH_PX, 2 * _CORNER_PX + _STRETCH_PX)
    outer = frame.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
    across = (outer.left(), outer.left() + _CORNER_PX, outer.right() - _CORNER_PX, outer.right())
    down = (outer.top(), outer.top() + _CORNER_PX, outer.bottom() - _CORNER_PX, outer.bottom())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for row in range(3):
        for column in range(3):
            if row == column == 1:
                continue  # where the page will be
            place = QRectF(
                QPointF(across[column], down[row]), QPointF(across[column + 1], down[row + 1])
            )
            source = QRectF(
                QPointF(ends[column] * ratio, ends[row] * ratio),
                QPointF(ends[column + 1] * ratio, ends[row + 1] * ratio),
            )
            painter.drawImage(place, patch, source)


@lru_cache(maxsize=4)
def _shadow_patch(ratio: float) -> QImage:
    """The shadow of a small page, with nothing but it."""
    side = 2 * _CORNER_PX + _STRETCH_PX
    image = QImage(round(side * ratio), round(side * ratio), _PREMULTIPLIED)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    page_px = side - 2 * _REACH_PX
    _paint_rings(painter, QRectF(_REACH_PX, _REACH_PX, page_px, page_px))
    painter.end()
    return image


def _paint_rings(painter: QPainter, frame: QRectF) -> None:
    """Rings of falling darkness."""
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
