"""The status bar: zoom, position, size, what the job does, device and memory."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from editor.jobs import events
from editor.ui import theme
from editor.ui.canvas import CanvasView
from editor.ui.glyph_label import GlyphLabel
from editor.ui.language import number_words, told, tr
from editor.ui.memory import used_bytes
from editor.ui.spoken import label_box
from editor.ui.tools import ToolBox
from editor.ui.training import TrainingMark
from editor.ui.words import byte_words, seconds_words
from editor.workbench import Workbench

_ZOOMS = (0.125, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0)
_FIT = "Fit"
_MEMORY_MS = 2000


class ZoomBox(QComboBox):
    """The zoom in percent: chosen, or typed."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__()
        self._canvas = canvas
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(tr("Zoom"))
        self.setToolTip(tr("Zoom: choose one or type a percentage."))
        self.setFixedWidth(10 * theme.GRID + theme.HALF)
        self.addItems([tr(_FIT), *(_percent(zoom) for zoom in _ZOOMS)])
        field = self.lineEdit()
        assert field is not None
        field.setAccessibleName(tr("Zoom in percent"))
        field.returnPressed.connect(self._on_typed)
        self.activated.connect(self._on_typed)
        canvas.viewport_changed.connect(self.show_zoom)
        self.show_zoom()

    def show_zoom(self) -> None:
        """Writes the zoom of now."""
        self.setEditText(_percent(self._canvas.viewport.zoom))

    def _on_typed(self) -> None:
        text = self.currentText().strip()
        if text == tr(_FIT):
            self._canvas.zoom_to_fit()
        else:
            try:
                zoom = float(text.rstrip("% ").replace(",", ".")) / 100
            except ValueError:
                zoom = math.nan
            if math.isfinite(zoom) and zoom > 0:
                self._canvas.zoom_to(zoom)
        self.show_zoom()
        self._canvas.setFocus()


class StatusBar(QStatusBar):
    """What is worth a glance."""

    def __init__(self, workbench: Workbench, canvas: CanvasView, toolbox: ToolBox) -> None:
        super().__init__()
        self.setAccessibleName(tr("Status bar"))
        self.setSizeGripEnabled(False)
        self._workbench = workbench
        self._toolbox = toolbox
        self._job_titles: dict[str, str] = {}
        self.zoom = ZoomBox(canvas)
        self.position = _label(tr("Position of the pointer"), 12)
        self.picture_size = _label(tr("Size of the picture"), 14)
        self.job = _ElidedLabel(tr("What the generator does"))
        self.progress = QProgressBar()
        self.training = TrainingMark(workbench.trainings)
        self.device = _label(tr("Where generators compute"), 0)
        self.memory = _label(tr("Memory that Figment takes"), 8)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_MEMORY_MS)
        self._timer.timeout.connect(self._show_machine)
        self._timer.start()
        canvas.pointer_moved.connect(self._on_pointer)
        toolbox.tool_changed.connect(self._show_hint)
        workbench.document_changed.connect(self._on_document)
        workbench.job_event.connect(self._on_event)
        workbench.filing.changed.connect(self._on_filing)
        self._show_machine()
        self._on_document()

    def show_size(self) -> None:
        """Writes the active document's size."""
        doc = self._workbench.document
        self.picture_size.setText("" if doc is None else f"{doc.width} x {doc.height} px")

    def _lay_out(self) -> None:
        self.progress.setFixedWidth(16 * theme.GRID)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the job"))
        self.progress.setToolTip(tr("Progress of the job"))
        self.progress.hide()
        for widget in (self.zoom, self.position, self.picture_size):
            self.addWidget(widget)
        label_box(self.zoom, tr("Zoom"))
        self.addWidget(self.job, 1)
        self.addPermanentWidget(self.training)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(_with_glyph("cpu", self.device))
        self.addPermanentWidget(_with_glyph("database", self.memory))
        self.setContentsMargins(theme.HALF, 0, theme.GRID, 0)

    def _on_pointer(self, doc_pos: tuple[float, float] | None) -> None:
        if doc_pos is None or self._workbench.document is None:
            self.position.setText("")
        else:
            self.position.setText(f"{math.floor(doc_pos[0])}, {math.floor(doc_pos[1])}")

    def _on_document(self) -> None:
        self.show_size()
        self._show_hint()
        self.zoom.setVisible(self._workbench.document is not None)
        self.zoom.show_zoom()

    def _show_hint(self) -> None:
        if not self.progress.isVisible():
            has_picture = self._workbench.document is not None
            self.job.setText(tr(self._toolbox.active.hint) if has_picture else "")

    def _show_machine(self) -> None:
        device = self._workbench.runner.device
        chosen = self._workbench.settings.get("device")
        words = {"auto": "Automatic", "cpu": "Processor", "cuda": "CUDA", "mps": "Apple GPU"}
        self.device.setText(tr(device.title if device is not None else words[chosen]))
        self.memory.setText(byte_words(used_bytes()))

    def _on_event(self, event: object) -> None:
        match event:
            case events.QueueChanged():
                self._job_titles = {view.id: told(view.label) for view in event.queue}
                if not event.queue:
                    self._idle()
            case events.Loading():
                self._working(event.job_id, tr("getting ready"), None)
            case events.Started():
                self._working(event.job_id, tr("working"), 0.0)
            case events.Progress():
                words = told(event.text) or tr("working")
                if event.eta_s is not None:
                    words += ", " + tr("{time} left", time=seconds_words(event.eta_s))
                self._working(event.job_id, words, event.fraction)
            case events.Finished() if event.job_id in self._job_titles:
                self._show_machine()

    def _working(self, job_id: str, text: str, fraction: float | None) -> None:
        title = self._job_titles.get(job_id)
        if title is None:
            return  # live runs come and go too quickly to be read
        self.job.setText(f"{title}: {text}")
        self.progress.setRange(0, 0 if fraction is None else 1000)
        self.progress.setValue(round((fraction or 0.0) * 1000))
        self.progress.show()

    def _idle(self) -> None:
        self.progress.hide()
        self._show_hint()
        self._on_filing()

    def _on_filing(self) -> None:
        """Tells what is read or written, unless a job has more to tell."""
        if self._job_titles:
            return
        doing = self._workbench.filing.doing
        if doing:
            self.job.setText(told(doing))
            self.progress.setRange(0, 0)
            self.progress.show()
        elif self.progress.isVisible():
            self._idle()


class _ToldLabel(QLabel):
    """Words that are read out after what they are about."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(name)
        self.setToolTip(name)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"{self.name}: {text}" if text else self.name)


class _ElidedLabel(_ToldLabel):
    """Words that take the room there is, and end in dots where it is too little."""

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.contentsRect()
        right = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), right, place.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, place, int(left), self.palette(), True, words, self.foregroundRole()
        )


def _percent(zoom: float) -> str:
    percent = zoom * 100
    return f"{number_words(percent, 1 if percent < 10 else 0)} %"


def _label(name: str, characters: int) -> _ToldLabel:
    label = _ToldLabel(name)
    label.setMinimumWidth(characters * theme.GRID)
    return label


def _with_glyph(glyph: str, label: _ToldLabel) -> QWidget:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(theme.GRID, 0, theme.HALF, 0)
    line.setSpacing(theme.HALF + 2)
    line.addWidget(GlyphLabel(glyph, label.name), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(label)
    return box
