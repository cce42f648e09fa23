"""A generator's parameters as a form: a row for each, with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.api import InvalidParams, ParamField, Params, param_fields, validate_params
from editor.models import Catalogue
from editor.ui import theme
from editor.ui.generate.amounts_editor import AmountsEditor
from editor.ui.generate.editors import (
    ChoiceEditor,
    ColorEditor,
    Editor,
    PromptEditor,
    TextEditor,
    ToggleEditor,
)
from editor.ui.generate.layout import vbox
from editor.ui.generate.model_editor import ModelEditor
from editor.ui.generate.number_editor import NumberEditor
from editor.ui.generate.param_row import ParamRow
from editor.ui.generate.seed_editor import SeedEditor
from editor.ui.language import in_words


class ParamsForm(QWidget):
    """Edits the values of one `Params` class.

    Args:
        editors: for kinds of parameters that only some forms have.

    Signals:
        changed: the user has given another value, valid or not.
        submitted: the user wants to generate now (Ctrl+Enter).
    """

    changed = Signal()
    submitted = Signal()

    def __init__(
        self,
        params_class: type[Params],
        *,
        catalogue: Catalogue,
        model_kind: str = "",
        editors: Mapping[str, Callable[[ParamField], Editor]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.params_class = params_class
        self.rows: dict[str, ParamRow] = {}
        layout = vbox(self, spacing=theme.GRID)
        for field in map(in_words, param_fields(params_class)):
            own = (editors or {}).get(field.kind)
            editor = (
                make_editor(field, catalogue=catalogue, model_kind=model_kind)
                if own is None
                else own(field)
            )
            editor.set_value(field.default)
            row = ParamRow(editor)
            row.changed.connect(self._on_changed)
            row.submitted.connect(self.submitted)
            self.rows[field.name] = row
            layout.addWidget(row)

    def values(self) -> dict[str, Any]:
        """All values as typed."""
        return {name: row.editor.value() for name, row in self.rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows values, also invalid ones; tells nobody."""
        for name, row in self.rows.items():
            if name in values and row.editor.value() != values[name]:
                row.set_value(values[name])
        self.show_errors(self._errors())

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Puts each sentence beside its field, and takes away those that no longer hold."""
        for name, row in self.rows.items():
            row.show_error(errors.get(name, ""))

    def refresh_models(self) -> None:
        """A model was added: the editors look again which there are."""
        for row in self.rows.values():
            row.editor.refresh()

    def close_editors(self) -> None:
        """The form goes away."""
        for row in self.rows.values():
            row.editor.close()

    def focus_first_error(self) -> None:
        """Gives the keyboard to the first field that is wrong."""
        for row in self.rows.values():
            if row.error:
                row.editor.target.setFocus()
                return

    def roll_unlocked(self) -> None:
        """Draws anew the seeds that are not locked; called after each run."""
        for row in self.rows.values():
            if isinstance(row.editor, SeedEditor) and not row.editor.is_locked:
                row.editor.roll()

    def _on_changed(self) -> None:
        self.show_errors(self._errors())
        self.changed.emit()

    def _errors(self) -> dict[str, str]:
        try:
            validate_params(self.params_class, self.values())
        except InvalidParams as error:
            return error.errors
        return {}


def make_editor(field: ParamField, *, catalogue: Catalogue, model_kind: str) -> Editor:
    """The editor for a parameter, by its kind."""
    match field.kind:
        case "slider":
            return NumberEditor(field)
        case "choice":
            return ChoiceEditor(field)
        case "prompt":
            return PromptEditor(field)
        case "seed":
            # The panel's own seed rolls; a further one stays until somebody wants it to.
            return SeedEditor(field, is_locked=True)
        case "toggle":
            return ToggleEditor(field)
        case "color":
            return ColorEditor(field)
        case "model":
            return ModelEditor(field, catalogue=catalogue, kind=model_kind)
        case "amounts":
            return AmountsEditor(field, catalogue=catalogue)
        case _:
            return TextEditor(field)
