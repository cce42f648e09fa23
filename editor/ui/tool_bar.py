"""The tool bar on the left: the tools in two columns, more in a low window, the colours below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.ui import theme
from editor.ui.actions import ActionSet, Command
from editor.ui.dialogs.form import separator
from editor.ui.language import tr
from editor.ui.swatches import ColorSwatches
from editor.ui.tools import TOOLS, ToolBox

_GROUPS_START = ("brush", "picker")
_COLUMNS, _MOST_COLUMNS = 2, 6


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
        box = QWidget()
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._columns = _COLUMNS
        self._lay_out()
        self.addWidget(box)
        filler = QWidget()
        filler.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.addWidget(filler)
        self.swatches = ColorSwatches(toolbox)
        self.addWidget(self.swatches)
        toolbox.tool_changed.connect(self._show_active)
        self._show_active()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As few columns as let all of it be seen, however low the window is."""
        room_px = self.height() - self.swatches.sizeHint().height() - 3 * theme.GRID
        columns = next(
            n
            for n in range(_COLUMNS, len(self.buttons) + 1)
            if _Places(n).height_px <= room_px or n == _MOST_COLUMNS
        )
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self.buttons.values():
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        places = _Places(self._columns)
        for row in places.lines:
            self._grid.addWidget(separator(), row, 0, 1, self._columns)
            self._grid.setRowMinimumHeight(row, theme.GRID)
        for tool_id, button in self.buttons.items():
            self._grid.addWidget(button, *places.tools[tool_id])

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


class _Places:
    """Where each tool lies in so many columns, and the lines between their groups.

    Attributes:
        tools: row and column of each.
        lines: their rows.
    """

    def __init__(self, columns: int) -> None:
        self.tools: dict[str, tuple[int, int]] = {}
        self.lines: list[int] = []
        row, column = 0, 0
        for kind in TOOLS:
            if kind.id in _GROUPS_START:
                row, column = row + (column > 0), 0
                self.lines.append(row)
                row += 1
            self.tools[kind.id] = row, column
            row, column = (row, column + 1) if column + 1 < columns else (row + 1, 0)

    @property
    def height_px(self) -> int:
        """How high all of it is."""
        rows = len({row for row, _ in self.tools.values()})
        return rows * (theme.TOOL_PX - theme.HALF) + len(self.lines) * theme.GRID
