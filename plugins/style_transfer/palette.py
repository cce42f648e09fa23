"""How far the colours of some pictures are from those of others."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

_BINS = 8
_BLUR = 1.0

Palette = npt.NDArray[np.float64]


def palette(pictures: Iterable[ImageU8]) -> Palette:
    """The share of each of 8 x 8 x 8 bins of CIE Lab, over all pictures, slightly blurred.

    The blur makes neighbouring colours count as near.
    """
    counts = np.zeros((_BINS,) * 3)
    for picture in pictures:
        lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float64)
        # Of a and b, only the middle half is found in pictures.
        lab[:, 1:] = (lab[:, 1:] - 64) * 2
        edges = [(0, 256)] * 3
        found, _ = np.histogramdd(np.clip(lab, 0, 255), bins=_BINS, range=edges)
        counts += found / len(lab)
    for axis in range(3):
        counts = _blurred(counts, axis)
    shares: Palette = counts / counts.sum()
    return shares


def palette_distance(a: Palette, b: Palette) -> float:
    """Hellinger distance, 0 (the same colours) to 1 (no colour in common)."""
    return round(float(np.sqrt(max(0.0, 1.0 - np.sqrt(a * b).sum()))), 4)


def _blurred(counts: Palette, axis: int) -> Palette:
    offsets = np.arange(-2, 3)
    kernel = np.exp(-(offsets**2) / (2 * _BLUR**2))
    kernel /= kernel.sum()
    return np.apply_along_axis(lambda line: np.convolve(line, kernel, "same"), axis, counts)
