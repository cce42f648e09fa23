"""The editor of amounts: a slider for every installed model of a kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from editor.api import ParamField, amounts_of
from editor.models import Catalogue
from editor.ui import theme
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import label, vbox
from editor.ui.generate.number_editor import NumberEditor
from editor.ui.generate.param_row import ParamRow
from editor.ui.language import tr

_NONE_YET = "None yet"


class AmountsEditor(Editor):
    """One number for each model; those at zero are left out of the value."""

    def __init__(self, field: ParamField, *, catalogue: Catalogue) -> None:
        super().__init__(field)
        self._catalogue = catalogue
        self._wrong = ""
        self.rows: dict[str, ParamRow] = {}
        self.below = self.target = QWidget()
        self._column = vbox(self.below, spacing=theme.HALF)
        self._column.setContentsMargins(theme.GRID, 0, 0, 0)
        self._empty = label(tr(_NONE_YET), role="dim", wraps=True)
        self._column.addWidget(self._empty)
        self.refresh()

    def widgets(self) -> list[QWidget]:
        return []

    def value(self) -> str:
        if self._wrong:
            return self._wrong
        amounts = {name: row.editor.value() for name, row in self.rows.items()}
        return ", ".join(f"{name}={_written(value)}" for name, value in amounts.items() if value)

    def set_value(self, value: Any) -> None:
        try:
            amounts = amounts_of(str(value))
            self._wrong = ""
        except ValueError:
            amounts, self._wrong = {}, str(value)
        for name in amounts.keys() - self.rows.keys():
            self._add_row(name, name)
        for name, row in self.rows.items():
            row.set_value(amounts.get(name, 0.0))
        self._empty.setVisible(not self.rows)

    def refresh(self) -> None:
        """Looks again which models are installed."""
        for entry in self._catalogue.list(self.field.model_kind):
            if entry.name not in self.rows:
                self._add_row(entry.name, entry.title, entry.summary)
        self._empty.setVisible(not self.rows)

    def _add_row(self, name: str, title: str, help: str = "") -> None:
        field = replace(
            self.field, name=name, kind="slider", type=float, default=0.0, title=title, help=help
        )
        row = self.rows[name] = ParamRow(NumberEditor(field))
        row.changed.connect(self._on_changed)
        row.submitted.connect(self.submitted)
        self._column.addWidget(row)

    def _on_changed(self) -> None:
        self._wrong = ""
        self.changed.emit()


def _written(value: Any) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)
