"""Brushes that work with the picture itself: clone, heal, smudge, focus and tone."""

from __future__ import annotations

from typing import Any, ClassVar

from editor.api import FigmentError
from editor.document.brush import Brush, Stroke
from editor.document.edits import Target
from editor.document.fill import editable_layer
from editor.document.retouch import HealStroke, SmudgeStroke, SourceStroke, before_stroke
from editor.document.sources import CloneSource, FocusSource, Source, ToneSource, edge_repeated
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.painting import StrokeTool, stroke_options
from editor.ui.tools.shapes import Line, Shape
from editor.ui.tools.tool import Cursor

_CROSS_PX = 9.0
_ALL_LAYERS = ToolOption(
    "all_layers", "All layers", "toggle", False, help="Looks at what is seen, not at one layer."
)


def _options(names: str, **values: Any) -> tuple[ToolOption, ...]:
    """Some of a brush's options, with other defaults."""
    found = {
        option.name: option
        for option in stroke_options(
            size_px=values.get("size_px", 40.0),
            hardness=values.get("hardness", 0.5),
            smoothing=0.0,
            pressure_size=values.get("pressure_size", False),
        )
    }
    return tuple(found[name] for name in names.split())


def _strength(default: float, help: str) -> ToolOption:
    return ToolOption("opacity", "Strength", "share", default, 0.01, help=help)


class RetouchTool(StrokeTool):
    """What they have in common: always the layer's pixels, and options that a brush has."""

    def target(self) -> Target:
        return "pixels"

    def brush(self, event: PointerEvent) -> Brush:
        known = Brush.__dataclass_fields__
        chosen = {name: v for name, v in self.box.options.of(self.id).items() if name in known}
        return Brush(**{"pressure_size": False, **chosen})


