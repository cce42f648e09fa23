"""The list of generators: search, keys, groups, and plugins that do not work with the reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.ui.generate.picker import GeneratorPicker
from editor.ui.generate.picker_popup import PickerPopup

from .conftest import Desk


@pytest.fixture
def picker(desk: Desk, qtbot: QtBot) -> GeneratorPicker:
    picker = GeneratorPicker(desk.workbench)
    qtbot.addWidget(picker)
    picker.show()
    return picker


@pytest.fixture
def popup(picker: GeneratorPicker) -> PickerPopup:
    return picker.open()


def lines(popup: PickerPopup) -> list[str]:
    return [popup.list.item(row).text() for row in range(popup.list.count())]


def test_generators_stand_in_groups_with_the_chosen_one_current(popup: PickerPopup) -> None:
    shown = lines(popup)
    assert shown[0] == "Figment"
    assert shown.index("Sketch to photo") < shown.index("Scripted") < shown.index("Negative")
    assert popup.list.currentItem().text() == "Negative"
    popup.close()


def test_a_plugin_that_failed_is_listed_with_the_reason_and_cannot_be_chosen(
    popup: PickerPopup,
) -> None:
    row = lines(popup).index("Broken import (failed)")
    item = popup.list.item(row)
    assert "a_module_nobody_has" in item.toolTip()
    assert item.flags() == Qt.ItemFlag.NoItemFlags
    popup.close()


def test_typing_searches_and_enter_chooses(desk: Desk, popup: PickerPopup) -> None:
    QTest.keyClicks(popup.search, "grain colour")
    assert lines(popup) == ["Scripted", "Noise"]
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert desk.workbench.choice.generator is not None
    assert desk.workbench.choice.generator.id == "noise"


def test_arrow_keys_skip_what_cannot_be_chosen(popup: PickerPopup) -> None:
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.list.currentItem().text() == "Noise"
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.list.currentItem().text() == "Sketch to photo", "from the last to the first"
    QTest.keyClick(popup.search, Qt.Key.Key_Up)
    assert popup.list.currentItem().text() == "Broken"
    popup.close()


def test_what_is_not_found_is_said(popup: PickerPopup) -> None:
    QTest.keyClicks(popup.search, "zebra")
    assert lines(popup) == ["Nothing found for “zebra”"]
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.isVisible()
    popup.close()


def test_the_button_names_the_generator(desk: Desk, qtbot: QtBot) -> None:
    picker = GeneratorPicker(desk.workbench)
    qtbot.addWidget(picker)
    desk.workbench.choice.choose("noise")
    assert picker.accessibleName() == "Generator: Noise"
    assert picker.toolTip() == "Coloured grain of any size."
