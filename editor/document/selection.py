"""The selection, and pure functions on masks: shapes, growing, feathering, flood."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import cv2
import numpy as np

from editor.api import ImageU8, MaskU8, Rect
from editor.document.tiles import TileGrid

CombineMode = Literal["replace", "add", "subtract", "intersect"]
_SHIFT = 4
_SAMPLES = 4
"""How often each way a pixel is looked at to smooth a polygon's edge."""
_BAND_PX = 256
_EXACT_PX = 3
"""Up to here masks are grown pixel by pixel, which keeps a soft edge's shape."""


class Selection:
    """What is selected: a mask, or nothing, which leaves everything editable."""

    def __init__(self, mask: TileGrid | None = None) -> None:
        self.mask = mask

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.mask is None

    def bounds(self) -> Rect:
        """The rectangle around the selected pixels; empty where nothing is selected."""
        return self.mask.content_bounds() if self.mask is not None else Rect(0, 0, 0, 0)

    def read(self, rect: Rect) -> MaskU8:
        """The mask of a rectangle, `uint8 (H, W)`; 255 everywhere where nothing is selected."""
        if self.mask is None:
            return np.full((rect.height, rect.width), 255, np.uint8)
        return self.mask.read(rect).astype(np.uint8, copy=False)


def rectangle(
    size_px: tuple[int, int], left: float, top: float, right: float, bottom: float
) -> MaskU8:
    """A mask of (width, height) with a rectangle of whole pixels."""
    width, height = size_px
    mask = np.zeros((height, width), np.uint8)
    x0, x1 = sorted((round(left), round(right)))
    y0, y1 = sorted((round(top), round(bottom)))
    mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 255
    return mask


def ellipse(
    size_px: tuple[int, int], left: float, top: float, right: float, bottom: float
) -> MaskU8:
    """A mask with the ellipse inside a rectangle, edges smoothed."""
    width, height = size_px
    mask = np.zeros((height, width), np.uint8)
    cx, cy = (left + right) / 2, (top + bottom) / 2
    rx, ry = max(abs(right - left) / 2, 0.5), max(abs(bottom - top) / 2, 0.5)
    corners = (cx - rx - 1, cy - ry - 1, cx + rx + 2, cy + ry + 2)
    around = Rect.from_edges(*map(math.floor, corners)).intersect(_whole(mask))
    x = np.arange(around.x, around.right, dtype=np.float32) + np.float32(0.5 - cx)
    y = np.arange(around.y, around.bottom, dtype=np.float32) + np.float32(0.5 - cy)
    x *= np.float32(1 / rx)
    y *= np.float32(1 / ry)
    radius = np.sqrt(np.add.outer(y * y, x * x))
    inside = (1 - radius) * np.float32(min(rx, ry)) + np.float32(0.5)
    mask[around.slices()] = np.clip(inside, 0, 1) * 255
    return mask


def polygon(size_px: tuple[int, int], points: Sequence[tuple[float, float]]) -> MaskU8:
    """A mask with the inside of a closed line, edges smoothed."""
    width, height = size_px
    mask = np.zeros((height, width), np.uint8)
    corners = np.asarray(points, np.float64).reshape(-1, 2)
    if len(corners) < 3:
        return mask
    left, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
    around = Rect.from_edges(left, top, right, bottom).intersect(_whole(mask))
    for y in range(around.y, around.bottom, _BAND_PX):
        band = Rect(around.x, y, around.width, min(_BAND_PX, around.bottom - y))
        # OpenCV's own smooth edges are drawn around the shape; these are shared with its outside.
        fine = np.zeros((band.height * _SAMPLES, band.width * _SAMPLES), np.uint8)
        inside = (corners - (band.x, band.y)) * _SAMPLES - 0.5
        cv2.fillPoly(fine, [np.round(inside * 2**_SHIFT).astype(np.int32)], 255, shift=_SHIFT)
        mask[band.slices()] = cv2.resize(fine, band.size, interpolation=cv2.INTER_AREA)
    return mask


def bounds_of(mask: MaskU8) -> Rect:
    """The rectangle around all pixels that are selected at all."""
    return Rect(*cv2.boundingRect(mask))


def grow(mask: MaskU8, px: int) -> MaskU8:
    """Wider by `px`."""
    around = bounds_of(mask).expanded(px + 1).intersect(_whole(mask))
    return _inside(mask, around, lambda part: _wider(part, px))


def shrink(mask: MaskU8, px: int) -> MaskU8:
    """Narrower by `px`; the picture's edge counts as outside."""

    def narrower(part: MaskU8) -> MaskU8:
        outside = cv2.copyMakeBorder(invert(part), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=255)
        return invert(_wider(outside, px)[1:-1, 1:-1])

    return _inside(mask, bounds_of(mask), narrower)


def feather(mask: MaskU8, px: float) -> MaskU8:
    """A soft edge about `px` wide on both sides."""
    sigma = max(px / 2, 0.1)
    around = bounds_of(mask).expanded(math.ceil(4 * sigma) + 1).intersect(_whole(mask))
    return _inside(mask, around, lambda part: cv2.GaussianBlur(part, (0, 0), sigma))


