"""The selection, and pure functions on masks: shapes, growing, feathering, flood, outlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, MaskU8, Rect
from editor.document.tiles import TileGrid

CombineMode = Literal["replace", "add", "subtract", "intersect"]
Points = npt.NDArray[np.float32]
_AA_SHIFT = 4


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
    cx, cy = (left + right) / 2, (top + bottom) / 2
    rx, ry = max(abs(right - left) / 2, 0.5), max(abs(bottom - top) / 2, 0.5)
    x = (np.arange(width, dtype=np.float32) + 0.5 - cx) / rx
    y = (np.arange(height, dtype=np.float32) + 0.5 - cy) / ry
    radius = np.sqrt(x[None, :] ** 2 + y[:, None] ** 2)
    inside = (1.0 - radius) * min(rx, ry) + 0.5
    return (np.clip(inside, 0.0, 1.0) * 255).astype(np.uint8)


def polygon(size_px: tuple[int, int], points: Sequence[tuple[float, float]]) -> MaskU8:
    """A mask with the inside of a closed line, edges smoothed."""
    width, height = size_px
    mask = np.zeros((height, width), np.uint8)
    if len(points) >= 3:
        # Pixel centres lie at half coordinates, OpenCV's at whole ones.
        corners = np.round((np.asarray(points, np.float64) - 0.5) * 2**_AA_SHIFT).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA, _AA_SHIFT)
    return mask


def _disc(px: int) -> npt.NDArray[np.uint8]:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * px + 1, 2 * px + 1)).astype(np.uint8)


def grow(mask: MaskU8, px: int) -> MaskU8:
    """Wider by `px`."""
    return cv2.dilate(mask, _disc(px)).astype(np.uint8)


def shrink(mask: MaskU8, px: int) -> MaskU8:
    """Narrower by `px`; the picture's edge counts as outside."""
    return cv2.erode(mask, _disc(px), borderType=cv2.BORDER_CONSTANT, borderValue=0).astype(
        np.uint8
    )


def feather(mask: MaskU8, px: float) -> MaskU8:
    """A soft edge about `px` wide on both sides."""
    return cv2.GaussianBlur(mask, (0, 0), max(px / 2, 0.1)).astype(np.uint8)


def smooth(mask: MaskU8, px: int) -> MaskU8:
    """Without corners and specks smaller than `px`."""
    blurred = cv2.GaussianBlur(mask, (0, 0), max(px, 1))
    sharpened = (blurred.astype(np.int16) - 128) * max(px, 1) + 128
    return np.clip(sharpened, 0, 255).astype(np.uint8)


def border(mask: MaskU8, px: int) -> MaskU8:
    """A band of `px` along the edge."""
    return cv2.subtract(grow(mask, (px + 1) // 2), shrink(mask, px // 2)).astype(np.uint8)


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


def flood(image: ImageU8, x: int, y: int, *, tolerance: int, contiguous: bool) -> MaskU8:
    """The pixels whose colour is within `tolerance` (0..255) of the one at (x, y).

    Contiguous: only those joined to it. Colours are compared premultiplied, so that the colour
    hidden under full transparency does not matter.
    """
    alpha = image[..., 3:].astype(np.uint16)
    seen = image.copy()
    seen[..., :3] = (image[..., :3] * alpha + 127) // 255
    near = (np.abs(seen.astype(np.int16) - seen[y, x].astype(np.int16)) <= tolerance).all(axis=2)
    mask = near.astype(np.uint8) * np.uint8(255)
    if contiguous:
        _, labels = cv2.connectedComponents(mask, connectivity=4)
        mask = (labels == labels[y, x]).astype(np.uint8) * np.uint8(255)
    return mask


def outline(mask: TileGrid) -> list[Points]:
    """Closed lines around the selected parts, in document coordinates, for marching ants."""
    rect = mask.content_bounds()
    if rect.is_empty:
        return []
    padded = cv2.copyMakeBorder(mask.read(rect), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    # Each pixel becomes 2 x 2, so that the line runs along pixel edges, not through centres.
    doubled = cv2.resize(
        (padded > 127).astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST
    )
    lines, _ = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    corner = np.array([rect.x - 1, rect.y - 1], np.float32)
    return [line[:, 0].astype(np.float32) / 2 + 0.25 + corner for line in lines if len(line) > 2]
