"""Shortcuts: every command with its keys, searchable, each of them to be chosen anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui import theme
from editor.ui.actions import ActionSet, menu_words
from editor.ui.language import tr

_ID = Qt.ItemDataRole.UserRole


class ShortcutsPage(QWidget):
    """A table of commands; the field below it takes new keys for the chosen one."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._actions = actions
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search commands"))
        self.search.setAccessibleName(tr("Search commands"))
        self.search.setClearButtonEnabled(True)
        clear = self.search.findChild(QToolButton)
        assert clear is not None
        clear.setAccessibleName(tr("Clear the search"))
        clear.setToolTip(tr("Clear the search"))
        self.table = QTreeWidget()
        self.table.setAccessibleName(tr("Commands and their shortcuts"))
        self.table.setHeaderLabels([tr("Command"), tr("Menu"), tr("Shortcut")])
        self.table.setRootIsDecorated(False)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.keys = QKeySequenceEdit()
        self.keys.setAccessibleName(tr("New shortcut of the chosen command"))
        self.keys.setMaximumSequenceLength(1)
        self.notice = QLabel()
        self.notice.setProperty("role", "error")
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._filter)
        self.table.currentItemChanged.connect(self._on_current)
        self.keys.editingFinished.connect(self._on_keys)

    def _lay_out(self) -> None:
        reset = QPushButton(tr("Default"))
        reset.setAccessibleName(tr("Give the chosen command its default shortcut"))
        reset.clicked.connect(self._on_reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        line = QHBoxLayout()
        line.addWidget(QLabel(tr("Shortcut")))
        line.addWidget(self.keys, 1)
        line.addWidget(reset)
        for widget in (self.search, self.table):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.notice)

    def _fill(self) -> None:
        for command in self._actions.commands.values():
            item = QTreeWidgetItem([tr(command.title).rstrip("…"), menu_words(command), ""])
            item.setData(0, _ID, command.id)
            self.table.addTopLevelItem(item)
            self._show_keys(item)

    def _show_keys(self, item: QTreeWidgetItem) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        keys = self._actions.keys(item.data(0, _ID))
        item.setText(2, ", ".join(key.toString(native) for key in keys))

    def _filter(self, text: str) -> None:
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            assert item is not None
            words = f"{item.text(0)} {item.text(1)} {item.text(2)}".casefold()
            item.setHidden(not all(word in words for word in text.casefold().split()))

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        self.notice.clear()
        if item is not None:
            keys = self._actions.keys(item.data(0, _ID))
            self.keys.setKeySequence(keys[0] if keys else QKeySequence())

    def _on_keys(self) -> None:
        item = self.table.currentItem()
        if item is None:
            return
        key = self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        other = self._actions.command_with_key(key)
        if other and other != item.data(0, _ID):
            self.notice.setText(
                tr(
                    "{key} belongs to “{title}”.",
                    key=key,
                    title=tr(self._actions.commands[other].title),
                )
            )
            return
        self.notice.clear()
        self._actions.rebind(item.data(0, _ID), [key] if key else [])
        self._show_keys(item)

    def _on_reset(self) -> None:
        item = self.table.currentItem()
        if item is not None:
            self._actions.rebind(item.data(0, _ID), None)
            self._show_keys(item)
            self._on_current(item)
