"""How near one picture is to another."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

ImageU8 = npt.NDArray[np.uint8]

_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def mean_difference(a: ImageU8, b: ImageU8) -> float:
    """L1: the mean absolute difference, 0 (same) to 1 (black against white)."""
    return float(np.abs(a.astype(np.float32) - b).mean() / 255)


def structural_similarity(a: ImageU8, b: ImageU8, *, inside: ImageU8 | None = None) -> float:
    """SSIM of two gray pictures `uint8 (H, W)`, 1 when equal.

    Args:
        inside: the mean over the windows around these pixels (`uint8 (H, W)`, not 0) alone.

    Source: Wang, Bovik, Sheikh, Simoncelli 2004, with their Gaussian window of sigma 1.5.
    """
    x, y = a.astype(np.float64), b.astype(np.float64)
    mu_x, mu_y = _window(x), _window(y)
    var_x, var_y = _window(x * x) - mu_x**2, _window(y * y) - mu_y**2
    cov = _window(x * y) - mu_x * mu_y
    score = ((2 * mu_x * mu_y + _C1) * (2 * cov + _C2)) / (
        (mu_x**2 + mu_y**2 + _C1) * (var_x + var_y + _C2)
    )
    return float(score.mean() if inside is None else score[inside > 0].mean())


def gray(picture_rgb: ImageU8) -> ImageU8:
    """The luma of RGB `uint8 (H, W, 3)`, as SSIM is measured on it."""
    return np.asarray(picture_rgb @ np.array([0.299, 0.587, 0.114]), np.uint8)


def _window(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(cv2.GaussianBlur(x, (11, 11), 1.5), np.float64)
