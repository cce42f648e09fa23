"""Rotate: an angle, and how pixels are computed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from editor.ui.dialogs.form import FormDialog, indent


@dataclass(frozen=True)
class Rotation:
    """How far to turn, clockwise."""

    degrees: float


class RotateDialog(FormDialog):
    """Asks for an angle."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Rotate", parent, accept="Rotate")
        self.angle = QDoubleSpinBox()
        indent(self.angle)
        self.angle.setRange(-180, 180)
        self.angle.setDecimals(2)
        self.angle.setSuffix("°")
        self.row("Angle", self.angle, "Clockwise; the page grows to hold the corners.")
        self.angle.selectAll()

    @classmethod
    def ask(cls, parent: QWidget | None) -> Rotation | None:
        """Shows the dialog."""
        dialog = cls(parent)
        return Rotation(dialog.angle.value()) if dialog.chosen() else None
