"""Keeping selections under a name, and taking them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from editor.document.selection import CombineMode
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog
from editor.ui.language import tr

_MODES: dict[str, str] = {
    "replace": "Replace the selection",
    "add": "Add to the selection",
    "subtract": "Subtract from the selection",
    "intersect": "Intersect with the selection",
}


@dataclass(frozen=True)
class KeptSelection:
    """What is to be done with a kept selection."""

    name: str
    mode: CombineMode = "replace"
    action: Literal["load", "delete"] = "load"


class SaveSelectionDialog(FormDialog):
    """Asks for the name to keep a selection under."""

    def __init__(self, names: list[str], parent: QWidget | None) -> None:
        super().__init__("Save selection", parent, accept="Save")
        free = next(
            f"Selection {n}" for n in range(1, len(names) + 2) if f"Selection {n}" not in names
        )
        self.name = QLineEdit(free)
        self.name.selectAll()
        self.row("Name", self.name, "A kept selection of the same name is replaced.")

    @classmethod
    def ask(cls, names: list[str], parent: QWidget | None) -> str | None:
        """Shows the dialog; the name, or None."""
        dialog = cls(names, parent)
        return dialog.name.text().strip() or None if dialog.chosen() else None


class LoadSelectionDialog(FormDialog):
    """Asks which kept selection to take, and how."""

    def __init__(self, names: list[str], parent: QWidget | None) -> None:
        super().__init__("Load selection", parent, accept="Load")
        self.name = QComboBox()
        self.name.addItems(names)
        self.mode = QComboBox()
        for mode, title in _MODES.items():
            self.mode.addItem(tr(title), mode)
        self.row("Selection", self.name)
        self.row("How", self.mode)
        self._deletes = False
        delete = QPushButton(tr("Delete"))
        delete.setAccessibleName(tr("Delete the kept selection"))
        delete.setToolTip(tr("Forgets the kept selection; undo brings it back."))
        delete.setIcon(theme.NO_ICON)
        self.buttons.addButton(delete, QDialogButtonBox.ButtonRole.ResetRole)
        delete.clicked.connect(self._on_delete)

    @classmethod
    def ask(cls, names: list[str], parent: QWidget | None) -> KeptSelection | None:
        """Shows the dialog."""
        dialog = cls(names, parent)
        return dialog.value if dialog.chosen() else None

    @property
    def value(self) -> KeptSelection:
        """What the fields say."""
        return KeptSelection(
            self.name.currentText(),
            self.mode.currentData(),
            "delete" if self._deletes else "load",
        )

    def _on_delete(self) -> None:
        self._deletes = True
        self.accept()
