"""Free transform: a frame with handles around a layer, a group or what is selected."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from editor.api import FigmentError
from editor.document import Document
from editor.document.transforming import Transform
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.framing import CORNERS, GRIPS, Grip, Placement, TransformFrame
from editor.ui.tools.moving import movable
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Floating, Handle, Label, Line, Shape
from editor.ui.tools.tool import ARROWS, Cursor, Key, Tool

_GRAB_PX = 12.0
_SNAP_DEG = 15.0
_PREVIEW_PIXELS = 2_000_000
_AT_REST_PIXELS = 8_000_000
"""Larger ones stay a preview drawn on top until they are put down."""
_FAR_PX = 100_000.0
_NUMBERS = ("x_px", "y_px", "width_share", "height_share", "angle_deg", "skew_deg")
RESAMPLING = ToolOption(
    "resampling",
    "Sampling",
    "choice",
    "cubic",
    choices={
        "cubic": "Smooth (bicubic)",
        "lanczos": "Sharp (Lanczos)",
        "linear": "Soft (bilinear)",
        "nearest": "Hard edges (nearest)",
    },
    help="How pixels are computed when it is put down.",
)


def _number(
    name: str, title: str, default: float, limit: float, unit: str, help: str
) -> ToolOption:
    return ToolOption(name, title, "field", default, -limit, limit, unit, help=help)


class TransformTool(Tool):
    """Scales, turns, skews and distorts the active layer or group, or what is selected of it."""

    id = "transform"
    title = "Free transform"
    shortcut = "Ctrl+T"
    icon = "bounding-box"
    hint = (
        "Handles scale (Shift: ratio, Alt: centre), outside turns, Ctrl distorts and skews; "
        "Enter applies."
    )
    options = (
        _number("x_px", "X", 0, _FAR_PX, "px", "Where its middle is, from the left."),
        _number("y_px", "Y", 0, _FAR_PX, "px", "Where its middle is, from the top."),
        _number("width_share", "W", 100, 10_000, "%", "Its width; negative mirrors it."),
        _number("height_share", "H", 100, 10_000, "%", "Its height; negative mirrors it."),
        ToolOption("linked", "Ratio", "toggle", False, help="Width and height change together."),
        _number("angle_deg", "Angle", 0, 360, "°", "How far it is turned, clockwise."),
        _number("skew_deg", "Skew", 0, 89, "°", "How far it leans."),
        ToolOption(
            "mode",
            "Handles",
            "choice",
            "scale",
            choices={
                "scale": "Scale",
                "skew": "Skew",
                "distort": "Distort",
                "perspective": "Perspective",
            },
            help="What dragging a handle does; Ctrl distorts and skews in every mode.",
        ),
        RESAMPLING,
    )
    is_passing = True

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._held: Transform | None = None
        self._held_doc: Document | None = None
        self._frame: TransformFrame | None = None
        self._drag: tuple[Point, Grip | None, TransformFrame] | None = None
        self._is_turning = False
        self._is_telling = False
        self._floating: Floating | None = None
        self._over: Grip | None = None
        self._is_inside = True
        box.options.changed.connect(self._on_option)

    @property
    def is_busy(self) -> bool:
        return self._held is not None

    @property
    def frame(self) -> TransformFrame | None:
        """The frame that is shown."""
        return self._frame

    def start(self) -> None:
        doc = self.doc
        self._held = Transform(doc, movable(doc))
        self._held_doc = doc
        self._floating = None
        self._frame = None
        doc.history.open_stroke(self._settle)
        self._take(TransformFrame(self._held.rect, np.eye(3)))

    def press(self, event: PointerEvent) -> None:
        if self._held is None or self._frame is None:
            return
        grip = self._grip_at(event)
        self._is_turning = grip is None and not self._frame.contains(event.doc_pos)
        self._drag = (event.doc_pos, grip, self._frame)

    def move(self, event: PointerEvent) -> None:
        if self._drag is None:
            return
        if self._floating is None or not self._floating.is_shown:
            self._lift()
        self._take(self._dragged(event))

    def release(self, event: PointerEvent) -> None:
        if self._drag is None:
            return
        if event.doc_pos != self._drag[0]:
            self.move(event)
        self._drag = None
        self._rest()
        self.box.overlay_changed.emit()

    def hover(self, event: PointerEvent) -> None:
        if self._frame is not None:
            before = self._over, self._is_inside
            self._over = self._grip_at(event)
            self._is_inside = self._frame.contains(event.doc_pos)
            if before != (self._over, self._is_inside):
                self.box.overlay_changed.emit()

    def double_click(self, event: PointerEvent) -> None:
        if self._frame is not None and self._frame.contains(event.doc_pos):
            self._drag = None
            self.apply()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if self._frame is None:
            return False
        if key == "enter":
            self.apply()
            return True
        if key in ARROWS:
            step = 10 if modifiers & Modifiers.SHIFT else 1
            dx, dy = ARROWS[key]
            self._take(self._frame.moved(dx * step, dy * step))
            self._rest()
            return True
        return False

    def apply(self) -> None:
        """Puts it down, and takes the tool before into the hand again."""
        self.finish()
        self.box.take_back(self)

    def cancel(self) -> None:
        held = self._let_go()
        if held is not None:
            held.restore()

    def finish(self) -> None:
        frame, held = self._frame, self._let_go()
        if held is not None and frame is not None:
            held.apply(frame.matrix, self.option("resampling"))
            self.box.stroke_ended.emit()

    def shapes(self) -> list[Shape]:
        frame = self._frame
        if frame is None:
            return []
        out: list[Shape] = []
        if self._floating is not None and self._floating.is_shown:
            out.append(self._floating)
        out.append(Line(tuple(frame.corners), is_closed=True))
        out += [Handle(frame.position(grip)) for grip in GRIPS]
        if self._drag is not None:
            out.append(Label(self._drag_label_at(frame), _words(frame.placement(), frame)))
        return out

    def cursor(self, modifiers: Modifiers) -> Cursor:
        if self._drag is not None:
            grip, is_inside = self._drag[1], not self._is_turning
        else:
            grip, is_inside = self._over, self._is_inside
        if grip is not None:
            return "cross"
        return "move" if is_inside else "rotate"

    # Inside

    def _settle(self) -> None:
        """Something else is done to the document: what is shown is put down first."""
        self.finish()
        self.box.take_back(self)

    def _let_go(self) -> Transform | None:
        held, self._held = self._held, None
        doc, self._held_doc = self._held_doc, None
        if doc is not None:
            doc.history.close_stroke()
        self._frame = self._drag = self._floating = None
        self.box.overlay_changed.emit()
        return held

    def _dragged(self, event: PointerEvent) -> TransformFrame:
        """The frame as the drag so far makes it, from how it was in the beginning."""
        assert self._drag is not None
        (x0, y0), grip, frame = self._drag
        x, y = event.doc_pos
        if grip is not None:
            x0, y0 = frame.position(grip)[0] - x0, frame.position(grip)[1] - y0
            return self._pulled(frame, grip, (x + x0, y + y0), event)
        if self._is_turning:
            cx, cy = frame.center
            turned = math.degrees(math.atan2(y - cy, x - cx) - math.atan2(y0 - cy, x0 - cx))
            if event.has(Modifiers.SHIFT):
                now = frame.placement().angle_deg
                turned = round((now + turned) / _SNAP_DEG) * _SNAP_DEG - now
            return frame.turned(turned)
        dx, dy = round(x - x0), round(y - y0)
        if event.has(Modifiers.SHIFT):
            dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
        return frame.moved(dx, dy)

    def _pulled(
        self, frame: TransformFrame, grip: Grip, to: Point, event: PointerEvent
    ) -> TransformFrame:
        shift, alt = event.has(Modifiers.SHIFT), event.has(Modifiers.ALT)
        mode = self._mode_of(event, grip)
        if mode == "distort":
            return frame.distorted(grip, to)
        if mode == "perspective":
            return frame.tapered(grip, to)
        if mode == "skew":
            x, y = frame.position(grip)
            return frame.skewed(grip, *_along_side(frame, grip, (to[0] - x, to[1] - y), on=shift))
        keep_ratio = shift or self.option("linked")
        return frame.scaled(grip, to, keep_ratio=keep_ratio, from_center=alt)

    def _mode_of(self, event: PointerEvent, grip: Grip) -> str:
        """What a handle does: keys win over the option; sides skew where corners distort."""
        mode = str(self.option("mode"))
        if event.has(Modifiers.CTRL):
            with_all = event.has(Modifiers.SHIFT) and event.has(Modifiers.ALT)
            mode = "perspective" if with_all else "distort"
        if grip not in CORNERS:
            return "scale" if mode == "scale" else "skew"
        return "scale" if mode == "skew" else mode

    def _lift(self) -> None:
        """From now on the canvas draws what is held, as quickly as the pointer moves."""
        assert self._held is not None
        if self._floating is None:
            node = self._held.node
            self._floating = Floating(
                self._held.picture(_PREVIEW_PIXELS),
                self._held.rect,
                opacity=node.opacity,
                blend_mode=node.blend_mode,
            )
        self._floating.is_shown = True
        self._held.hide()

    def _rest(self) -> None:
        """The hand rests: the layers show what it would be, in their order and blending."""
        assert self._held is not None
        assert self._frame is not None
        if self._held.rect.area <= _AT_REST_PIXELS:
            self._held.show(self._frame.matrix)
            if self._floating is not None:
                self._floating.is_shown = False

    def _take(self, frame: TransformFrame) -> None:
        """Shows another frame, and its numbers in the options."""
        self._frame = frame
        if self._floating is not None:
            self._floating.matrix = frame.matrix
        self._is_telling = True
        try:
            for name, value in zip(_NUMBERS, _in_percent(frame.placement()), strict=True):
                self.box.options.set(self.id, name, round(value, 2))
        finally:
            self._is_telling = False
        self.box.overlay_changed.emit()

    def _on_option(self, tool_id: str, name: str) -> None:
        """A number was typed."""
        if tool_id != self.id or self._is_telling or self._frame is None or name not in _NUMBERS:
            return
        values = [self.option(one) for one in _NUMBERS]
        now = _in_percent(self._frame.placement())
        index = _NUMBERS.index(name)
        goal = list(now)
        goal[index] = values[index]
        if self.option("linked") and name in ("width_share", "height_share"):
            other = 5 - index
            goal[other] = now[other] * values[index] / (now[index] or 1)
        x, y, width, height, angle, skew = goal
        if not width or not height:
            return
        self._take(self._frame.placed(Placement(x, y, width / 100, height / 100, angle, skew)))
        if self._floating is not None and self._floating.is_shown:
            return
        try:
            self._rest()
        except FigmentError as error:
            self.box.workbench.fail(error)

    def _grip_at(self, event: PointerEvent) -> Grip | None:
        frame = self._frame
        assert frame is not None
        near = {
            grip: math.dist(frame.position(grip), event.doc_pos) * event.scale for grip in GRIPS
        }
        grip = min(near, key=lambda one: near[one])
        reach_px = _GRAB_PX
        if frame.contains(event.doc_pos):
            # The middle of a small frame is for moving it.
            width = math.dist(frame.position((-1, 0)), frame.position((1, 0)))
            height = math.dist(frame.position((0, -1)), frame.position((0, 1)))
            reach_px = min(reach_px, min(width, height) * event.scale / 4)
        return grip if near[grip] <= reach_px else None

    def _drag_label_at(self, frame: TransformFrame) -> Point:
        xs, ys = [x for x, _ in frame.corners], [y for _, y in frame.corners]
        return max(xs), max(ys)


def _in_percent(placement: Placement) -> tuple[float, ...]:
    x, y, width, height, angle, skew = placement
    return x, y, width * 100, height * 100, angle, skew


def _words(placement: Placement, frame: TransformFrame) -> str:
    width = abs(placement.width) * frame.rect.width
    height = abs(placement.height) * frame.rect.height
    return f"{width:.0f} x {height:.0f}   {placement.angle_deg:.1f}°"


def _along_side(frame: TransformFrame, grip: Grip, step: Point, *, on: bool) -> Point:
    """A step, or as much of it as goes along the side that is pulled."""
    if not on:
        return step
    ends = [frame.position((grip[0] or side, grip[1] or side)) for side in (-1, 1)]
    way = (ends[1][0] - ends[0][0], ends[1][1] - ends[0][1])
    length = max(math.hypot(*way), 1e-6)
    share = (step[0] * way[0] + step[1] * way[1]) / length**2
    return way[0] * share, way[1] * share
