"""What a generator finds is outlined on the canvas, and chosen there or in the panel."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.document import Document, Layer
from editor.ui.canvas import CanvasView
from editor.ui.generate import GeneratePanel
from editor.workbench import Notice, Preview, Workbench
from tests.desk_plugin import plates_workbench
from tests.ui.generate.conftest import shown_panel
from tests.ui.shots import whole

SMALL, LARGE = (10, 20, 30, 40), (60, 20, 140, 120)
"""Left, top, right, bottom of two plates; the larger is number 1."""
looked_at = attrgetter("looked")
"""Where the plugin, which comes as text, keeps the pictures that it looked at."""


@pytest.fixture
def workbench(tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    with plates_workbench(tmp_path, qapp) as workbench:
        yield workbench


@pytest.fixture
def view(workbench: Workbench, qtbot: QtBot) -> CanvasView:
    view = CanvasView(workbench)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def panel(workbench: Workbench, qtbot: QtBot) -> GeneratePanel:
    return shown_panel(workbench, qtbot)


def page(workbench: Workbench, *plates: tuple[int, int, int, int]) -> Document:
    """A white page with red plates on it."""
    doc = workbench.new(200, 160)
    for plate in plates:
        put(doc, plate, (255, 0, 0))
    return doc


def put(
    doc: Document, plate: tuple[int, int, int, int], color: tuple[int, int, int] = (255, 0, 0)
) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    rect = Rect.from_edges(*plate)
    layer.pixels.write(rect, np.full((rect.height, rect.width, 4), (*color, 255), np.uint8))
    doc.pixels_changed.emit(rect)


def look(workbench: Workbench, qtbot: QtBot, *, count: int) -> None:
    """Lets the page come to rest, as the window's clock does."""

    def has_looked() -> bool:
        workbench.tidy()
        seeking = workbench.seeking
        return len(seeking.spots) == count and seeking.state == "known" and not seeking._job_id

    qtbot.waitUntil(has_looked, timeout=10_000)


def pixel(view: CanvasView, doc_pos: tuple[float, float]) -> tuple[int, int, int]:
    image = whole(view)
    x, y = view.viewport.to_view(doc_pos)
    color = image.pixelColor(round(x), round(y))
    return color.red(), color.green(), color.blue()


def at(view: CanvasView, doc_pos: tuple[float, float]) -> QPoint:
    x, y = view.viewport.to_view(doc_pos)
    return QPoint(round(x), round(y))


def click(view: CanvasView, qtbot: QtBot, doc_pos: tuple[float, float]) -> None:
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(view, doc_pos))


def test_a_click_on_an_outline_chooses_it_and_paints_nothing(
    view: CanvasView, workbench: Workbench, qtbot: QtBot
) -> None:
    doc = page(workbench, SMALL, LARGE)
    look(workbench, qtbot, count=2)
    assert workbench.seeking.chosen == 0
    before = doc.history.state
    click(view, qtbot, (20, 30))
    assert workbench.seeking.chosen == 1
    assert workbench.choice.values["spots"] == "10,20 30,40"
    assert doc.history.state is before
    click(view, qtbot, (20, 30))
    assert doc.history.state is not before, "in the chosen one the brush paints"
    undone = doc.history.state
    qtbot.mouseClick(
        view,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        at(view, (100, 60)),
    )
    assert workbench.seeking.chosen == 1, "with a key held the click is the tool's"
    click(view, qtbot, (170, 140))
    assert doc.history.state is not undone


def test_the_pointer_shows_which_one_is_meant(
    view: CanvasView, workbench: Workbench, qtbot: QtBot
) -> None:
    page(workbench, SMALL, LARGE)
    look(workbench, qtbot, count=2)
    plain = pixel(view, (20, 30))
    assert plain == (255, 0, 0)
    qtbot.mouseMove(view, at(view, (20, 30)))
    qtbot.waitUntil(lambda: workbench.seeking.pointed == 1)
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert pixel(view, (24, 30)) != plain
    qtbot.mouseMove(view, at(view, (100, 60)))
    qtbot.waitUntil(lambda: workbench.seeking.pointed is None)
    assert view.cursor().shape() != Qt.CursorShape.PointingHandCursor


