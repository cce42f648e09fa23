"""Straight pixels and what looks at neighbours: premultiplied on the way, and mixed by a mask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, MaskU8

Pixels = npt.NDArray[Any]
_OPAQUE = 255


def is_opaque(pixels: Pixels) -> bool:
    """Whether no pixel of `(H, W, 4)` lets anything through."""
    return bool(cv2.minMaxLoc(cv2.extractChannel(pixels, 3))[0] == _OPAQUE)


def premultiplied(straight: Pixels) -> Pixels:
    """Colours weighed by alpha, `uint8`."""
    return np.asarray(cv2.multiply(straight, _alphas(straight), scale=1 / 255))


def unpremultiplied(pixels: Pixels) -> Pixels:
    """The way back; black where alpha is 0."""
    return np.asarray(cv2.divide(pixels, _alphas(pixels), scale=255))


def with_neighbours(rgba: ImageU8, change: Callable[[Pixels], Pixels]) -> ImageU8:
    """Blurs and the like: colours under full transparency do not bleed.

    Args:
        change: from `(H, W, 4)` to the same, on bytes where all is opaque and otherwise on
            premultiplied `uint16` of 0..65025, where little alpha still holds all colours.
    """
    if is_opaque(rgba):
        return np.asarray(change(rgba), np.uint8)
    alpha = cv2.extractChannel(rgba, 3)
    weights = cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 255)])
    wide = change(cv2.multiply(rgba, weights, dtype=cv2.CV_16U))
    alpha = cv2.extractChannel(wide, 3)
    weights = cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 65025)])
    out = cv2.divide(wide, weights, scale=255)
    return np.asarray(cv2.convertScaleAbs(out), np.uint8)


def mixed(base: ImageU8, changed: ImageU8, weight: MaskU8) -> ImageU8:
    """`changed` where `weight` is 255, `base` (to the byte) where it is 0, between in between."""
    share = weight * np.float32(1 / 255)
    rest = np.float32(1) - share
    before, after = cv2.extractChannel(base, 3), cv2.extractChannel(changed, 3)
    if np.array_equal(before, after):
        out = cv2.blendLinear(changed, base, share, rest)
        cv2.insertChannel(before, out, 3)
    else:
        # Each colour counts by how much of the result it makes.
        share *= after
        rest *= before
        out = cv2.blendLinear(changed, base, share, rest)
        cv2.insertChannel(cv2.convertScaleAbs(share + rest), out, 3)
    kept = base.copy()
    cv2.copyTo(out, weight, kept)
    return kept


def _alphas(pixels: Pixels) -> Pixels:
    alpha = cv2.extractChannel(pixels, 3)
    return np.asarray(cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 255)]))
