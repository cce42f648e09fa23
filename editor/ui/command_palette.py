"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from editor.ui import theme
from editor.ui.actions import Command, menu_words
from editor.ui.empty_words import EmptyWords
from editor.ui.fuzzy import score
from editor.ui.icons import paint_glyph
from editor.ui.language import tr
from editor.ui.layers.model import Index

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_WIDTH_PX = 70 * theme.GRID
_ROW_PX = 4 * theme.GRID + theme.HALF
_ROWS = 11
_ID = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1
_PATH = Qt.ItemDataRole.UserRole + 2
_ICON = Qt.ItemDataRole.UserRole + 3


class _RowDelegate(QStyledItemDelegate):
    """Icon and title on the left; menu path and shortcut, dimmed, on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW_PX)

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
        view = self.parent()
        assert isinstance(view, QListWidget)
        is_chosen = view.currentIndex() == index
        is_enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("chosen"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1).toRectF(), 5, 5)
        text, dim = ("text", "dim") if is_enabled else ("disabled", "disabled")
        side = theme.ICON_PX
        glyph = QRect(rect.left() + 2 * theme.GRID, rect.center().y() - side // 2 + 1, side, side)
        if index.data(_ICON):
            paint_glyph(painter, index.data(_ICON), glyph.toRectF(), theme.color(dim))
        words = rect.adjusted(glyph.right() - rect.left() + theme.GRID + 4, 0, -2 * theme.GRID, 0)
        center = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color(text))
        tail = "     ".join(part for part in (index.data(_PATH), index.data(_KEYS)) if part)
        metrics, dots = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        left_px = words.width() - metrics.horizontalAdvance(tail) - 2 * theme.GRID
        title = metrics.elidedText(str(index.data()), dots, left_px)
        painter.drawText(words, int(center | Qt.AlignmentFlag.AlignLeft), title)
        painter.setPen(theme.color(dim))
        painter.drawText(words, int(center | Qt.AlignmentFlag.AlignRight), tail)
        painter.restore()


class CommandPalette(QFrame):
    """A field and the commands that match it, over the upper middle of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions = window.actions_set
        self.setObjectName("palette")
        self.setAccessibleName(tr("Command palette"))
        self.setAutoFillBackground(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search every command"))
        self.field.setAccessibleName(tr("Search every command"))
        self.field.setToolTip(tr("Type a few letters of a command; Enter does it."))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands that match"))
        self.list.setToolTip(tr("Enter does the chosen command."))
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("background: transparent;")
        self._empty = EmptyWords(self.list, tr("No command is called so. Type fewer letters."))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID] * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self.hide()

    def open(self) -> None:
        """Shows the palette with nothing typed."""
        self._actions.refresh()
        self.field.clear()
        self._fill("")
        width = min(_WIDTH_PX, self._window.width() - 4 * theme.GRID)
        height = self.field.sizeHint().height() + _ROWS * _ROW_PX + 3 * theme.GRID + 4
        self.setGeometry((self._window.width() - width) // 2, 6 * theme.GRID, width, height)
        self.show()
        self.raise_()
        self.field.setFocus()

    def matches(self) -> list[str]:
        """The ids of the commands listed, best first."""
        return [self.list.item(row).data(_ID) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _key(self, key: Qt.Key) -> bool:
        keys = Qt.Key
        row, last = self.list.currentRow(), self.list.count() - 1
        if key in (keys.Key_Return, keys.Key_Enter):
            if self.list.currentItem() is not None:
                self._run(self.list.currentItem())
        elif key == keys.Key_Escape:
            self._close()
        elif key == keys.Key_Down:
            self.list.setCurrentRow(0 if row >= last else row + 1)
        elif key == keys.Key_Up:
            self.list.setCurrentRow(last if row <= 0 else row - 1)
        elif key == keys.Key_PageDown:
            self.list.setCurrentRow(min(last, row + _ROWS))
        elif key == keys.Key_PageUp:
            self.list.setCurrentRow(max(0, row - _ROWS))
        else:
            return False
        return True

    def _fill(self, query: str) -> None:
        found = []
        for number, command in enumerate(self._actions.commands.values()):
            action = self._actions.action(command.id)
            direct = score(query, action.text())
            wider = score(query, _all_words(command))
            best = max(
                (
                    value
                    for value in (direct, None if wider is None else wider - 10)
                    if value is not None
                ),
                default=None,
            )
            if best is not None:
                found.append((not action.isEnabled() and bool(query), -best, number, command.id))
        self.list.clear()
        for *_, command_id in sorted(found):
            self.list.addItem(self._item(command_id))
        self.list.setCurrentRow(0)

    def _item(self, command_id: str) -> QListWidgetItem:
        command, action = self._actions.commands[command_id], self._actions.action(command_id)
        item = QListWidgetItem(action.text())
        item.setData(_ID, command_id)
        item.setData(_PATH, menu_words(command))
        item.setData(_ICON, command.icon)
        keys = self._actions.keys(command_id)
        if keys:
            item.setData(_KEYS, keys[0].toString(QKeySequence.SequenceFormat.NativeText))
        if not action.isEnabled():
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            reason = self._actions.why_not(command_id)
            if reason:
                item.setData(_PATH, reason)
                item.setData(_KEYS, "")
        return item

    def _run(self, item: QListWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        command_id = item.data(_ID)
        self._close()
        self._actions.run(command_id)

    def _close(self) -> None:
        self.hide()
        self._window.focus_canvas()


def _all_words(command: Command) -> str:
    """What else a command is found by, its English name among it."""
    return f"{menu_words(command)} {tr(command.title)} {tr(command.hint)} {command.title}"
