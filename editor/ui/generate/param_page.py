"""What can be set about a run: the generator's parameters, how many variants, and the seed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.api import ParamField
from editor.ui import theme
from editor.ui.generate.editors import Editor
from editor.ui.generate.layout import vbox
from editor.ui.generate.model_editor import ModelEditor
from editor.ui.generate.params_form import ParamsForm
from editor.ui.generate.points_editor import PointsEditor
from editor.ui.generate.run_rows import RunRows
from editor.workbench import Workbench


class ParamPage(QWidget):
    """Shows and edits the values of `workbench.choice`.

    Signals:
        submitted: the user wants to generate now (Ctrl+Enter).
        rebuilt: the fields are others now.
        training_wanted: a model is to be trained for the generator.
    """

    submitted = Signal()
    training_wanted = Signal()
    rebuilt = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self.form: ParamsForm | None = None
        self.rows = RunRows(workbench.choice)
        self._column = vbox(self, spacing=theme.GRID)
        self.leave_margin(theme.GRID)
        self._column.addWidget(self.rows)
        self._column.addStretch(1)
        self._show_generator()
        workbench.choice.changed.connect(self._show_generator)
        workbench.choice.values_changed.connect(self._show_values)
        workbench.desk.model_made.connect(self._on_model_made)
        workbench.trainings.model_made.connect(self._on_model_made)

    def commit(self) -> bool:
        """Takes what is typed into the choice; False where count or seed is wrong."""
        if self.form is not None:
            self._workbench.choice.set_values(self.form.values())
        return self.rows.isHidden() or self.rows.commit()

    def fields(self) -> list[QWidget]:
        """What Tab goes through, from top to bottom."""
        parts = [part for part in (self.form, self.rows) if part is not None]
        widgets = [widget for part in parts for widget in part.findChildren(QWidget)]
        # The list of a combo box is a window of its own.
        here = [one for one in widgets if one.window() is self.window()]
        return [one for one in here if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def leave_margin(self, right_px: int) -> None:
        """Leaves room on the right, where no scroll bar takes it."""
        self._column.setContentsMargins(theme.GRID, 0, right_px, 0)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Says what is wrong beside the fields, and goes to the first."""
        if self.form is not None:
            self.form.show_errors(errors)
            self.form.focus_first_error()

    def roll_unlocked(self) -> None:
        """A run was started: seeds that are not locked are drawn anew."""
        if self.form is not None:
            self.form.roll_unlocked()

    def _show_generator(self) -> None:
        """Another generator, or its file was saved anew: another form, the values kept."""
        if self.form is not None:
            self.form.close_editors()
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        generator = self._workbench.choice.generator
        if generator is None:
            return
        self.form = ParamsForm(
            generator.Params,
            catalogue=self._workbench.catalogue,
            model_kind=generator.id,
            editors={
                "points": partial(PointsEditor, workbench=self._workbench),
                "model": self._model_editor,
            },
        )
        self._show_values()
        self.form.changed.connect(self._on_form_changed)
        self.form.submitted.connect(self.submitted)
        self._column.insertWidget(0, self.form)
        self.rebuilt.emit()

    def _model_editor(self, field: ParamField) -> Editor:
        generator = self._workbench.require_generator()
        editor = ModelEditor(
            field,
            catalogue=self._workbench.catalogue,
            kind=generator.id,
            trains=generator.id if generator.train else "",
        )
        editor.training_wanted.connect(self.training_wanted)
        return editor

    def _show_values(self) -> None:
        self.rows.setVisible(self._workbench.choice.varies)
        if self.form is not None:
            self.form.set_values(self._workbench.choice.values)

    def _on_model_made(self) -> None:
        if self.form is not None:
            self.form.refresh_models()
            self.rebuilt.emit()

    def _on_form_changed(self) -> None:
        assert self.form is not None
        self._workbench.choice.set_values(self.form.values())
