"""The crop tool: a frame with handles, applied with Enter."""

from __future__ import annotations

import math
from typing import Any

from editor.api import Rect
from editor.document.geometry import crop_to
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Handle, Label, Line, Shade, Shape, box
from editor.ui.tools.tool import ARROWS, Cursor, Key, Tool

Edges = tuple[float, float, float, float]
_GRAB_PX = 12.0
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


class CropTool(Tool):
    """Cuts the page to a frame, or extends it."""

    id = "crop"
    title = "Crop"
    shortcut = "C"
    icon = "crop"
    hint = "Drag a frame, adjust it by its handles; Enter crops, Escape gives up."
    options = (
        ToolOption(
            "ratio",
            "Ratio",
            "choice",
            "free",
            choices={"free": "Free", "page": "As the page", **{name: name for name in _RATIOS}},
        ),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._edges: Edges | None = None
        self._grip: tuple[int | None, int | None] | None = None
        self._drag: tuple[Point, Edges] | None = None

    @property
    def is_busy(self) -> bool:
        return self._edges is not None

    @property
    def rect(self) -> Rect | None:
        """The frame in whole pixels."""
        if self._edges is None:
            return None
        left, top, right, bottom = (round(edge) for edge in self._edges)
        return Rect.from_edges(left, top, right, bottom)

    def press(self, event: PointerEvent) -> None:
        x, y = event.doc_pos
        self._grip = self._handle_at(event)
        if self._edges is not None and self._grip is None and not self._is_inside(event.doc_pos):
            self._edges = None
        if self._edges is None:
            self._edges, self._grip = (x, y, x, y), (2, 3)
        self._drag = (event.doc_pos, self._edges)

    def move(self, event: PointerEvent) -> None:
        if self._drag is None:
            return
        (x0, y0), (left, top, right, bottom) = self._drag
        dx, dy = event.doc_pos[0] - x0, event.doc_pos[1] - y0
        if self._grip is None:
            dx, dy = round(dx), round(dy)
            self._edges = (left + dx, top + dy, right + dx, bottom + dy)
        else:
            self._edges = self._stretched([left, top, right, bottom], dx, dy, event)
        self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        self.move(event)
        self._drag = self._grip = None
        if self._edges is not None:
            left, top, right, bottom = self._edges
            (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
            self._edges = (left, top, right, bottom)
            if max(right - left, bottom - top) * event.scale < 3 or self.rect is None:
                self._edges = None
        self.box.overlay_changed.emit()

    def double_click(self, event: PointerEvent) -> None:
        if self._edges is not None and self._is_inside(event.doc_pos):
            self.apply()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if self._edges is None:
            return False
        if key == "enter":
            self.apply()
            return True
        if key in ARROWS:
            step = 10 if modifiers & Modifiers.SHIFT else 1
            dx, dy = ARROWS[key]
            left, top, right, bottom = self._edges
            self._edges = (left + dx * step, top + dy * step, right + dx * step, bottom + dy * step)
            self.box.overlay_changed.emit()
            return True
        return False

    def apply(self) -> None:
        """Crops the page to the frame."""
        rect = self.rect
        self._edges = self._drag = self._grip = None
        self.box.overlay_changed.emit()
        if rect is not None and rect != self.doc.bounds:
            crop_to(self.doc, rect)

    def cancel(self) -> None:
        self._edges = self._drag = self._grip = None
        self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        rect = self.rect
        if rect is None or self._edges is None:
            return []
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        thirds: list[Shape] = []
        for share in (1 / 3, 2 / 3):
            x, y = left + rect.width * share, top + rect.height * share
            thirds.append(Line(((x, top), (x, bottom)), style="faint"))
            thirds.append(Line(((left, y), (right, y)), style="faint"))
        handles = [Handle(position) for position in _handle_positions(self._edges)]
        label = Label((right, bottom), f"{rect.width} x {rect.height}")
        return [Shade(rect), *thirds, box(left, top, right, bottom, "solid"), *handles, label]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "move" if self._drag is not None and self._grip is None else "cross"

    def _handle_at(self, event: PointerEvent) -> tuple[int | None, int | None] | None:
        if self._edges is None:
            return None
        for grip, position in zip(_HANDLES, _handle_positions(self._edges), strict=True):
            if math.dist(position, event.doc_pos) * event.scale <= _GRAB_PX:
                return grip
        return None

    def _is_inside(self, doc_pos: Point) -> bool:
        assert self._edges is not None
        left, top, right, bottom = self._edges
        return left <= doc_pos[0] <= right and top <= doc_pos[1] <= bottom

    def _stretched(self, edges: list[float], dx: float, dy: float, event: PointerEvent) -> Edges:
        assert self._grip is not None
        across, down = self._grip
        if across is not None:
            edges[across] += dx
        if down is not None:
            edges[down] += dy
        ratio = self._ratio(event)
        if ratio is not None:
            _keep_ratio(edges, ratio, across=across, down=down)
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


def _keep_ratio(edges: list[float], ratio: float, *, across: int | None, down: int | None) -> None:
    """Adjusts the edges in place; a corner follows the longer way, a side grows the other two."""
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    if across is None:
        half, middle = abs(height) * ratio / 2, (edges[0] + edges[2]) / 2
        edges[0], edges[2] = middle - half, middle + half
    elif down is None:
        half, middle = abs(width) / ratio / 2, (edges[1] + edges[3]) / 2
        edges[1], edges[3] = middle - half, middle + half
    elif abs(width) >= abs(height) * ratio:
        tall = math.copysign(abs(width) / ratio, height)
        edges[down] = edges[1] + tall if down == 3 else edges[3] - tall
    else:
        wide = math.copysign(abs(height) * ratio, width)
        edges[across] = edges[0] + wide if across == 2 else edges[2] - wide
