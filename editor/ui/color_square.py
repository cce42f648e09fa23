"""The colour wheel's compact cousin: a square of saturation and brightness, and a bar of hues."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from editor.ui import theme
from editor.ui.language import tr
from editor.ui.spoken import Role, Spoken, SpokenRange, value_changed

_STEP = 0.02
_KNOB_PX = 6.0


class _Picker(QWidget, Spoken):
    """What both have in common: a point in the unit square that the pointer or keys move.

    Signals:
        moved(x, y): 0..1 from left and from top.
    """

    moved = Signal(float, float)
    spoken_role = Role.Slider

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.point = QPointF(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        by = {
            keys.Key_Left: (-_STEP, 0.0),
            keys.Key_Right: (_STEP, 0.0),
            keys.Key_Up: (0.0, -_STEP),
            keys.Key_Down: (0.0, _STEP),
        }.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self._set(self.point.x() + by[0], self.point.y() + by[1])

    def _go(self, position: QPointF) -> None:
        self._set(position.x() / max(1, self.width()), position.y() / max(1, self.height()))

    def _set(self, x: float, y: float) -> None:
        self.point = QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self.update()
        value_changed(self)
        self.moved.emit(self.point.x(), self.point.y())

    def _frame(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class SaturationSquare(_Picker):
    """Saturation from left to right, brightness from bottom to top, of one hue."""

    def __init__(self) -> None:
        super().__init__(tr("Saturation and brightness"))
        self.hue = 0.0

    def spoken_value(self) -> str:
        saturation, brightness = round(self.point.x() * 100), round((1 - self.point.y()) * 100)
        return tr(
            "Saturation {saturation} %, brightness {brightness} %",
            saturation=saturation,
            brightness=brightness,
        )

    def sizeHint(self) -> QSize:
        return QSize(27 * theme.GRID, 20 * theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        across = QLinearGradient(0, 0, self.width(), 0)
        across.setColorAt(0, QColor("white"))
        across.setColorAt(1, QColor.fromHsvF(self.hue, 1, 1))
        painter.fillRect(self.rect(), across)
        down = QLinearGradient(0, 0, 0, self.height())
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, QColor("black"))
        painter.fillRect(self.rect(), down)
        self._frame(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(self.point.x() * self.width(), self.point.y() * self.height())
        painter.setPen(QPen(QColor("black"), 3))
        painter.drawEllipse(at, _KNOB_PX, _KNOB_PX)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.drawEllipse(at, _KNOB_PX, _KNOB_PX)


class HueBar(_Picker):
    """All hues from left to right."""

    def __init__(self) -> None:
        super().__init__(tr("Hue"))
        self.setFixedHeight(2 * theme.GRID)

    def spoken_value(self) -> str:
        return f"{round(self.point.x() * 360)}°"

    def spoken_range(self) -> SpokenRange:
        return SpokenRange(self.point.x() * 360, 0, 360, 1)

    def take_spoken(self, value: float) -> None:
        self._set(value / 360, self.point.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        across = QLinearGradient(0, 0, self.width(), 0)
        for step in range(7):
            across.setColorAt(step / 6, QColor.fromHsvF(step / 6 % 1.0, 1, 1))
        painter.fillRect(self.rect(), across)
        self._frame(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 2 + self.point.x() * (self.width() - 4)
        slot = QRectF(x - 2.5, 1.5, 5, self.height() - 3)
        painter.setPen(QPen(QColor("black"), 3))
        painter.drawRect(slot)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.drawRect(slot)
