"""From Qt's mouse, pen, wheel and keys to the active tool and to moving the view."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)

from editor.ui.canvas.viewport import Point
from editor.ui.tools.events import Button, Modifiers, PointerEvent
from editor.ui.tools.tool import Cursor, Key

if TYPE_CHECKING:
    from editor.ui.canvas.pointable import PointableWidget

_NOTCH = 120
_Key = Qt.Key
_TOOL_KEYS: dict[int, Key] = {
    _Key.Key_Return: "enter",
    _Key.Key_Enter: "enter",
    _Key.Key_Left: "left",
    _Key.Key_Right: "right",
    _Key.Key_Up: "up",
    _Key.Key_Down: "down",
    _Key.Key_Backspace: "backspace",
}
_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.RightButton: Button.RIGHT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
}


class Drag(Enum):
    """What the pressed pointer is doing."""

    NONE = auto()
    TOOL = auto()
    PAN = auto()
    ROTATE = auto()
    ZOOM = auto()


class Pointing:
    """Decides what each input means, given the keys held and what the pointer is doing."""

    def __init__(self, view: PointableWidget) -> None:
        self._view = view
        self._held: set[int] = set()
        self._tool_before_pen = ""
        self._start: Point = (0.0, 0.0)
        self.drag = Drag.NONE
        self.view_pos: Point | None = None
        self.modifiers = Modifiers.NONE

    # Pointer

    def mouse_press(self, event: QMouseEvent, *, is_double: bool = False) -> None:
        """A mouse button went down."""
        button = _BUTTONS.get(event.button(), Button.NONE)
        self._press(self._event(event.position(), event.modifiers(), button))
        if is_double and self.drag is Drag.TOOL:
            self._view.tools.double_click(self._event(event.position(), event.modifiers(), button))

    def mouse_move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button down."""
        self._move(self._event(event.position(), event.modifiers()))

    def mouse_release(self, event: QMouseEvent) -> None:
        """A mouse button went up."""
        button = _BUTTONS.get(event.button(), Button.NONE)
        self._release(self._event(event.position(), event.modifiers(), button))

    def tablet(self, event: QTabletEvent) -> None:
        """The pen did something."""
        pointer = self._event(
            event.position(),
            event.modifiers(),
            _BUTTONS.get(event.button(), Button.NONE),
            pressure=event.pressure(),
        )
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._turn_pen(event.pointerType())
            self._press(pointer)
        elif kind == QEvent.Type.TabletMove:
            self._move(pointer)
        elif kind == QEvent.Type.TabletRelease:
            self._release(pointer)
            self._turn_pen(QPointingDevice.PointerType.Pen)
        event.accept()

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel notch zooms at the pointer, with Shift or Alt it moves the view; so do two
        fingers on a touchpad, unless Ctrl is held."""
        pos = (event.position().x(), event.position().y())
        held = event.modifiers()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        is_touchpad = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        if is_touchpad and not held & Qt.KeyboardModifier.ControlModifier:
            self._view.pan_by(pixels.x(), pixels.y())
        elif held & Qt.KeyboardModifier.ShiftModifier:
            # Some platforms turn the wheel's axis themselves while Shift is held.
            self._view.pan_by(angle.y() or angle.x(), 0)
        elif held & Qt.KeyboardModifier.AltModifier:
            self._view.pan_by(0, angle.x() or angle.y())
        elif is_touchpad or angle.y() % _NOTCH:
            self._view.zoom_by(2.0 ** (angle.y() / _NOTCH / 3), pos)
        else:
            self._view.zoom_step(angle.y() // _NOTCH, pos)
        event.accept()

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Pinching and turning two fingers; True where it was used."""
        pos = (event.position().x(), event.position().y())
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._view.zoom_by(1 + event.value(), pos)
            case Qt.NativeGestureType.RotateNativeGesture:
                self._view.rotate_by(event.value(), pos)
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self._view.zoom_to_fit()
            case _:
                return False
        return True

    def leave(self) -> None:
        """The pointer left the view."""
        self.view_pos = None
        self._view.spots.hover(None)

    # Keys

    def key_press(self, event: QKeyEvent) -> bool:
        """A key went down; True where it was used."""
        key = event.key()
        self._take_modifiers(event.modifiers())
        if key in (_Key.Key_Space, _Key.Key_R) and not self._has_command(event):
            self._held.add(key)
            self._view.refresh_cursor()
            return True
        if key == _Key.Key_Escape:
            return self.cancel()
        if key == _Key.Key_Tab:
            if not event.isAutoRepeat():
                self._view.set_comparing(on=True)
            return True
        if key in _TOOL_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._view.tools.key(_TOOL_KEYS[key], self.modifiers)
        return not self._has_command(event) and self._quick_key(event.text())

    def key_release(self, event: QKeyEvent) -> bool:
        """A key went up; True where it was used."""
        self._take_modifiers(event.modifiers())
        if event.isAutoRepeat():
            return event.key() in (*self._held, _Key.Key_Tab)
        if event.key() in self._held:
            self._held.discard(event.key())
            self._view.refresh_cursor()
            return True
        if event.key() == _Key.Key_Tab:
            self._view.set_comparing(on=False)
            return True
        return False

    def let_go(self) -> None:
        """The keyboard went elsewhere: no key counts as held any more."""
        self._held.clear()
        self._take_modifiers(Qt.KeyboardModifier.NoModifier)
        self._view.set_comparing(on=False)

    def cancel(self) -> bool:
        """Gives up what the pointer or the tool is doing; False where there was nothing."""
        was_dragging, self.drag = self.drag is not Drag.NONE, Drag.NONE
        did = self._view.tools.cancel()
        self._view.settle()
        self._view.refresh_cursor()
        return did or was_dragging

    def cursor(self) -> Cursor:
        """The shape of the pointer."""
        if self.drag is Drag.PAN:
            return "grabbing"
        if self.drag is Drag.ROTATE or _Key.Key_R in self._held:
            return "rotate"
        if self.drag is Drag.ZOOM:
            return "zoom"
        if _Key.Key_Space in self._held and self.drag is Drag.NONE:
            if self.modifiers & Modifiers.SHIFT:
                return "rotate"
            return "zoom" if self.modifiers & Modifiers.CTRL else "hand"
        if self._view.spots.is_under and self.drag is Drag.NONE:
            return "point"
        return self._view.tools.cursor(self.modifiers)

    def latest(self) -> PointerEvent | None:
        """Where the pointer is; None outside the view."""
        if self.view_pos is None:
            return None
        return self._pointer(self.view_pos)

    # Inside

    def _press(self, event: PointerEvent) -> None:
        if self.drag is not Drag.NONE:
            return
        self._start = self.view_pos = event.view_pos
        self.drag = self._drag_for(event)
        if self.drag is Drag.TOOL and self._view.spots.press(event):
            self.drag = Drag.NONE
        elif self.drag is Drag.TOOL:
            self._view.tools.press(event)
        self._view.on_pointer(event)

    def _drag_for(self, event: PointerEvent) -> Drag:
        if event.button is Button.MIDDLE:
            return Drag.ROTATE if event.has(Modifiers.SHIFT) else Drag.PAN
        if event.button is not Button.LEFT:
            return Drag.NONE
        if _Key.Key_R in self._held:
            return Drag.ROTATE
        if _Key.Key_Space in self._held:
            if event.has(Modifiers.SHIFT):
                return Drag.ROTATE
            return Drag.ZOOM if event.has(Modifiers.CTRL) else Drag.PAN
        return Drag.TOOL

    def _move(self, event: PointerEvent) -> None:
        before = self.view_pos or event.view_pos
        self.view_pos = event.view_pos
        dx, dy = event.view_pos[0] - before[0], event.view_pos[1] - before[1]
        match self.drag:
            case Drag.TOOL:
                self._view.tools.move(event)
            case Drag.PAN:
                self._view.pan_by(dx, dy)
            case Drag.ROTATE:
                self._rotate(before, event.view_pos)
            case Drag.ZOOM:
                self._view.zoom_by(2.0 ** (dx / 100), self._start)
            case Drag.NONE:
                self._view.spots.hover(event)
                self._view.tools.hover(event)
        self._view.on_pointer(event)

    def _release(self, event: PointerEvent) -> None:
        drag, self.drag = self.drag, Drag.NONE
        if drag is Drag.TOOL:
            self._view.tools.release(event)
            self._view.settle()
        self._view.on_pointer(event)

    def _rotate(self, before: Point, after: Point) -> None:
        width, height = self._view.viewport.size_px
        angles = [math.atan2(y - height / 2, x - width / 2) for x, y in (before, after)]
        turned = math.degrees(angles[1] - angles[0])
        self._view.rotate_by((turned + 180) % 360 - 180)

    def _turn_pen(self, end: QPointingDevice.PointerType) -> None:
        """The other end of the pen is an eraser, for as long as it touches."""
        tools = self._view.tools
        if end == QPointingDevice.PointerType.Eraser and tools.active.id == "brush":
            self._tool_before_pen = tools.active.id
            tools.choose("eraser")
        elif self._tool_before_pen and end != QPointingDevice.PointerType.Eraser:
            tools.choose(self._tool_before_pen)
            self._tool_before_pen = ""

    def _quick_key(self, text: str) -> bool:
        tools = self._view.tools
        if text in ("[", "]"):
            tools.resize_brush(-1 if text == "[" else 1)
        elif text and text in "0123456789":
            tools.set_opacity((int(text) or 10) / 10)
        elif text in ("x", "X"):
            tools.swap_colors()
        elif text in ("d", "D"):
            tools.reset_colors()
        else:
            return False
        return True

    def _take_modifiers(self, held: Qt.KeyboardModifier) -> None:
        before, self.modifiers = self.modifiers, _modifiers(held)
        if before == self.modifiers:
            return
        latest = self.latest()
        if latest is not None and self.drag is Drag.TOOL:
            self._view.tools.move(latest)
        elif latest is not None and self.drag is Drag.NONE:
            self._view.spots.hover(latest)
            self._view.tools.hover(latest)
        self._view.refresh_cursor()

    def _event(
        self,
        position: QPointF,
        held: Qt.KeyboardModifier,
        button: Button = Button.NONE,
        pressure: float = 1.0,
    ) -> PointerEvent:
        self.modifiers = _modifiers(held)
        return self._pointer((position.x(), position.y()), button, pressure)

    def _pointer(
        self, view_pos: Point, button: Button = Button.NONE, pressure: float = 1.0
    ) -> PointerEvent:
        viewport = self._view.viewport
        return PointerEvent(
            doc_pos=viewport.to_doc(view_pos),
            view_pos=view_pos,
            pressure=pressure,
            button=button,
            modifiers=self.modifiers,
            scale=viewport.scale,
        )

    @staticmethod
    def _has_command(event: QKeyEvent) -> bool:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        is_space = event.key() == _Key.Key_Space
        return bool(event.modifiers() & commands) and not is_space


def _modifiers(held: Qt.KeyboardModifier) -> Modifiers:
    out = Modifiers.NONE
    if held & Qt.KeyboardModifier.ShiftModifier:
        out |= Modifiers.SHIFT
    if held & Qt.KeyboardModifier.ControlModifier:
        out |= Modifiers.CTRL
    if held & Qt.KeyboardModifier.AltModifier:
        out |= Modifiers.ALT
    return out