def test_outlines_go_while_a_new_picture_is_looked_at(
    view: CanvasView, workbench: Workbench, qtbot: QtBot
) -> None:
    doc = page(workbench, SMALL, LARGE)
    look(workbench, qtbot, count=2)
    border = (140.0, 70.0)
    assert pixel(view, border) != (0, 0, 255)
    blue = np.full((160, 200, 4), (0, 0, 255, 255), np.uint8)
    workbench.preview_changed.emit(Preview(blue, doc.bounds, doc.bounds))
    assert pixel(view, border) == (0, 0, 255)
    workbench.seeking.point_at(1)
    assert pixel(view, border) != (0, 0, 255)


def test_a_changed_page_is_looked_at_again_and_another_generator_finds_nothing(
    view: CanvasView, workbench: Workbench, qtbot: QtBot
) -> None:
    doc = page(workbench, SMALL)
    look(workbench, qtbot, count=1)
    assert workbench.seeking.spots[0].outline[0] == (10, 20)
    put(doc, LARGE)
    look(workbench, qtbot, count=2)
    looked = len(looked_at(workbench.registry.get("plates")))
    for _ in range(3):
        workbench.tidy()
    assert len(looked_at(workbench.registry.get("plates"))) == looked
    assert not workbench.runner.queue
    workbench.choice.choose("style-transfer")
    assert workbench.seeking.spots == ()
    assert workbench.seeking.state == "off"
    workbench.choice.choose("plates")
    look(workbench, qtbot, count=2)
    workbench.new(50, 50)
    assert workbench.seeking.spots == ()
    assert workbench.seeking.state == "looking"


def test_a_run_goes_first_and_the_page_is_looked_at_after_it(
    workbench: Workbench, qtbot: QtBot
) -> None:
    plates: Any = workbench.registry.get("plates")
    plates.gate = threading.Event()
    page(workbench, SMALL)

    def is_looking() -> bool:
        workbench.tidy()
        return len(plates.looked) == 1

    qtbot.waitUntil(is_looking, timeout=10_000)
    workbench.generate()
    plates.gate.set()
    qtbot.waitUntil(lambda: bool(workbench.variants), timeout=10_000)
    look(workbench, qtbot, count=1)
    assert len(plates.looked) == 2


def test_chips_choose_with_the_keyboard(
    panel: GeneratePanel, workbench: Workbench, qtbot: QtBot
) -> None:
    assert panel.spots.isHidden()
    page(workbench, SMALL, LARGE)
    assert not panel.spots.isHidden()
    assert "Looking" in panel.spots.words.text()
    look(workbench, qtbot, count=2)
    first, second = panel.spots.chips
    assert [chip.text() for chip in panel.spots.chips] == ["1", "2"]
    assert second.accessibleName() == "Plate 2"
    assert first.isChecked()
    assert panel.spots.words.isHidden()
    panel.activateWindow()
    second.setFocus()
    qtbot.waitUntil(lambda: workbench.seeking.pointed == 1)
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert workbench.seeking.chosen == 1
    assert second.isChecked()
    assert not first.isChecked()
    workbench.choice.set_values({"spots": "1,1 2,2"})
    assert not first.isChecked()
    assert not second.isChecked()


def test_none_found_is_a_sentence_and_a_way_out(
    panel: GeneratePanel, workbench: Workbench, qtbot: QtBot
) -> None:
    page(workbench)
    look(workbench, qtbot, count=0)
    assert panel.spots.words.text() == "There is no plate."
    assert not panel.spots.button.isHidden()
    panel.spots.button.click()
    assert workbench.placing.field is not None
    assert workbench.placing.field.name == "spots"


def test_what_cannot_be_looked_at_disturbs_nobody(
    panel: GeneratePanel, workbench: Workbench, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    workbench.notice.connect(notices.append)
    put(page(workbench), (0, 0, 200, 160), (0, 0, 0))

    def has_failed() -> bool:
        workbench.tidy()
        return workbench.seeking.state == "failed"

    qtbot.waitUntil(has_failed, timeout=10_000)
    assert "could not be looked at" in panel.spots.words.text()
    assert notices == []
