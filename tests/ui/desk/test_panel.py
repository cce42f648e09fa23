"""The Desk panel: verbs, picks, pieces and frames, with a real worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.desk import DeskPanel
from editor.ui.desk.pieces_list import PICKED
from editor.workbench import Notice, Workbench
from tests.desk_plugin import plates_workbench


@pytest.fixture
def workbench(tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    with plates_workbench(tmp_path, qapp) as workbench:
        yield workbench


@pytest.fixture
def panel(workbench: Workbench, qtbot: QtBot) -> DeskPanel:
    panel = DeskPanel(workbench)
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def make(panel: DeskPanel, workbench: Workbench, qtbot: QtBot, count: int = 3) -> None:
    """New pieces, by the button."""
    before = len(workbench.desk.pieces)
    panel.buttons["new"].click()
    panel.forms["new"].rows["count"].editor.set_value(count)
    panel.button.click()
    qtbot.waitUntil(lambda: len(workbench.desk.pieces) == before + count)
    qtbot.waitUntil(lambda: panel.button.text() != "Cancel")


def test_without_a_picture_it_says_what_to_do(panel: DeskPanel, workbench: Workbench) -> None:
    assert "Open a picture" in panel.why.text()
    assert not panel.button.isEnabled()
    workbench.new(64, 48)
    assert "Nothing lies" in panel.why.text()
    assert panel.button.isEnabled()


def test_a_verb_is_done_and_its_pieces_are_shown(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    make(panel, workbench, qtbot, count=4)
    assert panel.list.count() == 4
    assert panel.list.isVisible()
    assert panel.button.text() == "New plates"


def test_clicks_fill_the_picks_of_a_verb(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    make(panel, workbench, qtbot)
    panel.buttons["mean"].click()
    assert list(panel.slots.chips) == ["A", "B"]
    assert not panel.button.isEnabled()
    for row in (2, 0):
        item = panel.list.item(row)
        center = panel.list.visualItemRect(item).center()
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert panel.list.item(2).data(PICKED) == "A"
    assert panel.list.item(0).data(PICKED) == "B"
    assert panel.slots.chips["A"].text() == "A: 3"
    panel.button.click()
    qtbot.waitUntil(lambda: len(workbench.desk.pieces) == 4)
    panel.list.setCurrentRow(3)
    assert panel.about.text() == "Mean 4, made of 3, 1"


def test_groups_take_many_and_no_piece_twice(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    make(panel, workbench, qtbot)
    panel.buttons["ramp"].click()
    one, two, three = workbench.desk.pieces
    for piece in (one, two):
        panel.picking.click(piece)
    panel.slots.chips["Light"].click()
    for piece in (two, three):
        panel.picking.click(piece)
    assert panel.picking.chosen == {"Dark": [one], "Light": [two, three]}
    panel.picking.click(three)
    assert panel.picking.chosen["Light"] == [two]
    panel.forms["ramp"].rows["name"].editor.set_value("steep")
    made: list[object] = []
    workbench.desk.model_made.connect(made.append)
    panel.button.click()
    qtbot.waitUntil(lambda: bool(made))


def test_wrong_options_are_told_beside_the_field(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    panel.forms["new"].rows["count"].editor.set_value(99)
    panel.button.click()
    assert "9 or less" in panel.forms["new"].rows["count"].error
    assert not workbench.desk.pieces


def test_a_failure_is_told_and_the_button_comes_back(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    notices: list[Notice] = []
    workbench.notice.connect(notices.append)
    panel.buttons["odd"].click()
    panel.button.click()
    assert panel.button.text() == "Cancel"
    qtbot.waitUntil(lambda: bool(notices))
    qtbot.waitUntil(lambda: panel.button.text() == "Something odd")


def test_removed_pieces_are_no_longer_picked(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot
) -> None:
    workbench.new(64, 48)
    make(panel, workbench, qtbot)
    panel.buttons["mean"].click()
    panel.picking.click(workbench.desk.pieces[0])
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.list.count() == 2
    assert panel.picking.chosen["A"] == []
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert panel.picking.chosen["A"] == [workbench.desk.pieces[1]]
    panel.add_button.click()
    assert workbench.require_document().layers[-1].name == "New plates 3"


def test_frames_are_scrubbed_and_exported(
    panel: DeskPanel, workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    workbench.new(64, 48)
    make(panel, workbench, qtbot)
    assert panel.frames.isHidden()
    panel.buttons["row"].click()
    panel.picking.click(workbench.desk.pieces[0])
    panel.picking.click(workbench.desk.pieces[2])
    panel.button.click()
    qtbot.waitUntil(lambda: panel.frames.isVisible())
    panel.frames.slider.setValue(4)
    assert panel.frames.place.text() == "5/5"
    panel.frames.ask_file = lambda _: tmp_path / "row"
    panel.frames.ask_folder = lambda _: tmp_path / "frames"
    panel.frames.gif_button.click()
    panel.frames.png_button.click()
    qtbot.waitUntil((tmp_path / "row.gif").is_file)
    qtbot.waitUntil((tmp_path / "frames" / "0004.png").is_file)
    qtbot.waitUntil(lambda: not workbench.filing.doing)
    panel.frames.close_button.click()
    assert panel.frames.isHidden()
