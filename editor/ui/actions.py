"""Commands as data, and the menus, shortcuts and enabled states that are built from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QHelpEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolTip, QWidget

from editor.api import FigmentError
from editor.settings import Settings
from editor.ui.conditions import Condition, why_not
from editor.ui.icons import icon
from editor.ui.language import tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def always(window: MainWindow) -> bool:
    """Nothing is needed."""
    del window
    return True


@dataclass(frozen=True)
class Command:
    """One thing the window can do: a line of a menu, a shortcut, a line of the command palette.

    Attributes:
        id: its name in the settings, `menu.verb`.
        title: what people read; an ellipsis where a dialog asks for more.
        menu: where it stands, levels separated by `/`.
        section: a line is drawn in the menu where it changes.
        keys: shortcuts as Qt's portable text, the one shown first.
        icon: of the Phosphor family, without prefix.
        enabled_when: whether it can be done now; asked after every change, so it must be quick.
        checked_when: for a switch, whether it is on.
        title_when: where the title depends on what is there; in the window's language.
        hint: one sentence more for the palette's search and the tooltip.
    """

    id: str
    title: str
    menu: str
    run: Callable[[MainWindow], object]
    section: int = 0
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled_when: Condition = always
    checked_when: Callable[[MainWindow], bool] | None = None
    title_when: Callable[[MainWindow], str] | None = None
    hint: str = ""


class ActionSet(QObject):
    """All commands of a window as QActions.

    Signals:
        refreshed: titles, enabled and checked states are up to date again.
    """

    refreshed = Signal()

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        self._reasons: dict[str, str] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        settings.changed.connect(self._on_setting_changed)

    def add(self, commands: Iterable[Command]) -> None:
        """Makes commands known, in the order of the menus."""
        for command in commands:
            assert command.id not in self.commands, command.id
            self.commands[command.id] = command
            self._actions[command.id] = self._action(command)

    def action(self, command_id: str) -> QAction:
        """The action of a command, for a button or a menu."""
        return self._actions[command_id]

    def keys(self, command_id: str) -> list[QKeySequence]:
        """The shortcuts in use: the user's where there are any, else the command's own."""
        chosen = self._settings.get("shortcuts").get(command_id)
        command = self.commands[command_id]
        return [QKeySequence(key) for key in (command.keys if chosen is None else chosen)]

    def rebind(self, command_id: str, keys: list[str] | None) -> None:
        """Chooses other shortcuts for a command; None gives it its own back."""
        chosen = self._settings.get("shortcuts")
        if keys is None:
            chosen.pop(command_id, None)
        else:
            chosen[command_id] = keys
        self._settings.set("shortcuts", chosen)

    def command_with_key(self, key: str) -> str:
        """The command that a shortcut in portable text belongs to; empty where it is free."""
        wanted = QKeySequence(key)
        if wanted.isEmpty():
            return ""
        return next((one for one in self.commands if wanted in self.keys(one)), "")

    def run(self, command_id: str) -> None:
        """Does it, if it can be done now; what goes wrong is told in place."""
        command = self.commands[command_id]
        if not command.enabled_when(self._window):
            return
        try:
            command.run(self._window)
        except FigmentError as error:
            self._window.workbench.fail(error)
        self.refresh_soon()

    def refresh_soon(self, *ignored: object) -> None:
        """Brings all states up to date once the present work is done."""
        if not self._later.isActive():
            self._later.start()

    def refresh(self) -> None:
        """Brings all states up to date."""
        for command_id, command in self.commands.items():
            action = self._actions[command_id]
            is_enabled = command.enabled_when(self._window)
            reason = "" if is_enabled else why_not(self._window, command.enabled_when)
            if reason != self._reasons.get(command_id, ""):
                self._reasons[command_id] = reason
                action.setToolTip(self.tooltip(command_id))
            action.setEnabled(is_enabled)
            if command.checked_when is not None:
                action.setChecked(command.checked_when(self._window))
            if command.title_when is not None:
                action.setText(command.title_when(self._window))
        self.refreshed.emit()

    def fill(self, bar: QMenuBar, titles: Iterable[str]) -> None:
        """Builds the menus of a bar from the commands, in the order they were added."""
        taken: set[str] = set()
        for title in titles:
            self._submenus[title] = bar.addMenu(_with_mnemonic(tr(title), taken))
            self._submenus[title].installEventFilter(self)
            self._submenus[title].setAccessibleName(tr(title))
            self._submenus[title].aboutToShow.connect(self.refresh)
        sections: dict[str, int] = {}
        for command in self.commands.values():
            if not command.menu:
                continue
            menu = self._menu(command.menu)
            if sections.setdefault(command.menu, command.section) != command.section:
                menu.addSeparator()
                sections[command.menu] = command.section
            menu.addAction(self._actions[command.id])

    def menu(self, path: str) -> QMenu:
        """A menu that was built, by its path."""
        return self._submenus[path]

    def popup(self, command_ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of some commands; an empty id draws a line."""
        menu = QMenu(parent)
        menu.installEventFilter(self)
        for command_id in command_ids:
            if command_id:
                menu.addAction(self._actions[command_id])
            else:
                menu.addSeparator()
        self.refresh()
        return menu

    def tooltip(self, command_id: str) -> str:
        """Title and shortcut, for a button, and why it cannot be done now."""
        words = tooltip(tr(self.commands[command_id].title), self.keys(command_id))
        reason = self._reasons.get(command_id)
        return f"{words}\n{tr(reason)}" if reason else words

    def why_not(self, command_id: str) -> str:
        """Why a command cannot be done now, in the window's language; empty where it can."""
        reason = self._reasons.get(command_id)
        return tr(reason) if reason else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a menu the pointer over a command that cannot be done tells why."""
        if isinstance(watched, QMenu) and isinstance(event, QHelpEvent):
            action = watched.actionAt(event.pos())
            reason = self.why_not(action.objectName()) if action is not None else ""
            QToolTip.showText(event.globalPos(), reason, watched)
            return True
        return False

    def _menu(self, path: str) -> QMenu:
        if path not in self._submenus:
            parent, _, title = path.rpartition("/")
            self._submenus[path] = self._menu(parent).addMenu(tr(title))
            self._submenus[path].installEventFilter(self)
            self._submenus[path].setAccessibleName(tr(title))
        return self._submenus[path]

    def _action(self, command: Command) -> QAction:
        action = QAction(tr(command.title), self._window)
        action.setObjectName(command.id)
        action.setIconVisibleInMenu(False)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setCheckable(command.checked_when is not None)
        action.setShortcuts(self.keys(command.id))
        action.setToolTip(self.tooltip(command.id))
        # The id travels in the action's name: a lambda here would keep the window alive.
        action.triggered.connect(self._on_triggered)
        self._window.addAction(action)
        return action

    def _on_triggered(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.run(sender.objectName())

    def _on_setting_changed(self, key: str) -> None:
        if key == "shortcuts":
            for command_id, action in self._actions.items():
                action.setShortcuts(self.keys(command_id))
                action.setToolTip(self.tooltip(command_id))


def menu_words(command: Command) -> str:
    """Where a command stands, as people read it."""
    return " > ".join(tr(part) for part in command.menu.split("/"))


def _with_mnemonic(title: str, taken: set[str]) -> str:
    """A menu's title with its first letter underlined that no other menu has."""
    for place, letter in enumerate(title):
        if letter.isalpha() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return f"{title[:place]}&{title[place:]}"
    return title


def tooltip(title: str, keys: Iterable[QKeySequence]) -> str:
    """A title with its first shortcut behind it."""
    shown = next((key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys), "")
    title = title.rstrip("…")
    return f"{title}  ({shown})" if shown else title
