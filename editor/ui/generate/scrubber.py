"""Back through the steps of a result, and on from one of them: a slider and a button."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSlider, QWidget

from editor.jobs import Formation
from editor.ui import theme
from editor.ui.generate.layout import hbox, label, quietly
from editor.ui.language import tr

_HELP = "How the picture formed: drag back to look at it, or to go on from there differently"
_CONTINUE = (
    "Make a variant that shares these steps and goes on with the prompt, the guidance "
    "and the mask as they are now  (Ctrl+Alt+Enter)"
)
_NOT_YET = "Drag back to a step first; what follows it is made anew"


class Scrubber(QWidget):
    """The steps of one result; hidden for results that cannot be gone back in.

    Signals:
        moved: another step is looked at; see `step`.
        continue_wanted: go on from this step.
    """

    moved = Signal()
    continue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._formation: Formation | None = None
        self._places: tuple[int, ...] = (0,)
        self.slider = _StepSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Step of the picture"))
        self.slider.setAccessibleDescription(tr("Enter goes on from the step."))
        self.slider.setToolTip(tr(_HELP))
        self.slider.valueChanged.connect(self._on_value)
        self.slider.entered.connect(self._on_continue)
        self.words = label(role="dim")
        self.button = QPushButton(tr("Continue"))
        self.button.clicked.connect(self._on_continue)
        row = hbox(self, spacing=theme.GRID)
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        row.addWidget(self.button)
        self.show_formation(None)

    @property
    def step(self) -> int | None:
        """The step that is looked at; None for the finished picture."""
        step = self.slider.value()
        return None if self._formation is None or step == self._formation.steps else step

    @property
    def has_steps(self) -> bool:
        """Whether there is anything to go back to."""
        return self._formation is not None

    def show_formation(self, formation: Formation | None) -> None:
        """Takes another result, finished; the one that it shows already stays where it is."""
        if formation is not None and formation is self._formation:
            return
        self._formation = formation
        self.setVisible(formation is not None)
        if formation is not None:
            self._places = (*formation.kept, formation.steps)
            quietly(self.slider, self._to_the_end)
            wide = self.words.fontMetrics().horizontalAdvance(self._finished())
            self.words.setMinimumWidth(wide + theme.GRID)
        self._tell()

    def go(self, by: int) -> None:
        """So many kept steps on, or back."""
        index = self._places.index(self.slider.value()) + by
        self.slider.setValue(self._places[min(max(index, 0), len(self._places) - 1)])

    def _to_the_end(self) -> None:
        self.slider.setRange(self._places[0], self._places[-1])
        self.slider.setPageStep(max(1, len(self._places) // 5))
        self.slider.setValue(self._places[-1])

    def _on_value(self, value: int) -> None:
        if value not in self._places:
            # Not every step is kept where they take much memory: the next one in this direction.
            on = value > self.slider.before
            find = bisect_left(self._places, value) if on else bisect_right(self._places, value) - 1
            self.slider.setValue(self._places[find])
            return
        if value != self.slider.before:
            self.slider.before = value
            self._tell()
            self.moved.emit()

    def _tell(self) -> None:
        self.slider.before = self.slider.value()
        is_back = self.step is not None
        self.button.setEnabled(is_back)
        self.button.setToolTip(tr(_CONTINUE if is_back else _NOT_YET))
        self.button.setAccessibleDescription(self.button.toolTip())
        if self._formation is not None:
            steps = self._formation.steps
            step = tr("Step {step} of {steps}", step=self.step, steps=steps)
            self.words.setText(step if is_back else self._finished())

    def _finished(self) -> str:
        assert self._formation is not None
        return tr("Finished, {steps} steps", steps=self._formation.steps)

    def _on_continue(self) -> None:
        if self.step is not None:
            self.continue_wanted.emit()


class _StepSlider(QSlider):
    """A slider on which Enter means something.

    Attributes:
        before: the value that was told last.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()
    before = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
