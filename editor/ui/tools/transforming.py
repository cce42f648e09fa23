"""Free transform: a frame with handles around a layer, a group or what is selected."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from editor.api import FigmentError, ImageU8, Rect
from editor.document import Document
from editor.document.originals import bent_picture
from editor.document.transforming import Transform
from editor.document.warping import Matrix
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.framed import FramedTool
from editor.ui.tools.framing import GRIPS, Grip, Placement, TransformFrame
from editor.ui.tools.moving import movable
from editor.ui.tools.options import ToolOption
from editor.ui.tools.pulling import MODES, grip_at, knot_at, pulled, shoved, turned
from editor.ui.tools.shapes import Floating, Handle, Label, Line, Shape
from editor.ui.tools.tool import Cursor

_PREVIEW_PIXELS = 2_000_000
_BENT_PIXELS = 300_000
"""A bent picture is computed for every step of the pointer."""
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


class _Drag(NamedTuple):
    """What the pointer took hold of: a handle, a point of the mesh or neither."""

    start: Point
    grip: Grip | int | None
    is_outside: bool
    frame: TransformFrame


class TransformTool(FramedTool):
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
            choices=MODES,
            help="What dragging a handle does; Ctrl distorts and skews in every mode but warp.",
        ),
        RESAMPLING,
    )
    is_passing = True

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._held: Transform | None = None
        self._held_doc: Document | None = None
        self._frame: TransformFrame | None = None
        self._drag: _Drag | None = None
        self._is_telling = False
        self._floating: Floating | None = None
        self._in_hand: tuple[ImageU8, Rect, Matrix] | None = None
        self._over: Grip | int | None = None
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
        self._floating = self._in_hand = self._frame = None
        doc.history.open_stroke(self._settle)
        self._take(TransformFrame(self._held.rect, self._held.matrix, self._held.mesh))

    def press(self, event: PointerEvent) -> None:
        if self._held is None or self._frame is None:
            return
        is_outside = not self._frame.contains(event.doc_pos)
        self._drag = _Drag(event.doc_pos, self._grip_at(event), is_outside, self._frame)

    def move(self, event: PointerEvent) -> None:
        if self._drag is None:
            return
        if self._floating is None or not self._floating.is_shown:
            self._lift()
        self._take(self._dragged(event))

    def release(self, event: PointerEvent) -> None:
        if self._drag is None:
            return
        if event.doc_pos != self._drag.start:
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

    @property
    def has_frame(self) -> bool:
        return self._frame is not None

    def frame_contains(self, point: Point) -> bool:
        return self._frame is not None and self._frame.contains(point)

    def nudge(self, dx: int, dy: int) -> None:
        assert self._frame is not None
        self._take(self._frame.moved(dx, dy))
        self._rest()

    def apply(self) -> None:
        """Puts it down, and takes the tool before into the hand again."""
        self._drag = None
        self.finish()
        self.box.take_back(self)

    def cancel(self) -> None:
        held = self._let_go()
        if held is not None:
            held.restore()

    def finish(self) -> None:
        frame, held = self._frame, self._let_go()
        if held is not None and frame is not None:
            held.apply(frame.matrix, self.option("resampling"), mesh=frame.mesh)
            self.box.stroke_ended.emit()

    def shapes(self) -> list[Shape]:
        frame = self._frame
        if frame is None:
            return []
        out: list[Shape] = []
        if self._floating is not None and self._floating.is_shown:
            out.append(self._floating)
        if self._warps:
            out += [Line(line) for line in frame.mesh_lines()]
            out += [Handle(knot) for knot in frame.knots]
        else:
            out.append(Line(tuple(frame.corners), is_closed=True))
            out += [Handle(frame.position(grip)) for grip in GRIPS]
        if self._drag is not None:
            out.append(Label(self._drag_label_at(frame), _words(frame.placement(), frame)))
        return out

    def cursor(self, modifiers: Modifiers) -> Cursor:
        if self._drag is not None:
            grip, is_inside = self._drag.grip, not self._drag.is_outside
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
        self._frame = self._drag = self._floating = self._in_hand = None
        self.box.overlay_changed.emit()
        return held

    def _dragged(self, event: PointerEvent) -> TransformFrame:
        """The frame as the drag so far makes it, from how it was in the beginning."""
        assert self._drag is not None
        drag, frame = self._drag, self._drag.frame
        (x0, y0), (x, y) = drag.start, event.doc_pos
        if isinstance(drag.grip, int):
            kx, ky = frame.knots[drag.grip]
            return frame.bent(drag.grip, (kx + x - x0, ky + y - y0))
        if drag.grip is not None:
            gx, gy = frame.position(drag.grip)
            to = (gx + x - x0, gy + y - y0)
            mode, linked = str(self.option("mode")), bool(self.option("linked"))
            return pulled(frame, drag.grip, to, event, mode=mode, linked=linked)
        if drag.is_outside:
            return turned(frame, drag.start, event)
        if self._warps:
            return frame.stretched(drag.start, event.doc_pos)
        return shoved(frame, drag.start, event)

    @property
    def _warps(self) -> bool:
        return str(self.option("mode")) == "warp"

    def _lift(self) -> None:
        """From now on the canvas draws what is held, as quickly as the pointer moves."""
        assert self._held is not None
        assert self._frame is not None
        self._in_hand = self._held.picture(_PREVIEW_PIXELS)
        self._floating = self._float(self._frame)
        self._held.hide()

    def _float(self, frame: TransformFrame) -> Floating:
        """What is held as the canvas draws it: the same picture again, where it can be."""
        assert self._held is not None
        assert self._in_hand is not None
        pixels, rect, to_frame = self._in_hand
        if frame.mesh is not None:
            pixels, rect = bent_picture(pixels, rect, frame.mesh, to_frame, _BENT_PIXELS)
            to_frame = np.eye(3)
        elif self._floating is not None and self._floating.pixels is pixels:
            self._floating.matrix = frame.matrix @ to_frame
            return self._floating
        node = self._held.node
        return Floating(
            pixels, rect, frame.matrix @ to_frame, opacity=node.opacity, blend_mode=node.blend_mode
        )

    def _rest(self) -> None:
        """The hand rests: the layers show what it would be, in their order and blending."""
        assert self._held is not None
        assert self._frame is not None
        if self._held.rect.area <= _AT_REST_PIXELS:
            self._held.show(self._frame.matrix, self._frame.mesh)
            if self._floating is not None:
                self._floating.is_shown = False

    def _take(self, frame: TransformFrame) -> None:
        """Shows another frame, and its numbers in the options."""
        self._frame = frame
        if self._floating is not None:
            was_shown = self._floating.is_shown
            self._floating = self._float(frame)
            self._floating.is_shown = was_shown
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

    def _grip_at(self, event: PointerEvent) -> Grip | int | None:
        assert self._frame is not None
        return knot_at(self._frame, event) if self._warps else grip_at(self._frame, event)

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
