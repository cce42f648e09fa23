"""Going back through a result's steps in the strip, and on from one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.jobs import Formation, events
from editor.jobs.framing import Frame
from editor.ui.generate.generate_panel import GeneratePanel
from editor.ui.generate.scrubber import Scrubber
from editor.ui.generate.variants_strip import VariantsStrip
from tests.steering import STEERING
from tests.ui.generate.conftest import shown_panel

from .conftest import PLUGINS, Desk, opened_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    with opened_desk(tmp_path, {**PLUGINS, "steering.py": STEERING}, qtbot, qapp) as desk:
        desk.workbench.new(60, 40)
        desk.workbench.choice.choose("steering")
        desk.workbench.choice.set_values({"prompt": "apple"})
        yield desk


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> GeneratePanel:
    return shown_panel(desk.workbench, qtbot)


@pytest.fixture
def strip(desk: Desk, panel: GeneratePanel, qtbot: QtBot) -> VariantsStrip:
    """A strip with a result of five steps."""
    strip = VariantsStrip(desk.workbench)
    qtbot.addWidget(strip)
    strip.continue_wanted.connect(panel.continue_from)
    panel.generate()
    desk.wait_for(events.Finished)
    strip.show()
    return strip


def shown_pixel(desk: Desk) -> tuple[int, ...]:
    shown = desk.previews[-1]
    assert shown is not None
    height, width = shown.rgba.shape[:2]
    return tuple(int(v) for v in shown.rgba[height // 2, width // 2])


def formation(kept: tuple[int, ...], steps: int) -> Formation:
    frame = Frame((8, 8), Rect(0, 0, 8, 8), Rect(0, 0, 8, 8))
    small = np.zeros((2, 2, 4), np.uint8)
    return Formation("trace-1", steps, dict.fromkeys(kept, small), frame)


def test_only_results_with_steps_offer_them(desk: Desk, strip: VariantsStrip) -> None:
    assert strip.scrubber.isVisible()
    assert strip.scrubber.words.text() == "Finished, 5 steps"
    assert not strip.scrubber.button.isEnabled()
    desk.workbench.choice.choose("noise")
    desk.workbench.generate()
    desk.wait_for(events.Finished, 2)
    assert strip.list.currentRow() == 1
    assert not strip.scrubber.isVisible()
    strip.step(-1)
    assert strip.scrubber.isVisible()


def test_dragging_back_shows_the_step_at_once(desk: Desk, strip: VariantsStrip) -> None:
    finished = shown_pixel(desk)
    QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_Left)
    QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_Left)
    assert strip.scrubber.step == 3
    assert strip.scrubber.words.text() == "Step 3 of 5"
    third = shown_pixel(desk)
    QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_Home)
    assert strip.scrubber.step == 1
    assert len({finished, third, shown_pixel(desk)}) == 3
    QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_End)
    assert strip.scrubber.step is None
    assert shown_pixel(desk) == finished


def test_comparing_comes_back_to_the_step(desk: Desk, strip: VariantsStrip) -> None:
    strip.scrubber.go(-3)
    second = shown_pixel(desk)
    QTest.mousePress(strip.compare_button, Qt.MouseButton.LeftButton)
    assert desk.previews[-1] is None
    QTest.mouseRelease(strip.compare_button, Qt.MouseButton.LeftButton)
    assert shown_pixel(desk) == second


@pytest.mark.parametrize("by", ["button", "enter", "verb"])
def test_continue_makes_a_variant_with_the_words_of_now(
    desk: Desk, strip: VariantsStrip, by: str
) -> None:
    desk.workbench.choice.set_values({"prompt": "a pear"})
    strip.scrubber.go(-2)
    match by:
        case "button":
            QTest.mouseClick(strip.scrubber.button, Qt.MouseButton.LeftButton)
        case "enter":
            QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_Return)
        case _:
            strip.continue_from_step()
    desk.wait_for(events.Finished, 2)
    first, second = desk.workbench.variants
    assert second.recipe["params"]["prompt"] == "a pear"
    assert second.recipe["branch"]["step"] == 3
    assert not np.array_equal(first.rgba, second.rgba)
    assert strip.current is second
    assert strip.scrubber.step is None
    assert "the first 3 of 5 steps" in strip.list.item(1).toolTip()
    strip.step(-1)
    assert strip.scrubber.step is None, "another result starts finished"


def test_a_finished_picture_is_not_gone_on_from(desk: Desk, strip: VariantsStrip) -> None:
    QTest.keyClick(strip.scrubber.slider, Qt.Key.Key_Return)
    strip.continue_from_step()
    assert not desk.workbench.runner.queue


def test_what_cannot_be_continued_is_told(desk: Desk, strip: VariantsStrip) -> None:
    strip.scrubber.go(-1)
    desk.workbench.choice.choose("noise")
    strip.continue_from_step()
    assert "Choose Steering" in desk.notices[-1].hint


def test_wrong_values_are_told_beside_the_fields(
    desk: Desk, strip: VariantsStrip, panel: GeneratePanel
) -> None:
    strip.scrubber.go(-1)
    desk.workbench.choice.set_values({"guidance": 99})
    strip.continue_from_step()
    assert not desk.workbench.runner.queue
    assert not desk.notices


def test_steps_that_were_not_kept_are_skipped(qtbot: QtBot) -> None:
    scrubber = Scrubber()
    qtbot.addWidget(scrubber)
    assert not scrubber.has_steps
    assert scrubber.step is None
    scrubber.show_formation(formation((4, 8, 12), 14))
    seen: list[int | None] = []
    scrubber.moved.connect(lambda: seen.append(scrubber.step))
    for _ in range(4):
        QTest.keyClick(scrubber.slider, Qt.Key.Key_Left)
    QTest.keyClick(scrubber.slider, Qt.Key.Key_Right)
    scrubber.slider.setValue(9)
    scrubber.slider.setValue(11)
    scrubber.go(9)
    assert seen == [12, 8, 4, 8, 12, 8, None]
    scrubber.show_formation(None)
    assert not scrubber.has_steps
