"""Draws a document's guides over the picture."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from editor.document.guides import Guide
from editor.ui.canvas.viewport import Viewport

COLOR = QColor(0, 190, 220)


def paint_guides(
    painter: QPainter, viewport: Viewport, guides: Iterable[Guide], view_rect: QRect
) -> None:
    """Draws each across the whole view, also where the view is turned."""
    reach = (view_rect.width() + view_rect.height()) / viewport.scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not viewport.is_upright)
    painter.setPen(QPen(COLOR, 0))
    cx, cy = viewport.center
    for axis, at in guides:
        if axis == "x":
            ends = ((at, cy - reach), (at, cy + reach))
        else:
            ends = ((cx - reach, at), (cx + reach, at))
        first, last = (QPointF(*viewport.to_view(end)) for end in ends)
        painter.drawLine(first, last)
    painter.restore()
