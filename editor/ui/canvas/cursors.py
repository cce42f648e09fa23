"""The pointer's shapes over the canvas."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPixmap

from editor.ui.icons import paint_glyph
from editor.ui.tools.tool import Cursor

RING_FROM_PX = 5.0
"""A smaller ring cannot be found on the screen: a cross is shown with it."""
_SIDE_PX = 24
_SYSTEM = {
    "cross": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "grabbing": Qt.CursorShape.ClosedHandCursor,
    "text": Qt.CursorShape.IBeamCursor,
    "point": Qt.CursorShape.PointingHandCursor,
    "forbidden": Qt.CursorShape.ForbiddenCursor,
}
# Glyph, and the point of it that points, in 24ths.
_GLYPHS = {
    "zoom": ("magnifying-glass", QPoint(10, 10)),
    "pick": ("eyedropper", QPoint(3, 21)),
    "rotate": ("arrows-clockwise", QPoint(12, 12)),
}


def qt_cursor(shape: Cursor, *, is_ring: bool) -> QCursor:
    """The cursor for a shape; nothing where the brush ring can be seen instead."""
    if shape == "brush":
        return QCursor(Qt.CursorShape.BlankCursor if is_ring else Qt.CursorShape.CrossCursor)
    if shape in _SYSTEM:
        return QCursor(_SYSTEM[shape])
    return _glyph_cursor(shape)


@lru_cache(maxsize=8)
def _glyph_cursor(shape: Cursor) -> QCursor:
    glyph, hot = _GLYPHS[shape]
    pixmap = QPixmap(_SIDE_PX, _SIDE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    # A light rim all around keeps the dark glyph visible upon every picture.
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)):
        rim = QRectF(2 + dx, 2 + dy, _SIDE_PX - 4, _SIDE_PX - 4)
        paint_glyph(painter, glyph, rim, QColor(255, 255, 255))
    paint_glyph(painter, glyph, QRectF(2, 2, _SIDE_PX - 4, _SIDE_PX - 4), QColor(0, 0, 0))
    painter.end()
    return QCursor(pixmap, hot.x(), hot.y())
