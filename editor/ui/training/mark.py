"""A mark in the status bar while a training goes on; a click leads to its window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from editor.ui.icons import icon
from editor.ui.language import number_words, tr
from editor.workbench.trainings import Trainings


class TrainingMark(QToolButton):
    """How far the training is; hidden while none goes on."""

    def __init__(self, trainings: Trainings) -> None:
        super().__init__()
        self._trainings = trainings
        self.setIcon(icon("student", "dim"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)
        self.setAccessibleName(tr("The training that goes on"))
        self.setToolTip(tr("The training that goes on"))
        self.hide()
        trainings.changed.connect(self._show)

    def _show(self) -> None:
        state = self._trainings.state
        if state is None or state.is_over:
            self.hide()
            return
        self.setText(f"{number_words(int(state.fraction * 100))} %")
        self.setToolTip(tr("“{name}” is being trained: show it", name=state.plan.name))
        self.show()
