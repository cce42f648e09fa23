"""Draws rectangles, ellipses and lines."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from editor.document.fill import editable_layer
from editor.document.shaping import DrawnShape, draw_shape
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Label, Painted, Shape
from editor.ui.tools.tool import Tool, snapped_angle

_CLICK_PX = 2.0


class ShapeTool(Tool):
    """Draws a shape between two points."""

    id = "shape"
    title = "Shape"
    shortcut = "U"
    icon = "rectangle"
    hint = "Drag a shape. Shift: square, circle or 45 degrees; Alt: from the centre."
    options: ClassVar[tuple[ToolOption, ...]] = (
        ToolOption(
            "form",
            "Shape",
            "choice",
            "rectangle",
            choices={"rectangle": "Rectangle", "ellipse": "Ellipse", "line": "Line"},
        ),
        ToolOption(
            "paint",
            "Paint",
            "choice",
            "fill",
            choices={
                "fill": "Filled",
                "outline": "Outline",
                "both": "Filled with outline",
            },
            help="The inside gets the foreground colour; with both, the outline the background.",
        ),
        ToolOption(
            "width_px",
            "Line",
            "number",
            6.0,
            0.5,
            500.0,
            "px",
            help="Width of lines and outlines.",
            is_logarithmic=True,
        ),
        ToolOption(
            "radius_px", "Corners", "number", 0.0, 0.0, 500.0, "px", help="How round corners are."
        ),
        ToolOption("opacity", "Opacity", "share", 1.0, 0.01, help="How much it covers."),
        ToolOption("new_layer", "New layer", "toggle", False, help="Each on a layer of its own."),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._start: Point | None = None
        self._drawn: DrawnShape | None = None

    @property
    def is_busy(self) -> bool:
        return self._start is not None

    def press(self, event: PointerEvent) -> None:
        if not self.option("new_layer"):
            editable_layer(self.doc)
        self._start = event.doc_pos
        self._drawn = None

    def move(self, event: PointerEvent) -> None:
        if self._start is not None:
            self._drawn = self._shape(event)
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        if self._start is None:
            return
        drawn, start = self._shape(event), self._start
        self.cancel()
        if math.dist(start, event.doc_pos) * event.scale < _CLICK_PX:
            return
        draw_shape(
            self.doc,
            drawn,
            opacity=self.option("opacity"),
            on_new_layer=self.option("new_layer"),
        )
        self.box.stroke_ended.emit()

    def cancel(self) -> None:
        self._start = self._drawn = None
        self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        drawn = self._drawn
        if drawn is None:
            return []
        left, top, right, bottom = drawn.edges
        return [
            Painted(
                drawn.outline(),
                is_closed=drawn.form != "line",
                fill=drawn.fill,
                pen=drawn.pen,
                width_px=drawn.width_px,
                opacity=self.option("opacity"),
            ),
            Label((right, bottom), f"{right - left:.0f} x {bottom - top:.0f}"),
        ]

    def _shape(self, event: PointerEvent) -> DrawnShape:
        assert self._start is not None
        form, paint = self.option("form"), self.option("paint")
        start, end = self._start, event.doc_pos
        if form == "line":
            if event.has(Modifiers.SHIFT):
                end = snapped_angle(start, end)
        else:
            dx, dy = end[0] - start[0], end[1] - start[1]
            if event.has(Modifiers.SHIFT):
                side = max(abs(dx), abs(dy))
                dx, dy = math.copysign(side, dx), math.copysign(side, dy)
            end = (start[0] + dx, start[1] + dy)
        if event.has(Modifiers.ALT):
            start = (2 * start[0] - end[0], 2 * start[1] - end[1])
        if form == "rectangle":
            # On whole pixels its sides are as sharp as they can be.
            start, end = (round(start[0]), round(start[1])), (round(end[0]), round(end[1]))
        ink = self.box.foreground
        pen = {"fill": None, "outline": ink, "both": self.box.background}[paint]
        return DrawnShape(
            form=form,
            start=start,
            end=end,
            fill=None if paint == "outline" else ink,
            pen=ink if form == "line" else pen,
            width_px=self.option("width_px"),
            radius_px=self.option("radius_px"),
        )
