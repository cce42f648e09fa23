"""A widget that the active tool works in: pointer, pen and keys go in, the cursor shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from editor.ui.canvas import overlays
from editor.ui.canvas.cursors import RING_FROM_PX, qt_cursor
from editor.ui.canvas.navigable import NavigableWidget
from editor.ui.canvas.pointing import Drag, Pointing
from editor.ui.canvas.spots import SpotsOverlay
from editor.ui.canvas.touchpad import Touchpad
from editor.ui.canvas.typing import Typing
from editor.ui.canvas.viewport import Point
from editor.ui.tools import ToolBox
from editor.ui.tools.events import PointerEvent
from editor.ui.tools.tool import Cursor


class PointableWidget(NavigableWidget):
    """Hands what the user does to the active tool; a subclass shows the picture it works on.

    Signals:
        pointer_moved(tuple | None): the document point under the pointer; None outside the view.
        menu_wanted: a right click.
    """

    pointer_moved = Signal(object)
    menu_wanted = Signal()

    def __init__(self, tools: ToolBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.tools.navigator = self
        self.spots = SpotsOverlay(tools)
        self.pointing = Pointing(self)
        self.touchpad = Touchpad(self)
        self.typing = Typing(tools)
        self._is_comparing = False
        self._overlay_rect = QRect()
        self._cursor: tuple[Cursor, bool] | None = None
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_comparing(self) -> bool:
        """Whether the picture is shown without what a run made of it."""
        return self._is_comparing

    def set_comparing(self, *, on: bool) -> None:
        """Shows the picture without the preview or variant over it."""
        if on != self._is_comparing:
            self._is_comparing = on
            self.update()

    def _is_held(self) -> bool:
        return self.pointing.drag is Drag.TOOL

    def cancel(self) -> bool:
        """Gives up what the pointer or the tool is doing; False where there was nothing."""
        return self.pointing.cancel()

    # The cursor and what goes with it

    def _update_overlay(self) -> None:
        """Repaints where the tool's shapes and the ring were and are."""
        before = self._overlay_rect
        self._overlay_rect = overlays.shapes_view_rect(
            self.viewport, self.tools.active.shapes(), self.rect()
        )
        ring = self._ring()
        if ring is not None:
            around = overlays.brush_ring_rect(self.viewport, *ring)
            self._overlay_rect = self._overlay_rect.united(around)
        if not before.isNull():
            self.update(before)
        if not self._overlay_rect.isNull():
            self.update(self._overlay_rect)

    def refresh_cursor(self) -> None:
        """Gives the pointer the shape of the moment."""
        ring = self._ring()
        ring_px = None if ring is None else ring[1] * self.viewport.scale
        wanted = self.pointing.cursor()
        is_ring = ring_px is not None and ring_px >= RING_FROM_PX
        if (wanted, is_ring) != self._cursor:
            self._cursor = (wanted, is_ring)
            self.setCursor(qt_cursor(wanted, is_ring=is_ring))
        self._update_overlay()

    def on_pointer(self, event: PointerEvent) -> None:
        """The pointer is somewhere else, or does something else."""
        self.refresh_cursor()
        self.pointer_moved.emit(event.doc_pos)

    def _ring(self) -> tuple[Point, float] | None:
        """Where the brush ring is, and its diameter in document pixels."""
        diameter_px = self.tools.active.brush_size_px()
        latest = self.pointing.latest()
        if diameter_px is None or latest is None or self.pointing.cursor() != "brush":
            return None
        return latest.doc_pos, diameter_px

    # Qt's events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self.touchpad.gesture(event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self.typing.wants(event))
            return True
        if isinstance(event, QInputMethodEvent):
            self.typing.commit(event)
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab compares; Ctrl+Tab and the window's commands leave the canvas."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointing.mouse_press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointing.mouse_press(event, is_double=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointing.mouse_move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointing.mouse_release(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        self.pointing.tablet(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touchpad.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointing.leave()
        self._update_overlay()
        self.pointer_moved.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.typing.key_press(event) and not self.pointing.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.pointing.key_release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointing.let_go()
        super().focusOutEvent(event)
