"""The tool bar on the left: the tools in two columns, the colours below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.ui import theme
from editor.ui.actions import ActionSet, Command
from editor.ui.dialogs.form import separator
from editor.ui.language import tr
from editor.ui.swatches import ColorSwatches
from editor.ui.tools import TOOLS, ToolBox

_GROUPS_START = ("brush", "picker")
_COLUMNS = 2


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
        super().__init__(tr("Tools"))
        self._toolbox = toolbox
        self._actions = actions
        self.setObjectName("tools")
        self.setAccessibleName(tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(20, 20))
        # Of the actions, not of the buttons: exclusive buttons refuse to be released one by one,
        # and answer with a click on the tool that was active before.
        self._group = QActionGroup(self)
        self.buttons = {kind.id: self._button(kind.id) for kind in TOOLS}
        self.addWidget(self._grid())
        filler = QWidget()
        filler.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.addWidget(filler)
        self.swatches = ColorSwatches(toolbox)
        self.addWidget(self.swatches)
        toolbox.tool_changed.connect(self._show_active)
        self._show_active()

    def _grid(self) -> QWidget:
        """The buttons in two columns, so that all of them fit into a low window."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        row, column = 0, 0
        for tool_id, button in self.buttons.items():
            if tool_id in _GROUPS_START:
                row, column = row + (column > 0), 0
                grid.addWidget(separator(), row, 0, 1, _COLUMNS)
                grid.setRowMinimumHeight(row, theme.GRID)
                row += 1
            grid.addWidget(button, row, column)
            row, column = (row, column + 1) if column + 1 < _COLUMNS else (row + 1, 0)
        return box

    def _button(self, tool_id: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions.action(f"tool.{tool_id}"))
        button.setAccessibleName(tr(self._actions.commands[f"tool.{tool_id}"].title))
        button.setFixedSize(theme.TOOL_PX - theme.HALF, theme.TOOL_PX - theme.HALF)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addAction(button.defaultAction())
        return button

    def _show_active(self) -> None:
        active = self._toolbox.active.id
        if active in self.buttons:
            self._actions.action(f"tool.{active}").setChecked(True)
