"""The middle of the window: tabs, canvas or ways to begin, variants, and notices over them."""

from __future__ import annotations

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from editor.ui.actions import ActionSet
from editor.ui.document_tabs import DocumentTabs
from editor.ui.empty_page import EmptyPage
from editor.ui.language import tr
from editor.ui.notices import Notices
from editor.workbench import Workbench


class CentralArea(QWidget):
    """Shows the canvas where a picture is open, and ways to begin where none is."""

    def __init__(
        self,
        workbench: Workbench,
        canvas: QWidget,
        variants: QWidget,
        actions: ActionSet,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._canvas = canvas
        self.setObjectName("canvas_area")
        self.setAccessibleName(tr("Picture"))
        self.tabs = DocumentTabs(workbench)
        self.empty_page = EmptyPage(workbench, actions)
        self._stage = QWidget()
        self._stage.setAccessibleName(tr("Picture"))
        self._stack = QStackedLayout(self._stage)
        self._stack.addWidget(self.empty_page)
        self._stack.addWidget(canvas)
        self.notices = Notices(self._stage)
        self.notices.room_changed.connect(self.empty_page.leave_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stage, 1)
        column.addWidget(variants)
        workbench.document_changed.connect(self._on_document)
        self._on_document()

    def is_over_canvas(self, window: QWidget, event: QDropEvent) -> bool:
        """Whether something is dropped on the picture."""
        point = self._canvas.mapFrom(window, event.position().toPoint())
        return self._canvas.isVisible() and self._canvas.rect().contains(point)

    def _on_document(self) -> None:
        has_picture = self._workbench.document is not None
        self._stack.setCurrentWidget(self._canvas if has_picture else self.empty_page)
        self.notices.raise_()
