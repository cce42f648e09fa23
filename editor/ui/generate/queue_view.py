"""The jobs that wait: reordered by drag or keys, given up one by one or all."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from editor.jobs import JobState, JobView, events
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, vbox
from editor.ui.icons import icon, paint_glyph
from editor.ui.language import told, tr
from editor.workbench import Workbench

_ROW_PX = 3 * theme.GRID + theme.HALF
_ROWS_MAX = 5
_CROSS_PX = 12
_ID = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class QueueView(QWidget):
    """A line for each waiting job under a heading that folds; hidden while none waits."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._ahead = 0
        self.heading = QToolButton()
        self.heading.setIcon(icon("caret-down", "dim"))
        self.heading.setToolTip(tr("Show or hide the waiting jobs"))
        self.heading.setStyleSheet("padding: 4px 0;")
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.clicked.connect(self._on_folded)
        self.clear = icon_button(
            "trash", tr("Clear the queue"), help=tr("Give all waiting jobs up")
        )
        self.clear.clicked.connect(self._on_clear)
        self.list = _QueueList(self)
        head = QWidget()
        row = hbox(head)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.clear)
        column = vbox(self, spacing=0)
        column.addWidget(head)
        column.addWidget(self.list)
        self._show(workbench.runner.queue)
        workbench.job_event.connect(self.on_event)

    def on_event(self, event: object) -> None:
        """Shows the queue as it is now."""
        if isinstance(event, events.QueueChanged):
            self._show(event.queue)

    def cancel(self, job_id: str) -> None:
        """Gives a job up."""
        self._workbench.cancel(job_id)

    def place(self, job_id: str, row: int) -> None:
        """Puts a waiting job at a place."""
        self._workbench.runner.move(job_id, self._ahead + max(0, row))

    def _show(self, queue: tuple[JobView, ...]) -> None:
        waiting = [view for view in queue if view.state is JobState.QUEUED]
        # While the worker is still busy with something else, the bar above shows the first.
        self._ahead = 1 if queue and len(waiting) == len(queue) else 0
        waiting = waiting[self._ahead :]
        self.setVisible(bool(waiting))
        self.heading.setText(tr("{count} waiting", count=len(waiting)))
        self.heading.setAccessibleName(tr("Queue, {count} waiting", count=len(waiting)))
        self.list.show_jobs(waiting)

    def _on_folded(self) -> None:
        is_open = self.list.isHidden()
        self.list.setVisible(is_open)
        self.heading.setIcon(icon("caret-down" if is_open else "caret-right", "dim"))

    def _on_clear(self) -> None:
        for job_id in self.list.job_ids():
            self.cancel(job_id)


class _QueueList(QListWidget):
    """Drag, or Ctrl+Up and Ctrl+Down, to reorder; Delete or the cross to give up."""

    def __init__(self, owner: QueueView) -> None:
        super().__init__()
        self._owner = owner
        self.setAccessibleName(tr("Waiting jobs"))
        self.setProperty("flat", True)
        self.setToolTip(tr("Drag, or Ctrl+Up and Ctrl+Down, to reorder; Delete to give up"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setItemDelegate(_JobDelegate(self))
        self.model().rowsMoved.connect(self._on_rows_moved)

    def job_ids(self) -> list[str]:
        """The jobs from top to bottom."""
        return [self.item(row).data(_ID) for row in range(self.count())]

    def show_jobs(self, waiting: list[JobView]) -> None:
        """Lists the jobs, and keeps the current one current."""
        if [view.id for view in waiting] == self.job_ids():
            return
        current = self.currentItem().data(_ID) if self.currentItem() else ""
        self.clear()
        for view in waiting:
            words = told(view.label)
            if view.variants > 1:
                words += ", " + tr("{count} variants", count=view.variants)
            item = QListWidgetItem(words)
            item.setData(_ID, view.id)
            item.setSizeHint(QSize(0, _ROW_PX))
            self.addItem(item)
            if view.id == current:
                self.setCurrentItem(item)
        self.setFixedHeight(min(len(waiting), _ROWS_MAX) * _ROW_PX + 2)

    def cancel(self, job_id: str) -> None:
        """Gives the job of a line up."""
        self._owner.cancel(job_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._owner.cancel(item.data(_ID))
        elif item is not None and is_control and event.key() in moves:
            row = self.currentRow() + moves[Qt.Key(event.key())]
            self._owner.place(item.data(_ID), row)
        else:
            super().keyPressEvent(event)

    def _on_rows_moved(
        self, parent: QModelIndex, start: int, end: int, to: QModelIndex, row: int
    ) -> None:
        index = row if row < start else row - 1
        self._owner.place(self.item(index).data(_ID), index)


class _JobDelegate(QStyledItemDelegate):
    """A line with a cross at its end."""

    def __init__(self, view: _QueueList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = QStyleOptionViewItem(option)
        words.rect.setRight(_cross(option).left() - theme.GRID)
        super().paint(painter, words, index)
        paint_glyph(painter, "x", QRectF(_cross(option)), theme.color("dim"))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        if isinstance(event, QMouseEvent) and is_release:
            cross = _cross(option).adjusted(-4, -4, 4, 4)
            if cross.contains(event.position().toPoint()):
                self._view.cancel(index.data(_ID))
                return True
        return super().editorEvent(event, model, option, index)


def _cross(option: QStyleOptionViewItem) -> QRect:
    area: QRect = option.rect
    top = area.y() + (area.height() - _CROSS_PX) // 2
    return QRect(area.right() - _CROSS_PX - theme.GRID, top, _CROSS_PX, _CROSS_PX)
