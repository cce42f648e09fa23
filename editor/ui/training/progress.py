"""How a training goes: how far, how long yet, the newest samples, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QSizePolicy, QWidget

from editor.ui import theme
from editor.ui.generate.layout import label, mark, vbox
from editor.ui.language import number_words, told, tr
from editor.ui.words import seconds_words
from editor.workbench.trainings import TrainingState

_BAR = 1000
_SHEET_PX = 280
_DETAILS_PX = 160


class TrainingProgress(QWidget):
    """Shows a `TrainingState`."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label(wraps=True)
        self.title.setFont(theme.heading_font())
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the training"))
        self.bar.setTextVisible(False)
        self.status = label(wraps=True)
        self.step = label(role="dim", wraps=True)
        self.notices = label(role="warning", wraps=True)
        self.sheet = SheetView()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Details"))
        self.details.setFont(theme.code_font())
        self.details.setFixedHeight(_DETAILS_PX)
        column = vbox(self, spacing=theme.GRID)
        for widget in (self.title, self.bar, self.status, self.step, self.notices):
            column.addWidget(widget)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.details)
        column.addStretch()

    def show_state(self, state: TrainingState) -> None:
        """Shows how it stands."""
        generator = tr(state.plan.generator.title)
        self.title.setText(tr("“{name}” for {what}", name=state.plan.name, what=generator))
        is_going = not state.is_over
        self.bar.setRange(0, _BAR if state.fraction > 0 or state.is_over else 0)
        self.bar.setValue(round(state.fraction * _BAR))
        self.bar.setVisible(state.phase != "failed")
        self.status.setText(_status(state))
        mark(self.status, "role", "error" if state.phase == "failed" else "")
        self.step.setText(told(state.text))
        self.step.setVisible(is_going and bool(state.text))
        self.notices.setText("\n".join(map(told, dict.fromkeys(state.notices))))
        self.notices.setVisible(bool(state.notices))
        details = "" if state.error is None else state.error.details
        if details != self.details.toPlainText():
            self.details.setPlainText(details)
        self.details.setVisible(bool(details))


class SheetView(QLabel):
    """A sheet of samples, as large as there is room; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._picture = QPixmap()
        self.setAccessibleName(tr("Samples of what it has learned so far"))
        self.setToolTip(tr("Samples of what it has learned so far"))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_SHEET_PX)
        self.hide()

    def show_file(self, path: Path | None) -> None:
        """Shows a picture; one that is just being written is looked at again."""
        if path is None:
            self._path, self._picture = None, QPixmap()
            self.hide()
        elif path != self._path:
            picture = QPixmap(str(path))
            if not picture.isNull():
                self._path, self._picture = path, picture
                self._fit()
                self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        scale = self.devicePixelRatioF()
        room = QSize(max(1, self.width()), max(_SHEET_PX, self.height())) * scale
        size = self._picture.size()
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        fitted = self._picture.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(scale)
        self.setPixmap(fitted)


def _status(state: TrainingState) -> str:
    match state.phase:
        case "running" if state.fraction <= 0:
            return tr("Getting ready…")
        case "running":
            percent = number_words(int(state.fraction * 100))
            if state.left_s is None or state.left_s < 1:
                return tr("{percent} % done", percent=percent)
            left = seconds_words(state.left_s)
            return tr("{percent} % done, about {time} left", percent=percent, time=left)
        case "stopping":
            return tr("Stopping after this step…")
        case "stopped":
            return tr("Stopped. What was learned is kept, and the training can be continued.")
        case "done":
            return tr("It is done: the model can be chosen in the Generate panel.")
        case "failed":
            assert state.error is not None
            return f"{told(state.error.text)} {told(state.error.hint)}".strip()
