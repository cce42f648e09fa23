"""Filling a hole from its rim, without a model: the two methods that OpenCV has."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from plugins.toolkit.diffusion.fillers import NAVIER_STOKES, TELEA, nothing_around

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]

_FLAGS = {TELEA: cv2.INPAINT_TELEA, NAVIER_STOKES: cv2.INPAINT_NS}
_RADIUS_PX = 4.0
_MAX_PX = 640
"""Both walk inwards pixel by pixel; what they make is smooth, so large holes are filled small."""

_LOOK_PX = 160


def fill(image_rgb: ImageU8, mask: MaskU8, *, method: str) -> ImageU8:
    """RGB `uint8 (H, W, 3)` with what `mask` `uint8 (H, W)` covers continued from around it.

    Args:
        method: `TELEA` or `NAVIER_STOKES`.

    Raises:
        GeneratorError: where nothing is left to continue from.
    """
    hole = (mask > 0).astype(np.uint8)
    if hole.all():
        raise nothing_around()
    height, width = mask.shape
    shrink = min(1.0, _MAX_PX / max(height, width))
    if shrink == 1.0:
        return _filled(image_rgb, hole, method)
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    # Nothing of what is to go may reach the small picture: its edge pixels count as hole.
    small_hole = (
        cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0
    ).astype(np.uint8)
    if small_hole.all():
        return _filled(image_rgb, hole, method)
    small = cv2.resize(image_rgb, size, interpolation=cv2.INTER_AREA)
    filled = _filled(np.asarray(small, np.uint8), small_hole, method)
    large = cv2.resize(filled, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.where(hole[..., None] > 0, large, image_rgb).astype(np.uint8)


def both_ways(image_rgb: ImageU8, mask: MaskU8) -> ImageU8:
    """What either method makes of it, `uint8 (H, W, 6)`: RGB by Telea's, RGB by Navier-Stokes'."""
    return np.dstack([fill(image_rgb, mask, method=way) for way in (TELEA, NAVIER_STOKES)])


def first_look(image_rgb: ImageU8, mask: MaskU8) -> ImageU8:
    """A small fill in some 10 ms, to be looked at while a model starts to paint."""
    height, width = mask.shape
    shrink = min(1.0, _LOOK_PX / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    hole = cv2.resize((mask > 0).astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0
    small = np.asarray(cv2.resize(image_rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return small if hole.all() else _filled(small, hole.astype(np.uint8), TELEA)


def _filled(image_rgb: ImageU8, hole: MaskU8, method: str) -> ImageU8:
    return np.asarray(cv2.inpaint(image_rgb, hole, _RADIUS_PX, _FLAGS[method]), np.uint8)
