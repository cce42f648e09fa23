"""One number: how far to grow, shrink, feather."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.ui.dialogs.form import FormDialog, pixels_field


class NumberDialog(FormDialog):
    """Asks for a number of pixels."""

    def __init__(
        self,
        title: str,
        label: str,
        value: int,
        minimum: int,
        maximum: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        self.field = pixels_field(value, minimum, maximum)
        self.row(label, self.field)
        self.field.selectAll()

    @classmethod
    def ask(
        cls,
        title: str,
        label: str,
        value: int,
        minimum: int,
        maximum: int,
        parent: QWidget | None,
    ) -> int | None:
        """Shows the dialog."""
        dialog = cls(title, label, value, minimum, maximum, parent)
        return dialog.field.value() if dialog.chosen() else None
