"""A field for one colour: a swatch with its code that opens the colour pop-up."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QPushButton

from editor.ui.color_popup import ColorPopup
from editor.ui.language import tr

_CHIP_PX = 16


class ColorField(QPushButton):
    """Shows a colour; a click chooses another.

    Signals:
        color_changed(str): written #rrggbb.
    """

    color_changed = Signal(str)

    def __init__(self, color: str, title: str = "") -> None:
        super().__init__()
        self._title = title = title or tr("Colour")
        self._color = color
        self.setAccessibleName(title)
        self.setIconSize(QSize(_CHIP_PX, _CHIP_PX))
        self.setProperty("field", "true")
        self.clicked.connect(self._on_clicked)
        self.set_color(color)

    @property
    def color(self) -> str:
        """The colour of now, written #rrggbb."""
        return self._color

    def set_color(self, color: str) -> None:
        """Shows another colour without telling."""
        self._color = color
        chip = QPixmap(2 * _CHIP_PX, 2 * _CHIP_PX)
        chip.fill(QColor(color))
        self.setIcon(QIcon(chip))
        self.setText(color)

    def _on_clicked(self) -> None:
        popup = ColorPopup(self._color, self._title, self)
        popup.color_changed.connect(self._on_color)
        popup.open_at(self)

    def _on_color(self, color: str) -> None:
        self.set_color(color)
        self.color_changed.emit(color)
