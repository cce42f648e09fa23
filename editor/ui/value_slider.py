"""A slim slider that shows its name and value: drag it, type into it, turn the wheel over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.ui import theme
from editor.ui.language import tr
from editor.ui.spoken import Role, Spoken, SpokenRange, value_changed
from editor.ui.value_scale import ValueScale

_RADIUS_PX = 5
_DRAG_PX = 3


class ValueSlider(QWidget, Spoken):
    """One number in a bar that is filled up to it.

    Signals:
        value_changed(float): while it is moved.
        committed: the drag, key or typing is finished.
    """

    value_changed = Signal(float)
    committed = Signal()
    spoken_role = Role.Slider

    def __init__(self, title: str, scale: ValueScale, value: float, help: str = "") -> None:
        super().__init__()
        self._title = title
        self._scale = scale
        self._value = value
        self._pressed_x: float | None = None
        self._dragged = False
        self._field: QLineEdit | None = None
        self.setAccessibleName(title)
        self.setToolTip(f"{help or title}\n{tr('Drag, turn the wheel, or double-click to type.')}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    @property
    def value(self) -> float:
        """The value of now."""
        return self._value

    def set_value(self, value: float) -> None:
        """Shows another value without telling."""
        if value != self._value:
            self._value = value
            self.update()
            value_changed(self)

    def spoken_value(self) -> str:
        return self._scale.text(self._value)

    def spoken_range(self) -> SpokenRange:
        scale = self._scale
        step = 0.01 if scale.is_share else 1.0
        return SpokenRange(self._value, scale.minimum, scale.maximum, step)

    def take_spoken(self, value: float) -> None:
        self._choose(min(max(value, self._scale.minimum), self._scale.maximum))
        self.committed.emit()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.control_font())
        words = f"{self._title}{self._scale.text(self._scale.maximum)}"
        return QSize(metrics.horizontalAdvance(words) + 5 * theme.GRID, theme.CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("focus" if self.hasFocus() else "edge"))
        painter.setBrush(theme.color("field"))
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        filled = box.adjusted(1, 1, -1, -1)
        filled.setWidth(filled.width() * self._scale.share(self._value))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chosen" if self.isEnabled() else "hover"))
        painter.drawRoundedRect(filled, _RADIUS_PX - 1, _RADIUS_PX - 1)
        words = box.adjusted(theme.GRID, 0, -theme.GRID, 0)
        center = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("dim" if self.isEnabled() else "disabled"))
        painter.drawText(words, int(center | Qt.AlignmentFlag.AlignLeft), self._title)
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled"))
        shown = self._scale.text(self._value)
        painter.drawText(words, int(center | Qt.AlignmentFlag.AlignRight), shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_x = event.position().x()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_x is None:
            return
        x = event.position().x()
        self._dragged = self._dragged or abs(x - self._pressed_x) >= _DRAG_PX
        if self._dragged:
            self._choose(self._scale.at((x - 1) / max(1, self.width() - 2)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_x is None:
            return
        if not self._dragged:
            self._choose(self._scale.at((self._pressed_x - 1) / max(1, self.width() - 2)))
        self._pressed_x = None
        self.committed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_x = None
        self.edit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self._choose(self._scale.stepped(self._value, steps))
            self.committed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {
            keys.Key_Left: -1,
            keys.Key_Down: -1,
            keys.Key_Right: 1,
            keys.Key_Up: 1,
            keys.Key_PageDown: -10,
            keys.Key_PageUp: 10,
        }.get(Qt.Key(event.key()))
        if steps is not None:
            self._choose(self._scale.stepped(self._value, steps))
            self.committed.emit()
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def edit(self) -> QLineEdit:
        """Opens the field to type a value."""
        field = QLineEdit(self._scale.number(self._value), self)
        field.setAccessibleName(tr("{name}, typed", name=self._title))
        field.setToolTip(tr("{name}: Enter takes the number, Escape leaves it.", name=self._title))
        field.setGeometry(self.rect())
        field.editingFinished.connect(self._on_typed)
        field.show()
        field.setFocus()
        field.selectAll()
        self._field = field
        return field

    def _on_typed(self) -> None:
        field, self._field = self._field, None
        if field is None:
            return
        typed = self._scale.parsed(field.text())
        field.hide()
        field.deleteLater()
        if typed is not None:
            self._choose(typed)
            self.committed.emit()

    def _choose(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.update()
            value_changed(self)
            self.value_changed.emit(value)
