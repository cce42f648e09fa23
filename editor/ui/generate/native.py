"""The value editors borrowed from magicgui and superqt; the only module that knows these two.

It is imported when the first form is built, after the window is on the screen: the two cost a
third of the second that the window may take to appear.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from magicgui.widgets import CheckBox, ComboBox, LineEdit
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from superqt.sliders import QDoubleSlider


def check_box(title: str) -> QCheckBox:
    """A box with its title, which is switched on or off."""
    return cast(QCheckBox, CheckBox(text=title).native)


def combo_box(choices: Mapping[str, str]) -> QComboBox:
    """A list of titles; each item carries its word as data."""
    box = cast(QComboBox, ComboBox().native)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_WheelGuard(box))
    for word, title in choices.items():
        box.addItem(title, word)
    return box


def text_line() -> QLineEdit:
    """A line of text."""
    return cast(QLineEdit, LineEdit().native)


class Slider(QDoubleSlider):
    """A slider over decimal numbers; the wheel turns it only while it has the keyboard.

    A panel that scrolls under the pointer must not change values on its way.
    """

    def __init__(self, minimum: float, maximum: float, *, step: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(minimum, maximum)
        self.setSingleStep(step)
        self.setPageStep(max(step, (maximum - minimum) / 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

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