class CloneTool(RetouchTool):
    """Paints with the picture from somewhere else."""

    id = "clone"
    title = "Clone stamp"
    shortcut = "S"
    icon = "crosshair-simple"
    hint = "Alt+click where to copy from, then paint."
    options: ClassVar[tuple[ToolOption, ...]] = (
        *_options("size_px hardness opacity flow", hardness=0.7),
        ToolOption(
            "aligned",
            "Aligned",
            "toggle",
            True,
            help="The source moves on with each stroke; without, each starts at the same place.",
        ),
        _ALL_LAYERS,
        *_options("pressure_size"),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._source: Point | None = None
        self._source_doc = ""
        self._offset: tuple[int, int] | None = None
        self._is_choosing = False
        self._scale = 1.0

    @property
    def source(self) -> Point | None:
        """The place chosen to copy from, in this document."""
        doc = self.box.document
        return self._source if doc is not None and self._source_doc == doc.id else None

    def press(self, event: PointerEvent) -> None:
        self._is_choosing = event.has(Modifiers.ALT)
        if self._is_choosing:
            self._choose(event)
        else:
            super().press(event)

    def move(self, event: PointerEvent) -> None:
        if self._is_choosing:
            self._choose(event)
        else:
            super().move(event)
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        if self._is_choosing:
            self._is_choosing = False
        else:
            super().release(event)
            self.box.overlay_changed.emit()

    def hover(self, event: PointerEvent) -> None:
        super().hover(event)
        if self._source is not None:
            self.box.overlay_changed.emit()

    def open_stroke(self, event: PointerEvent) -> Stroke:
        source = self.source
        if source is None:
            raise FigmentError("No source is chosen.", "Alt+click the place to copy from.")
        start = self._line_start(event) or event.doc_pos
        if self._offset is None or not self.option("aligned"):
            self._offset = (round(source[0] - start[0]), round(source[1] - start[1]))
        editable_layer(self.doc)
        read = before_stroke(self.doc, self.doc.active_id, all_layers=self.option("all_layers"))
        dx, dy = self._offset
        return SourceStroke(
            self.doc,
            self.brush(event),
            node_id=self.doc.active_id,
            source=CloneSource(read, dx=dx, dy=dy),
        )

    def shapes(self) -> list[Shape]:
        source = self.source
        if source is None:
            return super().shapes()
        x, y = source
        if self._offset is not None and (self._stroke is not None or self.option("aligned")):
            x, y = self._at[0] + self._offset[0], self._at[1] + self._offset[1]
        arm = _CROSS_PX / max(self._scale, 1e-6)
        return [
            *super().shapes(),
            Line(((x - arm, y), (x + arm, y)), style="dashed"),
            Line(((x, y - arm), (x, y + arm)), style="dashed"),
        ]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "cross" if modifiers & Modifiers.ALT and self._stroke is None else "brush"

    def _choose(self, event: PointerEvent) -> None:
        self._source, self._source_doc = event.doc_pos, self.doc.id
        self._offset = None
        self._scale = event.scale
        self.box.overlay_changed.emit()


class HealTool(RetouchTool):
    """Mends what is painted over from what is around it."""

    id = "heal"
    title = "Heal"
    shortcut = "J"
    icon = "bandaids"
    hint = "Paint over a blemish; it is mended from its surroundings when you let go."
    options: ClassVar[tuple[ToolOption, ...]] = (
        *_options("size_px hardness", size_px=30.0, hardness=0.8),
        ToolOption(
            "healing",
            "Fill",
            "choice",
            "texture",
            choices={"texture": "Texture from nearby", "smooth": "Smooth"},
            help="Copies the likeliest place nearby, or lets the colours around flow in.",
        ),
        _ALL_LAYERS,
    )

    def open_stroke(self, event: PointerEvent) -> Stroke:
        editable_layer(self.doc)
        return HealStroke(
            self.doc,
            self.brush(event),
            node_id=self.doc.active_id,
            read=before_stroke(self.doc, self.doc.active_id, all_layers=self.option("all_layers")),
            healing=self.option("healing"),
        )


class SmudgeTool(RetouchTool):
    """Drags colours along."""

    id = "smudge"
    title = "Smudge"
    shortcut = "Shift+S"
    icon = "hand-pointing"
    hint = "Drag to smear colours like wet paint."
    options: ClassVar[tuple[ToolOption, ...]] = (
        *_options("size_px hardness"),
        _strength(0.6, "How far colours are carried."),
        *_options("pressure_opacity"),
    )

    def brush(self, event: PointerEvent) -> Brush:
        chosen = self.box.options.of(self.id)
        return Brush(**chosen, spacing=0.06, pressure_size=False)

    def open_stroke(self, event: PointerEvent) -> Stroke:
        return SmudgeStroke(self.doc, self.brush(event), node_id=self.doc.active_id)


class _SourceTool(RetouchTool):
    """A brush whose source is the layer itself, changed."""

    def source_for(self, event: PointerEvent) -> Source:
        """What it paints with."""
        raise TypeError("a source tool has a source")

    def open_stroke(self, event: PointerEvent) -> Stroke:
        editable_layer(self.doc)
        return SourceStroke(
            self.doc,
            self.brush(event),
            node_id=self.doc.active_id,
            source=self.source_for(event),
        )


class FocusTool(_SourceTool):
    """Blurs or sharpens where it paints."""

    id = "focus"
    title = "Blur or sharpen"
    shortcut = "Shift+O"
    icon = "drop-half"
    hint = "Paint to blur; Alt sharpens."
    options: ClassVar[tuple[ToolOption, ...]] = (
        *_options("size_px hardness"),
        _strength(0.5, "How much one stroke does."),
        ToolOption(
            "effect",
            "Effect",
            "choice",
            "blur",
            choices={"blur": "Blur", "sharpen": "Sharpen"},
            help="Alt does the other one.",
        ),
        ToolOption("radius_px", "Radius", "number", 3.0, 0.5, 30.0, "px", help="How wide it acts."),
        *_options("pressure_opacity"),
    )

    def source_for(self, event: PointerEvent) -> Source:
        is_sharper = (self.option("effect") == "sharpen") != event.has(Modifiers.ALT)
        return FocusSource(
            edge_repeated(
                before_stroke(self.doc, self.doc.active_id, all_layers=False), self.doc.bounds
            ),
            is_sharper=is_sharper,
            radius_px=self.option("radius_px"),
        )


class ToneTool(_SourceTool):
    """Lightens, darkens or colours where it paints."""

    id = "tone"
    title = "Dodge and burn"
    shortcut = "O"
    icon = "sun"
    hint = "Paint to lighten; Alt darkens. It can saturate and desaturate too."
    options: ClassVar[tuple[ToolOption, ...]] = (
        *_options("size_px hardness", size_px=60.0, hardness=0.0),
        _strength(0.3, "How much one stroke does."),
        ToolOption(
            "tone",
            "Effect",
            "choice",
            "dodge",
            choices={
                "dodge": "Dodge (lighten)",
                "burn": "Burn (darken)",
                "saturate": "Saturate",
                "desaturate": "Desaturate",
            },
            help="Alt does the opposite.",
        ),
        ToolOption(
            "among",
            "Range",
            "choice",
            "midtones",
            choices={"shadows": "Shadows", "midtones": "Midtones", "highlights": "Highlights"},
            help="Which pixels are lightened or darkened most.",
        ),
        *_options("pressure_opacity"),
    )
    _OPPOSITE: ClassVar[dict[str, str]] = {
        "dodge": "burn",
        "burn": "dodge",
        "saturate": "desaturate",
        "desaturate": "saturate",
    }

    def source_for(self, event: PointerEvent) -> Source:
        tone = self.option("tone")
        if event.has(Modifiers.ALT):
            tone = self._OPPOSITE[tone]
        return ToneSource(
            before_stroke(self.doc, self.doc.active_id, all_layers=False),
            tone=tone,
            among=self.option("among"),
        )
