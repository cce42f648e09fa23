"""The colour picker, and reading a colour out of the picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.api import Rect
from editor.document import Document, Layer
from editor.document.flatten import flatten
from editor.ui.tools.events import Modifiers, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Shape, Swatch
from editor.ui.tools.tool import Cursor, Tool

Rgb = tuple[int, int, int]


def pick_color(
    doc: Document, pixel: tuple[int, int], *, radius_px: int, all_layers: bool
) -> Rgb | None:
    """The mean colour around a pixel; None outside the page and where all is transparent."""
    x, y = pixel
    side = 2 * radius_px + 1
    rect = Rect(x - radius_px, y - radius_px, side, side).intersect(doc.bounds)
    if rect.is_empty:
        return None
    layer = doc.active
    if all_layers or not isinstance(layer, Layer):
        pixels = flatten(doc, rect)
    else:
        pixels = layer.pixels.read(rect)
    weight = pixels[..., 3:].astype(np.float64)
    if not weight.any():
        return None
    r, g, b = (pixels[..., :3] * weight).sum(axis=(0, 1)) / weight.sum()
    return round(float(r)), round(float(g)), round(float(b))


class PickerTool(Tool):
    """Takes a colour from the picture."""

    id = "picker"
    title = "Colour picker"
    shortcut = "I"
    icon = "eyedropper"
    hint = "Click to take a colour. Ctrl takes it as the background colour."
    options = (
        ToolOption(
            "sample",
            "Sample",
            "choice",
            "0",
            choices={"0": "One pixel", "1": "3 x 3", "2": "5 x 5", "5": "11 x 11"},
            help="How many pixels are averaged.",
        ),
        ToolOption("all_layers", "All layers", "toggle", True, help="What is seen, not one layer."),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._at: PointerEvent | None = None
        self._old = ((0, 0, 0), (0, 0, 0))

    @property
    def is_busy(self) -> bool:
        return self._at is not None

    def press(self, event: PointerEvent) -> None:
        self._old = (self.box.foreground, self.box.background)
        self._pick(event)

    def move(self, event: PointerEvent) -> None:
        if self._at is not None:
            self._pick(event)

    def release(self, event: PointerEvent) -> None:
        self._at = None
        self.box.overlay_changed.emit()

    def cancel(self) -> None:
        if self._at is not None:
            self._at = None
            self.box.set_foreground(self._old[0])
            self.box.set_background(self._old[1])
            self.box.overlay_changed.emit()

    def shapes(self) -> list[Shape]:
        if self._at is None:
            return []
        is_background = self._at.has(Modifiers.CTRL)
        new = self.box.background if is_background else self.box.foreground
        return [Swatch(self._at.doc_pos, new, self._old[1 if is_background else 0])]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "pick"

    def _pick(self, event: PointerEvent) -> None:
        self._at = event
        color = pick_color(
            self.doc,
            event.pixel,
            radius_px=int(self.option("sample")),
            all_layers=self.option("all_layers"),
        )
        if color is not None and event.has(Modifiers.CTRL):
            self.box.set_background(color)
        elif color is not None:
            self.box.set_foreground(color)
        self.box.overlay_changed.emit()
