"""The value editors borrowed from magicgui and superqt; the only module that knows these two.

It is imported when the first form is built, after the window is on the screen: the two cost a
third of the second that the window may take to appear.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from magicgui.widgets import CheckBox, ComboBox, LineEdit
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from superqt.sliders import QDoubleSlider

from editor.ui import theme
from editor.ui.spoken import Role, Spoken, SpokenRange

_HANDLE_PX, _GROOVE_PX = 12, 4
"""As the stylesheet has them."""


def check_box(title: str) -> QCheckBox:
    """A box with its title, which is switched on or off."""
    return cast(QCheckBox, CheckBox(text=title).native)


def combo_box(choices: Mapping[str, str]) -> QComboBox:
    """A list of titles; each item carries its word as data."""
    pairs = [(title, word) for word, title in choices.items()]
    # The choices go in here: magicgui fills the box again whenever it gets another parent.
    return _calm(cast(QComboBox, ComboBox(choices=pairs).native))


def open_combo_box() -> QComboBox:
    """A list whose items come and go."""
    return _calm(QComboBox())


def text_line() -> QLineEdit:
    """A line of text."""
    return cast(QLineEdit, LineEdit().native)


class Slider(QDoubleSlider, Spoken):
    """A slider over decimal numbers; the wheel turns it only while it has the keyboard.

    A panel that scrolls under the pointer must not change values on its way.

    Attributes:
        words: the value as it is written, with its unit; for screen readers.
    """

    spoken_role = Role.Slider

    def __init__(self, minimum: float, maximum: float, *, step: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(minimum, maximum)
        self.setSingleStep(step)
        self.words: str = ""
        self.setPageStep(max(step, (maximum - minimum) / 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # What goes both ways is filled from nothing on, not from the left.
        self._is_centered = minimum < 0 < maximum
        self.setProperty("centered", self._is_centered)

    def spoken_value(self) -> str:
        return self.words

    def spoken_range(self) -> SpokenRange:
        return SpokenRange(self.value(), self.minimum(), self.maximum(), self.singleStep())

    def take_spoken(self, value: float) -> None:
        self.setValue(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_centered:
            return
        zero, handle = self._middle_of(0.0), self._middle_of(self.value())
        half = _HANDLE_PX / 2
        left, right = (zero, handle - half) if handle > zero else (handle + half, zero)
        if right > left:
            painter = QPainter(self)
            groove = QRectF(left, (self.height() - _GROOVE_PX) / 2, right - left, _GROOVE_PX)
            painter.fillRect(groove, theme.color("accent" if self.isEnabled() else "disabled"))

    def _middle_of(self, value: float) -> float:
        """Where the handle's middle is for a value, in pixels from the left."""
        share = (value - self.minimum()) / (self.maximum() - self.minimum())
        return _HANDLE_PX / 2 + share * (self.width() - _HANDLE_PX)

    def place(self, value: float) -> None:
        """Puts the handle without telling anybody."""
        was_blocked = self.blockSignals(True)
        self.setValue(min(max(value, self.minimum()), self.maximum()))
        self.blockSignals(was_blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the wheel through to the scroll area."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _WheelGuard(QObject):
    """Keeps the wheel from turning a list that does not have the keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return False


def _calm(box: QComboBox) -> QComboBox:
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_WheelGuard(box))
    return box
