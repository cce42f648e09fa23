"""What becomes of a training when its window, or the program, is closed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.language import tr
from editor.workbench.trainings import Trainings

Answer = Literal["keep", "stop", "cancel"]


class LeaveTrainingDialog(FormDialog):
    """Asks whether a training is to stop; it may only go on while the program runs."""

    def __init__(self, name: str, *, quits: bool, parent: QWidget | None) -> None:
        title = tr("“{name}” is still being trained", name=name)
        super().__init__(title, parent, accept="Stop and Quit" if quits else "Go On")
        kept = tr("What was learned is kept, and the training can be continued.")
        if quits:
            self.add(dim_label(kept))
        else:
            self.add(dim_label(f"{tr('It may go on without this window.')} {kept}"))
        self.answer: Answer = "stop" if quits else "keep"
        if not quits:
            stop = QPushButton(tr("Stop"))
            stop.setAccessibleName(tr("Stop the training"))
            self.buttons.addButton(stop, QDialogButtonBox.ButtonRole.DestructiveRole)
            stop.clicked.connect(self._on_stop)

    @classmethod
    def ask(cls, name: str, parent: QWidget | None, *, quits: bool) -> Answer:
        """Shows the dialog."""
        dialog = cls(name, quits=quits, parent=parent)
        return dialog.answer if dialog.chosen() else "cancel"

    def _on_stop(self) -> None:
        self.answer = "stop"
        self.accept()


def may_quit(trainings: Trainings, parent: QWidget) -> bool:
    """Whether the program may end; a training is asked about, and stops then."""
    return _may_leave(trainings, parent, quits=True)


def may_close(trainings: Trainings, parent: QWidget) -> bool:
    """Whether the training's window may close; it is asked what becomes of the training."""
    return _may_leave(trainings, parent, quits=False)


def _may_leave(trainings: Trainings, parent: QWidget, *, quits: bool) -> bool:
    state = trainings.state
    if state is None or state.phase != "running":
        return True
    answer = LeaveTrainingDialog.ask(state.plan.name, parent, quits=quits)
    if answer == "stop":
        trainings.stop()
    return answer != "cancel"
