"""A new guide: which way it runs, and where."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from editor.document.guides import Guide
from editor.ui.dialogs.form import FormDialog, pixels_field
from editor.ui.language import tr


class GuideDialog(FormDialog):
    """Asks for a guide."""

    def __init__(self, width: int, height: int, parent: QWidget | None) -> None:
        super().__init__("New guide", parent, accept="Add")
        self._middles = {"x": width // 2, "y": height // 2}
        self.axis = QComboBox()
        self.axis.addItem(tr("Upright, from the left"), "x")
        self.axis.addItem(tr("Level, from the top"), "y")
        self.at_px = pixels_field(self._middles["x"], 0)
        self.row("Direction", self.axis)
        self.row("Position", self.at_px)
        self.axis.currentIndexChanged.connect(self._on_axis)

    @classmethod
    def ask(cls, width: int, height: int, parent: QWidget | None) -> Guide | None:
        """Shows the dialog for a page of that size."""
        dialog = cls(width, height, parent)
        return dialog.value if dialog.chosen() else None

    @property
    def value(self) -> Guide:
        """What the fields say."""
        return Guide(self.axis.currentData(), float(self.at_px.value()))

    def _on_axis(self) -> None:
        self.at_px.setValue(self._middles[self.axis.currentData()])
