"""Filling: a colour into the selection, a flood, and gradients."""

from __future__ import annotations

from typing import Literal

import numpy as np

from editor.api import FigmentError, ImageU8, MaskU8, Rect
from editor.document import selection as masks
from editor.document.brush import Brush, FloatMask, blend_straight
from editor.document.document import Document
from editor.document.edits import PatchPixels, announce
from editor.document.flatten import flatten
from editor.document.layer import Layer
from editor.document.tiles import tile_keys

Rgba = tuple[int, int, int, int]
Rgb = tuple[int, int, int]


def editable_layer(doc: Document) -> Layer:
    """The active layer, if it can be painted on. Raises FigmentError."""
    node = doc.active
    if not isinstance(node, Layer):
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    if node.locked:
        raise FigmentError(f"“{node.name}” is locked.", "Unlock it in the layers panel.")
    return node


def selected_rect(doc: Document) -> Rect:
    """The page, or the part of it around the selection."""
    if doc.selection.is_empty:
        return doc.bounds
    return doc.selection.bounds().intersect(doc.bounds)


def fill(doc: Document, rgb: Rgb, *, opacity: float = 1.0) -> None:
    """Fills the selection (or the page) of the active layer with a colour."""
    rect = selected_rect(doc)
    alpha = doc.selection.read(rect) * np.float32(opacity / 255)
    _paint(doc, "Fill", rect, alpha, Brush(color=rgb))


def clear(doc: Document) -> None:
    """Erases the selection (or the page) of the active layer."""
    rect = selected_rect(doc)
    alpha = doc.selection.read(rect) * np.float32(1 / 255)
    _paint(doc, "Clear", rect, alpha, Brush(mode="erase"))


def bucket(
    doc: Document,
    x: int,
    y: int,
    rgb: Rgb,
    *,
    tolerance: int,
    contiguous: bool,
    all_layers: bool,
    opacity: float = 1.0,
) -> None:
    """Fills the pixels that look like the one at (x, y)."""
    mask = wand(doc, x, y, tolerance=tolerance, contiguous=contiguous, all_layers=all_layers)
    # The smooth edge of a line is neither line nor paper: reach one pixel under it.
    soft = np.maximum(mask, masks.grow(mask, 1) // np.uint8(2)) if contiguous else mask
    alpha = np.minimum(soft, doc.selection.read(doc.bounds))
    _paint(doc, "Bucket fill", doc.bounds, alpha * np.float32(opacity / 255), Brush(color=rgb))


def wand(
    doc: Document, x: int, y: int, *, tolerance: int, contiguous: bool, all_layers: bool
) -> MaskU8:
    """The page's pixels that look like the one at (x, y), as a mask."""
    if not (0 <= x < doc.width and 0 <= y < doc.height):
        return np.zeros((doc.height, doc.width), np.uint8)
    return masks.flood(
        _seen(doc, all_layers=all_layers), x, y, tolerance=tolerance, contiguous=contiguous
    )


def _seen(doc: Document, *, all_layers: bool) -> ImageU8:
    if all_layers:
        return flatten(doc, doc.bounds)
    return editable_layer(doc).pixels.read(doc.bounds).astype(np.uint8, copy=False)


def gradient(
    doc: Document,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    first: Rgba,
    last: Rgba,
    shape: Literal["linear", "radial"],
    opacity: float = 1.0,
) -> None:
    """Lays a gradient from one point to another over the selection (or the page)."""
    rect = selected_rect(doc)
    x = np.arange(rect.x, rect.right, dtype=np.float32)[None, :] + 0.5 - start[0]
    y = np.arange(rect.y, rect.bottom, dtype=np.float32)[:, None] + 0.5 - start[1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_px = max(float(np.hypot(dx, dy)), 1e-3)
    at = (x * dx + y * dy) / length_px**2 if shape == "linear" else np.hypot(x, y) / length_px
    share = np.clip(at, 0.0, 1.0)[..., None].astype(np.float32)
    colors = np.asarray(first, np.float32) * (1 - share) + np.asarray(last, np.float32) * share
    alpha = colors[..., 3] * (doc.selection.read(rect) * np.float32(opacity / 255 / 255))
    layer = editable_layer(doc)
    base = layer.pixels.read(rect)
    mixed = blend_straight(base, alpha.astype(np.float32), Brush(), alpha_locked=layer.alpha_locked)
    out_alpha = np.maximum(mixed[..., 3:].astype(np.float32), 1)
    weight = np.clip(alpha[..., None] * 255 / out_alpha, 0, 1)
    rgb = base[..., :3].astype(np.float32)
    mixed[..., :3] = rgb + (colors[..., :3] - rgb) * weight + 0.5
    _write(doc, layer, "Gradient", rect, mixed)


def _paint(doc: Document, label: str, rect: Rect, alpha: FloatMask, brush: Brush) -> None:
    layer = editable_layer(doc)
    if rect.is_empty:
        return
    base = layer.pixels.read(rect)
    mixed = blend_straight(base, alpha, brush, alpha_locked=layer.alpha_locked)
    _write(doc, layer, label, rect, mixed)


def _write(doc: Document, layer: Layer, label: str, rect: Rect, pixels: ImageU8) -> None:
    """Replaces a rectangle of a layer as one step of history."""
    keys = list(tile_keys(rect))
    before = {key: layer.pixels.shared_tile(key) for key in keys}
    layer.pixels.write(rect, pixels)
    for key in keys:
        tile = layer.pixels.tile(*key)
        if before[key] is None and tile is not None and not tile.any():
            layer.pixels.set_tile(*key, None)
    after = {key: layer.pixels.shared_tile(key) for key in keys}
    edit = PatchPixels(label, layer.id, "pixels", before=before, after=after)
    if not edit.is_empty:
        announce(doc, "pixels", rect)
        doc.history.push(edit)
