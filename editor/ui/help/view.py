"""The help window: the guide to read, and one search over the guide and all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
)

from editor.ui import theme
from editor.ui.actions import Command, menu_words
from editor.ui.empty_words import EmptyWords
from editor.ui.help.guide import Section, guide_file, read_guide, sections
from editor.ui.icons import icon
from editor.ui.language import current, tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_SIZE_PX = (960, 680)
_LIST_PX = 36 * theme.GRID
_SECTION = Qt.ItemDataRole.UserRole
_COMMAND = Qt.ItemDataRole.UserRole + 1
_MOST_COMMANDS = 12


class HelpView(QDialog):
    """A window of its own beside the picture; work goes on while it is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._actions = window.actions_set
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Help"))
        self.setAccessibleName(tr("Help"))
        markdown = read_guide(guide_file(current().code))
        self._sections = sections(markdown)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the guide and every command"))
        self.search.setAccessibleName(tr("Search the guide and every command"))
        self.search.setClearButtonEnabled(True)
        clear = self.search.findChild(QToolButton)
        assert clear is not None
        clear.setAccessibleName(tr("Clear the search"))
        clear.setToolTip(tr("Clear the search"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sections and commands"))
        self.list.setToolTip(tr("A section is shown; Enter or a double click does a command."))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyWords(self.list, tr("Nothing found. Try other words."))
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("User guide"))
        self.page.setOpenExternalLinks(False)
        self.page.document().setDocumentMargin(2 * theme.GRID)
        self.page.setMarkdown(markdown)
        _air(self.page.document())
        self._lay_out()
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(self._on_activated)
        self._fill("")

    @classmethod
    def open_beside(cls, window: MainWindow) -> HelpView:
        """Shows the help, or brings it to the front."""
        view = window.findChild(cls) or cls(window)
        view.show()
        view.raise_()
        view.activateWindow()
        view.search.setFocus()
        return view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys and Enter go through the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._on_activated(item)
                return True
        return False

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        self.search.setFixedWidth(_LIST_PX)
        self.list.setFixedWidth(_LIST_PX)
        line = QHBoxLayout(self)
        line.setContentsMargins(*[2 * theme.GRID] * 4)
        line.setSpacing(2 * theme.GRID)
        line.addLayout(left)
        line.addWidget(self.page, 1)
        self.resize(QSize(*_SIZE_PX).boundedTo(self.screen().availableGeometry().size()))

    def _fill(self, query: str) -> None:
        words = query.casefold().split()
        self.list.clear()
        for section in self._sections:
            if section.matches(words):
                self._add_section(section, words)
        if words:
            found = [one for one in self._actions.commands.values() if _fits(one, words)]
            for command in found[:_MOST_COMMANDS]:
                self._add_command(command)
        self._mark(words)
        self.list.setCurrentRow(0 if words else -1)

    def _add_section(self, section: Section, words: list[str]) -> None:
        item = QListWidgetItem(icon("book-open", "dim"), section.title)
        item.setData(_SECTION, section.title)
        item.setToolTip(section.excerpt(words))
        self.list.addItem(item)

    def _add_command(self, command: Command) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        keys = [key.toString(native) for key in self._actions.keys(command.id)[:1]]
        title = tr(command.title).rstrip("…")
        item = QListWidgetItem(icon("terminal-window", "dim"), "   ".join([title, *keys]))
        item.setData(_COMMAND, command.id)
        item.setToolTip("\n".join(filter(None, [menu_words(command), tr(command.hint)])))
        self.list.addItem(item)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_SECTION):
            self.show_section(item.data(_SECTION))

    def _on_activated(self, item: QListWidgetItem) -> None:
        if item.data(_COMMAND):
            self._actions.run(item.data(_COMMAND))
        else:
            self.show_section(item.data(_SECTION))

    def show_section(self, title: str) -> None:
        """Goes to the heading of a section."""
        block = self.page.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == title:
                place = self.page.document().documentLayout().blockBoundingRect(block)
                self.page.verticalScrollBar().setValue(round(place.top()) - theme.GRID)
                return
            block = block.next()

    def _mark(self, words: list[str]) -> None:
        """Marks every place of the guide where one of the words stands."""
        look = QTextCharFormat()
        look.setBackground(theme.color("accent"))
        look.setForeground(theme.color("on_accent"))
        marks = []
        for word in words if all(len(word) > 1 for word in words) else ():
            cursor = QTextCursor(self.page.document())
            while not (cursor := _next(self.page.document(), word, cursor)).isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                marks.append(mark)
        self.page.setExtraSelections(marks)


def _air(document: QTextDocument) -> None:
    """Gives lines, paragraphs and headings room, which Markdown says nothing about."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        look = block.blockFormat()
        is_heading = look.headingLevel() > 0
        is_code = look.hasProperty(look.Property.BlockCodeFence)
        cursor.setPosition(block.position())
        if cursor.currentTable() is None:
            look.setTopMargin(3 * theme.GRID if is_heading else 0)
            look.setBottomMargin(theme.HALF if is_code or block.textList() else theme.GRID)
            look.setNonBreakableLines(False)
            look.setLeftMargin(2 * theme.GRID if is_code else look.leftMargin())
            look.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(look)
        block = block.next()


def _next(document: QTextDocument, word: str, after: QTextCursor) -> QTextCursor:
    return document.find(word, after)


def _fits(command: Command, words: list[str]) -> bool:
    text = (
        f"{menu_words(command)} {tr(command.title)} {tr(command.hint)} {command.title}".casefold()
    )
    return all(word in text for word in words)
