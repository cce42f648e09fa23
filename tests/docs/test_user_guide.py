"""The user guide: its commands are run, its shortcuts are those of the program."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor import app
from editor.cli import main
from editor.document import commands
from editor.formats import save_document
from editor.settings import folders
from editor.ui.main_window import MainWindow
from tests.docs import shortcuts
from tests.docs.test_guides import code_blocks

TEXT = shortcuts.GUIDE.read_text(encoding="utf-8")
LINES = [line for block in code_blocks(TEXT, "sh") for line in block.splitlines()]
HELD = {"R", "Space", "Tab"}
"""Keys that the canvas itself knows; they are no commands."""
PLUGIN = """
from editor.api import Generator, hookimpl
class Nothing(Generator):
    id, title = "nothing", "Nothing"
    def run(self, request, context):
        return request.image
@hookimpl
def figment_generators():
    return [Nothing]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the guide speaks of, and the plugin it disables."""
    monkeypatch.chdir(tmp_path)
    # The window puts its own in place, for the life of the program.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    # The windows here close before the first run that it would be for.
    monkeypatch.setattr(app, "_PRELOAD_AFTER_MS", 10**8)
    sketch = Image.new("RGB", (128, 128), "white")
    ImageDraw.Draw(sketch).ellipse((20, 40, 110, 90), outline="black", width=4)
    sketch.save("sketch.png")
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)).save(
        "photo.jpg"
    )
    save_document(commands.new_document(32, 24), Path("shoe.ora"))
    folders().plugins.mkdir(parents=True)
    (folders().plugins / "scripted.py").write_text(PLUGIN, encoding="utf-8")
    return tmp_path


def opens_the_window(words: list[str]) -> bool:
    return len(words) == 1 or words[1].startswith("--safe") or "." in words[1]


def close_when_open(files: int) -> None:
    """Closes the window once it shows so many files."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and len(window.workbench.documents) == files:
            window.close()


def run(line: str, qtbot: QtBot) -> int:
    """One line of the guide; a window is closed as soon as it shows what it should."""
    words = shlex.split(line)
    assert words[0] == "figment"
    interval_s = sys.getswitchinterval()
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: close_when_open(sum("." in word for word in words)))
    if opens_the_window(words):
        timer.start()
    code = main(words[1:])
    timer.stop()
    sys.setswitchinterval(interval_s)
    return code


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_guide_does_what_it_says(
    line: str, folder: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line, qtbot) == 0, capsys.readouterr().err
    words = shlex.split(line)
    if "-o" in words:
        made, given = Path(words[words.index("-o") + 1]), Path(words[words.index("-i") + 1])
        with Image.open(made) as result, Image.open(given) as source:
            assert result.size == source.size


def test_the_shortcuts_of_the_guide_are_those_of_the_program() -> None:
    assert shortcuts.written(TEXT) == TEXT, "write them with: python -m tests.docs.shortcuts"


@pytest.mark.parametrize("path", shortcuts.GUIDES, ids=lambda path: path.name)
def test_a_translated_guide_says_what_the_guide_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = shortcuts.written(text, shortcuts.GUIDES[path])
    assert written == text, "write them with: python -m tests.docs.shortcuts"
    assert code_blocks(text, "sh") == code_blocks(TEXT, "sh")
    shape = [re.sub(r"[^#]", "", line) for line in text.splitlines() if line.startswith("#")]
    assert len(shape) == TEXT.count("\n## ") + 1
    for one, other in zip(text.split("\n## "), TEXT.split("\n## "), strict=True):
        assert one.count("\n\n") == other.count("\n\n"), f"other paragraphs: {other[:200]}"


def test_keys_in_the_text_are_keys_of_commands() -> None:
    known = {key for command in shortcuts.commands_with_keys() for key in command.keys}
    prose = TEXT.partition("## Shortcuts")[0]
    named = re.findall(r"`((?:Ctrl|Shift|Alt)\+[^`]+|F\d+|[A-Z]|Space|Tab)`", prose)
    assert len(named) > 20
    assert set(named) - known - HELD == set()


def test_menus_named_in_the_text_exist() -> None:
    commands_by_menu = {
        (command.menu.partition("/")[0], command.title.rstrip("…"))
        for command in shortcuts.all_commands()
    }
    prose = TEXT.partition("## Shortcuts")[0]
    named = re.findall(r"\b([A-Z][a-z]+) > ([A-Z][a-z]+(?: [A-Z][a-z]+)*)", prose)
    assert named
    assert set(named) <= commands_by_menu
