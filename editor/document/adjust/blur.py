"""Blurs: Gaussian, box and motion."""

from __future__ import annotations

import math

import cv2
import numpy as np

from editor.api import ImageU8, Params, Slider
from editor.document.adjust.effect import Effect, Origin, Prepared
from editor.document.adjust.mixing import Pixels, with_neighbours

_EXACT_SIGMA = 4.0
"""From here on the picture is blurred at half the size, at twice this at a quarter, and so on."""
_ALIGN_PX = 64
_LEAST = 0.05
"""A blur of so few pixels changes no byte."""


class GaussianBlur(Params):
    """Soft, like out of focus."""

    radius: float = Slider(4.0, 0.0, 200.0, step=0.1, unit="px", help="The standard deviation.")


class BoxBlur(Params):
    """Each pixel becomes the mean of a square around it."""

    radius: int = Slider(4, 0, 200, unit="px", help="From the middle to the edge of the square.")


class MotionBlur(Params):
    """Smeared along a line."""

    distance: int = Slider(20, 0, 500, unit="px", help="How long the line is.")
    angle: int = Slider(0, -90, 90, unit="°", help="Its direction; 0 is level.")


def gaussian(pixels: Pixels, sigma_px: float) -> Pixels:
    """A Gaussian blur; the edge goes on as it is.

    Wide ones are made at a fraction of the size, where they differ by less than a byte's step.
    """
    halvings = max(0, math.floor(math.log2(sigma_px / _EXACT_SIGMA)) + 1)
    height, width = pixels.shape[:2]
    factor = 1 << halvings
    if halvings == 0 or min(height, width) < 2 * factor:
        return np.asarray(
            cv2.GaussianBlur(pixels, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
        )
    # A whole block of the edge's own pixels on every side, so that the edge goes on as it is.
    down, right = factor + -height % factor, factor + -width % factor
    padded = cv2.copyMakeBorder(pixels, factor, down, factor, right, cv2.BORDER_REPLICATE)
    size = padded.shape[1] // factor, padded.shape[0] // factor
    small = cv2.resize(padded, size, interpolation=cv2.INTER_AREA)
    # Averaging and enlarging blur a little themselves: the variances of a box and of a triangle.
    own = (factor**2 - 1) / 12 + factor**2 / 6
    sigma = math.sqrt(sigma_px**2 - own) / factor
    small = cv2.GaussianBlur(small, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    large = cv2.resize(small, padded.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(large[factor : factor + height, factor : factor + width])


def gaussian_margin_px(sigma_px: float) -> int:
    """How far a Gaussian reaches; a multiple of every fraction's grid, so that tiles meet."""
    return -(-math.ceil(3.5 * sigma_px + 2) // _ALIGN_PX) * _ALIGN_PX


def _gaussian_blur(p: GaussianBlur, scale: float) -> Prepared | None:
    sigma = p.radius * scale
    if sigma < _LEAST:
        return None

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        return with_neighbours(rgba, lambda pixels: gaussian(pixels, sigma))

    return Prepared(run, gaussian_margin_px(sigma))


def _box_blur(p: BoxBlur, scale: float) -> Prepared | None:
    radius = round(p.radius * scale)
    if radius == 0:
        return None

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        side = 2 * radius + 1
        return with_neighbours(
            rgba, lambda pixels: cv2.blur(pixels, (side, side), borderType=cv2.BORDER_REPLICATE)
        )

    return Prepared(run, radius)


def _motion_blur(p: MotionBlur, scale: float) -> Prepared | None:
    distance = p.distance * scale
    if distance < 1:
        return None
    kernel = _line(distance, p.angle)

    def run(rgba: ImageU8, _origin: Origin) -> ImageU8:
        return with_neighbours(
            rgba, lambda pixels: cv2.filter2D(pixels, -1, kernel, borderType=cv2.BORDER_REPLICATE)
        )

    return Prepared(run, max(kernel.shape) // 2 + 1)


def _line(length_px: float, angle_deg: float) -> Pixels:
    """A smooth line through the middle of a kernel, its sum 1."""
    dx = math.cos(math.radians(angle_deg)) * length_px / 2
    dy = -math.sin(math.radians(angle_deg)) * length_px / 2
    across, down = math.ceil(abs(dx)) + 1, math.ceil(abs(dy)) + 1
    kernel = np.zeros((2 * down + 1, 2 * across + 1), np.float32)
    # Many points along it, each shared by the four pixels around it.
    t = np.linspace(-1, 1, max(3, math.ceil(length_px) * 4) | 1)
    x, y = across + t * dx, down + t * dy
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - left, y - top
    np.add.at(kernel, (top, left), (1 - fx) * (1 - fy))
    np.add.at(kernel, (top, left + 1), fx * (1 - fy))
    np.add.at(kernel, (top + 1, left), (1 - fx) * fy)
    np.add.at(kernel, (top + 1, left + 1), fx * fy)
    return kernel / kernel.sum()


GAUSSIAN_BLUR = Effect(
    "gaussian-blur",
    "Gaussian Blur",
    GaussianBlur,
    _gaussian_blur,
    is_adjustment=False,
    icon="drop",
    summary="Soft, like out of focus.",
)
BOX_BLUR = Effect(
    "box-blur",
    "Box Blur",
    BoxBlur,
    _box_blur,
    is_adjustment=False,
    icon="square",
    summary="The mean of a square around each pixel.",
)
MOTION_BLUR = Effect(
    "motion-blur",
    "Motion Blur",
    MotionBlur,
    _motion_blur,
    is_adjustment=False,
    icon="wind",
    summary="Smeared along a line.",
)
