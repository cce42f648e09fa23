"""The histogram panel: how often each tone occurs in the picture as it is shown."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from editor.document.adjust.histogram import Histogram
from editor.ui import theme
from editor.ui.adjust.histogram_source import HistogramSource, level_words
from editor.ui.adjust.histogram_view import HistogramView
from editor.ui.adjust.session import AdjustSession
from editor.ui.canvas import CanvasView
from editor.ui.language import tr
from editor.ui.spoken import label_box
from editor.workbench import Workbench

_CHANNELS = {
    "colors": "Colours",
    "light": "Lightness",
    "red": "Red",
    "green": "Green",
    "blue": "Blue",
}


class HistogramPanel(QWidget):
    """Follows the canvas while it is in sight."""

    def __init__(self, workbench: Workbench, canvas: CanvasView, session: AdjustSession) -> None:
        super().__init__()
        self.setAccessibleName(tr("Histogram"))
        self.view = HistogramView(height_px=140)
        self.channel = QComboBox()
        self.channel.setAccessibleName(tr("Channel of the histogram"))
        self.channel.setToolTip(tr("What is counted."))
        for name, title in _CHANNELS.items():
            self.channel.addItem(tr(title), name)
        self.words = QLabel()
        self.words.setProperty("role", "dim")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID] * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.channel)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        label_box(self.channel, tr("Channel of the histogram"))
        self.channel.activated.connect(self._on_channel)
        self._source = HistogramSource(workbench, canvas, session, wanted=self._is_seen)
        self._source.counted.connect(self._on_counted)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._source.catch_up()

    def _is_seen(self) -> bool:
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def _on_channel(self, row: int) -> None:
        self.view.show_channel(list(_CHANNELS)[row])
        self._tell()

    def _on_counted(self, histogram: Histogram) -> None:
        self.view.show_histogram(histogram)
        self._tell()

    def _tell(self) -> None:
        words = level_words(self.view.histogram, self.view.channel)
        self.words.setText(words.replace(" %", "\u00a0%"))  # a number and its sign stay together
        self.view.setAccessibleDescription(words)
