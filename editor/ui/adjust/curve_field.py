"""The field in which a curve's points are pulled about, a histogram behind them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.document.adjust.curves import STRAIGHT, Points, spline
from editor.document.adjust.histogram import EMPTY, Histogram
from editor.ui import theme
from editor.ui.adjust import curve_points
from editor.ui.adjust.histogram_view import COLORS, paint_histogram
from editor.ui.spoken import Spoken

CHANNELS = ("rgb", "red", "green", "blue")
_MARGIN_PX = 6
_POINT_PX = 4.5
_GRAB_PX = 11
_AWAY_PX = 28
_SIDE_PX = 256
_HEIGHT_PX = 26 * theme.GRID
"""All of it is seen in a window of the usual height."""


class CurveField(QWidget, Spoken):
    """One of the four curves.

    Click adds a point, dragging moves it, dragging it out of the field removes it. With the
    keyboard: Page Up and Page Down choose a point, arrows move it (ten at a time with Shift),
    Insert adds one in the widest gap, Delete removes the chosen one.

    Signals:
        changed: the points are others.
        chosen_changed: another point is chosen.
    """

    changed = Signal()
    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.curves: list[Points] = [STRAIGHT] * 4
        self.channel: int = 0
        self.chosen: int = 0
        self._histogram: Histogram = EMPTY
        self._dragged: Points | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(160, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def points(self) -> Points:
        """Those of the channel that is shown."""
        return self.curves[self.channel]

    def show_curves(self, curves: list[Points]) -> None:
        """Shows other curves; tells nobody."""
        if curves != self.curves:
            self.curves = curves
            self._choose(min(self.chosen, len(self.points) - 1))

    def show_channel(self, channel: int) -> None:
        """Shows another of the four."""
        self.channel = channel
        self._choose(0)

    def show_histogram(self, histogram: Histogram) -> None:
        """What is drawn behind."""
        self._histogram = histogram
        self.update()

    def spoken_value(self) -> str:
        x, y = self.points[self.chosen]
        return f"{x}, {y}"

    def move_chosen(self, x: int, y: int) -> None:
        """Puts the chosen point elsewhere."""
        self._take(curve_points.moved(self.points, self.chosen, (x, y)))

    # Qt's questions and events

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, _HEIGHT_PX)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("focus" if self.hasFocus() else "edge"))
        painter.setBrush(theme.color("field"))
        painter.drawRoundedRect(frame, 5, 5)
        box = self._box()
        painter.setOpacity(0.5)
        name = CHANNELS[self.channel]
        paint_histogram(painter, box, self._histogram, "light" if name == "rgb" else name)
        painter.setOpacity(1.0)
        self._paint_grid(painter, box)
        for channel in range(len(CHANNELS)):
            if channel != self.channel and self.curves[channel] != STRAIGHT:
                self._paint_curve(painter, channel, 1.0, 0.6)
        self._paint_curve(painter, self.channel, 2.0, 1.0)
        self._paint_points(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._tone_at(event.position())
        scale = 255 / max(self._box().width(), 1)
        found = curve_points.nearest(self.points, at, within=_GRAB_PX * scale)
        if event.button() == Qt.MouseButton.RightButton:
            if found is not None:
                self._take(curve_points.removed(self.points, found))
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if found is not None:
            self._choose(found)
        else:
            points, index = curve_points.added(self.points, (round(at[0]), round(at[1])))
            self._choose(index, points)
        self._dragged = self.points

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        outside = QRectF(self.rect()).adjusted(-_AWAY_PX, -_AWAY_PX, _AWAY_PX, _AWAY_PX)
        if not outside.contains(event.position()):
            self._show_only(curve_points.removed(self._dragged, self.chosen))
            return
        x, y = self._tone_at(event.position())
        self._show_only(curve_points.moved(self._dragged, self.chosen, (round(x), round(y))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self._choose(min(self.chosen, len(self.points) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, points = Qt.Key, self.points
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        x, y = points[self.chosen]
        match event.key():
            case keys.Key_Left:
                self.move_chosen(x - far, y)
            case keys.Key_Right:
                self.move_chosen(x + far, y)
            case keys.Key_Up:
                self.move_chosen(x, y + far)
            case keys.Key_Down:
                self.move_chosen(x, y - far)
            case keys.Key_PageDown:
                self._choose(min(self.chosen + 1, len(points) - 1))
            case keys.Key_PageUp:
                self._choose(max(self.chosen - 1, 0))
            case keys.Key_Delete | keys.Key_Backspace:
                self._take(curve_points.removed(points, self.chosen))
            case keys.Key_Insert | keys.Key_Plus:
                gap = curve_points.widest_gap(points)
                on_line = round(float(spline(points, [gap])[0]))
                more, index = curve_points.added(points, (gap, on_line))
                self._choose(index, more)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # Inside

    def _take(self, points: Points) -> None:
        if points != self.points:
            self._show_only(points)
            self._choose(min(self.chosen, len(points) - 1))

    def _choose(self, index: int, points: Points | None = None) -> None:
        self.chosen = index
        if points is not None and points != self.points:
            self._show_only(points)
        self.update()
        self.chosen_changed.emit()

    def _show_only(self, points: Points) -> None:
        if points == self.points:
            return
        self.curves[self.channel] = points
        self.update()
        self.changed.emit()
        self.chosen_changed.emit()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def _tone_at(self, position: QPointF) -> tuple[float, float]:
        box = self._box()
        x = (position.x() - box.left()) / max(box.width(), 1) * 255
        y = (box.bottom() - position.y()) / max(box.height(), 1) * 255
        return x, y

    def _place(self, x: float, y: float) -> QPointF:
        box = self._box()
        return QPointF(box.left() + x / 255 * box.width(), box.bottom() - y / 255 * box.height())

    def _paint_grid(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        for part in (0.25, 0.5, 0.75):
            x, y = box.left() + part * box.width(), box.top() + part * box.height()
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())

    def _paint_curve(
        self, painter: QPainter, channel: int, width_px: float, opacity: float
    ) -> None:
        tones = np.linspace(0, 255, 256)
        line = np.clip(spline(self.curves[channel], tones), 0, 255)
        color = QColor(_color(channel))
        color.setAlphaF(opacity)
        painter.setPen(QPen(color, width_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF([self._place(x, y) for x, y in zip(tones, line.tolist(), strict=True)])
        )

    def _paint_points(self, painter: QPainter) -> None:
        for index, (x, y) in enumerate(self.points):
            is_chosen = index == self.chosen
            painter.setPen(QPen(_color(self.channel), 1.5))
            painter.setBrush(_color(self.channel) if is_chosen else theme.color("field"))
            painter.drawEllipse(self._place(x, y), _POINT_PX, _POINT_PX)


def _color(channel: int) -> QColor:
    name = CHANNELS[channel]
    return QColor(COLORS[name]) if name in COLORS else theme.color("text")
