"""The brush: round dabs along a path, for paint, eraser, layer masks and the selection."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from editor.api import FigmentError, Rect
from editor.document.document import Document
from editor.document.edits import PatchPixels, Target, announce, target_grid
from editor.document.layer import Group, Layer
from editor.document.tiles import TileGrid

FloatMask = npt.NDArray[np.float32]
_SUBPIXELS = 4
_MIN_SPACING_PX = 0.5


@dataclass(frozen=True)
class Brush:
    """How a stroke looks.

    Attributes:
        size_px: diameter of a dab at full pressure.
        hardness: 0 falls off from the centre, 1 is a hard edge (one pixel smooth).
        opacity: the most that one stroke covers, 0..1, however often it crosses itself.
        flow: how much one dab adds, 0..1.
        spacing: distance between dabs as a share of the size.
        smoothing: 0 follows the hand, towards 1 it lags and steadies.
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
    color: tuple[int, int, int] = (0, 0, 0)
    mode: Literal["paint", "erase"] = "paint"


@lru_cache(maxsize=256)
def dab(diameter_q: int, hardness_q: int, sub_x: int, sub_y: int) -> FloatMask:
    """The coverage of one dab, `float32 (N, N)` in 0..1, centre at N/2 + sub/4 px.

    Args:
        diameter_q: diameter in quarter pixels.
        hardness_q: hardness in hundredths.
    """
    radius = diameter_q / _SUBPIXELS / 2
    half = math.ceil(radius) + 1
    axis = np.arange(2 * half, dtype=np.float32) + 0.5 - half
    dx = axis[None, :] - sub_x / _SUBPIXELS
    dy = axis[:, None] - sub_y / _SUBPIXELS
    distance = np.sqrt(dx * dx + dy * dy)
    edge = np.clip(radius + 0.5 - distance, 0.0, 1.0)
    hard_radius = radius * hardness_q / 100
    soft_px = radius - hard_radius
    if soft_px > 0.5:
        ramp = np.clip((radius - distance) / soft_px, 0.0, 1.0)
        edge = edge * (ramp * ramp * (3 - 2 * ramp))
    out = edge.astype(np.float32)
    out.setflags(write=False)
    return out


