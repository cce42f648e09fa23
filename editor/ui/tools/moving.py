"""The move tool: takes hold of a layer, or of the selected pixels of one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from editor.api import FigmentError, ImageU8, Rect
from editor.document import Document, Layer, Node
from editor.document.document import walk
from editor.document.geometry import moved, translate
from editor.document.guides import snapped
from editor.document.transforming import content_bounds
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.guiding import HeldGuide
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Label, Line, Shape, box
from editor.ui.tools.tool import ARROWS, Cursor, Key, Tool

_SNAP_PX = 6.0
_GUIDE_PX = 4.0
_MOST_NEIGHBOURS = 24
_LIVE_PIXELS = 4_000_000
"""Larger layers show their frame while they are moved, and their pixels when they are put down."""


class MoveTool(Tool):
    """Moves the active layer, or the pixels of it that are selected."""

    id = "move"
    title = "Move"
    shortcut = "V"
    icon = "arrows-out-cardinal"
    hint = (
        "Drag to move the layer or what is selected of it, or a guide. Shift keeps straight, "
        "Ctrl does not snap; arrows nudge."
    )
    options = (
        ToolOption(
            "pick_layer",
            "Pick layer",
            "toggle",
            False,
            help="Takes the topmost layer under the pointer instead of the active one.",
        ),
    )

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._held: _HeldLayer | _HeldPixels | None = None
        self._start: Point = (0.0, 0.0)
        self._guide: HeldGuide | None = None
        self._lines: tuple[list[float], list[float]] = ([], [])
        self._caught: tuple[float | None, float | None] = (None, None)

    @property
    def is_busy(self) -> bool:
        return self._held is not None or self._guide is not None

    def press(self, event: PointerEvent) -> None:
        if self.box.workbench.settings.get("show_guides"):
            self._guide = HeldGuide.at(self.doc, event.doc_pos, within=_GUIDE_PX / event.scale)
            if self._guide is not None:
                return
        if self.option("pick_layer") or event.has(Modifiers.CTRL):
            self._pick(event.pixel)
        self._start = event.doc_pos
        self._held = self._take()
        self._lines = ([], [])
        if self.box.workbench.settings.get("snap"):
            self._lines = lines_to_snap(self.doc, self._held.node)

    def move(self, event: PointerEvent) -> None:
        if self._guide is not None:
            self._guide.drag(event.doc_pos)
            self.box.overlay_changed.emit()
        if self._held is not None:
            self._held.show(*self._offset(event))
            self.box.overlay_changed.emit()

    def release(self, event: PointerEvent) -> None:
        guide, self._guide = self._guide, None
        if guide is not None:
            guide.drag(event.doc_pos)
            guide.drop()
            self.box.overlay_changed.emit()
            return
        offset = self._offset(event)
        held, self._held = self._held, None
        if held is not None:
            held.drop(*offset)
            self.box.overlay_changed.emit()
            self.box.stroke_ended.emit()

    def cancel(self) -> None:
        held, self._held = self._held, None
        self._guide = None
        if held is not None:
            held.show(0, 0)
            self.box.overlay_changed.emit()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if key not in ARROWS:
            return False
        step = 10 if modifiers & Modifiers.SHIFT else 1
        dx, dy = ARROWS[key]
        self._take().drop(dx * step, dy * step)
        self.box.stroke_ended.emit()
        return True

    def shapes(self) -> list[Shape]:
        if self._guide is not None:
            return self._guide.shapes()
        if self._held is None or self._held.offset == (0, 0):
            return []
        dx, dy = self._held.offset
        rect = self._held.rect.translated(dx, dy)
        frame = box(rect.x, rect.y, rect.right, rect.bottom, "dashed")
        label = Label((rect.right, rect.bottom), f"{dx:+d}, {dy:+d}")
        return [*self._caught_lines(), frame, label]

    def cursor(self, modifiers: Modifiers) -> Cursor:
        return "move"

    def _take(self) -> _HeldLayer | _HeldPixels:
        node = movable(self.doc)
        if isinstance(node, Layer) and not self.doc.selection.is_empty:
            return _HeldPixels(self.doc, node)
        return _HeldLayer(self.doc, node)

    def _offset(self, event: PointerEvent) -> tuple[int, int]:
        dx = round(event.doc_pos[0] - self._start[0])
        dy = round(event.doc_pos[1] - self._start[1])
        if event.has(Modifiers.SHIFT):
            dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
        self._caught = (None, None)
        if event.has(Modifiers.CTRL) or self._held is None:
            return dx, dy
        return self._snapped(dx, dy, _SNAP_PX / event.scale)

    def _snapped(self, dx: int, dy: int, within: float) -> tuple[int, int]:
        """A step, adjusted so that an edge or middle meets a line that is near."""
        assert self._held is not None
        rect = self._held.rect.translated(dx, dy)
        across = snapped(
            (rect.x, rect.x + rect.width / 2, rect.right), self._lines[0], within=within
        )
        down = snapped(
            (rect.y, rect.y + rect.height / 2, rect.bottom), self._lines[1], within=within
        )
        if across is not None and dx:
            dx += round(across[0])
        if down is not None and dy:
            dy += round(down[0])
        self._caught = (
            across[1] if across is not None and dx else None,
            down[1] if down is not None and dy else None,
        )
        return dx, dy

    def _caught_lines(self) -> list[Shape]:
        x, y = self._caught
        width, height = self.doc.width, self.doc.height
        out: list[Shape] = []
        if x is not None:
            out.append(Line(((x, 0), (x, height)), style="guide"))
        if y is not None:
            out.append(Line(((0, y), (width, y)), style="guide"))
        return out

    def _pick(self, pixel: tuple[int, int]) -> None:
        """Makes the topmost visible layer that has something there the active one."""
        spot = Rect(*pixel, 1, 1)
        for node in reversed(list(self.doc.walk())):
            seen = isinstance(node, Layer) and node.visible and not node.locked
            if seen and isinstance(node, Layer) and node.pixels.read(spot)[0, 0, 3] > 0:
                self.doc.activate(node.id)
                return


def movable(doc: Document) -> Node:
    """The active node, if it can be moved. Raises FigmentError."""
    node = doc.active
    if node is None:
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    if node.locked:
        raise FigmentError(f"“{node.name}” is locked.", "Unlock it in the layers panel.")
    if not node.visible:
        raise FigmentError(f"“{node.name}” is hidden.", "Show it in the layers panel.")
    return node


def lines_to_snap(doc: Document, held: Node) -> tuple[list[float], list[float]]:
    """Where edges may snap, across and down: page, guides and the other visible layers."""
    across: list[float] = [0, doc.width / 2, doc.width]
    down: list[float] = [0, doc.height / 2, doc.height]
    for axis, at in doc.guides:
        (across if axis == "x" else down).append(at)
    inside = {node.id for node in walk([held])}
    others = [
        node
        for node in doc.walk()
        if isinstance(node, Layer) and node.visible and node.id not in inside
    ]
    for node in others[-_MOST_NEIGHBOURS:]:
        rect = content_bounds(node)
        if not rect.is_empty:
            across += [rect.x, rect.x + rect.width / 2, rect.right]
            down += [rect.y, rect.y + rect.height / 2, rect.bottom]
    return across, down


class _HeldLayer:
    """A whole layer or group in the hand."""

    def __init__(self, doc: Document, node: Node) -> None:
        self._doc = doc
        self.node = node
        self._original = node.pixels if isinstance(node, Layer) else None
        self._mask = node.mask
        self.rect = content_bounds(node)
        self._is_live = self._original is not None and self.rect.area <= _LIVE_PIXELS
        self.offset = (0, 0)

    def show(self, dx: int, dy: int) -> None:
        """Shows it moved, without a step of history."""
        before, self.offset = self.offset, (dx, dy)
        if not self._is_live or before == self.offset:
            return
        node = self.node
        assert isinstance(node, Layer)
        assert self._original is not None
        at_home = self.offset == (0, 0)
        node.pixels = self._original if at_home else moved(self._original, dx, dy)
        if self._mask is not None:
            node.mask = self._mask if at_home else moved(self._mask, dx, dy)
        changed = self.rect.translated(*before).union(self.rect.translated(dx, dy))
        self._doc.pixels_changed.emit(changed)

    def drop(self, dx: int, dy: int) -> None:
        """Puts it down as one step of history."""
        self.show(0, 0)
        if (dx, dy) != (0, 0):
            translate(self._doc, self.node.id, dx, dy)


class _HeldPixels:
    """The selected pixels of a layer in the hand, cut out of it; the selection comes along."""

    def __init__(self, doc: Document, layer: Layer) -> None:
        self._doc = doc
        self.node = self._layer = layer
        self._original = layer.pixels
        self._selection = doc.selection.mask
        self.rect = doc.selection.bounds().intersect(layer.pixels.bounds())
        if self.rect.is_empty:
            raise FigmentError(
                f"Nothing of “{layer.name}” is selected.", "Select a part of it, or deselect."
            )
        pixels = layer.pixels.read(self.rect)
        weight = doc.selection.read(self.rect)
        self._lifted = _weighted(pixels, weight)
        self._rest = _weighted(pixels, np.uint8(255) - weight)
        self.offset = (0, 0)

    def show(self, dx: int, dy: int) -> None:
        """Shows them moved, without a step of history."""
        before, self.offset = self.offset, (dx, dy)
        if before == self.offset:
            return
        self._place(dx, dy)
        changed = self.rect.translated(*before).union(self.rect.translated(dx, dy))
        self._doc.pixels_changed.emit(changed.union(self.rect))
        self._doc.selection_changed.emit()

    def drop(self, dx: int, dy: int) -> None:
        """Puts them down as one step of history."""
        self.show(0, 0)
        if (dx, dy) != (0, 0):
            with self._doc.history.change("Move selected pixels"):
                self._place(dx, dy)

    def _place(self, dx: int, dy: int) -> None:
        if (dx, dy) == (0, 0):
            self._layer.pixels, self._doc.selection.mask = self._original, self._selection
            return
        grid = self._original.copy()
        grid.write(self.rect, self._rest)
        goal = self.rect.translated(dx, dy)
        grid.write(goal, _over(grid.read(goal), self._lifted))
        self._layer.pixels = grid
        assert self._selection is not None
        self._doc.selection.mask = moved(self._selection, dx, dy)


def _weighted(pixels: npt.NDArray[Any], weight: npt.NDArray[np.uint8]) -> ImageU8:
    out = np.array(pixels, np.uint8)
    out[..., 3] = (pixels[..., 3].astype(np.uint16) * weight + 127) // 255
    return out


def _over(below: npt.NDArray[Any], above: ImageU8) -> ImageU8:
    """Straight pixels laid over straight pixels."""
    alpha = above[..., 3:].astype(np.float32) / 255
    under = below[..., 3:].astype(np.float32) / 255 * (1 - alpha)
    total = alpha + under
    color = above[..., :3] * alpha + below[..., :3] * under
    out = np.empty_like(above)
    out[..., :3] = np.where(total > 0, color / np.maximum(total, 1e-6), below[..., :3]) + 0.5
    out[..., 3:] = total * 255 + 0.5
    return out
