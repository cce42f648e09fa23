"""The editor of a number: a slider, and a field that keeps what is typed, also when it is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.api import ParamField
from editor.ui import theme
from editor.ui.generate import native
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import hbox, label
from editor.ui.spoken import value_changed

_DIGITS_MAX = 6
_PLAIN = QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
"""Put together once: that takes as long as to show a number."""
_FIELD_DIGITS = "00000.00"


class NumberEditor(Editor):
    """A number with its unit; a slider where it has two ends.

    Values typed out of range stay as they were typed.
    """

    def __init__(self, field: ParamField) -> None:
        super().__init__(field)
        self._step = step_of(field)
        self._value: Any = field.default
        self._shown = ""
        self._digits = 0 if field.type is int else _digits_of(self._step)
        self.line = NumberLine()
        self.line.committed.connect(self._on_committed)
        self.line.stepped.connect(self._on_stepped)
        self.line.submitted.connect(self.submitted)
        self.target = self.line
        self.beside = QWidget()
        row = hbox(self.beside)
        row.addWidget(self.line)
        if field.unit:
            row.addWidget(label(field.unit, role="dim"))
        self._slider: native.Slider | None = None
        if field.minimum is not None and field.maximum is not None:
            self._slider = native.Slider(field.minimum, field.maximum, step=self._step)
            self._slider.valueChanged.connect(self._on_slid)
            self.below = self._slider
        self.set_value(field.default)

    def widgets(self) -> list[QWidget]:
        return [self.line, *([self._slider] if self._slider is not None else [])]

    def value(self) -> Any:
        text = self.line.text().strip()
        return self._value if text == self._shown else read_number(text, self.field.type)

    def set_value(self, value: Any) -> None:
        self._value = value
        self._shown = self._written(value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
        if self._slider is not None and _is_number(value):
            self._slider.place(value)
            self._slider.words = f"{self._shown} {self.field.unit}".rstrip()
            value_changed(self._slider)

    def _written(self, value: Any) -> str:
        if not _is_number(value):
            return str(value)
        return write_number(value, self._digits)

    def _on_committed(self) -> None:
        value = self.value()
        if self.line.text().strip() != self._shown:
            self.set_value(value)
            self.changed.emit()

    def _on_stepped(self, steps: int) -> None:
        value = self.value()
        if not _is_number(value):
            return
        low, high = self.field.minimum, self.field.maximum
        value = value + steps * self._step
        value = value if low is None else max(value, low)
        value = value if high is None else min(value, high)
        self._take(value)

    def _on_slid(self, value: float) -> None:
        assert self.field.minimum is not None
        assert self.field.maximum is not None
        steps = round((value - self.field.minimum) / self._step)
        self._take(min(self.field.minimum + steps * self._step, self.field.maximum))

    def _take(self, value: float) -> None:
        value = round(value) if self.field.type is int else round(value, _DIGITS_MAX)
        if value != self._value:
            self.set_value(value)
            self.changed.emit()


class NumberLine(QLineEdit):
    """A field for a number: arrow keys step it, the wheel too while it has the keyboard.

    Signals:
        committed: Enter, or the keyboard went elsewhere.
        stepped(int): by so many steps.
        submitted: Ctrl+Enter.
    """

    committed = Signal()
    stepped = Signal(int)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        digits = QFontMetrics(theme.control_font()).horizontalAdvance(_FIELD_DIGITS)
        self.setFixedWidth(digits + 2 * theme.GRID)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self.committed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 10,
            Qt.Key.Key_PageDown: -10,
        }
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
            self.submitted.emit()
        elif event.key() in steps:
            many = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.stepped.emit(steps[Qt.Key(event.key())] * many)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Steps, or lets the wheel through to the scroll area."""
        turned = event.angleDelta().y()
        if self.hasFocus() and turned:
            self.stepped.emit(1 if turned > 0 else -1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


def step_of(field: ParamField) -> float:
    """The declared step; else 1 for whole numbers and a round hundredth of the range."""
    if field.step is not None:
        return field.step
    if field.type is int or field.minimum is None or field.maximum is None:
        return 1
    span = field.maximum - field.minimum
    return next((step for step in (0.001, 0.01, 0.1) if span / step <= 200), 1)


def write_number(value: float, digits: int) -> str:
    """As the locale writes it, with more decimals where the value has them."""
    locale = _locale()
    if isinstance(value, int):
        return locale.toString(value)
    exact = next((d for d in range(digits, _DIGITS_MAX) if round(value, d) == value), _DIGITS_MAX)
    return locale.toString(value, "f", exact)


def read_number(text: str, kind: type) -> Any:
    """What a text means in the locale or in plain notation; the text itself where it is none."""
    for locale in (_locale(), QLocale.c()):
        number, is_number = locale.toDouble(text)
        if is_number:
            return round(number) if kind is int and number == round(number) else number
    return text


def _locale() -> QLocale:
    locale = QLocale()
    locale.setNumberOptions(_PLAIN)
    return locale


def _digits_of(step: float) -> int:
    return next((d for d in range(_DIGITS_MAX) if round(step, d) == step), _DIGITS_MAX)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
