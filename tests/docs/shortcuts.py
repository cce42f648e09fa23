"""The user guides' table of shortcuts, from the table of commands: `python -m tests.docs.shortcuts`
writes it into the guide of each language."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from editor.ui.actions import Command
from editor.ui.commands import MENUS, all_commands
from editor.ui.tool_bar import tool_commands
from tests.docs.translations import FOLDER, finished

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide.md"
GUIDES = {path: path.suffixes[0].strip(".") for path in GUIDE.parent.glob("user-guide.*.md")}
"""The guides in other languages, and which."""
_KEYS = {
    "de": {
        "Ctrl": "Strg",
        "Shift": "Umschalt",
        "Delete": "Entf",
        "Backspace": "Rücktaste",
        "Return": "Eingabe",
        "Enter": "Enter",
        "Left": "Links",
        "Right": "Rechts",
        "Up": "Auf",
        "Down": "Ab",
        "Space": "Leertaste",
        "or": "oder",
    }
}
"""What keys are called in other languages."""
_PLACE = re.compile(r"(<!-- shortcuts: [^\n]*-->\n).*?(<!-- end of shortcuts -->)", re.DOTALL)


def commands_with_keys() -> list[Command]:
    """In the order of the menus."""
    found = [command for command in (*all_commands(), *tool_commands()) if command.keys]
    return sorted(found, key=lambda command: MENUS.index(command.menu.partition("/")[0]))


def table(language: str = "en") -> str:
    """The shortcuts of each menu, as Markdown."""
    words = {} if language == "en" else finished(FOLDER / f"figment_{language}.ts")
    keys_of = _KEYS.get(language, {})

    def key_words(key: str) -> str:
        return re.sub(r"[A-Z][a-z]+", lambda found: keys_of.get(found[0], found[0]), key)

    lines: list[str] = []
    grouped = itertools.groupby(commands_with_keys(), lambda one: one.menu.partition("/")[0])
    for menu, commands in grouped:
        lines += ["", f"| {words.get(menu, menu)} | |", "| --- | --- |"]
        for command in commands:
            keys = f" {keys_of.get('or', 'or')} ".join(f"`{key_words(k)}`" for k in command.keys)
            title = words.get(command.title, command.title)
            lines.append(f"| {title.rstrip('…')} | {keys} |")
    return "\n".join([*lines[1:], ""])


def written(text: str, language: str = "en") -> str:
    """A guide with the table of now."""
    return _PLACE.sub(lambda place: f"{place[1]}{table(language)}{place[2]}", text)


if __name__ == "__main__":
    for path, language in {GUIDE: "en", **GUIDES}.items():
        path.write_text(written(path.read_text(encoding="utf-8"), language), encoding="utf-8")
