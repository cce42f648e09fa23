"""The user guide's table of shortcuts, from the table of commands: `python -m tests.docs.shortcuts`
writes it into the guide."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from editor.ui.actions import Command
from editor.ui.commands import MENUS, all_commands
from editor.ui.tool_bar import tool_commands

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide.md"
_PLACE = re.compile(r"(<!-- shortcuts: [^\n]*-->\n).*?(<!-- end of shortcuts -->)", re.DOTALL)


def commands_with_keys() -> list[Command]:
    """In the order of the menus."""
    found = [command for command in (*all_commands(), *tool_commands()) if command.keys]
    return sorted(found, key=lambda command: MENUS.index(command.menu.partition("/")[0]))


def table() -> str:
    """The shortcuts of each menu, as Markdown."""
    lines: list[str] = []
    grouped = itertools.groupby(commands_with_keys(), lambda one: one.menu.partition("/")[0])
    for menu, commands in grouped:
        lines += ["", f"| {menu} | |", "| --- | --- |"]
        for command in commands:
            keys = " or ".join(f"`{key}`" for key in command.keys)
            lines.append(f"| {command.title.rstrip('…')} | {keys} |")
    return "\n".join([*lines[1:], ""])


def written(text: str) -> str:
    """A guide with the table of now."""
    return _PLACE.sub(lambda place: f"{place[1]}{table()}{place[2]}", text)


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
