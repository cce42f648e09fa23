"""The training window: a form, and then how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QStackedWidget

from editor.ui.dialogs.form import FormDialog
from editor.ui.drops import dropped_paths
from editor.ui.generate.layout import mark
from editor.ui.language import tr
from editor.ui.training.form import TrainingForm
from editor.ui.training.leaving import may_close
from editor.ui.training.progress import TrainingProgress

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_LOOK_MS = 200
_SIZE_PX = (560, 440)
_LABELS = {
    "running": "Stop",
    "stopping": "Stop",
    "stopped": "Continue",
    "failed": "Back",
    "done": "Use It",
}


class TrainingDialog(FormDialog):
    """A window of its own beside the picture; work goes on while it is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("Train a model", window, accept="")
        self._trainings = window.workbench.trainings
        chosen = window.workbench.choice.generator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.form = TrainingForm(self._trainings, "" if chosen is None else chosen.id)
        self.progress = TrainingProgress()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.progress)
        self.add(self._pages, 1)
        self.again = QPushButton(tr("Train Another"))
        self.action = QPushButton()
        for button, clicked in ((self.again, self._on_again), (self.action, self._on_action)):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(clicked)
        for shown in self.buttons.findChildren(QPushButton):
            shown.setAutoDefault(False)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._on_tick)
        self.form.changed.connect(self._show)
        self._trainings.changed.connect(self._on_changed)
        self.resize(*_SIZE_PX)
        self.form.generator.setFocus()
        self._show()

    @classmethod
    def open_beside(cls, window: MainWindow) -> TrainingDialog:
        """Shows the window, or brings it to the front."""
        shown = (dialog for dialog in window.findChildren(cls) if dialog.isVisible())
        dialog = next(shown, None) or cls(window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._trainings.is_watched = True
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._trainings.is_watched = False
        self._timer.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.is_dir() for path in dropped_paths(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._trainings.state is None and self.form.drop(dropped_paths(event.mimeData())):
            event.acceptProposedAction()

    def reject(self) -> None:
        """Escape, Close and the window's cross; a training that goes on is asked about."""
        if not may_close(self._trainings, self):
            return
        self._trainings.changed.disconnect(self._on_changed)
        self.form.give_up()
        self._trainings.forget()
        super().reject()

    def _on_tick(self) -> None:
        self._trainings.look()
        state = self._trainings.state
        sheet = None if state is None else state.sheet
        if sheet is not None:  # the last one is shown to the end, although it is gone by then
            self.progress.sheet.show_file(sheet)

    def _on_changed(self) -> None:
        if self._trainings.state is None:
            self.progress.sheet.show_file(None)
            self.form.show_interrupted()
        self._show()

    def _show(self) -> None:
        state = self._trainings.state
        self._pages.setCurrentWidget(self.form if state is None else self.progress)
        self.again.setVisible(state is not None and state.phase in ("stopped", "done"))
        if state is None:
            why_not = self.form.why_not()
            self._label(tr("Start Training"), primary=True)
            self.action.setEnabled(not why_not)
            self.action.setToolTip(why_not)
            return
        self.progress.show_state(state)
        self._label(tr(_LABELS[state.phase]), primary=state.phase in ("stopped", "done"))
        self.action.setEnabled(state.phase != "stopping")
        self.action.setToolTip("")

    def _label(self, words: str, *, primary: bool) -> None:
        self.action.setText(words)
        self.action.setAccessibleName(words)
        mark(self.action, "primary", "true" if primary else "false")

    def _on_action(self) -> None:
        state = self._trainings.state
        match None if state is None else state.phase:
            case None:
                self.form.start()
            case "running":
                self._trainings.stop()
            case "stopped":
                assert state is not None
                self._trainings.start(state.plan)
            case "done":
                assert state is not None
                assert state.model is not None
                self._trainings.use(state.model)
                self.close()
            case _:
                self._trainings.forget()

    def _on_again(self) -> None:
        self._trainings.forget()
