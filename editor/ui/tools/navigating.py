"""Hand and zoom: tools that change the view, not the picture."""

from __future__ import annotations

from typing import Any, Protocol

from editor.api import Rect
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.shapes import Shape, box
from editor.ui.tools.tool import Cursor, Tool

_DRAG_FROM_PX = 6.0


class Navigator(Protocol):
    """What these tools need of a view."""

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the picture with the hand, in logical view pixels."""

    def zoom_step(self, steps: int, view_pos: Point | None = None) -> None:
        """Zooms by steps around a view point."""

    def zoom_to_rect(self, doc_rect: Rect) -> None:
        """Shows a part of the picture as large as it goes."""


class HandTool(Tool):
    """Moves the picture under the window."""

    id = "hand"
    title = "Hand"
    shortcut = "H"
    icon = "hand"
    hint = "Drag to move the view. Holding Space does it with every tool."

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._at: Point | None = None

    def press(self, event: PointerEvent) -> None:
        self._at = event.view_pos

    def move(self, event: PointerEvent) -> None:
        if self._at is not None and self.box.navigator is not None:
            before, self._at = self._at, event.view_pos
            self.box.navigator.pan_by(self._at[0] - before[0], self._at[1] - before[1])

    def release(self, event: PointerEvent) -> None:
        self._at = None

    def cancel(self) -> None:
        self._at = None

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "hand" if self._at is None else "grabbing"


class ZoomTool(Tool):
    """Click to zoom in, Alt+click to zoom out, drag a frame to fill the view with it."""

    id = "zoom"
    title = "Zoom"
    shortcut = "Z"
    icon = "magnifying-glass"
    hint = "Click to zoom in, Alt+click to zoom out, drag a frame around a part."

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._start: PointerEvent | None = None
        self._end: Point = (0.0, 0.0)
        self._is_frame = False

    @property
    def is_busy(self) -> bool:
        return self._start is not None

    def press(self, event: PointerEvent) -> None:
        self._start, self._end, self._is_frame = event, event.doc_pos, False

    def move(self, event: PointerEvent) -> None:
        if self._start is None:
            return
        self._end = event.doc_pos
        dx = event.view_pos[0] - self._start.view_pos[0]
        dy = event.view_pos[1] - self._start.view_pos[1]
        self._is_frame = self._is_frame or max(abs(dx), abs(dy)) >= _DRAG_FROM_PX
        self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        start, self._start = self._start, None
        self.box.overlay_changed.emit()
        view = self.box.navigator
        if start is None or view is None:
            return
        if self._is_frame:
            (x0, x1), (y0, y1) = (
                sorted((start.doc_pos[axis], event.doc_pos[axis])) for axis in (0, 1)
            )
            view.zoom_to_rect(Rect.from_edges(int(x0), int(y0), int(x1) + 1, int(y1) + 1))
        else:
            view.zoom_step(-1 if event.has(Modifiers.ALT) else 1, event.view_pos)

    def cancel(self) -> None:
        self._start = None
        self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        if self._start is None or not self._is_frame:
            return []
        return [box(*self._start.doc_pos, *self._end)]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "zoom"
