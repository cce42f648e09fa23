"""Brush grain: what a network without a random input needs to make strokes of.

A generator of CycleGAN gives the same for the same, so a clear sky stays a clear sky. Augmented
CycleGAN (Almahairi et al. 2018) feeds it noise. Here the noise is mixed into the picture and
smeared along its contours (line integral convolution, Cabral and Leedom 1993), as a brush would;
where there is no contour, along slow swirls. Judge and losses decide what becomes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

Field = npt.NDArray[np.float32]

_CONTOUR_PX = 2.5
_SWIRL_PX = 24
_SWIRL_WEIGHT = 60.0
_SHARED = 0.88
_BRISTLE_PX = 0.9


@dataclass(frozen=True, slots=True)
class Brush:
    """How a picture is smeared before the network sees it.

    Attributes:
        reach_px: of a stroke to either side.
        grain: standard deviation of the noise before smearing, of 1.
    """

    reach_px: int
    grain: float

    @classmethod
    def of(cls, card: Mapping[str, Any]) -> Brush | None:
        """The brush that a card names, if it does."""
        told = card.get("brush")
        return cls(**told) if told else None

    def as_card(self) -> dict[str, Any]:
        """The fields by name, for a model's card."""
        return asdict(self)

    def applied(self, picture_rgb: ImageU8, *, seed: int = 0) -> ImageU8:
        """The picture with its strokes, `uint8 (H, W, 3)`; the same for the same seed."""
        height, width = picture_rgb.shape[:2]
        noise = _noise(height, width, seed)
        angle = _angle(picture_rgb, noise[..., 0])
        field = picture_rgb.astype(np.float32)
        field += 255 * self.grain * noise
        smeared = _smeared(field, angle, self.reach_px)
        return np.clip(smeared + 0.5, 0, 255).astype(np.uint8)


def _noise(height: int, width: int, seed: int) -> Field:
    """Bristles: noise of variance 1, for the most part the same in all colours, `(H, W, 3)`."""
    random = np.random.default_rng(seed)
    white = random.standard_normal((height, width, 4), dtype=np.float32)
    soft = cv2.GaussianBlur(white, (0, 0), _BRISTLE_PX)
    soft *= 2 * np.sqrt(np.pi) * _BRISTLE_PX
    own = np.sqrt(1 - _SHARED**2)
    return np.asarray(_SHARED * soft[..., 3:] + own * soft[..., :3], np.float32)


def _angle(picture_rgb: ImageU8, noise: Field) -> Field:
    """The direction of the contours, in radians, from the smoothed structure tensor."""
    gray = cv2.GaussianBlur(cv2.cvtColor(picture_rgb, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    gx = cv2.Sobel(gray, cv2.CV_32F, 1, 0)
    gy = cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    xx_yy = cv2.GaussianBlur(gx * gx - gy * gy, (0, 0), _CONTOUR_PX)
    xy = cv2.GaussianBlur(2 * gx * gy, (0, 0), _CONTOUR_PX)
    swirl = cv2.GaussianBlur(noise, (0, 0), _SWIRL_PX)
    swirl *= 1.2 / (float(swirl.std()) + 1e-6)
    # Across a flat place, strokes lie level, give or take a swirl.
    xx_yy = xx_yy - _SWIRL_WEIGHT * np.cos(2 * swirl)
    xy = xy - _SWIRL_WEIGHT * np.sin(2 * swirl)
    return np.asarray(0.5 * np.arctan2(xy, xx_yy) + np.pi / 2, np.float32)


def _smeared(field: Field, angle: Field, reach_px: int) -> Field:
    """The weighted mean along the line through each pixel, heaviest in the middle."""
    height, width = angle.shape
    columns: Field = np.tile(np.arange(width, dtype=np.float32), (height, 1))
    rows: Field = np.tile(np.arange(height, dtype=np.float32)[:, None], (1, width))
    total: Field = field * np.float32(reach_px + 1)
    weights = float(reach_px + 1)
    flow: Field = np.dstack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    for start in (flow, -flow):
        x, y, before = columns, rows, start
        for step in range(1, reach_px + 1):
            x = np.asarray(x + before[..., 0], np.float32)
            y = np.asarray(y + before[..., 1], np.float32)
            # Lines have no sense of direction: go on as before.
            after = _sampled(flow, x, y)
            turned = np.where((after * before).sum(axis=2) < 0, -1.0, 1.0).astype(np.float32)
            before = np.asarray(after * turned[..., None], np.float32)
            weight = reach_px + 1 - step
            total += np.float32(weight) * _sampled(field, x, y)
            weights += weight
    return np.asarray(total / weights, np.float32)


def _sampled(field: Field, x: Field, y: Field) -> Field:
    found = cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(found, np.float32)
