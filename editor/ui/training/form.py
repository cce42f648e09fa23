"""What is to be trained, on what, and what it is to be called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.api import FigmentError, Generator
from editor.ui import theme
from editor.ui.dialogs.form import FormPage, dim_label, indent
from editor.ui.generate.layout import icon_button, label, vbox
from editor.ui.language import told, tr
from editor.ui.training.folder_field import FolderField
from editor.workbench.training import TrainingPlan
from editor.workbench.trainings import Trainings

_MOST_STEPS = 1_000_000
_OFFERED = 3


class TrainingForm(QWidget):
    """Asks for a training; starts it.

    Signals:
        changed: it may be possible to start now, or no more.
    """

    changed = Signal()

    def __init__(self, trainings: Trainings, generator_id: str) -> None:
        super().__init__()
        self._trainings = trainings
        self._named_by_user = False
        self.fields: list[FolderField] = []
        self.generator = QComboBox()
        for one in trainings.generators:
            self.generator.addItem(tr(one.title), one.id)
        self.generator.setCurrentIndex(max(0, self.generator.findData(generator_id)))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("What you will choose"))
        self.name.textEdited.connect(self._on_named)
        self.steps = QSpinBox()
        self.steps.setRange(0, _MOST_STEPS)
        self.steps.setSingleStep(500)
        self.steps.setSpecialValueText(tr("As many as usual"))
        indent(self.steps)
        self.error = label(role="error", wraps=True)
        self._lay_out()
        self.generator.currentIndexChanged.connect(self._show_folders)
        self._show_folders()
        self.show_interrupted()

    @property
    def chosen(self) -> type[Generator] | None:
        """What is to be trained."""
        known = {one.id: one for one in self._trainings.generators}
        return known.get(self.generator.currentData())

    def why_not(self) -> str:
        """Why it cannot be started yet; empty where it can."""
        if self.chosen is None:
            return tr("No generator can be trained.")
        for field in self.fields:
            if not field.folders:
                return tr("Choose a folder: {what}", what=tr(field.wanted.title))
            if field.problem:
                return told(field.problem)
        return "" if self.name.text().strip() else tr("Give the model a name.")

    def start(self) -> None:
        """Begins; what is wrong is told below the fields."""
        generator = self.chosen
        assert generator is not None
        data = [folder for field in self.fields for folder in field.folders]
        steps = self.steps.value() or None
        try:
            name = self.name.text().strip()
            self._trainings.start(self._trainings.plan(generator, data, name=name, steps=steps))
        except FigmentError as error:
            self._fail(error)

    def drop(self, paths: Sequence[Path]) -> bool:
        """Takes what was dropped beside the fields, where there is still room. Whether it did."""
        free = [field for field in self.fields if not field.folders] or self.fields[-1:]
        return bool(free) and free[0].add(paths)

    def show_interrupted(self) -> None:
        """Offers the trainings that can be gone on with."""
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        plans = self._trainings.interrupted[:_OFFERED]
        for plan in plans:
            self._offers.addWidget(self._offer(plan))

    def give_up(self) -> None:
        """The window goes away."""
        for field in self.fields:
            field.give_up()

    def _lay_out(self) -> None:
        self._column = vbox(self, spacing=theme.GRID)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(theme.HALF)
        self._column.addLayout(self._offers)
        top, bottom = FormPage(), FormPage()
        top.row("Generator", self.generator, "What is to learn.")
        bottom.row("Name", self.name, "What the model is called in the generator's choice.")
        bottom.row("Steps", self.steps, "More steps take longer and learn more.")
        bottom.add(
            dim_label(
                tr(
                    "It takes minutes to hours, and goes on beside your work. "
                    "Nothing leaves this computer."
                )
            )
        )
        self._folders_page = FormPage()
        for part in (top, self._folders_page, bottom, self.error):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.error.hide()

    def _show_folders(self) -> None:
        """Another generator wants other folders; those that were given stay where they fit."""
        given = [field.folders for field in self.fields]
        self.give_up()
        page = FormPage()
        generator = self.chosen
        wanted = () if generator is None else generator.train_folders
        self.fields = [FolderField(one, self._trainings) for one in wanted]
        for field in self.fields:
            page.row(field.wanted.title, field, field.wanted.help)
            page.row("", field.found_label)
            field.changed.connect(self._on_folders)
        old = self._folders_page
        self._column.replaceWidget(old, page)
        old.hide()
        old.deleteLater()
        self._folders_page = page
        for field, folders in zip(self.fields, given, strict=False):
            if folders:
                field.take(folders if field.wanted.several else folders[:1])
        self._on_folders()

    def _offer(self, plan: TrainingPlan) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        title = tr(plan.generator.title)
        words = QLabel(tr("“{name}” ({what}) is not done", name=plan.name, what=title))
        words.setToolTip("\n".join(map(str, plan.data)))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        go_on = QPushButton(tr("Continue"))
        go_on.setAccessibleName(tr("Continue the training of {name}", name=plan.name))
        go_on.setAutoDefault(False)
        go_on.clicked.connect(lambda: self._go_on(plan))
        forget = icon_button(
            "trash",
            tr("Forget the training of {name}", name=plan.name),
            help=tr("Delete what was learned so far"),
        )
        forget.clicked.connect(lambda: self._trainings.discard(plan))
        for widget in (words, go_on, forget):
            row.addWidget(widget)
        return box

    def _go_on(self, plan: TrainingPlan) -> None:
        try:
            self._trainings.start(plan)
        except FigmentError as error:
            self._fail(error)

    def _fail(self, error: FigmentError) -> None:
        self.error.setText(f"{told(error.text)} {told(error.hint)}".strip())
        self.error.show()

    def _on_named(self, text: str) -> None:
        self._named_by_user = bool(text)
        self.error.hide()
        self.changed.emit()

    def _on_folders(self) -> None:
        last = next((field.folders[0] for field in self.fields[::-1] if field.folders), None)
        if not self._named_by_user:
            self.name.setText("" if last is None else last.name)
        self.error.hide()
        self.changed.emit()
