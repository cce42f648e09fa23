"""The keyboard while a tool is written with: letters go to it, not to the shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence

from editor.ui.tools.events import Modifiers
from editor.ui.tools.tool import Key

if TYPE_CHECKING:
    from editor.ui.tools import ToolBox

_Key = Qt.Key
_KEYS: dict[int, Key] = {
    _Key.Key_Return: "enter",
    _Key.Key_Enter: "enter",
    _Key.Key_Left: "left",
    _Key.Key_Right: "right",
    _Key.Key_Up: "up",
    _Key.Key_Down: "down",
    _Key.Key_Home: "home",
    _Key.Key_End: "end",
    _Key.Key_Backspace: "backspace",
    _Key.Key_Delete: "delete",
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class Typing:
    """Gives keys to the active tool while it takes text."""

    def __init__(self, tools: ToolBox) -> None:
        self._tools = tools

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the text and no shortcut may take it."""
        if not self._tools.active.takes_text:
            return False
        return event.matches(QKeySequence.StandardKey.Paste) or self._is_key(event)

    def key_press(self, event: QKeyEvent) -> bool:
        """A key went down; True where it was for the text."""
        if not self.wants(event):
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            self._tools.text(QGuiApplication.clipboard().text())
        elif event.key() in _KEYS:
            is_command = bool(event.modifiers() & _COMMANDS)
            held = Modifiers.CTRL if is_command else Modifiers.NONE
            self._tools.key(_KEYS[event.key()], held)
        else:
            self._tools.text(event.text())
        return True

    def commit(self, event: QInputMethodEvent) -> None:
        """An input method has finished some letters."""
        if self._tools.active.takes_text and event.commitString():
            self._tools.text(event.commitString())
        event.accept()

    @staticmethod
    def _is_key(event: QKeyEvent) -> bool:
        if event.modifiers() & _COMMANDS:
            return event.key() in (_Key.Key_Return, _Key.Key_Enter)
        return event.key() in _KEYS or (bool(event.text()) and event.text().isprintable())
