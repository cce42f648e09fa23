"""The brush: round dabs along a path, for paint, eraser, layer masks and the selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from editor import memory
from editor.api import FigmentError, Rect
from editor.document.blending import erase, lay_color, lay_color_on_nothing, lay_value
from editor.document.dabs import Dabs, FloatMask
from editor.document.document import Document
from editor.document.edits import Target
from editor.document.layer import AdjustmentLayer, Group, Layer
from editor.document.patches import PatchPixels, announce, target_grid
from editor.document.stroke_path import PathPoint, StrokePath
from editor.document.textures import NONE, texture
from editor.document.tiles import TILE, Array, Key, TileGrid, inside_tile, tile_keys, tile_rect

_LABELS = {"pixels": "Brush", "mask": "Mask", "selection": "Mask brush"}
_NO_MASK = np.zeros((TILE, TILE), np.uint8)
_ROOM_BYTES = 16 * memory.MIB
"""What an ordinary stroke takes; a longer one lives on what is left for small things."""
_dabs = Dabs()


@dataclass(frozen=True)
class Brush:
    """How a stroke looks.

    Attributes:
        size_px: diameter of a dab at full pressure.
        hardness: 0 falls off from the centre, 1 is a hard edge (one pixel smooth).
        opacity: the most that one stroke covers, 0..1, however often it crosses itself.
        flow: how much one dab adds, 0..1.
        spacing: distance between dabs as a share of the size.
        smoothing: 0 follows the hand exactly, towards 1 it curves, lags and steadies.
        pressure_size, pressure_opacity: what the pen's pressure lessens.
        pressure_gamma: the curve of the pen's pressure: below 1 a light hand counts for more.
        texture: a name of `textures.TEXTURES`; it lies still on the page.
        grain: how much the texture counts, 0..1.
        color: red, green, blue, 0..255.
        mode: paint lays colour on (or selects), erase takes it away.
    """

    size_px: float = 24.0
    hardness: float = 0.8
    opacity: float = 1.0
    flow: float = 1.0
    spacing: float = 0.12
    smoothing: float = 0.0
    pressure_size: bool = True
    pressure_opacity: bool = False
    pressure_gamma: float = 1.0
    texture: str = NONE
    grain: float = 1.0
    color: tuple[int, int, int] = (0, 0, 0)
    mode: Literal["paint", "erase"] = "paint"

    def felt(self, pressure: float) -> float:
        """A pen's pressure of 0..1 along the curve."""
        return float(min(max(pressure, 0.0), 1.0) ** self.pressure_gamma)

    def diameter_px(self, pressure: float) -> float:
        """How wide a dab is at a pressure of 0..1."""
        return max(self.size_px * (pressure if self.pressure_size else 1.0), 0.5)


