"""What dragging a handle of the transform frame does: from one frame to the next, without state."""

from __future__ import annotations

import math

from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.framed import GRAB_PX
from editor.ui.tools.framing import CORNERS, GRIPS, Grip, TransformFrame

MODES = {
    "scale": "Scale",
    "skew": "Skew",
    "distort": "Distort",
    "perspective": "Perspective",
    "warp": "Warp",
}
"""What handles do, as the option says it."""
_SNAP_DEG = 15.0


def grip_at(frame: TransformFrame, event: PointerEvent) -> Grip | None:
    """The handle under the pointer."""
    near = {grip: math.dist(frame.position(grip), event.doc_pos) * event.scale for grip in GRIPS}
    grip = min(near, key=lambda one: near[one])
    reach_px = GRAB_PX
    if frame.contains(event.doc_pos):
        # The middle of a small frame is for moving it.
        width = math.dist(frame.position((-1, 0)), frame.position((1, 0)))
        height = math.dist(frame.position((0, -1)), frame.position((0, 1)))
        reach_px = min(reach_px, min(width, height) * event.scale / 4)
    return grip if near[grip] <= reach_px else None


def knot_at(frame: TransformFrame, event: PointerEvent) -> int | None:
    """The point of the net under the pointer; between those of a small net is its surface."""
    knots = frame.knots
    near = [math.dist(knot, event.doc_pos) * event.scale for knot in knots]
    index = min(range(len(near)), key=lambda one: near[one])
    apart = min(math.dist(knots[index], one) for one in knots if one is not knots[index])
    return index if near[index] <= min(GRAB_PX, apart * event.scale / 3) else None


def pulled(
    frame: TransformFrame, grip: Grip, to: Point, event: PointerEvent, *, mode: str, linked: bool
) -> TransformFrame:
    """With a handle at another point, as mode and keys want it."""
    shift, alt = event.has(Modifiers.SHIFT), event.has(Modifiers.ALT)
    mode = _mode_of(mode, event, grip)
    if mode == "distort":
        return frame.distorted(grip, to)
    if mode == "perspective":
        return frame.tapered(grip, to)
    if mode == "skew":
        x, y = frame.position(grip)
        return frame.skewed(grip, *_along_side(frame, grip, (to[0] - x, to[1] - y), on=shift))
    return frame.scaled(grip, to, keep_ratio=shift or linked, from_center=alt)


def turned(frame: TransformFrame, start: Point, event: PointerEvent) -> TransformFrame:
    """Turned around its middle as the pointer went; Shift goes in steps."""
    (cx, cy), (x0, y0), (x, y) = frame.center, start, event.doc_pos
    degrees = math.degrees(math.atan2(y - cy, x - cx) - math.atan2(y0 - cy, x0 - cx))
    if event.has(Modifiers.SHIFT):
        now = frame.placement().angle_deg
        degrees = round((now + degrees) / _SNAP_DEG) * _SNAP_DEG - now
    return frame.turned(degrees)


def shoved(frame: TransformFrame, start: Point, event: PointerEvent) -> TransformFrame:
    """Moved by whole pixels; Shift keeps it straight."""
    dx, dy = round(event.doc_pos[0] - start[0]), round(event.doc_pos[1] - start[1])
    if event.has(Modifiers.SHIFT):
        dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
    return frame.moved(dx, dy)


def _mode_of(mode: str, event: PointerEvent, grip: Grip) -> str:
    """What a handle does: keys win over the option; sides skew where corners distort."""
    if event.has(Modifiers.CTRL):
        with_all = event.has(Modifiers.SHIFT) and event.has(Modifiers.ALT)
        mode = "perspective" if with_all else "distort"
    if grip not in CORNERS:
        return "scale" if mode == "scale" else "skew"
    return "scale" if mode == "skew" else mode


def _along_side(frame: TransformFrame, grip: Grip, step: Point, *, on: bool) -> Point:
    """A step, or as much of it as goes along the side that is pulled."""
    if not on:
        return step
    ends = [frame.position((grip[0] or side, grip[1] or side)) for side in (-1, 1)]
    way = (ends[1][0] - ends[0][0], ends[1][1] - ends[0][1])
    length = max(math.hypot(*way), 1e-6)
    share = (step[0] * way[0] + step[1] * way[1]) / length**2
    return way[0] * share, way[1] * share
