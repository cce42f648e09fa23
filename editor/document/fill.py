"""Filling: a colour into the selection, a flood, and gradients; tile by tile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from editor import memory
from editor.api import FigmentError, ImageU8, MaskU8, Rect
from editor.document import selection as masks
from editor.document.blending import Pixels, erase, lay_color
from editor.document.dabs import FloatMask
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import AdjustmentLayer, Layer
from editor.document.patches import PatchPixels, announce
from editor.document.tiles import Key, inside_tile, tile_keys, tile_rect

Rgba = tuple[int, int, int, int]
Rgb = tuple[int, int, int]
GradientShape = Literal["linear", "radial", "angular"]
Change = Callable[[Pixels, Rect, FloatMask], None]
"""Changes pixels in place: the pixels of a tile, where they lie in the document, how much."""


def editable_layer(doc: Document) -> Layer:
    """The active layer, if it can be painted on. Raises FigmentError."""
    node = doc.active
    if isinstance(node, AdjustmentLayer):
        raise FigmentError(
            f"“{node.name}” is an adjustment layer, without pixels of its own.",
            "Choose another layer.",
        )
    if not isinstance(node, Layer):
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    doc.require_unlocked(node.id)
    return node


def selected_rect(doc: Document) -> Rect:
    """The page, or the part of it around the selection."""
    if doc.selection.is_empty:
        return doc.bounds
    return doc.selection.bounds().intersect(doc.bounds)


def fill(doc: Document, rgb: Rgb, *, opacity: float = 1.0) -> None:
    """Fills the selection (or the page) of the active layer with a colour."""
    locked = editable_layer(doc).alpha_locked

    def change(pixels: Pixels, _part: Rect, alpha: FloatMask) -> None:
        lay_color(pixels, pixels, alpha * np.float32(opacity), rgb, alpha_locked=locked)

    change_pixels(doc, "Fill", selected_rect(doc), change)


def clear(doc: Document) -> None:
    """Erases the selection (or the page) of the active layer."""
    if editable_layer(doc).alpha_locked:
        raise FigmentError("This layer's transparency is locked.", "Unlock it to erase.")

    def change(pixels: Pixels, _part: Rect, alpha: FloatMask) -> None:
        erase(pixels, pixels, alpha)

    rect = selected_rect(doc)
    if doc.selection.is_empty:
        rect = rect.union(editable_layer(doc).pixels.bounds())
    change_pixels(doc, "Clear", rect, change, drop_clear=True)


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
    locked = editable_layer(doc).alpha_locked
    mask = wand(doc, x, y, tolerance=tolerance, contiguous=contiguous, all_layers=all_layers)
    # The smooth edge of a line is neither line nor paper: reach one pixel under it.
    soft = np.maximum(mask, masks.grow(mask, 1) // np.uint8(2)) if contiguous else mask
    scale = np.float32(opacity / 255)

    def change(pixels: Pixels, part: Rect, alpha: FloatMask) -> None:
        weight = alpha * (soft[part.slices()] * scale)
        lay_color(pixels, pixels, weight, rgb, alpha_locked=locked)

    rect = masks.bounds_of(soft).intersect(selected_rect(doc))
    change_pixels(doc, "Bucket fill", rect, change)


def wand(
    doc: Document, x: int, y: int, *, tolerance: int, contiguous: bool, all_layers: bool
) -> MaskU8:
    """The page's pixels that look like the one at (x, y), as a mask."""
    if not (0 <= x < doc.width and 0 <= y < doc.height):
        return np.zeros((doc.height, doc.width), np.uint8)
    return masks.flood(
        seen_pixels(doc, all_layers=all_layers), x, y, tolerance=tolerance, contiguous=contiguous
    )


def seen_pixels(doc: Document, *, all_layers: bool) -> ImageU8:
    """The page as it is seen, or as the active layer has it."""
    if all_layers:
        return flatten(doc, doc.bounds)
    node = doc.active
    if not isinstance(node, Layer):
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    return node.pixels.read(doc.bounds).astype(np.uint8, copy=False)


