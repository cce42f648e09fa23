"""The tool in the hand while a generator's points are placed on the picture."""

from __future__ import annotations

import math
from typing import Any

from editor.ui.tools.events import Modifiers, PointerEvent
from editor.ui.tools.shapes import Handle, Label, Shape
from editor.ui.tools.tool import Cursor, Key, Tool

_GRAB_PX = 10.0


class PlaceTool(Tool):
    """Places and moves the points that `workbench.placing` asks for. Not in the tool bar."""

    id = "place"
    title = "Place points"
    shortcut = ""
    icon = "map-pin"
    hint = "Click to place a point, drag to move it. Enter or Escape ends."
    is_passing = True

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._placing = box.workbench.placing
        self._dragged: int | None = None
        self._placing.changed.connect(self._on_placing)

    @property
    def is_busy(self) -> bool:
        return self._placing.field is not None

    def press(self, event: PointerEvent) -> None:
        if self._placing.field is None:
            return
        self._dragged = self._grabbed(event)
        if self._dragged is None:
            self._dragged = self._placing.place(event.doc_pos)

    def move(self, event: PointerEvent) -> None:
        if self._dragged is not None:
            self._placing.move(self._dragged, event.doc_pos)

    def release(self, event: PointerEvent) -> None:
        self._dragged = None

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if key == "enter":
            self._placing.end()
            return True
        return False

    def cancel(self) -> None:
        self._dragged = None
        self._placing.end()

    def shapes(self) -> list[Shape]:
        shapes: list[Shape] = []
        for name, point in zip(self._placing.names, self._placing.points, strict=False):
            shapes += [Handle(point), Label(point, name)]
        return shapes

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "cross"

    def _grabbed(self, event: PointerEvent) -> int | None:
        reach_px = _GRAB_PX / event.scale
        near = [
            (math.dist(point, event.doc_pos), index)
            for index, point in enumerate(self._placing.points)
        ]
        return min((pair for pair in near if pair[0] <= reach_px), default=(0.0, None))[1]

    def _on_placing(self) -> None:
        is_asked = self._placing.field is not None
        if is_asked and self.box.active is not self:
            self.box.choose(self.id)
        elif not is_asked:
            self.box.take_back(self)
        self.box.overlay_changed.emit()
