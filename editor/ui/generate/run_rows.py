"""The two rows that every generator has: how many variants, and the seed of the run."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.api import SEED_MAX, ParamField
from editor.ui import theme
from editor.ui.generate.layout import vbox
from editor.ui.generate.number_editor import NumberEditor
from editor.ui.generate.param_row import ParamRow
from editor.ui.generate.seed_editor import SeedEditor
from editor.ui.language import in_words
from editor.workbench import GeneratorChoice

COUNT_MAX = 8
_COUNT = ParamField(
    name="count",
    kind="slider",
    type=int,
    default=1,
    title="Variants",
    help="How many pictures a run makes, each with the next seed.",
    minimum=1,
    maximum=COUNT_MAX,
)
_SEED = ParamField(
    name="seed",
    kind="seed",
    type=int,
    default=0,
    title="Seed",
    help="The same seed with the same values gives the same picture again.",
    minimum=0,
    maximum=SEED_MAX,
)


class RunRows(QWidget):
    """Edits the count and the seed of a choice."""

    def __init__(self, choice: GeneratorChoice) -> None:
        super().__init__()
        self._choice = choice
        self.count = ParamRow(NumberEditor(in_words(_COUNT)))
        self._seed_editor = SeedEditor(in_words(_SEED), is_locked=choice.seed_locked)
        self.seed = ParamRow(self._seed_editor, has_reset=False)
        column = vbox(self, spacing=theme.GRID)
        column.addWidget(self.count)
        column.addWidget(self.seed)
        self.refresh()
        self.count.changed.connect(self.commit)
        self.seed.changed.connect(self.commit)
        choice.values_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Shows the choice; what is typed and wrong stays."""
        count, seed, is_locked = self._choice.count, self._choice.seed, self._choice.seed_locked
        if not self.count.error and self.count.editor.value() != count:
            self.count.set_value(count)
        if not self.seed.error and self._seed_editor.value() != seed:
            self.seed.set_value(seed)
        if not self.seed.error and self._seed_editor.is_locked != is_locked:
            self._seed_editor.set_locked(is_locked=is_locked)

    def commit(self) -> bool:
        """Takes what is typed into the choice; False, and said beside the field, when wrong."""
        count, seed = self.count.editor.value(), self._seed_editor.value()
        self.count.show_error(_problem(count, 1, COUNT_MAX))
        self.seed.show_error(_problem(seed, 0, SEED_MAX))
        if not self.count.error:
            self._choice.set_count(count)
        if not self.seed.error:
            self._choice.set_seed(seed, locked=self._seed_editor.is_locked)
        return not (self.count.error or self.seed.error)


def _problem(value: object, minimum: int, maximum: int) -> str:
    if not isinstance(value, int):
        return "must be a whole number"
    return "" if minimum <= value <= maximum else f"must be between {minimum} and {maximum}"
