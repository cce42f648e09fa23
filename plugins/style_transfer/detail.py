"""Carries what a network painted at working size up to the picture's own size.

The painting is enlarged, and the detail that the working size had lost is added back, as much of
it as the painting keeps of the photo in each place: along edges nearly all, so that they are
sharp, and where there are only strokes nearly none. The gain is the slope of the local linear fit
of a guided filter (He, Sun, Tang 2010), applied as a residual.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

FloatPlane = npt.NDArray[np.float32]

_RADIUS_PX = 4
_EPSILON = 6.0**2
"""Below this variance (levels squared) a window counts as flat, and its noise is left behind."""
_MOST_GAIN = 1.25
_CHUNK_PX = 1 << 20
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def working_size(
    size_px: tuple[int, int], whole_px: tuple[int, int], *, resolution_px: int
) -> tuple[int, int]:
    """(width, height) of a picture at work; never larger than it is.

    Args:
        size_px: of the picture, in pixels of the document.
        whole_px: of what it is a part of, which has at most as many pixels at work as a square of
            `resolution_px`: a part is painted with the strokes that the whole would have.
        resolution_px: the side of that square.
    """
    width, height = size_px
    scale = min(1.0, resolution_px / math.sqrt(whole_px[0] * whole_px[1]))
    return max(1, round(width * scale)), max(1, round(height * scale))


def shrunk(picture: ImageU8, size_px: tuple[int, int]) -> ImageU8:
    """The picture at its working size."""
    if (picture.shape[1], picture.shape[0]) == size_px:
        return picture
    return np.asarray(cv2.resize(picture, size_px, interpolation=cv2.INTER_AREA), np.uint8)


def blended(
    picture_rgb: ImageU8,
    small_rgb: ImageU8,
    painted_rgb: ImageU8,
    *,
    strength: float,
    keep_color: bool,
    check: Callable[[], None] = lambda: None,
) -> ImageU8:
    """The painting at the picture's size, mixed with the picture.

    Args:
        picture_rgb: the original `uint8 (H, W, 3)`.
        small_rgb: it at working size.
        painted_rgb: what the network made of that.
        strength: 0 is the original to the last bit, 1 the painting; linear between.
        keep_color: takes only the painting's lightness, the colours stay the original's.
        check: called now and then; may raise.
    """
    height, width = picture_rgb.shape[:2]
    size_px = (width, height)
    painted, lost = painted_rgb, None
    if small_rgb.shape != picture_rgb.shape:
        painted = enlarged(painted_rgb, size_px)
        lost = _Lost.of(small_rgb, painted_rgb, size_px)
    out = np.empty_like(picture_rgb)
    rows = max(1, _CHUNK_PX // width)
    for top in range(0, height, rows):
        check()
        part = slice(top, top + rows)
        original = picture_rgb[part].astype(np.float32)
        made = painted[part].astype(np.float32)
        if lost is not None:
            made += lost.detail(original, part)
        if keep_color:
            made = original + _luma(made - original)[..., None]
        np.clip(made, 0.0, 255.0, out=made)
        out[part] = original + strength * (made - original) + 0.5
    return out


class _Lost:
    """What shrinking lost of the lightness, and how much of it belongs to the painting."""

    def __init__(self, small_luma: ImageU8, gain: ImageU8) -> None:
        self._small_luma = small_luma
        self._gain = gain

    @classmethod
    def of(cls, small_rgb: ImageU8, painted_rgb: ImageU8, size_px: tuple[int, int]) -> _Lost:
        gain = _gain(_luma(small_rgb), _luma(painted_rgb)) / _MOST_GAIN
        gain_u8 = (gain * 255 + 0.5).astype(np.uint8)
        large = cv2.resize(gain_u8, size_px, interpolation=cv2.INTER_LINEAR)
        small_luma = np.clip(_luma(small_rgb) + 0.5, 0, 255).astype(np.uint8)
        return cls(enlarged(small_luma, size_px), np.asarray(large, np.uint8))

    def detail(self, original: FloatPlane, part: slice) -> FloatPlane:
        """What to add to some rows of the enlarged painting, `(h, W, 1)`."""
        lost = _luma(original) - self._small_luma[part]
        detail: FloatPlane = lost * self._gain[part] * np.float32(_MOST_GAIN / 255)
        return detail[..., None]


def _gain(guide: FloatPlane, painted: FloatPlane) -> FloatPlane:
    """The slope of the painting over the photo in a window around each pixel, 0 to 1.25."""
    window = (2 * _RADIUS_PX + 1, 2 * _RADIUS_PX + 1)

    def mean(plane: FloatPlane) -> FloatPlane:
        return np.asarray(cv2.boxFilter(plane, -1, window), np.float32)

    mean_g, mean_p = mean(guide), mean(painted)
    covariance = mean(guide * painted) - mean_g * mean_p
    variance = mean(guide * guide) - mean_g * mean_g
    slope = np.asarray(covariance / (variance + _EPSILON), np.float32)
    return np.clip(mean(slope), 0.0, _MOST_GAIN)


def _luma(picture_rgb: ImageU8 | FloatPlane) -> FloatPlane:
    return np.asarray(picture_rgb.astype(np.float32, copy=False) @ _LUMA, np.float32)


def enlarged(picture: ImageU8, size_px: tuple[int, int]) -> ImageU8:
    """Scaled to (width, height) with bicubic interpolation."""
    return np.asarray(cv2.resize(picture, size_px, interpolation=cv2.INTER_CUBIC), np.uint8)
