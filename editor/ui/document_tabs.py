"""Tabs of the open pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QToolButton

from editor.document import Document
from editor.ui.icons import icon
from editor.ui.language import tr
from editor.workbench import Workbench


class DocumentTabs(QTabBar):
    """One tab for each open picture; a dot marks unsaved changes.

    Signals:
        close_wanted(Document): somebody clicked a tab's cross, or its middle button.
    """

    close_wanted = Signal(object)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._docs: list[Document] = []
        self.setObjectName("documents")
        self.setAccessibleName(tr("Open pictures"))
        self.setToolTip(tr("Open pictures"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentChanged.connect(self._on_current)
        workbench.documents_changed.connect(self.rebuild)
        workbench.document_changed.connect(self._show_active)
        self.rebuild()

    def rebuild(self) -> None:
        """Makes the tabs anew."""
        for doc in self._docs:
            doc.history.changed.disconnect(self._show_titles)
        self._docs = list(self._workbench.documents)
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for number, doc in enumerate(self._docs):
            self.addTab("")
            self.setTabButton(number, QTabBar.ButtonPosition.RightSide, self._cross(doc))
            doc.history.changed.connect(self._show_titles)
        self.blockSignals(False)
        self._show_titles()
        self._show_active()
        self.setVisible(bool(self._docs))

    def _cross(self, doc: Document) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("x", "dim"))
        button.setAutoRaise(True)
        button.setFixedSize(18, 18)
        button.setStyleSheet("padding: 0;")
        button.setObjectName(doc.id)
        button.setAccessibleName(tr("Close {title}", title=doc.title))
        button.setToolTip(tr("Close"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_cross)
        return button

    def _show_titles(self) -> None:
        for number, doc in enumerate(self._docs):
            self.setTabText(number, f"{doc.title} •" if doc.modified else doc.title)
            self.setTabToolTip(number, str(doc.path or doc.title))

    def _show_active(self) -> None:
        doc = self._workbench.document
        if doc in self._docs:
            self.blockSignals(True)
            self.setCurrentIndex(self._docs.index(doc))
            self.blockSignals(False)

    def _on_current(self, number: int) -> None:
        if 0 <= number < len(self._docs):
            self._workbench.activate(self._docs[number])

    def _on_cross(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self.close_wanted.emit(next(doc for doc in self._docs if doc.id == button.objectName()))
