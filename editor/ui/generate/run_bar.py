"""Generate and Cancel in one place, with how far the run is and how long it will take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QWidget

from editor.jobs import JobState, JobView, events
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, mark, vbox
from editor.ui.language import told, tr
from editor.workbench import Workbench

_STEPS = 1000
_TELL_ETA_FROM_S = 1.0


class RunBar(QWidget):
    """The primary button, its progress bar, and one line on what goes on.

    Signals:
        run_wanted: Generate, or another run behind the present one.
    """

    run_wanted = Signal()

    def __init__(self, workbench: Workbench, *, beside: QWidget) -> None:
        super().__init__()
        self._workbench = workbench
        self._running: JobView | None = None
        self._ready = 0
        self._why_not = ""
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.status = label(role="dim", wraps=True)
        self.notice = label(role="warning", wraps=True)
        self.notice.hide()
        self.button = QPushButton(tr("Generate"))
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setMinimumHeight(4 * theme.GRID)
        self.button.clicked.connect(self._on_button)
        self.more = icon_button(
            "queue",
            tr("Queue another run"),
            help=tr("Queue another run behind this one  (Ctrl+Enter)"),
        )
        self.more.setFixedSize(4 * theme.GRID, 4 * theme.GRID)
        self.more.clicked.connect(self.run_wanted)
        self.line = QWidget()
        self.line.setFixedHeight(4 * theme.GRID)
        row = hbox(self.line, spacing=theme.GRID)
        row.addWidget(beside)
        row.addWidget(self.button, 1)
        row.addWidget(self.more)
        column = vbox(self, spacing=theme.GRID)
        # The button is last: its place stays the same when a run starts or ends.
        for widget in (self.notice, self.status, self.bar, self.line):
            column.addWidget(widget)
        self._show_queue(workbench.runner.queue)
        workbench.job_event.connect(self.on_event)

    def set_possible(self, why_not: str) -> None:
        """Whether a run can be started; else the reason, which the button tells."""
        self._why_not = why_not
        self._show_button()

    def on_event(self, event: object) -> None:
        """Follows the running job; live runs come and go unseen."""
        match event:
            case events.QueueChanged():
                self._show_queue(event.queue)
            case events.Progress() if self._is_ours(event.job_id):
                self._show_progress(event)
            case events.VariantReady() if self._is_ours(event.job_id):
                self._ready = event.index + 1
            case events.Notice():
                self.notice.setText(told(event.text))
                self.notice.show()

    def _is_ours(self, job_id: str) -> bool:
        return self._running is not None and self._running.id == job_id

    def _show_queue(self, queue: tuple[JobView, ...]) -> None:
        running = next((view for view in queue if view.state is not JobState.QUEUED), None)
        running = running or (queue[0] if queue else None)
        if running is not None and not self._is_ours(running.id):
            self._ready = 0
            self.notice.hide()
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(0)
        self._running = running
        self._show_button()
        self.bar.setVisible(running is not None)
        self.status.setVisible(running is not None)
        if running is None:
            return
        if running.state is JobState.QUEUED:
            self.bar.setRange(0, 0)
            self.status.setText(tr("{job}: waiting…", job=told(running.label)))
        elif running.state is JobState.LOADING:
            self.bar.setRange(0, 0)
            self.status.setText(tr("{job}: getting ready…", job=told(running.label)))
        elif self.bar.maximum() == 0:
            self.bar.setRange(0, _STEPS)
            self.status.setText(told(running.label))

    def _show_progress(self, event: events.Progress) -> None:
        assert self._running is not None
        # A generator that tells no steps is at work all the same.
        self.bar.setRange(0, _STEPS if event.fraction > 0 or event.text else 0)
        self.bar.setValue(round(event.fraction * _STEPS))
        self.status.setText(
            progress_text(event, ready=self._ready, variants=self._running.variants)
        )

    def _show_button(self) -> None:
        is_running = self._running is not None
        self.button.setText(tr("Cancel") if is_running else tr("Generate"))
        mark(self.button, "primary", not is_running)
        self.button.setEnabled(is_running or not self._why_not)
        if is_running:
            self.button.setToolTip(tr("Give this run up"))
        else:
            self.button.setToolTip(
                self._why_not or tr("Make pictures with these values  (Ctrl+Enter)")
            )
        self.button.setAccessibleDescription(self.button.toolTip())
        self.more.setVisible(is_running)
        self.more.setEnabled(not self._why_not)

    def _on_button(self) -> None:
        if self._running is None:
            self.run_wanted.emit()
        else:
            self._workbench.cancel(self._running.id)


def progress_text(event: events.Progress, *, ready: int, variants: int) -> str:
    """Which variant, which step, how long still: "Variant 2 of 4, step 3/20, 12 s left"."""
    parts = []
    if variants > 1:
        number = min(ready + 1, variants)
        parts.append(tr("variant {number} of {count}", number=number, count=variants))
    if event.text:
        parts.append(told(event.text))
    if event.eta_s is not None and event.eta_s >= _TELL_ETA_FROM_S:
        parts.append(tr("{time} left", time=duration(event.eta_s)))
    if not parts:
        parts = [f"{round(100 * event.fraction)} %" if event.fraction > 0 else tr("working")]
    text = ", ".join(parts)
    return text[0].upper() + text[1:]


def duration(seconds: float) -> str:
    """A time as people say it: 8 s, 3 min, 1 h 20 min."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
