"""From Qt's mouse, pen and keys to the active tool and to moving the view."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTabletEvent,
)

from editor.ui.canvas.pen import Pen
from editor.ui.canvas.viewport import Point
from editor.ui.tools.events import Button, Modifiers, PointerEvent
from editor.ui.tools.tool import Cursor, Key

if TYPE_CHECKING:
    from editor.ui.canvas.pointable import PointableWidget

_Key = Qt.Key
_CLICK_PX = 4
_HARDNESS_PX = 200
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
    RESIZE = auto()
    MENU = auto()


class Pointing:
    """Decides what each input means, given the keys held and what the pointer is doing."""

    def __init__(self, view: PointableWidget) -> None:
        self._view = view
        self._held: set[int] = set()
        self._pen = Pen(view.tools)
        self._start: Point = (0.0, 0.0)
        self._brush: tuple[float, float] = (0.0, 0.0)
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
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # Qt does so for a mouse only
            self._pen.lay_down(event)
        held = event.modifiers()
        if self._pen.takes_away(event):
            held |= Qt.KeyboardModifier.AltModifier
        button = _BUTTONS.get(event.button(), Button.NONE)
        pointer = self._event(event.position(), held, button, event.pressure())
        if kind == QEvent.Type.TabletPress:
            self._press(pointer)
            if self._pen.is_double(event) and self.drag is Drag.TOOL:
                self._view.tools.double_click(pointer)
        elif kind == QEvent.Type.TabletMove:
            self._move(pointer)
        elif kind == QEvent.Type.TabletRelease:
            self._release(pointer)
            self._pen.lift()
        event.accept()

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
        if self.drag is Drag.RESIZE:
            return "brush"
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
        if event.button is Button.RIGHT:
            return self._right_drag(event)
        if event.button is not Button.LEFT:
            return Drag.NONE
        if _Key.Key_R in self._held:
            return Drag.ROTATE
        if _Key.Key_Space in self._held:
            if event.has(Modifiers.SHIFT):
                return Drag.ROTATE
            return Drag.ZOOM if event.has(Modifiers.CTRL) else Drag.PAN
        return Drag.TOOL

    def _right_drag(self, event: PointerEvent) -> Drag:
        tools = self._view.tools
        size_px = tools.active.brush_size_px()
        if event.has(Modifiers.ALT) and size_px is not None:
            self._brush = (size_px, tools.hardness)
            return Drag.RESIZE
        return Drag.NONE if tools.active.is_busy else Drag.MENU

    def _move(self, event: PointerEvent) -> None:
        if self.drag is Drag.RESIZE:  # around the ring, which stays where it is
            self._resize(event)
            return
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
            case Drag.NONE | Drag.MENU:
                self._view.spots.hover(event)
                self._view.tools.hover(event)
        self._view.on_pointer(event)

    def _release(self, event: PointerEvent) -> None:
        drag, self.drag = self.drag, Drag.NONE
        if drag is Drag.TOOL:
            self._view.tools.release(event)
            self._view.settle()
        if drag is Drag.MENU and math.dist(self._start, event.view_pos) <= _CLICK_PX:
            self._view.menu_wanted.emit()
        self._view.on_pointer(event)

    def _resize(self, event: PointerEvent) -> None:
        """To the right larger, to the left smaller; down harder, up softer."""
        size_px, hardness = self._brush
        dx, dy = event.view_pos[0] - self._start[0], event.view_pos[1] - self._start[1]
        self._view.tools.set_brush_size(size_px + 2 * dx / event.scale)
        self._view.tools.set_hardness(hardness + dy / _HARDNESS_PX)
        self._view.refresh_cursor()

    def _rotate(self, before: Point, after: Point) -> None:
        width, height = self._view.viewport.size_px
        angles = [math.atan2(y - height / 2, x - width / 2) for x, y in (before, after)]
        turned = math.degrees(angles[1] - angles[0])
        self._view.rotate_by((turned + 180) % 360 - 180)

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
