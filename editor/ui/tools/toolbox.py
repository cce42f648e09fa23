"""All tools, the active one, and what they share: options, colours, and what is painted on."""

from __future__ import annotations

from collections.abc import Callable

from psygnal import Signal

from editor.api import FigmentError
from editor.document import Document
from editor.ui.tools.cropping import CropTool
from editor.ui.tools.events import Modifiers, PointerEvent
from editor.ui.tools.filling import BucketTool, GradientTool
from editor.ui.tools.lasso import LassoTool
from editor.ui.tools.moving import MoveTool
from editor.ui.tools.navigating import HandTool, Navigator, ZoomTool
from editor.ui.tools.options import ToolOptions
from editor.ui.tools.painting import BrushTool, EraserTool, MaskBrushTool
from editor.ui.tools.picking import PickerTool, Rgb
from editor.ui.tools.placing import PlaceTool
from editor.ui.tools.retouching import CloneTool, FocusTool, HealTool, SmudgeTool, ToneTool
from editor.ui.tools.selecting import ColorTool, EllipseTool, RectangleTool, WandTool
from editor.ui.tools.shaping import ShapeTool
from editor.ui.tools.tool import Cursor, Key, Tool
from editor.ui.tools.transforming import TransformTool
from editor.ui.tools.writing import TextTool
from editor.workbench import Workbench

TOOLS: tuple[type[Tool], ...] = (
    MoveTool,
    RectangleTool,
    EllipseTool,
    LassoTool,
    WandTool,
    ColorTool,
    TransformTool,
    CropTool,
    BrushTool,
    EraserTool,
    MaskBrushTool,
    BucketTool,
    GradientTool,
    ShapeTool,
    TextTool,
    CloneTool,
    HealTool,
    SmudgeTool,
    ToneTool,
    FocusTool,
    PickerTool,
    HandTool,
    ZoomTool,
)
"""In the order of the tool bar."""
BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)
_SIZE_FACTOR = 1.15