class Stroke:
    """One stroke on one target, from `begin` to `end`; pixels change while it is drawn.

    Raises:
        FigmentError: where nothing can be painted, saying why.
    """

    def __init__(self, doc: Document, brush: Brush, *, node_id: str, target: Target) -> None:
        self._doc = doc
        self._brush = brush
        self._node_id = node_id
        self._target: Target = target
        self._layer = _paintable(doc, node_id, target)
        self._grid = target_grid(doc, node_id, target)
        self._base = self._grid.copy()
        self._coverage = TileGrid(channels=1, dtype=np.float32)
        self._last = (0.0, 0.0, 1.0)
        self._smoothed = (0.0, 0.0)
        self._left_px = 0.0

    def begin(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """The first dab, at document coordinates; pressure 0..1. Returns what changed."""
        self._last = (x, y, pressure)
        self._smoothed = (x, y)
        self._left_px = self._spacing_px(pressure)
        return self._paint([(x, y, pressure)])

    def move(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Dabs along the way to (x, y). Returns what changed."""
        keep = min(self._brush.smoothing, 0.95)
        sx = self._smoothed[0] * keep + x * (1 - keep)
        sy = self._smoothed[1] * keep + y * (1 - keep)
        self._smoothed = (sx, sy)
        x0, y0, p0 = self._last
        length = math.hypot(sx - x0, sy - y0)
        dabs = []
        at = self._left_px
        while at <= length and length > 0:
            share = at / length
            p = p0 + (pressure - p0) * share
            dabs.append((x0 + (sx - x0) * share, y0 + (sy - y0) * share, p))
            at += self._spacing_px(p)
        self._left_px = at - length
        self._last = (sx, sy, pressure)
        return self._paint(dabs)

    def end(self) -> bool:
        """Puts the stroke into history as one step; False where it changed nothing."""
        if self._target == "selection":
            self._grid.drop_empty()
        before = {key: self._base.shared_tile(key) for key in self._coverage.keys()}  # noqa: SIM118 # a grid is no mapping
        after = {key: self._grid.shared_tile(key) for key in before}
        label = {"pixels": "Brush", "mask": "Mask", "selection": "Mask brush"}[self._target]
        if self._brush.mode == "erase":
            label = "Eraser" if self._target == "pixels" else f"{label} (erase)"
        edit = PatchPixels(label, self._node_id, self._target, before=before, after=after)
        if self._target == "selection":
            announce(self._doc, self._target, Rect(0, 0, 0, 0))
        if edit.is_empty:
            return False
        self._doc.history.push(edit)
        return True

    def cancel(self) -> None:
        """Takes the unfinished stroke back."""
        for key in self._coverage.keys():  # noqa: SIM118 # a grid is no mapping
            self._grid.set_tile(*key, self._base.shared_tile(key))
        announce(self._doc, self._target, self._coverage.bounds())

    def _spacing_px(self, pressure: float) -> float:
        return max(_MIN_SPACING_PX, self._diameter_px(pressure) * self._brush.spacing)

    def _diameter_px(self, pressure: float) -> float:
        size = self._brush.size_px * (pressure if self._brush.pressure_size else 1.0)
        return max(size, 0.5)

    def _paint(self, dabs: list[tuple[float, float, float]]) -> Rect:
        dirty = Rect(0, 0, 0, 0)
        for x, y, pressure in dabs:
            dirty = dirty.union(self._add_dab(x, y, pressure))
        dirty = self._limited(dirty)
        if dirty.is_empty:
            return dirty
        self._blend(dirty)
        announce(self._doc, self._target, dirty)
        return dirty

    def _limited(self, rect: Rect) -> Rect:
        """Layers may reach outside the page; masks and the selection do not."""
        return rect if self._target == "pixels" else rect.intersect(self._doc.bounds)

    def _add_dab(self, x: float, y: float, pressure: float) -> Rect:
        brush = self._brush
        stamp = dab(
            round(self._diameter_px(pressure) * _SUBPIXELS),
            round(brush.hardness * 100),
            math.floor((x % 1) * _SUBPIXELS),
            math.floor((y % 1) * _SUBPIXELS),
        )
        half = stamp.shape[0] // 2
        rect = Rect(math.floor(x) - half, math.floor(y) - half, 2 * half, 2 * half)
        strength = brush.flow * (pressure if brush.pressure_opacity else 1.0)
        covered = self._coverage.read(rect)
        covered += (1 - covered) * (stamp * np.float32(strength))
        self._coverage.write(rect, covered)
        return rect

    def _blend(self, dirty: Rect) -> None:
        alpha = self._coverage.read(dirty).astype(np.float32, copy=False)
        alpha *= np.float32(self._brush.opacity)
        if self._target != "selection" and not self._doc.selection.is_empty:
            alpha *= self._doc.selection.read(dirty) * np.float32(1 / 255)
        base = self._base.read(dirty)
        if self._target == "pixels":
            assert self._layer is not None
            mixed = blend_straight(base, alpha, self._brush, alpha_locked=self._layer.alpha_locked)
        else:
            goal = np.float32(255 if self._brush.mode == "paint" else 0)
            if self._target == "mask" and self._brush.mode == "paint":
                goal = np.float32(round(np.mean(self._brush.color)))
            mixed = (base + (goal - base) * alpha + np.float32(0.5)).astype(np.uint8)
        self._grid.write(dirty, mixed)


def blend_straight(
    base: npt.NDArray[Any], alpha: FloatMask, brush: Brush, *, alpha_locked: bool
) -> npt.NDArray[np.uint8]:
    """Colour laid on, or alpha taken from, straight RGBA `uint8 (H, W, 4)`.

    Erasing leaves the colours as they are; where nothing was, paint brings its own colour, so no
    dark fringe of the empty layer's black is mixed in.
    """
    out = np.array(base, np.uint8)
    half = np.float32(0.5)
    base_alpha = out[..., 3].astype(np.float32)
    if brush.mode == "erase":
        if not alpha_locked:
            out[..., 3] = base_alpha * (1 - alpha) + half
        return out
    color = np.array(brush.color, np.float32)
    if alpha_locked:
        weight = alpha
    else:
        new_alpha = base_alpha + (255 - base_alpha) * alpha
        out[..., 3] = new_alpha + half
        weight = (alpha * 255 / np.maximum(new_alpha, np.float32(1e-3))).astype(np.float32)
    rgb = out[..., :3].astype(np.float32)
    rgb += (color - rgb) * weight[..., None]
    rgb += half
    touched = alpha > 0
    if touched.all():
        out[..., :3] = rgb
    else:
        np.copyto(out[..., :3], rgb.astype(np.uint8), where=touched[..., None])
    return out


def _paintable(doc: Document, node_id: str, target: Target) -> Layer | None:
    """The layer that is painted on, or None for other targets. Raises FigmentError."""
    if target == "selection":
        return None
    node = doc.find(node_id)
    if node is None:
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    if node.locked:
        raise FigmentError(f"“{node.name}” is locked.", "Unlock it in the layers panel.")
    if target == "mask":
        if node.mask is None:
            raise FigmentError(f"“{node.name}” has no mask.", "Add one in the layers panel.")
        return None
    if isinstance(node, Group):
        raise FigmentError(f"“{node.name}” is a group.", "Choose a layer inside it.")
    if not node.visible:
        raise FigmentError(f"“{node.name}” is hidden.", "Show it in the layers panel.")
    assert isinstance(node, Layer)
    return node