class Stroke:
    """One stroke on one target, from `begin` to `end`; pixels change while it is drawn.

    What the dabs cover is kept apart and laid over the pixels as they were before, so that the
    opacity caps the whole stroke. Undo, or any other edit, ends an open stroke first; moves that
    come after are ignored.

    Args:
        target: the layer's "pixels", the node's "mask", or the "selection".

    Raises:
        FigmentError: where nothing can be painted, saying why.
    """

    def __init__(self, doc: Document, brush: Brush, *, node_id: str, target: Target) -> None:
        self._doc = doc
        self._brush = brush
        self._node_id = node_id
        self._target: Target = target
        self._layer = _paintable(doc, node_id, target)
        memory.check(_ROOM_BYTES)
        self._grid = target_grid(doc, node_id, target)
        self._base = self._grid.copy()
        self._coverage = TileGrid(channels=1, dtype=np.float32)
        self._path = StrokePath(brush.smoothing)
        self._open = True
        doc.history.open_stroke(self.end)

    def begin(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """The first dab, at document coordinates; pressure 0..1. Returns what changed."""
        return self._paint(self._path.begin(x, y, self._brush.felt(pressure), self._spacing_px))

    def move(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Dabs along the way to (x, y). Returns what changed."""
        if not self._open:
            return Rect(0, 0, 0, 0)
        return self._paint(self._path.move(x, y, self._brush.felt(pressure), self._spacing_px))

    def end(self) -> bool:
        """Catches up with the hand, and makes one step of history; False if nothing changed."""
        if not self._open:
            return False
        try:
            self._paint(self._path.end(self._spacing_px))
            self._complete()
        except BaseException:  # an open stroke would keep everything else from being done
            self.cancel()
            raise
        self._close()
        if self._target == "selection":
            self._grid.drop_empty()
        before = {key: self._base.shared_tile(key) for key in self._touched()}
        after = {key: self._grid.shared_tile(key) for key in before}
        edit = PatchPixels(self._label(), self._node_id, self._target, before=before, after=after)
        if self._target == "selection":
            announce(self._doc, self._target, Rect(0, 0, 0, 0))
        if edit.is_empty:
            return False
        self._doc.history.push(edit)
        return True

    def cancel(self) -> None:
        """Takes the unfinished stroke back."""
        if not self._open:
            return
        self._close()
        for key in self._touched():
            self._grid.set_tile(*key, self._base.shared_tile(key))
        announce(self._doc, self._target, self._coverage.bounds())

    def _label(self) -> str:
        """What the step of history is called."""
        label = _LABELS[self._target]
        if self._brush.mode == "erase":
            return "Eraser" if self._target == "pixels" else f"{label} (erase)"
        return label

    def _complete(self) -> None:
        """The last dab is laid: for strokes that do their work at the end."""

    def _close(self) -> None:
        self._open = False
        self._doc.history.close_stroke()

    def _touched(self) -> list[Key]:
        return list(self._coverage.keys())

    def _spacing_px(self, pressure: float) -> float:
        return self._brush.diameter_px(pressure) * self._brush.spacing

    def _paint(self, points: list[PathPoint]) -> Rect:
        dirty = Rect(0, 0, 0, 0)
        for point in points:
            dirty = dirty.union(self._cover(point))
        if dirty.is_empty:
            return dirty
        for key in tile_keys(dirty):
            if self._coverage.tile(*key) is not None:
                self._blend(key, inside_tile(key, dirty))
        announce(self._doc, self._target, dirty)
        return dirty

    def _cover(self, point: PathPoint) -> Rect:
        """Adds a dab to what the stroke covers."""
        brush = self._brush
        x, y, mask = _dabs.at(
            point.x,
            point.y,
            diameter_px=brush.diameter_px(point.pressure),
            hardness=brush.hardness,
        )
        whole = Rect(x, y, mask.shape[1], mask.shape[0])
        rect = self._limited(whole)
        most = point.pressure if brush.pressure_opacity else 1.0
        for key in tile_keys(rect):
            part = tile_rect(key).intersect(rect)
            if self._coverage.tile(*key) is None:
                memory.gauge.take(2 * self._coverage.tile_nbytes)  # and the layer's own tile
            area = self._coverage.writable(key)[inside_tile(key, part).slices()]
            _build_up(area, mask[part.translated(-x, -y).slices()], flow=brush.flow, most=most)
        return rect

    def _limited(self, rect: Rect) -> Rect:
        """Layers may reach outside the page; the selection does not."""
        return rect.intersect(self._doc.bounds) if self._target == "selection" else rect

    def _blend(self, key: Key, area: Rect) -> None:
        """Lays the stroke over the tile as it was before."""
        base = self._base.tile(*key)
        keeps_alpha = self._layer is not None and self._layer.alpha_locked
        if base is None and (self._brush.mode == "erase" or keeps_alpha):
            return
        here = area.slices()
        alpha = self._alpha(key, area)
        out = self._grid.writable(key)[here]
        if self._target == "pixels":
            if base is None:
                lay_color_on_nothing(out, alpha, self._brush.color)
            else:
                self._blend_pixels(out, base[here], alpha)
        else:
            lay_value(out, (_NO_MASK if base is None else base)[here], alpha, self._goal())

    def _alpha(self, key: Key, area: Rect) -> FloatMask:
        """How much of the stroke counts in an area of a tile, 0..1."""
        alpha = self._coverage.writable(key)[area.slices()] * np.float32(self._brush.opacity)
        if self._brush.texture != NONE:
            # Tiles lie as the texture repeats.
            grain = texture(self._brush.texture)[area.slices()] - np.float32(1)
            alpha *= np.float32(1) + grain * np.float32(self._brush.grain)
        if self._target != "selection" and not self._doc.selection.is_empty:
            corner = tile_rect(key)
            selected = self._doc.selection.read(area.translated(corner.x, corner.y))
            alpha *= selected * np.float32(1 / 255)
        return alpha

    def _blend_pixels(self, out: Array, base: Array, alpha: FloatMask) -> None:
        assert self._layer is not None
        locked = self._layer.alpha_locked
        if self._brush.mode == "paint":
            lay_color(out, base, alpha, self._brush.color, alpha_locked=locked)
        elif not locked:
            erase(out, base, alpha)

    def _goal(self) -> float:
        """The value that a mask gets: white paint shows, black hides, erasing hides."""
        if self._brush.mode == "erase":
            return 0.0
        if self._target == "selection":
            return 255.0
        red, green, blue = self._brush.color
        return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _build_up(covered: FloatMask, dab: FloatMask, *, flow: float, most: float) -> None:
    """Adds a dab to the coverage in place: each adds `flow` of what is missing up to `most`."""
    missing = np.subtract(np.float32(most), covered)
    if most < 1:
        np.maximum(missing, 0, out=missing)
    missing *= dab
    if flow < 1:
        missing *= np.float32(flow)
    covered += missing


def _paintable(doc: Document, node_id: str, target: Target) -> Layer | None:
    """The layer that is painted on, or None for other targets. Raises FigmentError."""
    if target == "selection":
        return None
    node = doc.require_unlocked(node_id)
    if target == "mask":
        if node.mask is None:
            raise FigmentError(f"“{node.name}” has no mask.", "Add one in the layers panel.")
        return None
    if isinstance(node, Group):
        raise FigmentError(f"“{node.name}” is a group.", "Choose a layer inside it.")
    if isinstance(node, AdjustmentLayer):
        raise FigmentError(
            f"“{node.name}” is an adjustment layer.", "Paint on its mask, or choose another layer."
        )
    hidden = next((n for n in (node, *doc.ancestors(node_id)) if not n.visible), None)
    if hidden is not None:
        raise FigmentError(f"“{hidden.name}” is hidden.", "Show it in the layers panel.")
    assert isinstance(node, Layer)
    return node
