"""Bucket fill and gradient."""

from __future__ import annotations

from typing import Any

from editor.document import fill
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Handle, Line, Shape
from editor.ui.tools.tool import Tool, snapped_angle

TOLERANCE = ToolOption(
    "tolerance",
    "Tolerance",
    "integer",
    24,
    0,
    255,
    help="How far a colour may differ from the one clicked.",
)
CONTIGUOUS = ToolOption(
    "contiguous", "Contiguous", "toggle", True, help="Only pixels joined to the one clicked."
)
ALL_LAYERS = ToolOption(
    "all_layers", "All layers", "toggle", True, help="Looks at what is seen, not at one layer."
)
_OPACITY = ToolOption("opacity", "Opacity", "share", 1.0, 0.01, help="How much it covers.")


class BucketTool(Tool):
    """Fills an area of like colours."""

    id = "bucket"
    title = "Bucket fill"
    shortcut = "G"
    icon = "paint-bucket"
    hint = "Click to fill an area. Alt fills with the background colour."
    options = (TOLERANCE, CONTIGUOUS, ALL_LAYERS, _OPACITY)

    def press(self, event: PointerEvent) -> None:
        use_background = event.has(Modifiers.ALT)
        x, y = event.pixel
        fill.bucket(
            self.doc,
            x,
            y,
            self.box.background if use_background else self.box.foreground,
            tolerance=self.option("tolerance"),
            contiguous=self.option("contiguous"),
            all_layers=self.option("all_layers"),
            opacity=self.option("opacity"),
        )
        self.box.stroke_ended.emit()


class GradientTool(Tool):
    """Lays a gradient along a line."""

    id = "gradient"
    title = "Gradient"
    shortcut = "Shift+G"
    icon = "square-half"
    hint = "Drag from the first colour to the last. Shift keeps to 45 degrees."
    options = (
        ToolOption(
            "shape",
            "Shape",
            "choice",
            "linear",
            choices={"linear": "Linear", "radial": "Radial", "angular": "Angular"},
        ),
        ToolOption(
            "colors",
            "Colours",
            "choice",
            "background",
            choices={
                "background": "Foreground to background",
                "transparent": "Foreground to transparent",
            },
        ),
        ToolOption("reverse", "Reverse", "toggle", False, help="Exchanges first and last colour."),
        _OPACITY,
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._start: Point | None = None
        self._end: Point = (0.0, 0.0)

    @property
    def is_busy(self) -> bool:
        return self._start is not None

    def press(self, event: PointerEvent) -> None:
        fill.editable_layer(self.doc)
        self._start = self._end = event.doc_pos

    def move(self, event: PointerEvent) -> None:
        if self._start is not None:
            self._end = self._goal(event)
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        if self._start is None:
            return
        start, end = self._start, self._goal(event)
        self._start = None
        self.box.overlay_changed.emit()
        if start == end:
            return
        first = (*self.box.foreground, 255)
        last = (*self.box.background, 255)
        if self.option("colors") == "transparent":
            last = (*self.box.foreground, 0)
        if self.option("reverse"):
            first, last = last, first
        fill.gradient(
            self.doc,
            start,
            end,
            first=first,
            last=last,
            shape=self.option("shape"),
            opacity=self.option("opacity"),
        )
        self.box.stroke_ended.emit()

    def cancel(self) -> None:
        self._start = None
        self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        if self._start is None:
            return []
        return [Line((self._start, self._end)), Handle(self._start), Handle(self._end)]

    def _goal(self, event: PointerEvent) -> Point:
        assert self._start is not None
        if event.has(Modifiers.SHIFT):
            return snapped_angle(self._start, event.doc_pos)
        return event.doc_pos
