"""The command palette: found by a few letters, done by Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Studio


@pytest.fixture
def typed(studio: Studio) -> Studio:
    """The palette is open over a drawing."""
    studio.drawing()
    studio.run("select.all")
    studio.run("view.search")
    assert studio.window.palette_box.isVisible()
    return studio


def found(studio: Studio, words: str) -> list[str]:
    studio.window.palette_box.field.clear()
    studio.qtbot.keyClicks(studio.window.palette_box.field, words)
    return studio.window.palette_box.matches()


def press(studio: Studio, *keys: Qt.Key) -> None:
    for key in keys:
        studio.qtbot.keyClick(studio.window.palette_box.field, key)


def test_every_command_is_listed_until_something_is_typed(typed: Studio) -> None:
    palette = typed.window.palette_box
    assert set(palette.matches()) == set(typed.window.actions_set.commands)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("new layer", "layer.new"),
        ("newl", "layer.new"),
        ("undo", "edit.undo"),
        ("feather", "select.feather"),
        ("bucket", "tool.bucket"),
        ("prefer", "edit.preferences"),
        ("HIGH CONTRAST", "view.theme.high-contrast"),
    ],
)
def test_a_few_letters_find_it(words: str, command: str, typed: Studio) -> None:
    assert found(typed, words)[0] == command


def test_enter_does_it_and_gives_the_keyboard_back(typed: Studio) -> None:
    doc = typed.doc
    before = len(list(doc.walk()))
    found(typed, "new layer")
    press(typed, Qt.Key.Key_Return)
    assert len(list(doc.walk())) == before + 1
    assert not typed.window.palette_box.isVisible()
    assert typed.window.focusWidget() is typed.window.canvas


def test_arrows_choose_and_go_round(typed: Studio) -> None:
    matches = found(typed, "rotate")
    row = typed.window.palette_box.list.currentRow
    press(typed, Qt.Key.Key_Down)
    assert row() == 1
    press(typed, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert row() == len(matches) - 1


def test_what_cannot_be_done_now_stands_last_and_does_nothing(typed: Studio) -> None:
    matches = found(typed, "redo")
    assert "edit.redo" in matches
    typed.window.palette_box.list.setCurrentRow(matches.index("edit.redo"))
    press(typed, Qt.Key.Key_Return)
    assert typed.window.palette_box.isVisible()


def test_escape_leaves_and_nothing_is_said_about_nothing(typed: Studio) -> None:
    assert found(typed, "qqqqqq") == []
    assert typed.window.palette_box._empty.isVisible()
    press(typed, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert not typed.window.palette_box.isVisible()
