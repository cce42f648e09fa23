"""One number of pixels: how far to grow, shrink, feather, with the outcome shown meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget

from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, pixels_field

_TRY_AFTER_MS = 20
_SLIDER_PX = 64
"""The slider goes so far; more can be typed."""


class PixelsField(QWidget):
    """A slider for what is usual, beside a field in which more can be typed."""

    def __init__(self, value: int, minimum: int, maximum: int) -> None:
        super().__init__()
        self.number: QSpinBox = pixels_field(value, minimum, maximum)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(minimum, min(maximum, _SLIDER_PX))
        self.slider.setValue(value)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self.slider, 1)
        line.addWidget(self.number)
        self.setFocusProxy(self.number)
        self.slider.valueChanged.connect(self.number.setValue)
        self.number.valueChanged.connect(self._on_typed)

    def setAccessibleName(self, name: str) -> None:
        """Both parts are read out by the name of the row."""
        super().setAccessibleName(name)
        self.slider.setAccessibleName(name)
        self.number.setAccessibleName(name)

    def _on_typed(self, value: int) -> None:
        # What is beyond the slider's end stays as it was typed.
        with QSignalBlocker(self.slider):
            self.slider.setValue(value)


class NumberDialog(FormDialog):
    """Asks for a number of pixels.

    Args:
        tried: called with the value at first and whenever it has changed.
    """

    def __init__(
        self,
        title: str,
        label: str,
        value: int,
        minimum: int,
        maximum: int,
        parent: QWidget | None,
        *,
        tried: Callable[[int], None],
    ) -> None:
        super().__init__(title, parent)
        self._tried = tried
        self.pixels = PixelsField(value, minimum, maximum)
        self.field = self.pixels.number
        self.row(label, self.pixels)
        self.field.selectAll()
        self.field.setFocus()
        # Values that follow each other quickly are tried once.
        self._timer = QTimer(self, interval=_TRY_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._try)
        self.field.valueChanged.connect(self._timer.start)
        self._try()

    @classmethod
    def ask(
        cls,
        title: str,
        label: str,
        value: int,
        minimum: int,
        maximum: int,
        parent: QWidget | None,
        *,
        tried: Callable[[int], None],
        beside: QWidget,
    ) -> int | None:
        """Shows the dialog in a corner of the widget that shows what is tried."""
        dialog = cls(title, label, value, minimum, maximum, parent, tried=tried)
        dialog.move_beside(beside)
        return dialog.field.value() if dialog.chosen() else None

    def _try(self) -> None:
        self._tried(self.field.value())
