"""The canvas as a widget: what is drawn, and what the mouse and the keys do."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.document import Layer
from editor.ui.canvas import CanvasView
from editor.workbench import Preview, Workbench
from tests.ui.shots import whole

LEFT = Qt.MouseButton.LeftButton
MIDDLE = Qt.MouseButton.MiddleButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def at(view: CanvasView, x: float, y: float) -> QPoint:
    """The view point of a document point."""
    view_x, view_y = view.viewport.to_view((x, y))
    return QPoint(round(view_x), round(view_y))


def drag(view: CanvasView, *points: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(view, button, NO_KEYS, points[0])
    for point in points[1:]:
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, button, NO_KEYS, points[-1])


def color_at(view: CanvasView, point: QPoint) -> tuple[int, int, int]:
    color = QColor(whole(view).pixel(point))
    return color.red(), color.green(), color.blue()


def alpha(view: CanvasView, x: int, y: int) -> int:
    doc = view.workbench.require_document()
    assert isinstance(doc.active, Layer)
    return int(doc.active.pixels.read(Rect(x, y, 1, 1))[0, 0, 3])


def wheel(view: CanvasView, pos: QPointF, dy: int, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    event = QWheelEvent(
        pos,
        pos,
        QPoint(),
        QPoint(0, dy),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_a_stroke_is_painted_shown_and_undone(view: CanvasView) -> None:
    view.tools.options.set("brush", "size_px", 20)
    view.tools.set_foreground((200, 30, 40))
    before = whole(view)
    drag(view, at(view, 40, 60), at(view, 90, 60), at(view, 150, 60))
    assert alpha(view, 90, 60) == 255
    assert color_at(view, at(view, 90, 60)) == (200, 30, 40)
    view.workbench.undo()
    assert alpha(view, 90, 60) == 0
    view.pointing.leave()
    assert whole(view) == before


def test_the_picture_is_sharp_once_the_zoom_rests(view: CanvasView, qtbot: QtBot) -> None:
    doc = view.workbench.require_document()
    assert isinstance(doc.active, Layer)
    noise = np.random.default_rng(0).integers(0, 256, (doc.height, doc.width, 4), np.uint8)
    doc.active.pixels.write(doc.bounds, noise)
    doc.pixels_changed.emit(doc.bounds)
    view.zoom_to(0.55)
    moving = whole(view)
    qtbot.waitUntil(lambda: whole(view) != moving)
    sharp = whole(view)
    view.pan_by(1, 0)
    view.pan_by(-1, 0)
    assert whole(view) == sharp, "moving it is no reason to blur it"
    view.zoom_to(0.8)
    halved = whole(view)
    qtbot.waitUntil(lambda: not view._rest_timer.isActive())
    assert whole(view) == halved, "no other level was better"


def test_escape_gives_an_open_stroke_up(view: CanvasView) -> None:
    view.tools.options.set("brush", "size_px", 20)
    view.tools.options.set("brush", "smoothing", 0)
    QTest.mousePress(view, LEFT, NO_KEYS, at(view, 40, 60))
    QTest.mouseMove(view, at(view, 150, 60))
    assert alpha(view, 90, 60) == 255
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert alpha(view, 90, 60) == 0
    QTest.mouseMove(view, at(view, 150, 100))
    QTest.mouseRelease(view, LEFT, NO_KEYS, at(view, 150, 100))
    assert not view.workbench.require_document().history.entries


def test_the_wheel_zooms_at_the_pointer(view: CanvasView) -> None:
    pos = QPointF(150, 120)
    doc_pos = view.viewport.to_doc((150, 120))
    for dy in (120, 120, 120, 40, -120):
        wheel(view, pos, dy)
        assert math.dist(view.viewport.to_view(doc_pos), (150, 120)) < 3
    assert view.viewport.zoom > 1


def test_shift_and_alt_turn_the_wheel_into_panning(view: CanvasView) -> None:
    view.zoom_to(8.0)
    x, y = view.viewport.to_view((0, 0))
    wheel(view, QPointF(150, 120), 120, Qt.KeyboardModifier.ShiftModifier)
    assert view.viewport.to_view((0, 0)) == (x + 120, y)
    wheel(view, QPointF(150, 120), -60, Qt.KeyboardModifier.AltModifier)
    assert view.viewport.to_view((0, 0)) == (x + 120, y - 60)


def test_the_middle_button_and_space_pan(view: CanvasView) -> None:
    x, y = view.viewport.to_view((0, 0))
    drag(view, QPoint(100, 100), QPoint(130, 90), button=MIDDLE)
    assert view.viewport.to_view((0, 0)) == (x + 30, y - 10)
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(view, QPoint(130, 90), QPoint(100, 100))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.viewport.to_view((0, 0)) == (x, y)
    assert not view.workbench.require_document().history.entries


def test_r_turns_the_view_and_strokes_land_where_the_pointer_is(view: CanvasView) -> None:
    QTest.keyPress(view, Qt.Key.Key_R)
    drag(view, QPoint(300, 150), QPoint(290, 200), QPoint(200, 250))
    QTest.keyRelease(view, Qt.Key.Key_R)
    assert view.viewport.rotation_deg == pytest.approx(90, abs=1)
    view.tools.options.set("brush", "size_px", 12)
    drag(view, at(view, 40, 60), at(view, 90, 60))
    assert alpha(view, 65, 60) == 255
    assert color_at(view, at(view, 65, 60)) == (0, 0, 0)
    view.reset_rotation()
    assert view.viewport.is_upright


def test_mirrored_strokes_land_where_the_pointer_is(view: CanvasView) -> None:
    view.mirror()
    view.tools.options.set("brush", "size_px", 12)
    drag(view, at(view, 40, 60), at(view, 90, 60))
    assert alpha(view, 65, 60) == 255
    assert color_at(view, at(view, 65, 60)) == (0, 0, 0)


def test_the_view_is_kept_for_each_document(view: CanvasView, workbench: Workbench) -> None:
    first = workbench.require_document()
    view.zoom_to(3.0)
    kept = view.viewport
    workbench.new(50, 50)
    assert view.viewport != kept
    workbench.activate(first)
    assert view.viewport == kept


def test_an_empty_workbench_shows_an_empty_canvas(view: CanvasView, workbench: Workbench) -> None:
    workbench.close_document(workbench.require_document())
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(50, 50))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    wheel(view, QPointF(5, 5), 120)
    assert len({whole(view).pixel(x, 150) for x in range(0, 400, 7)}) == 1


def test_it_fits_until_it_is_zoomed(view: CanvasView) -> None:
    view.zoom_to_fit()
    before = view.viewport.zoom
    view.resize(900, 700)
    assert view.viewport.zoom > before
    view.zoom_to(1.5)
    view.resize(500, 400)
    assert view.viewport.zoom == 1.5


def test_keys_set_size_opacity_and_colours(view: CanvasView) -> None:
    size = view.tools.options.get("brush", "size_px")
    QTest.keyClicks(view, "]5x")
    assert view.tools.options.get("brush", "size_px") > size
    assert view.tools.options.get("brush", "opacity") == 0.5
    assert view.tools.foreground == (255, 255, 255)
    QTest.keyClicks(view, "0d")
    assert view.tools.options.get("brush", "opacity") == 1.0
    assert view.tools.foreground == (0, 0, 0)


def test_enter_crops(view: CanvasView) -> None:
    view.tools.choose("crop")
    drag(view, at(view, 20, 20), at(view, 60, 60), at(view, 120, 100))
    QTest.keyClick(view, Qt.Key.Key_Return)
    doc = view.workbench.require_document()
    assert (doc.width, doc.height) == (100, 80)


def test_ants_march_only_where_something_is_selected_and_motion_is_wanted(
    view: CanvasView, workbench: Workbench, qtbot: QtBot
) -> None:
    view.tools.choose("select-rectangle")
    drag(view, at(view, 20, 20), at(view, 120, 100))
    still = whole(view)
    QTest.qWait(200)
    assert whole(view) == still
    workbench.settings.set("motion", True)
    qtbot.waitUntil(lambda: whole(view) != still)
    workbench.undo()
    assert not view._ants_timer.isActive()


def test_updates_take_no_references_to_none(view: CanvasView) -> None:
    """PySide6 6.12.0 drops one with each call and aborts the program after some thousands."""
    widget = QWidget(view)
    before = sys.getrefcount(None)
    for _ in range(2000):
        widget.update()
        view.update()
    assert abs(sys.getrefcount(None) - before) < 100


def test_nothing_moves_under_a_stroke_and_the_view_follows_after_it(view: CanvasView) -> None:
    view.zoom_to_fit()
    doc = view.workbench.require_document()
    fitted = view.viewport
    start, end = at(view, 50, 60), at(view, 90, 100)
    QTest.mousePress(view, LEFT, NO_KEYS, start)
    beside = Rect(doc.width + 10, 0, doc.width, doc.height)
    picture = np.zeros((doc.height, doc.width, 4), np.uint8)
    view.workbench.preview_changed.emit(Preview(picture, beside, beside))
    assert view.viewport == fitted
    view.resize(400, 220)
    QApplication.processEvents()
    assert at(view, 50, 60) == start
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NO_KEYS, end)
    assert alpha(view, 70, 80) > 0
    assert alpha(view, 90, 100) > 0
    assert view.viewport.zoom < fitted.zoom
    assert view.fits
    assert view.viewport.size_px == (400, 220)
    view.workbench.preview_changed.emit(None)


def test_a_stroke_that_is_given_up_lets_the_view_follow_too(view: CanvasView) -> None:
    view.zoom_to_fit()
    start = at(view, 50, 60)
    QTest.mousePress(view, LEFT, NO_KEYS, start)
    view.resize(300, 120)
    QApplication.processEvents()
    assert at(view, 50, 60) == start
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.viewport.center == (100, 80)


def test_alt_and_the_right_button_set_size_and_hardness(view: CanvasView) -> None:
    view.tools.options.set("brush", "size_px", 40)
    view.tools.options.set("brush", "hardness", 0.5)
    alt, right = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.RightButton
    QTest.mousePress(view, right, alt, QPoint(200, 150))
    for x, y in ((210, 150), (230, 190)):
        pos = QPointF(x, y)
        event = QMouseEvent(QEvent.Type.MouseMove, pos, pos, Qt.MouseButton.NoButton, right, alt)
        QApplication.sendEvent(view, event)
    assert view.pointing.view_pos == (200, 150), "the ring stays where it was taken"
    QTest.mouseRelease(view, right, alt, QPoint(230, 190))
    assert view.tools.options.get("brush", "size_px") == 100
    assert view.tools.options.get("brush", "hardness") == 0.7
    assert not view.workbench.require_document().history.entries


def test_a_right_click_asks_for_a_menu_and_a_right_drag_does_not(
    view: CanvasView, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    view.menu_wanted.connect(lambda: asked.append(True))
    QTest.mouseClick(view, Qt.MouseButton.RightButton, NO_KEYS, QPoint(100, 100))
    assert asked == [True]
    drag(view, QPoint(100, 100), QPoint(160, 100), button=Qt.MouseButton.RightButton)
    assert asked == [True]
    assert not view.workbench.require_document().history.entries
