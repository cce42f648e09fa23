"""Brush, eraser and mask brush: strokes along the pointer's way."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from editor.document.brush import Brush, Stroke
from editor.document.edits import Target
from editor.document.textures import TEXTURES
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.picking import pick_color
from editor.ui.tools.shapes import Line, Shape, Swatch
from editor.ui.tools.tool import Cursor, Tool

MAX_SIZE_PX = 2000.0


def stroke_options(
    *, size_px: float, hardness: float, smoothing: float, pressure_size: bool
) -> tuple[ToolOption, ...]:
    return (
        ToolOption(
            "size_px",
            "Size",
            "number",
            size_px,
            1.0,
            MAX_SIZE_PX,
            "px",
            help="Diameter of the brush ([ and ]).",
            is_logarithmic=True,
        ),
        ToolOption("hardness", "Hardness", "share", hardness, help="How sharp its edge is."),
        ToolOption(
            "opacity", "Opacity", "share", 1.0, 0.01, help="The most one stroke covers (0 to 9)."
        ),
        ToolOption("flow", "Flow", "share", 1.0, 0.01, help="How much each dab adds."),
        ToolOption(
            "spacing", "Spacing", "share", 0.1, 0.02, 2.0, help="Distance of dabs, of the size."
        ),
        ToolOption(
            "smoothing", "Smoothing", "share", smoothing, 0.0, 0.95, help="Steadies the hand."
        ),
        ToolOption(
            "pressure_size", "Pen size", "toggle", pressure_size, help="Pressure sets the size."
        ),
        ToolOption(
            "pressure_opacity", "Pen opacity", "toggle", False, help="Pressure sets the opacity."
        ),
        ToolOption(
            "pressure_gamma",
            "Pen curve",
            "number",
            1.0,
            0.25,
            4.0,
            help="Below 1 a light hand counts for more, above 1 for less.",
            is_logarithmic=True,
        ),
        ToolOption(
            "texture",
            "Texture",
            "choice",
            "none",
            choices=TEXTURES,
            help="The grain of the page, which paint catches on.",
        ),
        ToolOption("grain", "Grain", "share", 1.0, help="How much the texture counts."),
    )


class StrokeTool(Tool):
    """What brushes have in common: one stroke from press to release."""

    _mode: ClassVar[Literal["paint", "erase"]] = "paint"

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._stroke: Stroke | None = None
        self._last: Point | None = None
        self._last_doc = ""
        self._at: Point = (0.0, 0.0)
        self._pressure = 1.0
        self._shift_held = False

    @property
    def is_busy(self) -> bool:
        return self._stroke is not None

    def target(self) -> Target:
        """What the stroke changes."""
        return "mask" if self.box.edits_mask else "pixels"

    def brush(self, event: PointerEvent) -> Brush:
        """The brush as the options say."""
        return Brush(**self.box.options.of(self.id), color=self.box.foreground, mode=self._mode)

    def open_stroke(self, event: PointerEvent) -> Stroke:
        """A new stroke, not yet begun. Raises FigmentError where nothing can be painted."""
        return Stroke(self.doc, self.brush(event), node_id=self.doc.active_id, target=self.target())

    def press(self, event: PointerEvent) -> None:
        stroke = self._stroke = self.open_stroke(event)
        start = self._line_start(event)
        if start is None:
            dirty = stroke.begin(*event.doc_pos, event.pressure)
        else:
            dirty = stroke.begin(*start, event.pressure)
            dirty = dirty.union(stroke.move(*event.doc_pos, event.pressure))
        self._at, self._pressure = event.doc_pos, event.pressure
        self.box.stroke_moved.emit(dirty)

    def move(self, event: PointerEvent) -> None:
        if self._stroke is None:
            return
        self._at, self._pressure = event.doc_pos, event.pressure
        dirty = self._stroke.move(*event.doc_pos, event.pressure)
        if not dirty.is_empty:
            self.box.stroke_moved.emit(dirty)

    def release(self, event: PointerEvent) -> None:
        if self._stroke is None:
            return
        stroke = self._stroke
        if self._at != event.doc_pos:
            # A pen says zero as it leaves the tablet.
            stroke.move(*event.doc_pos, event.pressure or self._pressure)
        self._stroke = None
        self._last, self._last_doc = event.doc_pos, self.doc.id
        stroke.end()
        self.box.stroke_ended.emit()

    def hover(self, event: PointerEvent) -> None:
        shift_held = event.has(Modifiers.SHIFT) and self._line_start(event) is not None
        was_held, self._shift_held = self._shift_held, shift_held
        self._at = event.doc_pos
        if shift_held or was_held:
            self.box.overlay_changed.emit()

    def cancel(self) -> None:
        if self._stroke is not None:
            stroke, self._stroke = self._stroke, None
            stroke.cancel()
            self.box.stroke_ended.emit()

    def shapes(self) -> list[Shape]:
        if self._shift_held and self._last is not None and self._stroke is None:
            return [Line((self._last, self._at), style="faint")]
        return []

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "brush"

    def brush_size_px(self) -> float | None:
        return float(self.option("size_px"))

    def _line_start(self, event: PointerEvent) -> Point | None:
        """With Shift, a straight line starts where the last stroke ended."""
        if event.has(Modifiers.SHIFT) and self._last_doc == self.doc.id:
            return self._last
        return None


class BrushTool(StrokeTool):
    """Lays the foreground colour on the layer, or paints the layer's mask."""

    has_presets = True

    id = "brush"
    title = "Brush"
    shortcut = "B"
    icon = "paint-brush"
    hint = "Drag to paint. Shift+click draws a straight line, Alt picks a colour."
    options = stroke_options(size_px=12.0, hardness=0.9, smoothing=0.2, pressure_size=True)

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._picking: PointerEvent | None = None
        self._old_color = (0, 0, 0)

    @property
    def is_busy(self) -> bool:
        return super().is_busy or self._picking is not None

    def press(self, event: PointerEvent) -> None:
        if event.has(Modifiers.ALT):
            self._old_color = self.box.foreground
            self._pick(event)
        else:
            super().press(event)

    def move(self, event: PointerEvent) -> None:
        if self._picking is not None:
            self._pick(event)
        else:
            super().move(event)

    def release(self, event: PointerEvent) -> None:
        if self._picking is not None:
            self._picking = None
            self.box.overlay_changed.emit()
        else:
            super().release(event)

    def cancel(self) -> None:
        if self._picking is not None:
            self._picking = None
            self.box.set_foreground(self._old_color)
            self.box.overlay_changed.emit()
        super().cancel()

    def shapes(self) -> list[Shape]:
        if self._picking is not None:
            return [Swatch(self._picking.doc_pos, self.box.foreground, self._old_color)]
        return super().shapes()

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "pick" if modifiers & Modifiers.ALT and self._stroke is None else "brush"

    def _pick(self, event: PointerEvent) -> None:
        self._picking = event
        color = pick_color(self.doc, event.pixel, radius_px=0, all_layers=True)
        if color is not None:
            self.box.set_foreground(color)
        self.box.overlay_changed.emit()


class EraserTool(StrokeTool):
    """Takes the layer's pixels away."""

    has_presets = True

    id = "eraser"
    title = "Eraser"
    shortcut = "E"
    icon = "eraser"
    hint = "Drag to erase. Shift+click erases along a straight line."
    options = stroke_options(size_px=40.0, hardness=0.9, smoothing=0.0, pressure_size=True)
    _mode = "erase"


class MaskBrushTool(StrokeTool):
    """Paints what is selected: the part that a generator works on."""

    id = "mask"
    title = "Mask brush"
    shortcut = "Q"
    icon = "marker-circle"
    hint = "Paint over the part to work on. Alt takes it away."
    options = stroke_options(size_px=60.0, hardness=0.9, smoothing=0.0, pressure_size=False)

    def target(self) -> Target:
        return "selection"

    def brush(self, event: PointerEvent) -> Brush:
        mode: Literal["paint", "erase"] = "erase" if event.has(Modifiers.ALT) else "paint"
        return Brush(**self.box.options.of(self.id), color=(255, 255, 255), mode=mode)
