"""A histogram as a picture: its counts as filled shapes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.document.adjust.histogram import EMPTY, Histogram
from editor.ui import theme
from editor.ui.language import tr
from editor.ui.spoken import Spoken

COLORS = {"red": "#e5534b", "green": "#4aa65a", "blue": "#4f8cff"}
_RADIUS_PX = 5


class HistogramView(QWidget, Spoken):
    """Shows all channels over each other, or one."""

    def __init__(self, name: str = "", *, height_px: int = 96) -> None:
        super().__init__()
        self.histogram: Histogram = EMPTY
        self.channel: str = "colors"
        self.setAccessibleName(name or tr("Histogram"))
        self.setToolTip(
            tr("How often each tone occurs, from black on the left to white on the right.")
        )
        self._height_px = height_px
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(min(height_px, 56))

    def show_histogram(self, histogram: Histogram) -> None:
        """Shows another one."""
        self.histogram = histogram
        self.update()

    def show_channel(self, channel: str) -> None:
        """Shows colors (all three), light, red, green or blue."""
        self.channel = channel
        self.update()

    def spoken_value(self) -> str:
        return self.accessibleDescription()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("edge"))
        painter.setBrush(theme.color("field"))
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        paint_histogram(painter, box.adjusted(1, 2, -1, -1), self.histogram, self.channel)


def paint_histogram(painter: QPainter, box: QRectF, histogram: Histogram, channel: str) -> None:
    """Draws counts into a box, the highest inner tone reaching its top."""
    shown = tuple(COLORS) if channel in ("colors", "rgb") else (channel,)
    # Clipped tones at the ends often stand out so far that nothing else would be seen.
    most = max((int(histogram.of(name)[1:-1].max()) for name in shown), default=0)
    if most == 0:
        most = max((int(histogram.of(name).max()) for name in shown), default=0)
    if most == 0:
        return
    painter.save()
    painter.setClipRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    for name in shown:
        color = QColor(COLORS[name]) if name in COLORS else theme.color("dim")
        color.setAlphaF(0.55 if len(shown) > 1 else 0.8)
        painter.setBrush(color)
        # A root keeps small counts in sight.
        heights = np.sqrt(np.minimum(histogram.of(name) / most, 1.0))
        painter.drawPolygon(_outline(box, heights))
    painter.restore()


def _outline(box: QRectF, heights: np.ndarray) -> QPolygonF:
    step = box.width() / 255
    points = [QPointF(box.left(), box.bottom())]
    points += [
        QPointF(box.left() + i * step, box.bottom() - float(height) * box.height())
        for i, height in enumerate(heights)
    ]
    points.append(QPointF(box.right(), box.bottom()))
    return QPolygonF(points)
