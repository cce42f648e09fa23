"""Points of a curve under the mouse and the keyboard; the pure functions behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.api import param_fields
from editor.document.adjust import Curves
from editor.document.adjust.curves import STRAIGHT, Points
from editor.ui.adjust import curve_points
from editor.ui.adjust.curve_field import CurveField
from editor.ui.adjust.curves_editor import CurvesEditor

points = st.dictionaries(st.integers(0, 255), st.integers(0, 255), min_size=2, max_size=32).map(
    lambda found: tuple(sorted(found.items()))
)
places = st.tuples(st.integers(-50, 300), st.integers(-50, 300))


@given(points, places, st.integers(0, 40))
def test_whatever_is_done_the_points_stay_a_curve(
    found: Points, place: tuple[int, int], number: int
) -> None:
    index = number % len(found)
    moved = curve_points.moved(found, index, place)
    more, at = curve_points.added(found, place)
    for changed in (moved, more, curve_points.removed(found, index)):
        assert Curves(curves=(changed, STRAIGHT, STRAIGHT, STRAIGHT)).curves[0] == changed
    assert 0 <= at < len(more)
    assert curve_points.nearest(found, found[index], within=1) is not None


@pytest.fixture
def field(qtbot: QtBot) -> CurveField:
    field = CurveField()
    qtbot.addWidget(field)
    field.resize(267, 267)
    field.show()
    qtbot.waitExposed(field)
    return field


def at(field: CurveField, x: int, y: int) -> QPoint:
    return field._place(x, y).toPoint()


def drag(field: CurveField, *way: QPoint) -> None:
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=way[0])
    for place in way[1:]:
        QTest.mouseMove(field, place)
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=way[-1])


def test_a_click_adds_and_a_drag_moves(field: CurveField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.changed):
        drag(field, at(field, 128, 180))
    assert field.points == ((0, 0), (128, 180), (255, 255))
    drag(field, at(field, 128, 180), at(field, 100, 60))
    assert field.points == ((0, 0), (100, 60), (255, 255))
    drag(field, at(field, 100, 60), at(field, 100, 60) + QPoint(0, 400))
    assert field.points == STRAIGHT
    drag(field, at(field, 90, 200), at(field, 90, 200) + QPoint(0, 900), at(field, 70, 210))
    assert field.points == ((0, 0), (70, 210), (255, 255)), "back in the field it is there again"
    QTest.mouseClick(field, Qt.MouseButton.RightButton, pos=at(field, 70, 210))
    assert field.points == STRAIGHT


def test_the_keyboard_does_it_all(field: CurveField) -> None:
    keys = Qt.Key
    QTest.keyClick(field, keys.Key_Insert)
    assert field.points == ((0, 0), (127, 127), (255, 255))
    QTest.keyClick(field, keys.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, keys.Key_Left)
    assert field.points[1] == (126, 137)
    QTest.keyClick(field, keys.Key_PageDown)
    QTest.keyClick(field, keys.Key_Down)
    assert field.points[2] == (255, 254)
    QTest.keyClick(field, keys.Key_PageUp)
    QTest.keyClick(field, keys.Key_Delete)
    assert field.points == ((0, 0), (255, 254))


def test_the_editor_keeps_four_curves_and_reads_them_out(qtbot: QtBot) -> None:
    editor = CurvesEditor(param_fields(Curves)[0])
    assert editor.below is not None
    assert editor.beside is not None
    qtbot.addWidget(editor.below)
    qtbot.addWidget(editor.beside)
    told: list[int] = []
    editor.changed.connect(lambda: told.append(1))
    bent = ((0, 10), (100, 180), (255, 255))
    editor.set_value((STRAIGHT, STRAIGHT, bent, STRAIGHT))
    assert not told
    editor._channels.button(2).click()
    editor.curve.setFocus()
    QTest.keyClick(editor.curve, Qt.Key.Key_PageDown)
    assert editor.curve.accessibleDescription() == (
        "Channel Green, point 2 of 3: input 100, output 180"
    )
    editor._y.setText("90")
    editor._y.committed.emit()
    assert told
    assert editor.value() == (STRAIGHT, STRAIGHT, ((0, 10), (100, 90), (255, 255)), STRAIGHT)
    editor._x.stepped.emit(5)
    assert editor.curve.points[1] == (105, 90)
