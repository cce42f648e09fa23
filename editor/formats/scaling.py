"""Flat pictures in another size, for a copy that is smaller than the document."""

from __future__ import annotations

import cv2
import numpy as np

from editor.api.image import ImageU8
from editor.document.warping import check_size


def scaled(rgba: ImageU8, scale: float) -> ImageU8:
    """Straight RGBA resampled by a factor: the mean of an area when shrunk, cubic when enlarged.

    Raises:
        FigmentError: for a picture that would be too large.
    """
    height, width = rgba.shape[:2]
    size = scaled_size(width, height, scale)
    if size == (width, height):
        return rgba
    check_size(*size)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    if (rgba[..., 3] == 255).all():
        return cv2.resize(rgba, size, interpolation=method).astype(np.uint8, copy=False)
    # Premultiplied, so that the colour under transparent pixels does not bleed.
    flat = rgba.astype(np.float32)
    flat[..., :3] *= flat[..., 3:] / 255
    flat = np.clip(cv2.resize(flat, size, interpolation=method), 0, 255)
    flat[..., :3] /= np.maximum(flat[..., 3:] / 255, 1e-3)
    return cv2.convertScaleAbs(flat).astype(np.uint8, copy=False)


def scaled_size(width: int, height: int, scale: float) -> tuple[int, int]:
    """Width and height in whole pixels, at least one each."""
    return max(1, round(width * scale)), max(1, round(height * scale))
