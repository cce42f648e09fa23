"""The name to keep a brush under."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from editor.ui.dialogs.form import FormDialog


class PresetNameDialog(FormDialog):
    """Asks for a name."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Save brush", parent, accept="Save")
        self.name = QLineEdit("My brush")
        self.name.selectAll()
        self.row("Name", self.name, "A kept brush of the same name is replaced.")

    @classmethod
    def ask(cls, parent: QWidget | None) -> str | None:
        """Shows the dialog; the name, or None."""
        dialog = cls(parent)
        return dialog.name.text().strip() or None if dialog.chosen() else None
