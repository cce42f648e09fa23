"""The lasso: selects what a drawn line or a line of clicked corners encloses."""

from __future__ import annotations

import math
from typing import Any

from editor.document import selecting
from editor.document import selection as masks
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.selecting import SelectionTool
from editor.ui.tools.shapes import Line, Shape
from editor.ui.tools.tool import Key

_CLOSE_PX = 8.0


class LassoTool(SelectionTool):
    """Selects what a drawn line encloses: freehand while dragged, corner by corner when clicked."""

    id = "select-lasso"
    title = "Lasso"
    shortcut = "L"
    icon = "scribble-loop"
    hint = "Drag around a part, or click its corners; Enter or a double click closes."

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._points: list[Point] = []
        self._is_down = False
        self._corners_only = False

    @property
    def is_busy(self) -> bool:
        return super().is_busy or bool(self._points)

    def press(self, event: PointerEvent) -> None:
        if self._points:
            if self._is_near_start(event):
                self._close()
                return
            self._points[-1] = event.doc_pos
        elif self.start_moving(event):
            return
        else:
            self._mode = self.mode_of(event)
            self._corners_only = False
            self._points.append(event.doc_pos)
        self._is_down = True
        self.box.overlay_changed.emit()

    def move(self, event: PointerEvent) -> None:
        super().move(event)
        if self._is_down and math.dist(self._points[-1], event.doc_pos) * event.scale >= 1:
            self._points.append(event.doc_pos)
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        was_moving = self._moving is not None
        if self.end_moving(event):
            return
        if was_moving:
            selecting.deselect(self.doc)
        if not self._is_down:
            return
        self._is_down = False
        if self._corners_only or len(self._points) <= 2:
            # The last point is the one that follows the pointer until the next click.
            self._corners_only = True
            self._points.append(event.doc_pos)
        else:
            self._close()

    def hover(self, event: PointerEvent) -> None:
        if self._points:
            self._points[-1] = event.doc_pos
            self.box.overlay_changed.emit()

    def double_click(self, event: PointerEvent) -> None:
        if self._points:
            self._close()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if key == "enter" and self._points:
            self._points.pop()
            self._close()
            return True
        if key == "backspace" and len(self._points) > 2:
            del self._points[-2]
            self.box.overlay_changed.emit()
            return True
        return super().key(key, modifiers)

    def cancel(self) -> None:
        self._points.clear()
        self._is_down = False
        super().cancel()

    def shapes(self) -> list[Shape]:
        if self._points:
            return [Line(tuple(self._points), style="ants")]
        return super().shapes()

    def _is_near_start(self, event: PointerEvent) -> bool:
        near = math.dist(self._points[0], event.doc_pos) * event.scale <= _CLOSE_PX
        return near and len(self._points) > 3

    def _close(self) -> None:
        points, self._points = self._points, []
        self._is_down = False
        self.box.overlay_changed.emit()
        if len(set(points)) >= 3:
            self.select(masks.polygon((self.doc.width, self.doc.height), points))
        elif self._mode == "replace":
            selecting.deselect(self.doc)
