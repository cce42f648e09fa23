"""Tools that select: what they have in common, rectangle, ellipse and magic wand."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from editor.api import MaskU8
from editor.document import fill, selecting
from editor.document import selection as masks
from editor.ui.tools.events import Modifiers, PointerEvent
from editor.ui.tools.filling import ALL_LAYERS, CONTIGUOUS, TOLERANCE
from editor.ui.tools.nudging import SelectionMove
from editor.ui.tools.options import ToolOption
from editor.ui.tools.picking import pick_color
from editor.ui.tools.shapes import Label, Oval, Shape, box
from editor.ui.tools.tool import ARROWS, Cursor, Key, Tool

MODE = ToolOption(
    "mode",
    "Mode",
    "choice",
    "replace",
    choices={
        "replace": "New",
        "add": "Add",
        "subtract": "Subtract",
        "intersect": "Intersect",
    },
    help="Shift adds, Alt subtracts, both intersect.",
)
FEATHER = ToolOption(
    "feather_px", "Feather", "number", 0.0, 0.0, 250.0, "px", help="Softens the edge."
)
_CLICK_PX = 3.0


class SelectionTool(Tool):
    """What they have in common: how a new shape joins what is selected, and moving it."""

    options: ClassVar[tuple[ToolOption, ...]] = (MODE, FEATHER)

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._mode: masks.CombineMode = "replace"
        self._moving: SelectionMove | None = None
        self._made: object = None

    @property
    def is_busy(self) -> bool:
        return self._moving is not None

    def mode_of(self, event: PointerEvent) -> masks.CombineMode:
        """Held keys win over the option."""
        shift, alt = event.has(Modifiers.SHIFT), event.has(Modifiers.ALT)
        if shift and alt:
            return "intersect"
        if shift or alt:
            return "add" if shift else "subtract"
        mode: masks.CombineMode = self.option("mode")
        return mode

    def select(self, mask: MaskU8) -> None:
        """Takes a mask, feathered as the option says."""
        feather_px = self.option("feather_px")
        if feather_px > 0:
            mask = masks.feather(mask, feather_px)
        before = self.doc.history.state
        selecting.set_selection(self.doc, mask, self._mode, label=f"Select {self.title.lower()}")
        # What was selected already is no step of its own, and another's must not be taken back.
        after = self.doc.history.state
        self._made = after if after is not before or after is self._made else None
        self.box.stroke_ended.emit()

    def is_latest(self) -> bool:
        """Whether what it selected last is the last thing done to the document."""
        return self._made is not None and self.doc.history.state is self._made

    def start_moving(self, event: PointerEvent) -> bool:
        """Takes hold of the selection where it is pressed inside, to move its outline."""
        if self.mode_of(event) != "replace" or not SelectionMove.is_inside(self.doc, event.pixel):
            return False
        self._moving = SelectionMove(self.doc, event.doc_pos)
        return True

    def move(self, event: PointerEvent) -> None:
        if self._moving is not None:
            self._moving.drag(event.doc_pos)
            self.box.overlay_changed.emit()

    def end_moving(self, event: PointerEvent) -> bool:
        """Puts a moved selection down; False where none was held, or only clicked."""
        moving, self._moving = self._moving, None
        if moving is None:
            return False
        moving.drag(event.doc_pos)
        moved = moving.offset != (0, 0)
        moving.apply()
        self.box.overlay_changed.emit()
        return moved

    def cancel(self) -> None:
        self._moving = None
        self.box.overlay_changed.emit()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if key in ARROWS and not self.doc.selection.is_empty:
            step = 10 if modifiers & Modifiers.SHIFT else 1
            dx, dy = ARROWS[key]
            SelectionMove.nudge(self.doc, dx * step, dy * step)
            return True
        return False

    def shapes(self) -> list[Shape]:
        return self._moving.shapes() if self._moving is not None else []


class _BoxTool(SelectionTool):
    """A shape inside a dragged rectangle."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._start: PointerEvent | None = None
        self._edges = (0.0, 0.0, 0.0, 0.0)
        self._had_shift = self._had_alt = False

    @property
    def is_busy(self) -> bool:
        return super().is_busy or self._start is not None

    def press(self, event: PointerEvent) -> None:
        if self.start_moving(event):
            return
        self._mode = self.mode_of(event)
        # A key held from the start chooses the mode; pressed again, or later, it shapes the drag.
        self._had_shift, self._had_alt = event.has(Modifiers.SHIFT), event.has(Modifiers.ALT)
        self._start = event
        self._edges = (*event.doc_pos, *event.doc_pos)

    def move(self, event: PointerEvent) -> None:
        super().move(event)
        if self._start is not None:
            self._stretch(event)
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        was_moving = self._moving is not None
        if self.end_moving(event):
            return
        if not was_moving:
            if self._start is None:
                return
            self._stretch(event)
        start, self._start = self._start, None
        self.box.overlay_changed.emit()
        left, top, right, bottom = self._edges
        is_click = start is None or max(right - left, bottom - top) * event.scale < _CLICK_PX
        if not is_click:
            self.select(self.mask())
        elif was_moving or self._mode == "replace":
            selecting.deselect(self.doc)

    def cancel(self) -> None:
        self._start = None
        super().cancel()

    def mask(self) -> MaskU8:
        """The shape as a mask of the page."""
        raise TypeError("a box tool has a shape")

    def outline(self) -> Shape:
        """The shape as it is dragged."""
        raise TypeError("a box tool has a shape")

    def shapes(self) -> list[Shape]:
        if self._start is None:
            return super().shapes()
        left, top, right, bottom = self._edges
        size = f"{right - left:.0f} x {bottom - top:.0f}"
        return [self.outline(), Label((right, bottom), size)]

    def _stretch(self, event: PointerEvent) -> None:
        assert self._start is not None
        self._had_shift &= event.has(Modifiers.SHIFT)
        self._had_alt &= event.has(Modifiers.ALT)
        x0, y0 = self._start.doc_pos
        dx, dy = event.doc_pos[0] - x0, event.doc_pos[1] - y0
        if event.has(Modifiers.SHIFT) and not self._had_shift:
            side = max(abs(dx), abs(dy))
            dx, dy = math.copysign(side, dx), math.copysign(side, dy)
        x1, y1 = x0 + dx, y0 + dy
        if event.has(Modifiers.ALT) and not self._had_alt:
            x0, y0 = x0 - dx, y0 - dy
        (left, right), (top, bottom) = (
            sorted((round(x0), round(x1))),
            sorted((round(y0), round(y1))),
        )
        self._edges = (left, top, right, bottom)


