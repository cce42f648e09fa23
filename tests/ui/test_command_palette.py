"""The command palette: found by a few letters, done by Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

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


def told(studio: Studio, command_id: str) -> str:
    palette = studio.window.palette_box
    row = palette.matches().index(command_id)
    return str(palette.list.item(row).data(Qt.ItemDataRole.UserRole + 2))


def test_what_cannot_be_done_says_why(typed: Studio) -> None:
    assert told(typed, "layer.apply_mask") == "The layer has no mask yet, or is a group."
    assert told(typed, "select.load") == "Save a selection first."
    assert told(typed, "layer.new") == "Layer"
    action = typed.window.actions_set.action("layer.reuse")
    assert not action.isEnabled()
    assert action.toolTip().splitlines()[1] == "The layer was not generated."


def test_without_a_picture_that_is_the_reason(studio: Studio) -> None:
    studio.run("view.search")
    assert told(studio, "layer.new") == "Open a picture or start a new one first."
    assert told(studio, "generate.cancel") == "No job runs or waits."
    assert told(studio, "file.open") == "File"
    action = studio.window.actions_set.action("layer.new")
    assert action.toolTip().splitlines()[1:] == ["Open a picture or start a new one first."]
    studio.drawing()
    studio.window.actions_set.refresh()
    assert action.toolTip().splitlines()[1:] == []


def test_every_command_that_can_be_disabled_has_a_reason(studio: Studio) -> None:
    actions = studio.window.actions_set
    actions.refresh()
    for command_id in actions.commands:
        if not actions.action(command_id).isEnabled():
            assert actions.why_not(command_id), command_id
    studio.drawing()
    actions.refresh()
    for command_id in actions.commands:
        if not actions.action(command_id).isEnabled():
            assert actions.why_not(command_id), command_id


def test_a_menu_tells_it_under_the_pointer(studio: Studio) -> None:
    actions = studio.window.actions_set
    actions.refresh()
    menu = actions.menu("Layer")
    menu.popup(studio.window.mapToGlobal(QPoint(20, 20)))
    studio.qtbot.waitExposed(menu)
    place = menu.actionGeometry(actions.action("layer.new")).center()
    QApplication.sendEvent(menu, QHelpEvent(QEvent.Type.ToolTip, place, menu.mapToGlobal(place)))
    assert QToolTip.text() == "Open a picture or start a new one first."
    QToolTip.hideText()
    menu.close()
