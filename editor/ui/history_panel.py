"""The history panel: every step of the active document; a click goes there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from editor.document import Document
from editor.document.history import HistoryEntry
from editor.refusals import what_helps
from editor.ui import theme
from editor.ui.canvas import CanvasView
from editor.ui.empty_words import EmptyWords
from editor.ui.history_pictures import HistoryPictures
from editor.ui.language import told, tr
from editor.ui.words import byte_words
from editor.workbench import Notice, Workbench

_ROOT = QModelIndex()
_PICTURE_PX = 28


class HistoryModel(QAbstractListModel):
    """Row 0 is the document as it was opened, row n the state after step n."""

    def __init__(self, pictures: HistoryPictures) -> None:
        super().__init__()
        self.doc: Document | None = None
        self._entries: list[HistoryEntry] = []
        self._states: list[object] = []
        self._pictures = pictures

    def refresh(self, doc: Document | None) -> None:
        """Reads the history anew."""
        self.beginResetModel()
        self.doc = doc
        self._entries = doc.history.entries if doc is not None else []
        self._states = doc.history.states if doc is not None else []
        self.endResetModel()

    def repaint(self) -> None:
        """The pictures of some rows are others now."""
        if self.rowCount():
            ends = self.index(0), self.index(self.rowCount() - 1)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() or self.doc is None else len(self._entries) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        assert self.doc is not None
        row, history = index.row(), self.doc.history
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            if row == 0:
                return tr("Opened") if self.doc.path is not None else tr("New picture")
            return told(self._entries[row - 1].label)
        if role == roles.AccessibleTextRole:
            words = str(self.data(index, roles.DisplayRole))
            return tr("{step}, undone", step=words) if row > history.position else words
        if role == roles.DecorationRole:
            return _tile(self._pictures.picture(self._states[row]))
        if role == roles.ForegroundRole and row > history.position:
            return theme.color("dim")
        if role == roles.FontRole:
            return _font(row, history.position)
        if role == roles.ToolTipRole and row > 0:
            entry = self._entries[row - 1]
            return f"{told(entry.label)}, {byte_words(entry.nbytes)}"
        return None


def _tile(picture: QPixmap | None) -> QPixmap:
    """A picture in the middle of a square, so that the words beside it stand in line."""
    screen = QGuiApplication.primaryScreen()
    ratio = 1.0 if screen is None else screen.devicePixelRatio()
    side = round(_PICTURE_PX * ratio)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    if picture is not None:
        fitted = picture.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter = QPainter(tile)
        painter.drawPixmap((side - fitted.width()) // 2, (side - fitted.height()) // 2, fitted)
        painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def _font(row: int, position: int) -> QFont:
    """Steps that were taken back are slanted, the present one is strong."""
    font = theme.control_font()
    if row == position:
        font.setWeight(QFont.Weight.DemiBold)
    font.setItalic(row > position)
    return font


class HistoryPanel(QWidget):
    """The list and, below it, how much memory it takes."""

    def __init__(self, workbench: Workbench, canvas: CanvasView) -> None:
        super().__init__()
        self.setAccessibleName(tr("History"))
        self._workbench = workbench
        self._doc: Document | None = None
        self._pictures = HistoryPictures(canvas)
        self.model = HistoryModel(self._pictures)
        self._pictures.taken.connect(self.model.repaint)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(tr("Steps, oldest first"))
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(0)
        self.list.setIconSize(QSize(_PICTURE_PX, _PICTURE_PX))
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self._empty = EmptyWords(
            self.list, tr("Every step you take is listed here.\nA click on one goes back to it.")
        )
        self.memory = QLabel()
        self.memory.setProperty("role", "dim")
        line = QHBoxLayout()
        line.setContentsMargins(theme.GRID, theme.HALF, theme.GRID, theme.HALF)
        line.addWidget(self.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        workbench.document_changed.connect(self._on_document)
        self._on_document()

    def _on_document(self) -> None:
        if self._doc is not None:
            self._doc.history.changed.disconnect(self._refresh)
            self._doc.history.ran_short.disconnect(self._on_ran_short)
        self._doc = self._workbench.document
        if self._doc is not None:
            self._doc.history.changed.connect(self._refresh)
            self._doc.history.ran_short.connect(self._on_ran_short)
        self._refresh()

    def _on_ran_short(self, error: OSError) -> None:
        doc = self._doc
        assert doc is not None
        assert doc.history.spill_folder is not None
        self._workbench.notice.emit(
            Notice(
                "The oldest steps can no longer be undone: they could not be put on the disk.",
                f"{what_helps(error, doc.history.spill_folder)} "
                "Or give undo more memory in the preferences.",
                level="warning",
            )
        )

    def _refresh(self) -> None:
        doc = self._doc
        self._pictures.follow(doc)
        self.model.refresh(doc)
        if doc is None:
            self.memory.clear()
            return
        self.list.setCurrentIndex(self.model.index(doc.history.position))
        steps = len(doc.history.entries)
        words = tr("1 step") if steps == 1 else tr("{count} steps", count=steps)
        used, most = byte_words(doc.history.nbytes), byte_words(doc.history.budget_bytes)
        words = tr("{steps}, {used} of {most}", steps=words, used=used, most=most)
        on_disk = doc.history.disk_nbytes
        if on_disk:
            words = tr("{words}, {size} on disk", words=words, size=byte_words(on_disk))
        self.memory.setText(words)

    def _go(self, index: QModelIndex) -> None:
        if self._doc is not None and index.row() != self._doc.history.position:
            self._doc.history.go_to(index.row())
