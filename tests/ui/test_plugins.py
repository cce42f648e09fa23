"""Plugins that do not work: told at the start, listed with the reason, used or not at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from editor.host import PluginState
from editor.host.plugin import PluginInfo
from editor.jobs import JobState
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.ui.generate.recipe_view import RecipeDialog
from editor.ui.layers.model import NAME
from editor.ui.main_window import MainWindow
from editor.workbench import Workbench
from tests.ui.conftest import Answers, Studio, bridged_workbench

HALVES = """
from editor.api import Generator, hookimpl

class Good(Generator):
    id, title = "good-half", "Good half"
    def run(self, request, context):
        return [[0.0]]

class Bad(Generator):
    id, title = "Bad half", "Bad half"
    def run(self, request, context):
        return [[0.0]]

@hookimpl
def figment_generators():
    return [Good, Bad]
"""


def plugin(workbench: Workbench, name: str) -> PluginInfo:
    return next(info for info in workbench.registry.plugins if info.name == name)


@pytest.fixture
def dialog(studio: Studio) -> Iterator[PluginListDialog]:
    shown = PluginListDialog(studio.workbench, studio.window)
    yield shown
    shown.close()
    shown.deleteLater()


def choose(dialog: PluginListDialog, title: str) -> None:
    (item,) = dialog.list.findItems(title, Qt.MatchFlag.MatchExactly)
    dialog.list.setCurrentItem(item)


def test_the_start_tells_which_plugin_does_not_work_and_why(
    workbench: Workbench, answers: Answers, qtbot: QtBot
) -> None:
    window = MainWindow(workbench)
    qtbot.addWidget(window)
    window.show()
    (bar,) = window.central.notices.bars
    assert bar.notice.text == "The plugin “Broken import” does not work."
    assert "a_module_nobody_has" in bar.notice.hint
    assert "Traceback" in bar.notice.details
    (button,) = (b for b in bar.findChildren(QPushButton) if b.text() == "Plugins…")
    button.click()
    assert answers.asked == [PluginListDialog]
    window.close()


def test_what_was_told_is_told_again_only_when_it_changed(studio: Studio, tmp_path: Path) -> None:
    file = tmp_path / "plugins" / "broken_import.py"
    studio.workbench.registry.reload(file)
    assert not studio.notices
    file.write_text("1 / 0", encoding="utf-8")
    studio.workbench.registry.reload(file)
    assert [notice.text for notice in studio.notices] == [
        "The plugin “Broken import” does not work."
    ]
    assert "ZeroDivisionError" in studio.notices[0].hint


def test_a_plugin_of_which_only_a_part_works_is_told_so(studio: Studio, tmp_path: Path) -> None:
    file = tmp_path / "plugins" / "halves.py"
    file.write_text(HALVES, encoding="utf-8")
    studio.workbench.registry.reload(file)
    (notice,) = studio.notices
    assert notice.text == "Not all of the plugin “Halves” works."
    assert "Bad half" in notice.hint


def test_the_list_shows_first_what_does_not_work(dialog: PluginListDialog) -> None:
    assert dialog.title.text() == "Broken import"
    assert "a_module_nobody_has" in dialog.state.text()
    assert "Traceback" in dialog.details.toPlainText()


def test_a_plugin_is_put_out_of_use_and_back_at_once(
    studio: Studio, dialog: PluginListDialog
) -> None:
    choose(dialog, "Scripted")
    dialog.enabled.click()
    assert dialog.state.text() == "Disabled."
    assert studio.workbench.settings.get("disabled_plugins") == ["scripted"]
    assert studio.workbench.choice.generator is not None
    assert studio.workbench.choice.generator.id == "sketch-to-photo"
    dialog.enabled.click()
    assert dialog.state.text() == "Works."
    assert studio.workbench.settings.get("disabled_plugins") == []
    studio.workbench.choice.choose("negative")


@pytest.fixture
def two_deaths(tmp_path: Path) -> None:
    """The program ended twice while the plugin was at work."""
    dying = (
        "import os; from pathlib import Path; from editor.host.markers import Markers\n"
        f"with Markers(Path({str(tmp_path / 'markers')!r})).at_work('scripted', 'run'): os._exit(9)"
    )
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", dying], check=False).returncode == 9


def test_quarantine_is_lifted_in_the_list(
    two_deaths: None, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    with bridged_workbench(tmp_path, choice="") as workbench:
        dialog = PluginListDialog(workbench, None)
        qtbot.addWidget(dialog)
        assert plugin(workbench, "scripted").state is PluginState.QUARANTINED
        choose(dialog, "Scripted")
        assert "quarantine" in dialog.state.text()
        assert not dialog.enabled.isChecked()
        dialog.enabled.click()
        assert dialog.state.text() == "Works."
        assert plugin(workbench, "scripted").state is PluginState.ENABLED
        assert "negative" in [generator.id for generator in workbench.registry.generators()]


def test_what_fails_while_it_runs_is_kept_in_the_list(studio: Studio) -> None:
    studio.drawing()
    studio.workbench.choice.choose("broken")
    studio.run("generate.run")
    studio.qtbot.waitUntil(lambda: bool(studio.notices))
    dialog = PluginListDialog(studio.workbench, studio.window)
    choose(dialog, "Scripted")
    assert dialog.state.text().startswith("Works, but not all of it. Scripted failed: ")
    assert "the wheel came off" in dialog.state.text()
    assert "Traceback" in dialog.details.toPlainText()
    told = len(studio.notices)
    choose(dialog, "Sketch to photo")
    dialog.enabled.click()
    dialog.enabled.click()
    assert len(studio.notices) == told, "the failure of the run was told once"
    dialog.deleteLater()


def test_jobs_of_a_plugin_that_goes_are_given_up(studio: Studio) -> None:
    studio.drawing()
    workbench = studio.workbench
    workbench.choice.set_values({"steps": 100, "pause_s": 0.05})
    studio.run("generate.run")
    studio.run("generate.run")
    studio.qtbot.waitUntil(
        lambda: (
            [view.state for view in workbench.runner.queue] == [JobState.RUNNING, JobState.QUEUED]
        )
    )
    workbench.registry.disable("scripted")
    studio.qtbot.waitUntil(lambda: not workbench.runner.queue)
    assert not studio.notices


def made_layer(studio: Studio) -> None:
    doc = studio.drawing()
    studio.run("generate.run")
    studio.qtbot.waitUntil(lambda: bool(studio.workbench.variants))
    doc.activate(studio.workbench.accept(studio.workbench.variants[0]).id)


def recipes(studio: Studio) -> list[QDialog]:
    return [d for d in studio.window.findChildren(RecipeDialog) if d.isVisible()]


def test_the_recipe_is_a_command_and_a_click_on_the_mark(studio: Studio) -> None:
    made_layer(studio)
    studio.run("layer.recipe")
    (shown,) = recipes(studio)
    shown.close()
    tree = studio.window.layers.tree
    row = tree.visualRect(tree.currentIndex().siblingAtColumn(NAME))
    mark = QPoint(row.right() - 16 - 8 - 16 - 4 + 8, row.center().y())
    studio.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    assert len(recipes(studio)) == 1
    for shown in recipes(studio):
        shown.close()
    thumb = QPoint(row.left() + 16, row.center().y())
    studio.qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=thumb)
    assert len(recipes(studio)) == 1
    recipes(studio)[0].close()


def test_a_ghost_says_what_it_lacks(studio: Studio) -> None:
    made_layer(studio)
    studio.workbench.registry.disable("scripted")
    studio.run("layer.reuse")
    assert studio.notices[-1].text == "What made “Negative” is not at hand."
    assert "“Scripted”" in studio.notices[-1].hint
    studio.run("layer.recipe")
    (shown,) = recipes(studio)
    assert isinstance(shown, RecipeDialog)
    assert shown.is_ghost
    assert not shown.regenerate_button.isEnabled()
    shown.close()
