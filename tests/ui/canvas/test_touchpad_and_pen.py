"""Two fingers on a touchpad, and a pen: Qt's own events sent to the canvas."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.api import Rect
from editor.document import selecting
from editor.document import selection as masks
from editor.ui.canvas import CanvasView
from tests.ui.canvas.test_view import LEFT, NO_KEYS, alpha, at

CTRL = Qt.KeyboardModifier.ControlModifier
Gesture = Qt.NativeGestureType
Phase = Qt.ScrollPhase
PLACE = (150.0, 120.0)


@pytest.fixture(scope="module")
def fingers(qapp: QApplication) -> QPointingDevice:
    return QPointingDevice(
        "touchpad",
        7,
        QInputDevice.DeviceType.TouchPad,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position | QInputDevice.Capability.PixelScroll,
        5,
        1,
    )


def gesture(
    view: CanvasView,
    fingers: QPointingDevice,
    kind: Gesture,
    value: float = 0.0,
    delta: QPointF | None = None,
) -> None:
    pos = QPointF(*PLACE)
    event = QNativeGestureEvent(kind, fingers, 2, pos, pos, pos, value, delta or QPointF())
    QApplication.sendEvent(view, event)


def scroll(
    view: CanvasView, dx: int, dy: int, phase: Phase, held: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """Two fingers: pixels, and an angle that is no whole notch."""
    pos = QPointF(*PLACE)
    buttons = Qt.MouseButton.NoButton
    event = QWheelEvent(
        pos, pos, QPoint(dx, dy), QPoint(dx * 2, dy * 2), buttons, held, phase, False
    )
    QApplication.sendEvent(view, event)
    assert event.isAccepted()


def test_a_pinch_zooms_where_the_fingers_are(view: CanvasView, fingers: QPointingDevice) -> None:
    doc_pos = view.viewport.to_doc(PLACE)
    gesture(view, fingers, Gesture.BeginNativeGesture)
    for value in (0.02, 0.05, 0.2, 0.4, -0.1, -0.3):
        gesture(view, fingers, Gesture.ZoomNativeGesture, value)
        assert math.dist(view.viewport.to_view(doc_pos), PLACE) < 1.5
    gesture(view, fingers, Gesture.EndNativeGesture)
    expected = 1.02 * 1.05 * 1.2 * 1.4 * 0.9 * 0.7
    assert view.viewport.zoom == pytest.approx(expected)
    gesture(view, fingers, Gesture.ZoomNativeGesture, -1.5)
    assert 0 < view.viewport.zoom < expected


def test_two_fingers_pan_and_laying_them_down_or_lifting_does_nothing(view: CanvasView) -> None:
    view.zoom_to(3.3)
    x, y = view.viewport.to_view((50, 40))
    scroll(view, 0, 0, Phase.ScrollBegin)
    for _ in range(3):
        scroll(view, -7, 4, Phase.ScrollUpdate)
    scroll(view, -5, 0, Phase.ScrollMomentum)
    scroll(view, 0, 0, Phase.ScrollEnd)
    assert view.viewport.zoom == 3.3
    assert view.viewport.to_view((50, 40)) == pytest.approx((x - 26, y + 12), abs=0.5)


def test_ctrl_makes_two_fingers_zoom_smoothly(view: CanvasView) -> None:
    doc_pos = view.viewport.to_doc(PLACE)
    zooms = []
    for _ in range(5):
        scroll(view, 0, 6, Phase.ScrollUpdate, CTRL)
        zooms.append(view.viewport.zoom)
    assert zooms == sorted(set(zooms))
    assert zooms[-1] < 1.5
    assert math.dist(view.viewport.to_view(doc_pos), PLACE) < 1.5


def test_a_tilted_wheel_moves_the_picture_aside(view: CanvasView) -> None:
    view.zoom_to(3.3)
    x, y = view.viewport.to_view((50, 40))
    pos, none = QPointF(*PLACE), Phase.NoScrollPhase
    buttons = Qt.MouseButton.NoButton
    event = QWheelEvent(pos, pos, QPoint(), QPoint(120, 0), buttons, NO_KEYS, none, False)
    QApplication.sendEvent(view, event)
    assert view.viewport.zoom == 3.3
    assert view.viewport.to_view((50, 40)) == pytest.approx((x + 120, y), abs=0.5)


def test_fingers_turn_the_view_but_not_by_pinching(
    view: CanvasView, fingers: QPointingDevice
) -> None:
    gesture(view, fingers, Gesture.BeginNativeGesture)
    for _ in range(5):
        gesture(view, fingers, Gesture.ZoomNativeGesture, 0.05)
        gesture(view, fingers, Gesture.RotateNativeGesture, 1.0)
    gesture(view, fingers, Gesture.EndNativeGesture)
    assert view.viewport.rotation_deg == 0
    doc_pos = view.viewport.to_doc(PLACE)
    gesture(view, fingers, Gesture.BeginNativeGesture)
    for _ in range(20):
        gesture(view, fingers, Gesture.RotateNativeGesture, 1.5)
    gesture(view, fingers, Gesture.EndNativeGesture)
    assert 20 < view.viewport.rotation_deg <= 30
    assert math.dist(view.viewport.to_view(doc_pos), PLACE) < 1.5
    view.reset_rotation()
    assert view.viewport.is_upright


def test_a_double_tap_goes_to_the_place_and_back(
    view: CanvasView, fingers: QPointingDevice
) -> None:
    view.workbench.new(3000, 2000)
    view.zoom_to_fit()
    fitted = view.viewport
    doc_pos = fitted.to_doc(PLACE)
    gesture(view, fingers, Gesture.SmartZoomNativeGesture)
    assert view.viewport.zoom == pytest.approx(1.0)
    assert math.dist(view.viewport.to_view(doc_pos), PLACE) < 1.5
    gesture(view, fingers, Gesture.SmartZoomNativeGesture)
    assert view.viewport == fitted


def test_a_swipe_pans(view: CanvasView, fingers: QPointingDevice) -> None:
    view.zoom_to(3.0)
    x, y = view.viewport.to_view((50, 40))
    gesture(view, fingers, Gesture.PanNativeGesture, delta=QPointF(12, -8))
    assert view.viewport.to_view((50, 40)) == pytest.approx((x + 12, y - 8), abs=0.5)


class Pen:
    """A pen with a clock of its own."""

    def __init__(self, view: CanvasView, *, is_eraser: bool = False) -> None:
        ends = QPointingDevice.PointerType
        self._view = view
        self._now_ms = 1000
        self._device = QPointingDevice(
            "pen",
            11,
            QInputDevice.DeviceType.Stylus,
            ends.Eraser if is_eraser else ends.Pen,
            QInputDevice.Capability.Pressure | QInputDevice.Capability.Position,
            1,
            2,
        )

    def send(self, kind: QEvent.Type, x: float, y: float, pressure: float, wait_ms: int) -> None:
        self._now_ms += wait_ms
        pos = QPointF(at(self._view, x, y))
        button = Qt.MouseButton.LeftButton
        moves = kind == QEvent.Type.TabletMove
        event = QTabletEvent(
            kind,
            self._device,
            pos,
            pos,
            pressure,
            *(0.0, 0.0, 0.0, 0.0, 0.0),
            NO_KEYS,
            Qt.MouseButton.NoButton if moves else button,
            button,
        )
        event.setTimestamp(self._now_ms)
        QApplication.sendEvent(self._view, event)
        assert event.isAccepted()

    def stroke(self, *points: tuple[float, float, float]) -> None:
        """Each point with its pressure."""
        self.send(QEvent.Type.TabletPress, *points[0], 600)
        for point in points[1:]:
            self.send(QEvent.Type.TabletMove, *point, 8)
        self.send(QEvent.Type.TabletRelease, points[-1][0], points[-1][1], 0.0, 8)

    def tap(self, x: float, y: float, wait_ms: int = 600) -> None:
        self.send(QEvent.Type.TabletPress, x, y, 0.6, wait_ms)
        self.send(QEvent.Type.TabletRelease, x, y, 0.0, 20)


def painted_height(view: CanvasView, x: int) -> int:
    return sum(alpha(view, x, y) > 127 for y in range(160))


def test_pressure_swells_and_thins_one_stroke(view: CanvasView) -> None:
    view.tools.options.set("brush", "size_px", 60)
    view.tools.options.set("brush", "smoothing", 0)
    ramp = [(20 + 4 * i, 80, 0.1 + 0.9 * i / 39) for i in range(40)]
    Pen(view).stroke(*ramp)
    heights = [painted_height(view, x) for x in (30, 70, 110, 150)]
    assert heights == sorted(set(heights))
    assert heights[0] < 25 < 45 < heights[-1]
    assert len(view.workbench.require_document().history.entries) == 1


def test_pressure_can_set_the_opacity_instead(view: CanvasView) -> None:
    for name, value in (("size_px", 30), ("pressure_size", False), ("pressure_opacity", True)):
        view.tools.options.set("brush", name, value)
    Pen(view).stroke((30, 80, 0.3), (60, 80, 0.3))
    Pen(view).stroke((120, 80, 1.0), (150, 80, 1.0))
    assert 40 < alpha(view, 45, 80) < 140
    assert alpha(view, 135, 80) > 240
    assert painted_height(view, 135) in range(28, 32)


def test_the_pen_s_other_end_takes_the_mask_away(view: CanvasView) -> None:
    doc = view.workbench.require_document()
    selecting.set_selection(doc, masks.rectangle(doc.bounds.size, 20, 20, 180, 140))
    view.tools.choose("mask")
    Pen(view, is_eraser=True).stroke((60, 80, 0.8), (100, 80, 0.8))
    assert doc.selection.read(Rect(80, 80, 1, 1))[0, 0] == 0
    assert view.tools.active.id == "mask"
    Pen(view).stroke((60, 80, 0.8), (100, 80, 0.8))
    assert doc.selection.read(Rect(80, 80, 1, 1))[0, 0] == 255


def test_two_taps_close_a_polygon(view: CanvasView) -> None:
    doc = view.workbench.require_document()
    view.tools.choose("select-lasso")
    pen = Pen(view)
    for point in ((20, 20), (180, 20), (180, 140)):
        pen.tap(*point)
    assert doc.selection.is_empty
    pen.tap(20, 140)
    pen.tap(20, 140, wait_ms=120)
    assert doc.selection.bounds() == Rect(20, 20, 160, 120)


def test_the_pen_brings_the_keyboard_along(view: CanvasView) -> None:
    field = QLineEdit(view)
    field.show()
    field.setFocus()
    assert QApplication.focusWidget() is field
    Pen(view).tap(50, 50)
    assert QApplication.focusWidget() is view


def test_the_pen_s_pressure_and_its_eraser(view: CanvasView) -> None:
    view.tools.options.set("brush", "size_px", 40)

    def pen(kind: QEvent.Type, point: QPoint, pressure: float, *, eraser: bool = False) -> None:
        end = QPointingDevice.PointerType
        device = QPointingDevice(
            "pen",
            1,
            QInputDevice.DeviceType.Stylus,
            end.Eraser if eraser else end.Pen,
            QInputDevice.Capability.Pressure,
            1,
            1,
        )
        pos = QPointF(point)
        held, buttons = NO_KEYS, LEFT
        event = QTabletEvent(
            kind, device, pos, pos, pressure, 0.0, 0.0, 0.0, 0.0, 0.0, held, LEFT, buttons
        )
        QApplication.sendEvent(view, event)

    spot = at(view, 100, 80)
    pen(QEvent.Type.TabletPress, spot, 0.25)
    pen(QEvent.Type.TabletRelease, spot, 0.0)
    assert alpha(view, 100, 80) == 255
    assert alpha(view, 112, 80) == 0
    pen(QEvent.Type.TabletPress, spot, 1.0, eraser=True)
    assert view.tools.active.id == "eraser"
    pen(QEvent.Type.TabletRelease, spot, 0.0, eraser=True)
    assert view.tools.active.id == "brush"
    assert alpha(view, 100, 80) == 0
