"""Results in the strip: look, compare, accept, discard, reuse, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.jobs import events
from editor.ui.generate.variants_strip import VariantsStrip

from .conftest import Desk


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> VariantsStrip:
    """A strip with three results of noise."""
    strip = VariantsStrip(desk.workbench)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    desk.workbench.new(64, 64)
    desk.workbench.choice.choose("noise")
    desk.workbench.choice.set_count(3)
    desk.workbench.choice.set_seed(10, locked=True)
    desk.workbench.generate()
    desk.wait_for(events.Finished)
    strip.list.setCurrentRow(0)
    return strip


def shown_seed(desk: Desk) -> int | None:
    shown = desk.previews[-1]
    for variant in desk.workbench.variants:
        if shown is not None and shown.rgba is variant.rgba:
            return variant.seed
    return None


def test_results_arrive_as_thumbnails_that_tell_what_made_them(
    desk: Desk, strip: VariantsStrip
) -> None:
    assert strip.isVisible()
    assert strip.list.count() == 3
    tooltip = strip.list.item(1).toolTip()
    assert "Seed: 11" in tooltip
    assert "Strength: 0.8" in tooltip
    assert strip.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Noise, seed 11"


def test_arrow_keys_show_one_after_the_other(desk: Desk, strip: VariantsStrip) -> None:
    QTest.keyClick(strip.list, Qt.Key.Key_Right)
    assert shown_seed(desk) == 11
    QTest.keyClick(strip.list, Qt.Key.Key_Left)
    QTest.keyClick(strip.list, Qt.Key.Key_Left)
    assert shown_seed(desk) == 12, "round and round"


def test_holding_space_or_the_button_shows_the_original(desk: Desk, strip: VariantsStrip) -> None:
    QTest.keyPress(strip.list, Qt.Key.Key_Space)
    assert desk.previews[-1] is None
    QTest.keyRelease(strip.list, Qt.Key.Key_Space)
    assert shown_seed(desk) == 10
    QTest.mousePress(strip.compare_button, Qt.MouseButton.LeftButton)
    assert desk.previews[-1] is None
    QTest.mouseRelease(strip.compare_button, Qt.MouseButton.LeftButton)
    assert shown_seed(desk) == 10


def test_the_pointer_shows_what_it_is_over(desk: Desk, strip: VariantsStrip) -> None:
    strip.list.itemEntered.emit(strip.list.item(2))
    assert shown_seed(desk) == 12
    strip.list.left.emit()
    assert shown_seed(desk) == 10


def test_enter_accepts_as_a_layer_and_the_others_stay(desk: Desk, strip: VariantsStrip) -> None:
    doc = desk.workbench.require_document()
    QTest.keyClick(strip.list, Qt.Key.Key_Right)
    QTest.keyClick(strip.list, Qt.Key.Key_Return)
    assert [variant.seed for variant in desk.workbench.variants] == [10, 12]
    assert strip.list.count() == 2
    assert desk.previews[-1] is None, "the layer is seen, not the next variant"
    assert strip.current is None
    assert not strip.accept_button.isEnabled()
    names = [node.name for node in doc.walk()]
    assert names[-1] == "Noise"
    desk.workbench.undo()
    assert "Noise" not in [node.name for node in doc.walk()]


def test_accept_with_nothing_shown_shows_one_first(desk: Desk, strip: VariantsStrip) -> None:
    QTest.keyClick(strip.list, Qt.Key.Key_Escape)
    assert desk.previews[-1] is None
    strip.accept()
    assert shown_seed(desk) == 10
    assert len(desk.workbench.variants) == 3


def test_delete_discards_and_shows_the_next(desk: Desk, strip: VariantsStrip) -> None:
    QTest.keyClick(strip.list, Qt.Key.Key_Delete)
    assert [variant.seed for variant in desk.workbench.variants] == [11, 12]
    assert shown_seed(desk) == 11
    strip.list.setCurrentRow(1)
    strip.discard_button.click()
    assert shown_seed(desk) == 11, "the last one is gone, its neighbour is shown"
    strip.close_button.click()
    assert strip.isHidden()
    assert desk.previews[-1] is None


def test_reuse_brings_generator_values_and_seed_back(desk: Desk, strip: VariantsStrip) -> None:
    choice = desk.workbench.choice
    choice.set_values({"strength": 0.1})
    choice.choose("negative")
    strip.list.setCurrentRow(2)
    strip.reuse_button.click()
    assert choice.generator is not None
    assert choice.generator.id == "noise"
    assert choice.values["strength"] == 0.8
    assert (choice.seed, choice.seed_locked) == (12, True)


def test_a_plugin_that_is_gone_is_told_and_nothing_breaks(desk: Desk, strip: VariantsStrip) -> None:
    desk.workbench.registry.disable("scripted")
    strip.reuse()
    assert "noise" in desk.notices[-1].text


def test_another_document_has_its_own_results(desk: Desk, strip: VariantsStrip) -> None:
    first = desk.workbench.require_document()
    desk.workbench.new(32, 32)
    assert strip.isHidden()
    desk.workbench.activate(first)
    assert strip.isVisible()
    assert strip.list.count() == 3
