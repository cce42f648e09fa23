"""Unsaved changes: save, discard or stay."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.language import tr

Answer = Literal["save", "discard", "cancel"]


class UnsavedDialog(FormDialog):
    """Asks what becomes of changes before a picture is closed."""

    def __init__(self, title: str, *, is_working: bool, parent: QWidget | None) -> None:
        super().__init__(tr("Save changes to “{title}”?", title=title), parent, accept="Save")
        sentence = tr("What was done since the last save is lost otherwise.")
        if is_working:
            sentence += " " + tr("Its running jobs are cancelled.")
        self.add(dim_label(sentence))
        self.answer: Answer = "save"
        discard = QPushButton(tr("Discard"))
        discard.setAccessibleName(tr("Discard changes"))
        self.buttons.addButton(discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        discard.clicked.connect(self._on_discard)

    @classmethod
    def ask(cls, title: str, parent: QWidget | None, *, is_working: bool = False) -> Answer:
        """Shows the dialog."""
        dialog = cls(title, is_working=is_working, parent=parent)
        return dialog.answer if dialog.chosen() else "cancel"

    def _on_discard(self) -> None:
        self.answer = "discard"
        self.accept()
