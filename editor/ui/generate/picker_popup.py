"""The list of generators with a search field, in groups, with those that do not work and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.host import PluginInfo, PluginState, Registry
from editor.ui import theme
from editor.ui.generate.entry import paint_entry
from editor.ui.generate.layout import vbox
from editor.ui.icons import icon
from editor.ui.language import told, tr
from editor.workbench import Workbench

_ROW_PX = 6 * theme.GRID
_HEADING_PX = 3 * theme.GRID
_HEIGHT_MAX_PX = 60 * theme.GRID
_WIDTH_MIN_PX = 52 * theme.GRID
_ENTRY = Qt.ItemDataRole.UserRole
_STATES = {
    PluginState.FAILED: "failed",
    PluginState.REFUSED: "refused",
    PluginState.QUARANTINED: "quarantined",
    PluginState.DISABLED: "switched off",
}


@dataclass(frozen=True)
class Entry:
    """A line of the list: a heading, a generator, or a plugin that does not work.

    Attributes:
        id: of the generator; empty for what cannot be chosen.
        summary: what it does, or why it does not work.
    """

    title: str
    summary: str = ""
    id: str = ""
    icon: str = ""
    is_heading: bool = False

    def matches(self, words: list[str]) -> bool:
        """Whether every word is found in it."""
        text = f"{self.title} {self.summary} {self.id}".lower()
        return all(word in text for word in words)


class PickerPopup(QFrame):
    """Type to search, Up and Down to move, Enter to choose, Escape to leave.

    Signals:
        chosen(str): a generator's id.
    """

    chosen = Signal(str)

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen_id = getattr(workbench.choice.generator, "id", "")
        self._entries = list(entries(workbench.registry))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search generators"))
        self.search.setAccessibleName(tr("Search generators"))
        self.search.addAction(
            icon("magnifying-glass", "dim"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Generators"))
        self.list.setProperty("flat", True)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        layout = vbox(self, spacing=theme.GRID)
        layout.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self._fill("")

    def open_under(self, button: QWidget) -> None:
        """Shows the list below a button, kept on its screen."""
        rows = sum(_HEADING_PX if entry.is_heading else _ROW_PX for entry in self._entries)
        around = self.search.sizeHint().height() + 4 * theme.GRID
        self.resize(max(button.width(), _WIDTH_MIN_PX), min(rows + around, _HEIGHT_MAX_PX))
        screen = button.screen().availableGeometry()
        corner = button.mapToGlobal(button.rect().bottomLeft())
        # Wider than the button, it stays over the window, which is where one looks.
        window = button.window().frameGeometry()
        right = min(screen.right(), max(window.right(), corner.x() + button.width()))
        x = max(screen.left(), min(corner.x(), right - theme.GRID - self.width()))
        y = corner.y() + theme.HALF
        if y + self.height() > screen.bottom():
            y = max(screen.top(), screen.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The search field has the keyboard; what moves goes to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_clicked(self.list.currentItem())
                return True
        return False

    def _fill(self, text: str) -> None:
        words = text.lower().split()
        self.list.clear()
        heading: Entry | None = None
        for entry in self._entries:
            if entry.is_heading:
                heading = entry
            elif entry.matches(words):
                if heading is not None:
                    self._add(heading)
                    heading = None
                self._add(entry)
        if not self.list.count():
            self._add(Entry(tr("Nothing found for “{text}”", text=text), is_heading=True))
        self._select_first()

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(entry.title)
        item.setData(_ENTRY, entry)
        words = f"{entry.title}: {entry.summary}" if entry.summary else entry.title
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        if entry.id:
            item.setToolTip(entry.summary)
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setToolTip(entry.summary)
        item.setSizeHint(QSize(0, _HEADING_PX if entry.is_heading else _ROW_PX))
        self.list.addItem(item)

    def _select_first(self) -> None:
        rows = self._choosable()
        if rows:
            ids = [self.list.item(row).data(_ENTRY).id for row in rows]
            chosen = rows[ids.index(self._chosen_id)] if self._chosen_id in ids else rows[0]
            self.list.setCurrentRow(chosen)

    def _choosable(self) -> list[int]:
        return [row for row in range(self.list.count()) if self.list.item(row).data(_ENTRY).id]

    def _move(self, step: int) -> None:
        rows = self._choosable()
        if rows:
            now = rows.index(self.list.currentRow())
            self.list.setCurrentRow(rows[(now + step) % len(rows)])

    def _on_clicked(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ENTRY).id:
            self.close()
            self.chosen.emit(item.data(_ENTRY).id)


def entries(registry: Registry) -> Iterator[Entry]:
    """All lines: Figment's own generators, each plugin's, and last what does not work."""
    plugins = registry.plugins
    known = {generator.id: generator for generator in registry.generators()}
    own = [id_ for plugin in plugins if plugin.built_in for id_ in plugin.generators]
    groups = [("Figment", own)] if own else []
    groups += [
        (tr(plugin.title), list(plugin.generators))
        for plugin in plugins
        if plugin.generators and not plugin.built_in
    ]
    for name, ids in groups:
        yield Entry(name, is_heading=True)
        for id_ in ids:
            generator = known[id_]
            yield Entry(tr(generator.title), tr(generator.summary), id_, generator.icon)
    broken = [plugin for plugin in plugins if plugin.state is not PluginState.ENABLED]
    if broken:
        yield Entry(tr("Not available"), is_heading=True)
    for plugin in broken:
        title = f"{tr(plugin.title)} ({tr(_STATES[plugin.state])})"
        yield Entry(title, _reason(plugin), icon="warning")


def _reason(plugin: PluginInfo) -> str:
    return told(plugin.error) or tr("Switch it on under Help > Plugins.")


class _EntryDelegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        area = option.rect
        if entry.is_heading:
            painter.setFont(theme.control_font())
            painter.setPen(theme.color("dim"))
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area.adjusted(theme.HALF, 0, 0, 0), int(bottom), entry.title)
            return
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.id and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("chosen"))
            painter.drawRoundedRect(area, 5, 5)
        elif entry.id and state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(area, 5, 5)
        role = "accent" if entry.id else "dim"
        inner = area.adjusted(theme.HALF, 0, -theme.HALF, 0)
        paint_entry(painter, inner, entry.icon, entry.title, entry.summary, icon_role=role)
        painter.restore()
