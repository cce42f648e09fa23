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
    pairs = [(title, word) for word, title in choices.items()]
    # The choices go in here: magicgui fills the box again whenever it gets another parent.
    return _calm(cast(QComboBox, ComboBox(choices=pairs).native))


def open_combo_box() -> QComboBox:
    """A list whose items come and go."""
    return _calm(QComboBox())


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


def _calm(box: QComboBox) -> QComboBox:
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_WheelGuard(box))
    return box
