"""The tool bar on the left: one column of tools, the colours below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from editor.ui import theme
from editor.ui.actions import ActionSet, Command
from editor.ui.swatches import ColorSwatches
from editor.ui.tools import TOOLS, ToolBox

_GROUPS_START = ("brush", "picker")


def tool_commands() -> list[Command]:
    """A command for each tool, so that they are in the menu, the palette and the shortcuts."""

    def command(tool_id: str, title: str, shortcut: str, glyph: str, hint: str) -> Command:
        return Command(
            f"tool.{tool_id}",
            title,
            "Tools",
            lambda window: window.toolbox.choose(tool_id),
            keys=(shortcut,),
            icon=glyph,
            checked_when=lambda window: window.toolbox.active.id == tool_id,
            hint=hint,
        )

    return [command(kind.id, kind.title, kind.shortcut, kind.icon, kind.hint) for kind in TOOLS]


class ToolColumn(QToolBar):
    """One button for each tool, and the colour swatches."""

    def __init__(self, toolbox: ToolBox, actions: ActionSet) -> None:
        super().__init__("Tools")
        self._toolbox = toolbox
        self._actions = actions
        self.setObjectName("tools")
        self.setAccessibleName("Tools")
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(20, 20))
        # Of the actions, not of the buttons: exclusive buttons refuse to be released one by one,
        # and answer with a click on the tool that was active before.
        self._group = QActionGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for kind in TOOLS:
            if kind.id in _GROUPS_START:
                self.addSeparator()
            self.buttons[kind.id] = self._button(kind.id)
            self.addWidget(self.buttons[kind.id])
        filler = QWidget()
        filler.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.addWidget(filler)
        self.swatches = ColorSwatches(toolbox)
        self.addWidget(self.swatches)
        toolbox.tool_changed.connect(self._show_active)
        self._show_active()

    def _button(self, tool_id: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions.action(f"tool.{tool_id}"))
        button.setAccessibleName(self._actions.commands[f"tool.{tool_id}"].title)
        button.setFixedSize(theme.TOOL_PX, theme.TOOL_PX - theme.HALF)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addAction(button.defaultAction())
        return button

    def _show_active(self) -> None:
        self._actions.action(f"tool.{self._toolbox.active.id}").setChecked(True)
