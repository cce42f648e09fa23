"""The Adjust panel: what there is to choose from, or the values of what is being adjusted."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.ui.actions import ActionSet
from editor.ui.adjust.chooser import EffectChooser
from editor.ui.adjust.histogram_source import HistogramSource
from editor.ui.adjust.session import AdjustSession
from editor.ui.adjust.values_page import ValuesPage
from editor.ui.canvas import CanvasView
from editor.ui.language import tr
from editor.workbench import Workbench


class _Stack(QStackedLayout):
    """As small as what is on top may be."""

    def minimumSize(self) -> QSize:
        on_top = self.currentWidget()
        return QSize() if on_top is None else on_top.minimumSizeHint()


class AdjustPanel(QWidget):
    """Follows the session."""

    def __init__(
        self,
        workbench: Workbench,
        canvas: CanvasView,
        session: AdjustSession,
        actions: ActionSet,
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("Adjust"))
        self._session = session
        self.chooser = EffectChooser(actions)
        self.page = ValuesPage(workbench, canvas, session)
        self._stack = _Stack(self)
        self._stack.addWidget(self.chooser)
        self._stack.addWidget(self.page)
        self._source = HistogramSource(
            workbench, canvas, session, wanted=self.page.wants_histogram, before=True
        )
        self._source.counted.connect(self.page.show_histogram)
        session.changed.connect(self._on_changed)
        self._on_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._source.catch_up()

    def _on_changed(self) -> None:
        subject = self._session.subject
        if subject is not None and not subject.effect.has_params and not subject.is_layer:
            return  # applied at once: nothing to show
        self._stack.setCurrentWidget(self.chooser if subject is None else self.page)
