"""Says to screen readers what happens elsewhere than at the keyboard: results, notices, undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.jobs import events
from editor.ui.language import told, tr
from editor.ui.spoken import announce
from editor.ui.tools import ToolBox
from editor.workbench import Notice, Workbench
from editor.workbench.following import Following


class Announcer(QObject):
    """Listens for a window.

    Signals:
        said(str): what was announced.
    """

    said = Signal(str)

    def __init__(self, workbench: Workbench, toolbox: ToolBox, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._toolbox = toolbox
        self._titles: dict[str, str] = {}
        self._ready: dict[str, int] = {}
        self._following = Following(lambda doc: (doc.history.changed,), self._on_history)
        self._position = 0
        self._states: list[object] = []
        workbench.notice.connect(self._on_notice)
        workbench.job_event.connect(self._on_job)
        workbench.document_changed.connect(self._on_document)
        toolbox.tool_changed.connect(self._on_tool)
        self._on_document()

    def say(self, words: str) -> None:
        """Says it now."""
        announce(self._window, words)
        self.said.emit(words)

    def _on_notice(self, notice: Notice) -> None:
        self.say(f"{told(notice.text)} {told(notice.hint)}".strip())

    def _on_tool(self) -> None:
        self.say(tr(self._toolbox.active.title))

    def _on_job(self, event: object) -> None:
        match event:
            case events.QueueChanged():
                # A live run is none that somebody waits for.
                self._titles |= {view.id: told(view.label) for view in event.queue}
            case events.VariantReady() if event.job_id in self._titles:
                self._ready[event.job_id] = self._ready.get(event.job_id, 0) + 1
            case events.Finished() if event.job_id in self._titles:
                title, count = self._forget(event.job_id)
                self.say(
                    tr("{title}: {count} variants are ready.", title=title, count=count)
                    if count > 1
                    else tr("{title}: ready.", title=title)
                )
            case events.CancelledEvent() if event.job_id in self._titles:
                title, _ = self._forget(event.job_id)
                self.say(tr("{title}: cancelled.", title=title))
            case events.Failed():  # a notice says why
                self._forget(event.job_id)

    def _forget(self, job_id: str) -> tuple[str, int]:
        return self._titles.pop(job_id, ""), self._ready.pop(job_id, 0)

    def _on_document(self) -> None:
        doc = self._workbench.document
        self._following.turn_to(doc)
        if doc is not None:
            self._position, self._states = doc.history.position, doc.history.states

    def _on_history(self) -> None:
        """Only going back and on is said: what is done is heard where it is done."""
        assert self._following.document is not None
        history = self._following.document.history
        before, self._position = self._position, history.position
        had, self._states = self._states, history.states
        if had != self._states or before == self._position:
            return
        entries = history.entries
        if self._position < before:
            self.say(tr("Undone: {step}", step=told(entries[self._position].label)))
        else:
            self.say(tr("Redone: {step}", step=told(entries[self._position - 1].label)))