class ToolBox:
    """The tools of a window.

    A FigmentError that a tool raises is told through the workbench, and the tool gives up.

    Signals:
        tool_changed: another tool is active.
        colors_changed: foreground or background.
        target_changed: strokes go to the layer, or to its mask.
        overlay_changed: what the tool draws over the picture, or its cursor.
        stroke_moved(Rect): an unfinished stroke changed the picture there.
        stroke_ended: a stroke, fill, move... is finished, or was taken back.
    """

    tool_changed = Signal()
    colors_changed = Signal()
    target_changed = Signal()
    overlay_changed = Signal()
    stroke_moved = Signal(object)
    stroke_ended = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self.options = ToolOptions()
        self.tools: dict[str, Tool] = {}
        # Not in the bar: it is taken into the hand where points are asked for, and put away after.
        kinds: tuple[type[Tool], ...] = (*TOOLS, PlaceTool)
        for kind in kinds:
            self.options.declare(kind.id, kind.options)
            self.tools[kind.id] = kind(self)
        self.navigator: Navigator | None = None
        self.foreground: Rgb = BLACK
        self.background: Rgb = WHITE
        self._active: Tool = self.tools[BrushTool.id]
        self._before_id = BrushTool.id
        self._edits_mask = False
        self._seen_document: Document | None = None
        self._restore()
        self.options.changed.connect(self._on_option_changed)
        workbench.document_changed.connect(self._on_document_changed)
        self._on_document_changed()

    @property
    def document(self) -> Document | None:
        """The document that the tools work on."""
        return self.workbench.document

    # The active tool

    @property
    def active(self) -> Tool:
        """The tool in the hand."""
        return self._active

    def choose(self, tool_id: str) -> None:
        """Takes another tool; what the last one had begun is given up."""
        if tool_id == self._active.id:
            return
        if self.document is not None:
            self._active.finish()
        if not self._active.is_passing:
            self._before_id = self._active.id
        self._active = self.tools[tool_id]
        self.tool_changed.emit()
        self.overlay_changed.emit()
        self._start()

    def take_back(self, tool: Tool) -> None:
        """A passing tool has done its work: the one before is taken again."""
        if tool is self._active:
            self.choose(self._before_id)

    # What the canvas tells: each goes to the active tool

    def press(self, event: PointerEvent) -> None:
        """A button went down."""
        self._call(self._active.press, event)

    def move(self, event: PointerEvent) -> None:
        """The pointer moved with the button down."""
        self._call(self._active.move, event)

    def release(self, event: PointerEvent) -> None:
        """The button went up."""
        self._call(self._active.release, event)

    def hover(self, event: PointerEvent) -> None:
        """The pointer moved with no button down."""
        self._call(self._active.hover, event)

    def double_click(self, event: PointerEvent) -> None:
        """Twice in one place."""
        self._call(self._active.double_click, event)

    def cancel(self) -> bool:
        """Gives up what the tool has begun; False where there was nothing."""
        if self.document is None or not self._active.is_busy:
            return False
        self._active.cancel()
        if self._active.is_passing:
            self.take_back(self._active)
        return True

    def key(self, key: Key, modifiers: Modifiers = Modifiers.NONE) -> bool:
        """A key that the tool may use; True where it did."""
        if self.document is None:
            return False
        try:
            return self._active.key(key, modifiers)
        except FigmentError as error:
            self.workbench.fail(error)
            return True

    def text(self, words: str) -> None:
        """Letters for a tool that takes them."""
        if self.document is None:
            return
        try:
            self._active.text(words)
        except FigmentError as error:
            self.workbench.fail(error)

    def cursor(self, modifiers: Modifiers) -> Cursor:
        """The pointer's shape over the picture."""
        return "cross" if self.document is None else self._active.cursor(modifiers)

    # What they share

    @property
    def edits_mask(self) -> bool:
        """Whether strokes go to the active layer's mask instead of its pixels."""
        node = self.document.active if self.document is not None else None
        return self._edits_mask and node is not None and node.mask is not None

    def edit_mask(self, *, on: bool) -> None:
        """Lets strokes go to the active layer's mask, or to its pixels."""
        if on != self._edits_mask:
            self._edits_mask = on
            self.target_changed.emit()
            self.overlay_changed.emit()

    def set_foreground(self, color: Rgb) -> None:
        """The colour that is painted with."""
        if color != self.foreground:
            self.foreground = color
            self.colors_changed.emit()

    def set_background(self, color: Rgb) -> None:
        """The second colour."""
        if color != self.background:
            self.background = color
            self.colors_changed.emit()

    def swap_colors(self) -> None:
        """Exchanges the two colours."""
        self.foreground, self.background = self.background, self.foreground
        self.colors_changed.emit()

    def reset_colors(self) -> None:
        """Black on white."""
        self.foreground, self.background = BLACK, WHITE
        self.colors_changed.emit()

    def resize_brush(self, steps: int) -> None:
        """Makes the active brush larger or smaller by steps of about 15 %, at least one pixel."""
        size_px = self._active.brush_size_px()
        if size_px is None:
            return
        goal = size_px * _SIZE_FACTOR**steps
        if abs(goal - size_px) < 1:
            goal = size_px + (1 if steps > 0 else -1)
        self.options.set(self._active.id, "size_px", round(goal))

    def set_brush_size(self, size_px: float) -> None:
        """Sets the active brush's diameter, where it has one."""
        if self._active.brush_size_px() is not None:
            self.options.set(self._active.id, "size_px", max(1, round(size_px)))

    @property
    def hardness(self) -> float:
        """How sharp the active brush's edge is, 0..1; 1 where it has no such option."""
        return float(self.options.of(self._active.id).get("hardness", 1.0))

    def set_hardness(self, share: float) -> None:
        """Sets how sharp the active brush's edge is, where that can be set."""
        if "hardness" in self.options.of(self._active.id):
            self.options.set(self._active.id, "hardness", share)

    def set_opacity(self, share: float) -> None:
        """Sets the active tool's opacity, 0..1, where it has one."""
        if any(option.name == "opacity" for option in self.options.declared(self._active.id)):
            self.options.set(self._active.id, "opacity", share)

    def remember(self) -> None:
        """Keeps the brush and its colour for the next start."""
        red, green, blue = self.foreground
        brush = self.options.of(BrushTool.id)
        self.workbench.settings.set("brush", {**brush, "color": f"#{red:02x}{green:02x}{blue:02x}"})

    # Inside

    def _start(self) -> None:
        if self.document is None:
            return
        try:
            self._active.start()
        except FigmentError as error:
            self.workbench.fail(error)
            if self._active.is_passing:
                self.take_back(self._active)

    def _call(self, action: Callable[[PointerEvent], None], event: PointerEvent) -> None:
        if self.document is None:
            return
        try:
            action(event)
        except FigmentError as error:
            self._active.cancel()
            self.workbench.fail(error)

    def _restore(self) -> None:
        kept = self.workbench.settings.get("brush")
        for option in self.options.declared(BrushTool.id):
            value = kept.get(option.name, option.default)
            if isinstance(value, (int, float)):
                self.options.set(BrushTool.id, option.name, value)
        color = str(kept.get("color", ""))
        if len(color) == 7:
            self.foreground = (int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))

    def _on_option_changed(self, tool_id: str, name: str) -> None:
        if tool_id != self._active.id:
            return
        if self.document is not None:
            try:
                self._active.on_option(name)
            except FigmentError as error:
                self.workbench.fail(error)
        self.overlay_changed.emit()

    def _on_document_changed(self) -> None:
        """The tool lets go of a document that is left, and stops painting its masks."""
        if self._seen_document is not None and self._active.is_busy:
            self._abandon()
        if self._seen_document is not None:
            self._seen_document.active_changed.disconnect(self._on_node_changed)
        self._seen_document = self.document
        if self._seen_document is not None:
            self._seen_document.active_changed.connect(self._on_node_changed)
        self.edit_mask(on=False)
        if self._active.is_passing:
            self.take_back(self._active)

    def _abandon(self) -> None:
        """Gives up in the document that was active before: the tool holds it by itself."""
        if self.document is None:
            self._active = type(self._active)(self)
            self.tools[self._active.id] = self._active
        elif self._active.is_passing:
            self._active.finish()
        else:
            self._active.cancel()

    def _on_node_changed(self) -> None:
        self.edit_mask(on=False)
        if self._active.is_passing:
            # What it held belongs to the node before: it is put down.
            self.take_back(self._active)
