"""Strokes that change the picture from itself: clone, blur, tone, smudge and heal."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, Rect
from editor.document.blending import lay_color, mix
from editor.document.brush import Brush, Stroke
from editor.document.dabs import dab
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.healing import Healing, healed
from editor.document.layer import Layer
from editor.document.patches import announce
from editor.document.sources import Read, Source, edge_repeated
from editor.document.stroke_path import PathPoint
from editor.document.tiles import Key, TileGrid, inside_tile, tile_keys, tile_rect

_HEAL_TINT = (20, 24, 32)
_HEAL_SHOWN = np.float32(0.45)
_CONTEXT = 4
"""How many times its own size a healed place looks around."""
_CONTEXT_PX = 48
_MOST_PIXELS = 4_000_000
_COVERED = np.float32(0.01)
Floats = npt.NDArray[np.float32]


def before_stroke(doc: Document, node_id: str, *, all_layers: bool) -> Read:
    """Reads the layer, or what is seen, as it is now, whatever is painted afterwards."""
    if all_layers:
        stage = Document(doc.width, doc.height)
        stage.layers = [node.clone() for node in doc.layers]
        return lambda rect: flatten(stage, rect)
    node = doc.find(node_id)
    assert isinstance(node, Layer)
    pixels = node.pixels.copy()
    return lambda rect: pixels.read(rect).astype(np.uint8, copy=False)


class RetouchStroke(Stroke):
    """On the page only: what a layer has outside is not seen while it is retouched."""

    def _limited(self, rect: Rect) -> Rect:
        return rect.intersect(self._doc.bounds)


class SourceStroke(RetouchStroke):
    """A stroke that paints with a source instead of a colour."""

    def __init__(self, doc: Document, brush: Brush, *, node_id: str, source: Source) -> None:
        super().__init__(doc, brush, node_id=node_id, target="pixels")
        self._source = source

    def _label(self) -> str:
        return self._source.label

    def _blend(self, key: Key, area: Rect) -> None:
        assert self._layer is not None
        base = self._base.tile(*key)
        if base is None and (self._layer.alpha_locked or not self._source.adds):
            return
        corner = tile_rect(key)
        out = self._grid.writable(key)[area.slices()]
        self._source.lay(
            out,
            np.zeros_like(out) if base is None else base[area.slices()],
            self._alpha(key, area),
            area.translated(corner.x, corner.y),
            alpha_locked=self._layer.alpha_locked,
        )


class HealStroke(RetouchStroke):
    """Shows where it was as a shade, and mends all of it at the end.

    Args:
        read: what is looked at around the place.
    """

    def __init__(
        self, doc: Document, brush: Brush, *, node_id: str, read: Read, healing: Healing
    ) -> None:
        super().__init__(doc, brush, node_id=node_id, target="pixels")
        self._read = read
        self._healing: Healing = healing

    def _label(self) -> str:
        return "Heal"

    def _blend(self, key: Key, area: Rect) -> None:
        base = self._base.tile(*key)
        out = self._grid.writable(key)[area.slices()]
        shade = self._alpha(key, area) * _HEAL_SHOWN
        under = np.zeros_like(out) if base is None else base[area.slices()]
        lay_color(out, under, shade, _HEAL_TINT, alpha_locked=False)

    def _complete(self) -> None:
        assert self._layer is not None
        for key in self._touched():
            self._grid.set_tile(*key, self._base.shared_tile(key))
        place = _covered_rect(self._coverage)
        if place.is_empty:
            return
        around = _surroundings(place, self._doc.bounds)
        covered = self._coverage.read(around)
        pixels = self._read(around)
        mended = healed(pixels, covered > _COVERED, self._healing)
        for key in tile_keys(place):
            area = inside_tile(key, place)
            base = self._base.tile(*key)
            if base is None and self._layer.alpha_locked:
                continue
            corner = tile_rect(key)
            there = area.translated(corner.x - around.x, corner.y - around.y).slices()
            out = self._grid.writable(key)[area.slices()]
            under = np.zeros_like(out) if base is None else base[area.slices()]
            mix(
                out,
                under,
                mended[there],
                self._alpha(key, area),
                alpha_locked=self._layer.alpha_locked,
            )
        announce(self._doc, "pixels", place)


def _covered_rect(coverage: TileGrid) -> Rect:
    """The rectangle around all that a stroke covers."""
    out = Rect(0, 0, 0, 0)
    for key in coverage.keys():  # noqa: SIM118 # a grid is no mapping
        tile = coverage.tile(*key)
        assert tile is not None
        inner = Rect(*cv2.boundingRect((tile > _COVERED).view(np.uint8)))
        if not inner.is_empty:
            corner = tile_rect(key)
            out = out.union(inner.translated(corner.x, corner.y))
    return out


def _surroundings(place: Rect, page: Rect) -> Rect:
    """Where a healed place looks: far around a small one, not as far around a large one."""
    for times in range(_CONTEXT, -1, -1):
        around = place.expanded(times * max(place.size) + _CONTEXT_PX)
        around = around.intersect(page)
        if around.area <= _MOST_PIXELS:
            break
    return around


class SmudgeStroke(RetouchStroke):
    """Drags the picture along like wet paint: each dab carries some of what it met before."""

    def __init__(self, doc: Document, brush: Brush, *, node_id: str) -> None:
        super().__init__(doc, brush, node_id=node_id, target="pixels")
        half = dab(brush.size_px, brush.hardness, center=(0.5, 0.5)).shape[0] // 2
        self._half = half
        self._mask = dab(brush.size_px, brush.hardness, center=(0.5, 0.5))
        self._carried: Floats | None = None
        self._read = edge_repeated(self._grid_pixels, doc.bounds)

    def _label(self) -> str:
        return "Smudge"

    def _paint(self, points: list[PathPoint]) -> Rect:
        dirty = Rect(0, 0, 0, 0)
        for point in points:
            dirty = dirty.union(self._smear(point))
        if not dirty.is_empty:
            announce(self._doc, "pixels", dirty)
        return dirty

    def _smear(self, point: PathPoint) -> Rect:
        assert self._layer is not None
        side = 2 * self._half
        rect = Rect(int(point.x // 1) - self._half, int(point.y // 1) - self._half, side, side)
        if rect.intersect(self._doc.bounds).is_empty:
            self._carried = None
            return Rect(0, 0, 0, 0)
        here = self._read(rect).astype(np.float32)
        locked = self._layer.alpha_locked
        if not locked:
            here[..., :3] *= here[..., 3:] * np.float32(1 / 255)
        if self._carried is None:
            self._carried = here
            return Rect(0, 0, 0, 0)
        wet = np.float32(self._brush.opacity)
        if self._brush.pressure_opacity:
            wet *= np.float32(point.pressure)
        self._carried = self._carried * wet + here * (1 - wet)
        weight = self._mask
        if not self._doc.selection.is_empty:
            weight = weight * (self._doc.selection.read(rect) * np.float32(1 / 255))
        self._put(rect, here + (self._carried - here) * weight[..., None], locked=locked)
        return rect

    def _put(self, rect: Rect, pixels: Floats, *, locked: bool) -> None:
        before = self._read(rect)
        out = pixels
        if not locked:
            out = pixels.copy()
            out[..., :3] *= 255 / np.maximum(pixels[..., 3:], np.float32(1 / 255))
        done = np.clip(out + np.float32(0.5), 0, 255).astype(np.uint8)
        if locked:
            done[..., 3] = before[..., 3]
        limited = self._limited(rect)
        for key in tile_keys(limited):
            part = tile_rect(key).intersect(limited)
            block = done[part.translated(-rect.x, -rect.y).slices()]
            if self._grid.tile(*key) is None and not block[..., 3].any():
                continue
            self._coverage.writable(key)
            self._grid.writable(key)[inside_tile(key, limited).slices()] = block

    def _grid_pixels(self, rect: Rect) -> ImageU8:
        return self._grid.read(rect).astype(np.uint8, copy=False)
