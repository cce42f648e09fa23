"""The footprint of a round brush: exact radial coverage with a sub-pixel centre, cached."""

from __future__ import annotations

import math
from collections import OrderedDict

import cv2
import numpy as np
import numpy.typing as npt

FloatMask = npt.NDArray[np.float32]
_CACHE_BYTES = 64 * 1024 * 1024
_SIZE_STEPS = 128
"""Sizes above this many pixels are rounded to one part in so many, smaller ones to 1/8 px."""


class Dabs:
    """Dab masks by size, hardness and sub-pixel position, the least recently used dropped first."""

    def __init__(self, budget_bytes: int = _CACHE_BYTES) -> None:
        self._kept: OrderedDict[tuple[float, int, int, int], FloatMask] = OrderedDict()
        self._budget_bytes = budget_bytes
        self._nbytes = 0

    def at(
        self, x: float, y: float, *, diameter_px: float, hardness: float
    ) -> tuple[int, int, FloatMask]:
        """Where a dab centred on (x, y) begins, and its coverage `float32 (N, N)` in 0..1."""
        diameter = _rounded(diameter_px)
        # Half a pixel of a wide dab's position is not seen; a pencil needs more.
        steps = 8 if diameter < 16 else 4 if diameter < 128 else 2
        sub_x, sub_y = math.floor(x % 1 * steps), math.floor(y % 1 * steps)
        key = (diameter, round(hardness * 100), sub_x * 8 // steps, sub_y * 8 // steps)
        mask = self._kept.get(key)
        if mask is None:
            mask = dab(
                diameter,
                round(hardness * 100) / 100,
                center=((sub_x + 0.5) / steps, (sub_y + 0.5) / steps),
            )
            self._keep(key, mask)
        self._kept.move_to_end(key)
        half = mask.shape[0] // 2
        return math.floor(x) - half, math.floor(y) - half, mask

    def _keep(self, key: tuple[float, int, int, int], mask: FloatMask) -> None:
        self._kept[key] = mask
        self._nbytes += mask.nbytes
        while self._nbytes > self._budget_bytes and len(self._kept) > 1:
            self._nbytes -= self._kept.popitem(last=False)[1].nbytes


def dab(diameter_px: float, hardness: float, *, center: tuple[float, float]) -> FloatMask:
    """The coverage of one dab, `float32 (2N, 2N)`, 1 in the middle, falling to 0 at the radius.

    The rim is smoothed over one pixel; a soft dab falls along a smoothstep from its hard core out.

    Args:
        center: the dab's centre in 0..1, counted from the corner of pixel (N, N).
    """
    radius = diameter_px / 2
    half = math.ceil(radius + 0.5)
    axis = np.arange(2 * half, dtype=np.float32) + np.float32(0.5 - half)
    dx, dy = axis - np.float32(center[0]), axis - np.float32(center[1])
    distance = cv2.sqrt(np.add.outer(dy * dy, dx * dx))
    out = np.clip(np.float32(radius + 0.5) - distance, 0, 1)
    if radius < 0.5:
        # Narrower than a pixel: paler, not smaller.
        out *= np.float32(diameter_px)
    soft_px = radius * (1 - hardness)
    if soft_px > 0.5:
        ramp = np.clip((np.float32(radius) - distance) * np.float32(1 / soft_px), 0, 1)
        out *= ramp * ramp * (np.float32(3) - np.float32(2) * ramp)
    out.setflags(write=False)
    return out


def _rounded(diameter_px: float) -> float:
    step = 2.0 ** math.floor(math.log2(max(diameter_px, 1 / 8) / _SIZE_STEPS))
    step = max(step, 1 / 8)
    return max(round(diameter_px / step) * step, 0.25)
