"""Every command of the table runs on a real document, and is found by keys that are its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from editor.document import Group, Layer, commands, selecting
from editor.document.selection import rectangle
from editor.ui.commands import MENUS, all_commands
from editor.ui.icons import has_icon
from editor.ui.tool_bar import tool_commands
from editor.ui.tools import TOOLS
from tests.ui.conftest import Studio

TABLE = [*all_commands(), *tool_commands()]
LAST = ("file.quit", "file.close", "file.close_all")


def prepared(studio: Studio) -> None:
    """A drawing with a mask, a selection, and something to undo and redo."""
    doc = studio.drawing()
    commands.new_layer(doc, "Shading")
    studio.draw(doc, (10, 10), (40, 30))
    selecting.set_selection(doc, rectangle((64, 48), 5, 5, 40, 40))


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.id)
def test_it_runs(command: object, studio: Studio, tmp_path: Path) -> None:
    studio.answers.save_path = tmp_path / "saved.ora"
    prepared(studio)
    studio.run("edit.copy")
    name = getattr(command, "id", "")
    studio.run(name)
    studio.window.actions_set.refresh()
    assert not [notice for notice in studio.notices if notice.level == "error"]


def test_ids_and_keys_belong_to_one_command_each() -> None:
    ids = Counter(command.id for command in TABLE)
    keys = Counter(QKeySequence(key).toString() for command in TABLE for key in command.keys)
    assert [one for one, count in ids.items() if count > 1] == []
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys, "a shortcut that Qt does not know"


def test_menus_and_icons_exist() -> None:
    assert {command.menu.partition("/")[0] for command in TABLE} <= set(MENUS)
    assert [c.id for c in TABLE if c.icon and not has_icon(c.icon)] == []
    assert {f"tool.{kind.id}" for kind in TOOLS} <= {command.id for command in TABLE}


def test_without_a_picture_nothing_that_needs_one_can_be_done(studio: Studio) -> None:
    actions = studio.window.actions_set
    actions.refresh()
    enabled = {one for one in actions.commands if actions.action(one).isEnabled()}
    assert "file.new" in enabled
    assert "tool.brush" in enabled
    assert not {"edit.undo", "layer.new", "image.size", "select.all", "view.fit"} & enabled


def test_undo_names_what_it_takes_back(studio: Studio) -> None:
    doc = studio.drawing()
    commands.new_layer(doc)
    actions = studio.window.actions_set
    actions.refresh()
    assert actions.action("edit.undo").text() == "Undo New layer"
    studio.run("edit.undo")
    actions.refresh()
    assert actions.action("edit.redo").text() == "Redo New layer"


def test_layer_commands_change_the_document(studio: Studio) -> None:
    doc = studio.drawing()
    studio.run("layer.new")
    studio.run("layer.group")
    assert isinstance(doc.active, Group)
    studio.run("layer.merge_down")
    assert isinstance(doc.active, Layer)
    studio.run("layer.add_mask")
    assert doc.active.mask is not None
    studio.run("layer.visible")
    assert not doc.active.visible


def test_what_goes_wrong_is_told_in_place(studio: Studio) -> None:
    doc = studio.drawing()
    commands.set_locked(doc, doc.active_id, locked=True)
    studio.run("layer.delete")
    assert "locked" in studio.notices[-1].text
    assert studio.window.central.notices.isVisible()


def test_rebinding_moves_the_shortcut_at_once(studio: Studio) -> None:
    actions = studio.window.actions_set
    actions.rebind("layer.new", ["Ctrl+Alt+9"])
    assert actions.action("layer.new").shortcut() == QKeySequence("Ctrl+Alt+9")
    assert actions.command_with_key("Ctrl+Alt+9") == "layer.new"
    actions.rebind("layer.new", None)
    assert actions.action("layer.new").shortcut() == QKeySequence("Ctrl+Shift+N")