def _whole(mask: MaskU8) -> Rect:
    return Rect(0, 0, mask.shape[1], mask.shape[0])


def _inside(mask: MaskU8, around: Rect, change: Callable[[MaskU8], MaskU8]) -> MaskU8:
    """A mask that is changed in a rectangle and empty around it."""
    out = np.zeros_like(mask)
    if not around.is_empty:
        out[around.slices()] = change(np.ascontiguousarray(mask[around.slices()]))
    return out


def _wider(part: MaskU8, px: int) -> MaskU8:
    if px <= _EXACT_PX:
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * px + 1, 2 * px + 1))
        return cv2.dilate(part, disc).astype(np.uint8)
    # A large disc costs its area for each pixel; the distance costs the same for every size.
    distance = cv2.distanceTransform((part < 128).view(np.uint8), cv2.DIST_L2, 5)
    near = np.clip(np.float32(px + 1) - distance, 0, 1) * np.float32(255)
    return np.maximum(part, near.astype(np.uint8))


def smooth(mask: MaskU8, px: int) -> MaskU8:
    """Without corners and specks smaller than `px`."""
    blurred = cv2.GaussianBlur(mask, (0, 0), max(px, 1))
    sharpened = (blurred.astype(np.int16) - 128) * max(px, 1) + 128
    return np.clip(sharpened, 0, 255).astype(np.uint8)


def border(mask: MaskU8, px: int) -> MaskU8:
    """A band of `px` along the edge."""
    return cv2.subtract(grow(mask, (px + 1) // 2), shrink(mask, px // 2)).astype(np.uint8)


def roughly(
    change: Callable[[MaskU8, int], MaskU8], mask: MaskU8, *, level: int
) -> Callable[[int], MaskU8]:
    """What a change by so many pixels makes of a mask, as exact as it is seen.

    Args:
        level: every 2**level-th pixel is on the screen, so that no more are computed.
    """
    if level == 0:
        return lambda px: change(mask, px)
    height, width = mask.shape
    small_px = (max(1, width >> level), max(1, height >> level))
    small = cv2.resize(mask, small_px, interpolation=cv2.INTER_AREA).astype(np.uint8)

    def changed(px: int) -> MaskU8:
        made = change(small, max(1, round(px / 2**level)))
        return cv2.resize(made, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8)

    return changed


def invert(mask: MaskU8) -> MaskU8:
    """The other pixels."""
    return np.uint8(255) - mask


def combine(old: MaskU8 | None, new: MaskU8, mode: CombineMode) -> MaskU8:
    """What is selected after a new shape was drawn; `old` None means nothing was."""
    if mode == "replace":
        return new
    if old is None:
        return new if mode == "add" else np.zeros_like(new)
    if mode == "add":
        return np.maximum(old, new)
    if mode == "subtract":
        return np.minimum(old, invert(new))
    return np.minimum(old, new)


def like_color(
    image: ImageU8, rgb: tuple[int, int, int], *, tolerance: int, is_soft: bool
) -> MaskU8:
    """The pixels whose colour is near one, as far as they are opaque.

    Args:
        tolerance: 0..255, the largest difference of a channel.
        is_soft: colours farther off than half the tolerance are selected less and less.
    """
    difference = cv2.absdiff(image[..., :3], np.array(rgb, np.float64).reshape(1, 3)[0])
    most = difference.max(axis=2).astype(np.float32)
    if is_soft and tolerance > 0:
        share = np.clip((tolerance + 1 - most) * np.float32(2 / (tolerance + 1)), 0, 1)
    else:
        share = (most <= tolerance).astype(np.float32)
    return (share * image[..., 3] + np.float32(0.5)).astype(np.uint8)


def flood(image: ImageU8, x: int, y: int, *, tolerance: int, contiguous: bool) -> MaskU8:
    """The pixels whose colour is within `tolerance` (0..255) of the one at (x, y).

    Contiguous: only those joined to it. Colours are compared premultiplied, so that the colour
    hidden under full transparency does not matter.
    """
    alpha = cv2.extractChannel(image, 3)
    seen = image
    if cv2.minMaxLoc(alpha)[0] < 255:
        opaque = np.full_like(alpha, 255)
        seen = cv2.multiply(image, cv2.merge([alpha, alpha, alpha, opaque]), scale=1 / 255)
    color = seen[y, x].astype(np.int16)
    lowest, highest = np.clip([color - tolerance, color + tolerance], 0, 255).tolist()
    near = cv2.inRange(seen, tuple(lowest), tuple(highest))
    if not contiguous:
        return near.astype(np.uint8, copy=False)
    joined = np.zeros((image.shape[0] + 2, image.shape[1] + 2), np.uint8)
    cv2.floodFill(near, joined, (x, y), 255, flags=4 | cv2.FLOODFILL_MASK_ONLY | 255 << 8)
    return np.ascontiguousarray(joined[1:-1, 1:-1])
