"""What comes of growing, shrinking... a selection is shown while the number is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.document import selecting
from editor.document import selection as masks
from editor.ui.dialogs.number import NumberDialog
from editor.ui.main_window import MainWindow
from editor.workbench import Workbench
from tests.ui.conftest import careless_window
from tests.ui.shots import whole


@pytest.fixture
def window(
    workbench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    with careless_window(workbench, qtbot, monkeypatch) as window:
        doc = workbench.new(100, 80)
        selecting.set_selection(doc, masks.rectangle(doc.bounds.size, 40, 30, 60, 50))
        yield window


def shown(window: MainWindow) -> Rect:
    """The rectangle around the ants."""
    scene = window.canvas._scene
    assert scene is not None
    polygons = scene.ants.polygons(window.canvas.viewport, scene.selection)
    points = [point for line in polygons for point in line.toList()]
    corners = [window.canvas.viewport.to_doc((point.x(), point.y())) for point in points]
    left, top = (round(min(corner[axis] for corner in corners)) for axis in (0, 1))
    right, bottom = (round(max(corner[axis] for corner in corners)) for axis in (0, 1))
    return Rect.from_edges(left, top, right, bottom)


def with_dialog(window: MainWindow, command: str, act: Callable[[NumberDialog], None]) -> None:
    """Does a command; `act` is called with its dialog open, and closes it."""

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        asked.stop()
        try:
            assert isinstance(dialog, NumberDialog)
            act(dialog)
        finally:
            dialog.close()

    asked = QTimer(window, interval=20)
    asked.timeout.connect(meet)
    asked.start()
    window.actions_set.refresh()
    window.actions_set.action(command).trigger()


def test_the_ants_follow_the_number_and_one_step_is_left(window: MainWindow, qtbot: QtBot) -> None:
    doc = window.workbench.require_document()
    steps = len(doc.history.entries)
    seen: list[Rect] = []

    def act(dialog: NumberDialog) -> None:
        seen.append(shown(window))
        dialog.field.setValue(3)
        dialog.field.setValue(12)
        qtbot.waitUntil(lambda: shown(window) != seen[0])
        seen.append(shown(window))
        assert doc.selection.bounds() == Rect(40, 30, 20, 20), "it is not done yet"
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    with_dialog(window, "select.grow", act)
    assert seen == [Rect(32, 22, 36, 36), Rect(28, 18, 44, 44)]
    assert doc.selection.bounds() == shown(window) == Rect(28, 18, 44, 44)
    assert len(doc.history.entries) == steps + 1
    window.workbench.undo()
    assert doc.selection.bounds() == shown(window) == Rect(40, 30, 20, 20)


@pytest.mark.parametrize("verb", ["grow", "shrink", "border", "feather", "smooth"])
def test_cancel_leaves_everything(window: MainWindow, qtbot: QtBot, verb: str) -> None:
    doc = window.workbench.require_document()
    state = doc.history.state
    before = whole(window.canvas)

    def act(dialog: NumberDialog) -> None:
        dialog.field.setValue(6)
        qtbot.waitUntil(lambda: whole(window.canvas) != before)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with_dialog(window, f"select.{verb}", act)
    assert doc.history.state is state
    assert whole(window.canvas) == before


def test_the_slider_moves_the_number_and_what_is_typed_may_be_more(
    window: MainWindow, qtbot: QtBot
) -> None:
    tried: list[int] = []
    dialog = NumberDialog("Grow selection", "Pixels", 8, 1, 512, window, tried=tried.append)
    qtbot.addWidget(dialog)
    dialog.pixels.slider.setValue(20)
    assert dialog.field.value() == 20
    dialog.field.setValue(300)
    assert dialog.field.value() == 300
    assert dialog.pixels.slider.value() == dialog.pixels.slider.maximum()
    qtbot.waitUntil(lambda: tried == [8, 300])