class RectangleTool(_BoxTool):
    """Selects a rectangle."""

    id = "select-rectangle"
    title = "Rectangle"
    shortcut = "M"
    icon = "selection"
    hint = "Drag to select. Shift adds, Alt subtracts; held later: square, from the centre."

    def mask(self) -> MaskU8:
        return masks.rectangle((self.doc.width, self.doc.height), *self._edges)

    def outline(self) -> Shape:
        return box(*self._edges)


class EllipseTool(_BoxTool):
    """Selects an ellipse."""

    id = "select-ellipse"
    title = "Ellipse"
    shortcut = "Shift+M"
    icon = "circle-dashed"
    hint = "Drag to select. Shift adds, Alt subtracts; held later: circle, from the centre."

    def mask(self) -> MaskU8:
        return masks.ellipse((self.doc.width, self.doc.height), *self._edges)

    def outline(self) -> Shape:
        return Oval(self._edges)


class _LikeTool(SelectionTool):
    """Selects what has a colour like the one that is clicked.

    Another tolerance, or any other option, changes what the click selected, in the same step of
    history, until something else is done.
    """

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._clicked: tuple[int, int] | None = None

    def press(self, event: PointerEvent) -> None:
        self._mode = self.mode_of(event)
        self._clicked = event.pixel
        mask = self.mask_at(event.pixel)
        if mask is not None:
            self.select(mask)
        elif self._mode == "replace":
            selecting.deselect(self.doc)

    def on_option(self, name: str) -> None:
        if name == "mode" or self._clicked is None or not self.is_latest():
            return
        self.doc.history.undo()
        mask = self.mask_at(self._clicked)
        if mask is not None:
            self.select(mask)

    def mask_at(self, pixel: tuple[int, int]) -> MaskU8 | None:
        """What is like a pixel of the page; None where there is no colour."""
        raise TypeError("a tool for like colours looks at pixels")


class WandTool(_LikeTool):
    """Selects an area of like colours."""

    id = "select-wand"
    title = "Magic wand"
    shortcut = "W"
    icon = "magic-wand"
    hint = "Click to select an area of like colours. Shift adds, Alt subtracts."
    options = (MODE, TOLERANCE, CONTIGUOUS, ALL_LAYERS, FEATHER)

    def mask_at(self, pixel: tuple[int, int]) -> MaskU8 | None:
        x, y = pixel
        if not (0 <= x < self.doc.width and 0 <= y < self.doc.height):
            return None
        return fill.wand(
            self.doc,
            x,
            y,
            tolerance=self.option("tolerance"),
            contiguous=self.option("contiguous"),
            all_layers=self.option("all_layers"),
        )

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "cross"


class ColorTool(_LikeTool):
    """Selects a colour wherever it is."""

    id = "select-color"
    title = "Select by colour"
    shortcut = "Shift+W"
    icon = "selection-foreground"
    hint = "Click a colour to select it all over the page. Shift adds, Alt subtracts."
    options = (
        MODE,
        ToolOption(
            "tolerance",
            "Tolerance",
            "integer",
            40,
            0,
            255,
            help="How far a colour may differ from the one clicked.",
        ),
        ToolOption("soft", "Soft", "toggle", True, help="Colours far off are selected less."),
        ALL_LAYERS,
        FEATHER,
    )

    def mask_at(self, pixel: tuple[int, int]) -> MaskU8 | None:
        all_layers = self.option("all_layers")
        color = pick_color(self.doc, pixel, radius_px=0, all_layers=all_layers)
        if color is None:
            return None
        return masks.like_color(
            fill.seen_pixels(self.doc, all_layers=all_layers),
            color,
            tolerance=self.option("tolerance"),
            is_soft=self.option("soft"),
        )

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "pick"
