"""The crop tool: a frame with handles, applied with Enter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from editor.api import Rect
from editor.document.geometry import crop_to
from editor.document.pages import crop_turned
from editor.ui.tools.crop_frame import (
    Edges,
    guide_lines,
    held_in_place,
    inside_page,
    keep_ratio,
    middle_of,
    turned,
)
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.framed import GRAB_PX, FramedTool
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Handle, Label, Line, Shade, Shape
from editor.ui.tools.tool import Cursor

_MOST_DEG = 45.0
_RATIOS = {"1:1": 1.0, "4:3": 4 / 3, "3:2": 3 / 2, "16:9": 16 / 9, "3:4": 3 / 4, "2:3": 2 / 3}

# Each handle as which edges it moves: (left or right, top or bottom), None for neither.
_HANDLES: tuple[tuple[int | None, int | None], ...] = (
    (0, 1),
    (None, 1),
    (2, 1),
    (2, None),
    (2, 3),
    (None, 3),
    (0, 3),
    (0, None),
)


class CropTool(FramedTool):
    """Cuts the page to a frame, or extends it."""

    id = "crop"
    title = "Crop"
    shortcut = "C"
    icon = "crop"
    hint = (
        "Drag a frame, adjust it by its handles; Ctrl+drag along a horizon straightens; "
        "Enter crops, Escape gives up."
    )
    options = (
        ToolOption(
            "ratio",
            "Ratio",
            "choice",
            "free",
            choices={"free": "Free", "page": "As the page", **{name: name for name in _RATIOS}},
            help="Width to height; Shift makes a square.",
        ),
        ToolOption(
            "angle_deg",
            "Straighten",
            "field",
            0.0,
            -_MOST_DEG,
            _MOST_DEG,
            "°",
            help="How far the frame is turned; what is upright in it will be upright.",
        ),
        ToolOption(
            "guides",
            "Guides",
            "choice",
            "thirds",
            choices={
                "thirds": "Thirds",
                "golden": "Golden ratio",
                "diagonals": "Diagonals",
                "grid": "Grid",
                "none": "None",
            },
            help="Lines inside the frame.",
        ),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._edges: Edges | None = None
        self._grip: tuple[int | None, int | None] | None = None
        self._drag: tuple[Point, Edges] | None = None
        self._horizon: tuple[Point, Point] | None = None
        # Made for the page by an angle, and made anew for every other angle until it is dragged.
        self._is_of_page = False
        box.options.changed.connect(self._on_option)

    @property
    def is_busy(self) -> bool:
        return self._edges is not None or self._horizon is not None

    @property
    def angle_deg(self) -> float:
        """How far the frame is turned, clockwise."""
        return float(self.option("angle_deg"))

    @property
    def rect(self) -> Rect | None:
        """The frame in whole pixels."""
        if self._edges is None:
            return None
        left, top, right, bottom = (round(edge) for edge in self._edges)
        return Rect.from_edges(left, top, right, bottom)

    def press(self, event: PointerEvent) -> None:
        if event.has(Modifiers.CTRL):
            self._horizon = (event.doc_pos, event.doc_pos)
            return
        x, y = event.doc_pos
        self._grip = self._handle_at(event)
        if self._edges is not None and self._grip is None and not self._is_inside(event.doc_pos):
            self._edges = None
        if self._edges is None:
            self._edges, self._grip = (x, y, x, y), (2, 3)
        self._drag = (event.doc_pos, self._edges)
        self._is_of_page = False

    def move(self, event: PointerEvent) -> None:
        if self._horizon is not None:
            self._horizon = (self._horizon[0], event.doc_pos)
            self.box.overlay_changed.emit()
            return
        if self._drag is None:
            return
        (x0, y0), edges = self._drag
        left, top, right, bottom = edges
        dx, dy = event.doc_pos[0] - x0, event.doc_pos[1] - y0
        if self._grip is None:
            dx, dy = round(dx), round(dy)
            self._edges = (left + dx, top + dy, right + dx, bottom + dy)
        else:
            dx, dy = turned((dx, dy), (0.0, 0.0), -self.angle_deg)
            stretched = self._stretched([left, top, right, bottom], dx, dy, event)
            self._edges = held_in_place(stretched, edges, self.angle_deg)
        self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        self.move(event)
        if self._horizon is not None:
            self._straighten()
            return
        self._drag = self._grip = None
        if self._edges is not None:
            left, top, right, bottom = self._edges
            (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
            self._edges = (left, top, right, bottom)
            if max(right - left, bottom - top) * event.scale < 3 or self.rect is None:
                self._edges = None
        self.box.overlay_changed.emit()

    @property
    def has_frame(self) -> bool:
        return self._edges is not None

    def frame_contains(self, point: Point) -> bool:
        return self._edges is not None and self._is_inside(point)

    def nudge(self, dx: int, dy: int) -> None:
        assert self._edges is not None
        left, top, right, bottom = self._edges
        self._edges = (left + dx, top + dy, right + dx, bottom + dy)
        self.box.overlay_changed.emit()

    def apply(self) -> None:
        """Crops the page to the frame."""
        rect, edges, angle = self.rect, self._edges, self.angle_deg
        self.cancel()
        if edges is not None and angle:
            crop_turned(self.doc, edges, angle)
        elif rect is not None and rect != self.doc.bounds:
            crop_to(self.doc, rect)

    def cancel(self) -> None:
        self._edges = self._drag = self._grip = self._horizon = None
        self._is_of_page = False
        if self.angle_deg:
            self.box.options.set(self.id, "angle_deg", 0.0)
        self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        horizon: list[Shape] = []
        if self._horizon is not None:
            horizon = [Line(self._horizon), *(Handle(end) for end in self._horizon)]
        rect = self.rect
        if rect is None or self._edges is None:
            return horizon
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        corners = self._placed(((left, top), (right, top), (right, bottom), (left, bottom)))
        inside: list[Shape] = [
            Line(self._placed(line), style="faint")
            for line in guide_lines(self.option("guides"), (left, top, right, bottom))
        ]
        frame = Line(corners, is_closed=True)
        handles = [Handle(one) for one in self._placed(_handle_positions(self._edges))]
        label = Label(corners[2], f"{rect.width} x {rect.height}")
        return [Shade(rect, corners), *inside, frame, *handles, label, *horizon]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "move" if self._drag is not None and self._grip is None else "cross"

    def _handle_at(self, event: PointerEvent) -> tuple[int | None, int | None] | None:
        if self._edges is None:
            return None
        positions = self._placed(_handle_positions(self._edges))
        for grip, position in zip(_HANDLES, positions, strict=True):
            if math.dist(position, event.doc_pos) * event.scale <= GRAB_PX:
                return grip
        return None

    def _is_inside(self, doc_pos: Point) -> bool:
        assert self._edges is not None
        left, top, right, bottom = self._edges
        x, y = turned(doc_pos, middle_of(self._edges), -self.angle_deg)
        return left <= x <= right and top <= y <= bottom

    def _placed(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Points of the upright frame where the turned one has them."""
        assert self._edges is not None
        middle = middle_of(self._edges)
        return tuple(turned(point, middle, self.angle_deg) for point in points)

    def _straighten(self) -> None:
        """Turns the frame along the drawn line; without a frame, the whole page gets one."""
        assert self._horizon is not None
        (x0, y0), (x1, y1) = self._horizon
        self._horizon = None
        if math.dist((x0, y0), (x1, y1)) > 1:
            degrees = math.degrees(math.atan2(y1 - y0, x1 - x0))
            # A line along something upright is meant as well as one along something level.
            self.box.options.set(self.id, "angle_deg", (degrees + 45) % 90 - 45)
        self.box.overlay_changed.emit()

    def _on_option(self, tool_id: str, name: str) -> None:
        """An angle that is typed without a frame is for the whole page."""
        is_mine = tool_id == self.id and name == "angle_deg" and self.box.active is self
        if not is_mine or self.box.document is None:
            return
        self._is_of_page = self._is_of_page or (self._edges is None and bool(self.angle_deg))
        if self._is_of_page:
            self._edges = inside_page(self.doc.width, self.doc.height, self.angle_deg)

    def _stretched(self, edges: list[float], dx: float, dy: float, event: PointerEvent) -> Edges:
        assert self._grip is not None
        across, down = self._grip
        if across is not None:
            edges[across] += dx
        if down is not None:
            edges[down] += dy
        ratio = self._ratio(event)
        if ratio is not None:
            keep_ratio(edges, ratio, across=across, down=down)
        return edges[0], edges[1], edges[2], edges[3]

    def _ratio(self, event: PointerEvent) -> float | None:
        """Width over height that the frame must keep; Shift means a square."""
        choice = self.option("ratio")
        if choice == "page":
            return self.doc.width / self.doc.height
        if choice == "free":
            return 1.0 if event.has(Modifiers.SHIFT) else None
        return _RATIOS[choice]


def _handle_positions(edges: Edges) -> list[Point]:
    left, top, right, bottom = edges
    middle = ((left + right) / 2, (top + bottom) / 2)
    return [
        (
            middle[0] if across is None else edges[across],
            middle[1] if down is None else edges[down],
        )
        for across, down in _HANDLES
    ]
