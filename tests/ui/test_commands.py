"""Every command of the table runs on a real document, and is found by keys that are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document import Group, Layer, commands, selecting
from editor.document.selection import rectangle
from editor.ui.actions import Command
from editor.ui.commands import MENUS, all_commands
from editor.ui.icons import has_icon
from editor.ui.main_window import MainWindow
from editor.ui.tool_bar import tool_commands
from editor.ui.tools import TOOLS
from editor.workbench import Workbench
from tests.scripted import red_drawing
from tests.ui.conftest import Answers, Studio, bridged_workbench

TABLE = [*all_commands(), *tool_commands()]


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window for all commands: opening one takes longer than most of them."""
    folder = tmp_path_factory.mktemp("window")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIGMENT_HOME", str(folder / "home"))
        with bridged_workbench(folder) as workbench:
            window = MainWindow(workbench)
            start_files_thread(workbench, folder)
            tidy(window)
            yield window
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shared(window: MainWindow, answers: Answers, qtbot: QtBot) -> Iterator[Studio]:
    """The shared window as if it had just been opened, and put back to that afterwards."""
    studio = Studio(window, answers, qtbot)
    fresh = looks(window)
    window.workbench.notice.connect(studio.notices.append)
    yield studio
    window.workbench.notice.disconnect(studio.notices.append)
    window.workbench.live.switch(on=False)
    window.workbench.cancel_all()
    qtbot.waitUntil(lambda: not window.workbench.runner.queue and not window.workbench.filing.doing)
    tidy(window)
    assert looks(window) == fresh, "the next command would find another window"


def start_files_thread(workbench: Workbench, folder: Path) -> None:
    """It starts with its first work and is the window's; no test is to think that it leaks it."""
    workbench.filing.save(red_drawing(workbench), folder / "first.ora")
    while workbench.filing.doing:
        QApplication.processEvents()


def tidy(window: MainWindow) -> None:
    """Closes every picture, and takes back what can be set."""
    window.adjusting.cancel()
    window.canvas.cancel()
    window.canvas.set_comparing(on=False)
    for doc in list(window.workbench.documents):
        window.workbench.close_document(doc)
    for key in window.workbench.settings.declared:
        window.workbench.settings.reset(key)
    window.workbench.settings.set("motion", False)
    for tool in TOOLS:
        window.toolbox.options.reset(tool.id)
    window.toolbox.choose("brush")
    window.toolbox.reset_colors()
    window.toolbox.edit_mask(on=False)
    window.workbench.choice.choose("negative")
    window.palette_box.close()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.docks.reset()
    window.canvas.reset_rotation()
    for bar in window.central.notices.bars:
        bar.deleteLater()
    QApplication.clipboard().clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    window.actions_set.refresh()


def looks(window: MainWindow) -> dict[str, object]:
    """What a command may find: what can be done and is checked, settings, what is open."""
    actions = window.actions_set
    found: dict[str, object] = {
        one: (actions.action(one).isEnabled(), actions.action(one).isChecked())
        for one in actions.commands
    }
    settings = window.workbench.settings
    found |= {f"setting {key}": settings.get(key) for key in settings.declared}
    found |= {f"panel {name}": window.docks.is_shown(name) for name in window.docks.docks}
    widgets = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return found | {
        "widgets": widgets,
        "documents": list(window.workbench.documents),
        "tool": window.toolbox.active.id,
        "colors": (window.toolbox.foreground, window.toolbox.background),
        "rotation": (window.canvas.viewport.rotation_deg, window.canvas.viewport.mirrored),
        "size": window.size(),
        "notices": window.central.notices.bars,
    }


def prepared(studio: Studio) -> None:
    """A drawing with a mask, a selection, and something to undo and redo."""
    doc = studio.drawing()
    commands.new_layer(doc, "Shading")
    studio.draw(doc, (10, 10), (40, 30))
    selecting.set_selection(doc, rectangle((64, 48), 5, 5, 40, 40))


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.id)
def test_it_runs(command: Command, shared: Studio, tmp_path: Path) -> None:
    shared.answers.save_path = tmp_path / "saved.ora"
    prepared(shared)
    shared.run("edit.copy")
    shared.run(command.id)
    shared.window.actions_set.refresh()
    assert not [notice for notice in shared.notices if notice.level == "error"]


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
