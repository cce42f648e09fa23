"""Cuts the one thing out of a photograph, with GrabCut started from the picture's border."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

Mask = npt.NDArray[np.uint8]

_WORK_PX = 128
_BORDER = 0.03
LEAST_AREA, MOST_AREA = 0.1, 0.75
LEAST_SOLIDITY = 0.6
MOST_AT_BORDER = 0.12


def cut_out(photo_rgb: ImageU8) -> ImageU8 | None:
    """The thing as straight `uint8 (H, W, 4)` with a soft border; None where that looks wrong.

    The border of the photo is taken for background. What comes out is refused when it is tiny,
    fills the photo, is ragged (much smaller than its convex hull), or touches the border widely.
    """
    height, width = photo_rgb.shape[:2]
    scale = _WORK_PX / max(height, width)
    size_px = max(8, int(width * scale)), max(8, int(height * scale))
    small = cv2.resize(photo_rgb, size_px, interpolation=cv2.INTER_AREA)
    mask = _largest(_foreground(small))
    if mask is None or not _sane(mask):
        return None
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8)).astype(np.float32) * 255
    soft = cv2.GaussianBlur(
        cv2.resize(inner, (width, height), interpolation=cv2.INTER_LINEAR),
        (0, 0),
        2 * max(height, width) / 256,
    )
    alpha = np.clip((soft - 100) * 255 / 70, 0, 255).astype(np.uint8)
    return np.dstack([photo_rgb, alpha])


def _foreground(photo_rgb: ImageU8) -> Mask:
    height, width = photo_rgb.shape[:2]
    rim = max(2, int(_BORDER * max(height, width)))
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    mask[rim:-rim, rim:-rim] = cv2.GC_PR_FGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    try:
        cv2.grabCut(photo_rgb, mask, None, *models, 4, cv2.GC_INIT_WITH_MASK)
    except cv2.error:
        # A photo of one colour leaves nothing to tell apart.
        return np.zeros((height, width), np.uint8)
    return np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)


def _largest(mask: Mask) -> Mask | None:
    """The largest connected part, its holes filled."""
    rings, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not rings:
        return None
    filled = np.zeros_like(mask)
    cv2.drawContours(filled, [max(rings, key=cv2.contourArea)], -1, 1, cv2.FILLED)
    return filled


def _sane(mask: Mask) -> bool:
    rings, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull_px = cv2.contourArea(cv2.convexHull(np.vstack(rings)))
    rim = max(2, int(_BORDER * max(mask.shape)))
    at_border = np.mean(
        [mask[rim].mean(), mask[-rim - 1].mean(), mask[:, rim].mean(), mask[:, -rim - 1].mean()]
    )
    return bool(
        LEAST_AREA < mask.mean() < MOST_AREA
        and mask.sum() > LEAST_SOLIDITY * hull_px
        and at_border < MOST_AT_BORDER
    )
