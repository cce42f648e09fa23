"""How a generator is painted in a line: icon, title, and a few words about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from editor.ui import theme
from editor.ui.icons import paint_glyph

_ICON_PX = 28


def paint_entry(
    painter: QPainter, area: QRect, glyph: str, title: str, summary: str, *, icon_role: str
) -> None:
    """An icon with a title and, dimmed, a line about it; what does not fit ends in dots."""
    square = QRectF(area.x() + 2, area.y() + (area.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
    paint_glyph(painter, glyph, square, theme.color(icon_role))
    left = area.x() + _ICON_PX + theme.GRID + theme.HALF
    width = area.right() - left
    font = theme.control_font()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    line = metrics.height()
    top = area.y() + (area.height() - (2 * line + 2 if summary else line)) // 2
    elide = Qt.TextElideMode.ElideRight
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color("dim" if icon_role == "dim" else "text"))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    shown = painter.fontMetrics().elidedText(title, elide, width)
    painter.drawText(QRect(left, top, width, line), flags, shown)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(theme.color("dim"))
    painter.drawText(
        QRect(left, top + line + 2, width, line), flags, metrics.elidedText(summary, elide, width)
    )