def gradient(
    doc: Document,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    first: Rgba,
    last: Rgba,
    shape: GradientShape,
    opacity: float = 1.0,
) -> None:
    """Lays a gradient from one point to another over the selection (or the page)."""
    locked = editable_layer(doc).alpha_locked
    colors = np.asarray([first, last], np.float32)

    def change(pixels: Pixels, part: Rect, alpha: FloatMask) -> None:
        share = _share(part, start, end, shape)[..., None]
        # Mixed premultiplied, so that a transparent end lends no colour.
        weight = colors[0, 3] * (1 - share) + colors[1, 3] * share
        mixed = colors[0, :3] * colors[0, 3] * (1 - share) + colors[1, :3] * colors[1, 3] * share
        rgb = (mixed / np.maximum(weight, 1e-3) + np.float32(0.5)).astype(np.uint8)
        alpha = alpha * (weight[..., 0] * np.float32(opacity / 255))
        lay_color(pixels, pixels, alpha, rgb, alpha_locked=locked)

    change_pixels(doc, "Gradient", selected_rect(doc), change)


def _share(
    part: Rect,
    start: tuple[float, float],
    end: tuple[float, float],
    shape: GradientShape,
) -> FloatMask:
    """How far each pixel is from the gradient's start to its end, 0..1."""
    x = np.arange(part.x, part.right, dtype=np.float32)[None, :] + np.float32(0.5 - start[0])
    y = np.arange(part.y, part.bottom, dtype=np.float32)[:, None] + np.float32(0.5 - start[1])
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_px = max(float(np.hypot(dx, dy)), 1e-3)
    if shape == "linear":
        scale = 1 / length_px**2
        at = x * np.float32(dx * scale) + y * np.float32(dy * scale)
    elif shape == "radial":
        at = np.hypot(x, y) * np.float32(1 / length_px)
    else:
        # Once around, clockwise from the dragged line.
        at = np.arctan2(y * dx - x * dy, x * dx + y * dy) / np.float32(2 * np.pi) % 1
    return np.clip(at, 0, 1, dtype=np.float32)


def change_pixels(
    doc: Document, label: str, rect: Rect, change: Change, *, drop_clear: bool = False
) -> None:
    """Changes the selected pixels of a rectangle of the active layer, as one step of history.

    Args:
        drop_clear: forget tiles of which nothing is seen any more.
    """
    doc.history.settle()
    layer = editable_layer(doc)
    keys = list(tile_keys(rect))
    memory.check(len(keys) * layer.pixels.tile_nbytes)
    before = {key: layer.pixels.shared_tile(key) for key in keys}
    try:
        for key in keys:
            _change_tile(doc, layer, key, rect, change)
            tile = layer.pixels.tile(*key)
            if tile is None:
                continue
            if (drop_clear and not tile[..., 3].any()) or (before[key] is None and not tile.any()):
                layer.pixels.set_tile(*key, None)
    except BaseException:  # half of a change would be no step of history
        for key, tile in before.items():
            layer.pixels.set_tile(*key, tile)
        raise
    after = {key: layer.pixels.shared_tile(key) for key in keys}
    edit = PatchPixels(label, layer.id, "pixels", before=before, after=after)
    if not edit.is_empty:
        announce(doc, "pixels", rect)
        doc.history.push(edit)


def _change_tile(doc: Document, layer: Layer, key: Key, rect: Rect, change: Change) -> None:
    if layer.alpha_locked and layer.pixels.tile(*key) is None:
        return
    part = tile_rect(key).intersect(rect)
    alpha = doc.selection.read(part) * np.float32(1 / 255)
    if not alpha.any():
        return
    tile = layer.pixels.writable(key)
    change(tile[inside_tile(key, rect).slices()], part, alpha)
