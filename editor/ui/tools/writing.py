"""Text: click, write on the picture, and click it again to change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from editor.api import Rect
from editor.document import Document, Layer, TileGrid
from editor.document.lettering import Lettering, lettering_of, put_lettering
from editor.ui.lettering import caret, index_at, rendered
from editor.ui.tools.events import Modifiers, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Floating, Line, Shape, box
from editor.ui.tools.tool import Cursor, Key, Tool

_FRAME_PX = 6
_STYLES = ("family", "size_px", "is_bold", "is_italic", "align", "line_height")


class TextTool(Tool):
    """Writes on a layer of its own; its words stay words until the pixels are changed."""

    id = "text"
    title = "Text"
    shortcut = "T"
    icon = "text-t"
    hint = "Click and write; Ctrl+Enter or a click beside it is done. Click text to change it."
    options: ClassVar[tuple[ToolOption, ...]] = (
        ToolOption("family", "Font", "font", "", help="One of the fonts of this system."),
        ToolOption(
            "size_px",
            "Size",
            "number",
            48.0,
            4.0,
            1000.0,
            "px",
            help="Height of the letters.",
            is_logarithmic=True,
        ),
        ToolOption("is_bold", "Bold", "toggle", False),
        ToolOption("is_italic", "Italic", "toggle", False),
        ToolOption(
            "align",
            "Align",
            "choice",
            "left",
            choices={"left": "Left", "center": "Centre", "right": "Right"},
            help="Which side of the lines lies at the click.",
        ),
        ToolOption(
            "line_height", "Lines", "share", 1.0, 0.5, 3.0, help="Distance of lines, of the font's."
        ),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._lettering: Lettering | None = None
        self._doc: Document | None = None
        self._layer: Layer | None = None
        self._pixels = TileGrid()
        self._caret = 0
        self._shown: Floating | None = None
        self._is_telling = False
        box.options.changed.connect(self._on_option)
        box.colors_changed.connect(self._on_color)

    @property
    def is_busy(self) -> bool:
        return self._lettering is not None

    @property
    def takes_text(self) -> bool:
        return self.is_busy

    @property
    def words(self) -> str:
        """What is being written."""
        return "" if self._lettering is None else self._lettering.words

    def press(self, event: PointerEvent) -> None:
        if self._lettering is not None:
            if self._frame().contains(Rect(*event.pixel, 1, 1)):
                self._caret = index_at(self._lettering, *event.doc_pos)
                self.box.overlay_changed.emit()
                return
            self.finish()
            return
        layer = self._text_at(event.pixel)
        if layer is None:
            style = {name: self.option(name) for name in _STYLES}
            x, y = round(event.doc_pos[0]), round(event.doc_pos[1])
            self._begin(None, Lettering("", x, y, **style, color=self.box.foreground))
        else:
            lettering = lettering_of(layer)
            assert lettering is not None
            self.doc.activate(layer.id)
            self._begin(layer, lettering)
            self._caret = index_at(lettering, *event.doc_pos)

    def text(self, words: str) -> None:
        if self._lettering is None:
            return
        clean = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
        clean = "".join(one for one in clean if one == "\n" or one.isprintable())
        before = self._lettering.words
        self._change(before[: self._caret] + clean + before[self._caret :])
        self._caret += len(clean)
        self.box.overlay_changed.emit()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if self._lettering is None:
            return False
        words, at = self._lettering.words, self._caret
        match key:
            case "enter" if modifiers & Modifiers.CTRL:
                self.finish()
                return True
            case "enter":
                self.text("\n")
            case "backspace" if at > 0:
                self._change(words[: at - 1] + words[at:])
                self._caret = at - 1
            case "delete":
                self._change(words[:at] + words[at + 1 :])
            case "left" | "right":
                self._caret = min(max(at + (1 if key == "right" else -1), 0), len(words))
            case "up" | "down":
                self._caret = self._beside(-1 if key == "up" else 1)
            case "home":
                self._caret = words.rfind("\n", 0, at) + 1
            case "end":
                end = words.find("\n", at)
                self._caret = len(words) if end < 0 else end
        self.box.overlay_changed.emit()
        return True

    def cancel(self) -> None:
        doc, layer = self._doc, self._layer
        if self._let_go() is not None and layer is not None and doc is not None:
            layer.pixels = self._pixels
            doc.pixels_changed.emit(self._pixels.bounds())

    def finish(self) -> None:
        doc, layer = self._doc, self._layer
        before = None if layer is None else layer.text
        lettering = self._let_go()
        if lettering is None or doc is None:
            return
        if layer is not None:
            layer.pixels = self._pixels
            doc.pixels_changed.emit(self._pixels.bounds())
        is_same = before is not None and lettering.to_json().items() <= before.items()
        if lettering.words.strip() and not is_same:
            put_lettering(doc, layer, lettering, *rendered(lettering))
        self.box.stroke_ended.emit()

    def shapes(self) -> list[Shape]:
        lettering = self._lettering
        if lettering is None:
            return []
        frame = self._frame()
        out: list[Shape] = [] if self._shown is None else [self._shown]
        out.append(box(frame.x, frame.y, frame.right, frame.bottom, "dashed"))
        out.append(Line(caret(lettering, self._caret), style="ants"))
        return out

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "text"

    # Inside

    def _begin(self, layer: Layer | None, lettering: Lettering) -> None:
        doc = self.doc
        if layer is not None:
            doc.require_unlocked(layer.id)
            self._is_telling = True
            for name in _STYLES:
                self.box.options.set(self.id, name, getattr(lettering, name))
            self.box.set_foreground(lettering.color)
            self._is_telling = False
            self._pixels = layer.pixels
            layer.pixels = TileGrid()
            doc.pixels_changed.emit(self._pixels.bounds())
        self._doc, self._layer, self._lettering = doc, layer, lettering
        self._caret = len(lettering.words)
        doc.history.open_stroke(self.finish)
        self._change(lettering.words)

    def _let_go(self) -> Lettering | None:
        lettering, self._lettering = self._lettering, None
        doc, self._doc = self._doc, None
        self._layer = self._shown = None
        if doc is not None:
            doc.history.close_stroke()
        self.box.overlay_changed.emit()
        return lettering

    def _change(self, words: str) -> None:
        assert self._lettering is not None
        self._show(replace(self._lettering, words=words))

    def _show(self, lettering: Lettering) -> None:
        self._lettering = lettering
        self._shown = None
        if lettering.words.strip():
            pixels, rect = rendered(lettering)
            self._shown = Floating(pixels, rect)
            if self._layer is not None:
                self._shown.opacity = self._layer.opacity
                self._shown.blend_mode = self._layer.blend_mode
        self.box.overlay_changed.emit()

    def _frame(self) -> Rect:
        """A little more than the words and the caret take."""
        assert self._lettering is not None
        (x, top), (_, bottom) = caret(self._lettering, 0)
        frame = Rect.from_edges(int(x), int(top), int(x) + 1, int(bottom))
        if self._shown is not None:
            frame = frame.union(self._shown.rect)
        return frame.expanded(_FRAME_PX)

    def _beside(self, rows: int) -> int:
        """The caret one line up or down."""
        assert self._lettering is not None
        (x, top), (_, bottom) = caret(self._lettering, self._caret)
        return index_at(self._lettering, x, (top + bottom) / 2 + rows * (bottom - top))

    def _text_at(self, pixel: tuple[int, int]) -> Layer | None:
        """The topmost layer that is text there."""
        spot = Rect(*pixel, 1, 1)
        for node in reversed(list(self.doc.walk())):
            if not isinstance(node, Layer) or node.text is None or not node.visible:
                continue
            around = node.pixels.content_bounds().expanded(_FRAME_PX)
            if around.contains(spot) and lettering_of(node) is not None:
                return node
        return None

    def _on_option(self, tool_id: str, name: str) -> None:
        if tool_id == self.id and self._lettering is not None and not self._is_telling:
            self._show(replace(self._lettering, **{name: self.option(name)}))

    def _on_color(self) -> None:
        if self._lettering is not None and not self._is_telling:
            self._show(replace(self._lettering, color=self.box.foreground))
