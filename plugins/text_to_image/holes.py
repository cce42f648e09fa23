"""Masks as people paint them: strokes, blobs, rectangles, the picture's border."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

MaskU8 = npt.NDArray[np.uint8]
Random = np.random.Generator

_MOST = 0.6
"""Of the picture; more is left to masks that cover everything."""


def hole(random: Random, size_px: int) -> MaskU8:
    """`uint8 (n, n)`, 255 = to be painted; never empty, never full."""
    mask = np.zeros((size_px, size_px), np.uint8)
    draw = (_stroke, _blob, _box, _border)[int(random.choice(4, p=(0.35, 0.35, 0.2, 0.1)))]
    for _ in range(int(random.integers(1, 4)) if draw is not _border else 1):
        before = mask.copy()
        draw(mask, random)
        if (mask > 0).mean() > _MOST and before.any():
            return before
    return mask


def _stroke(mask: MaskU8, random: Random) -> None:
    size_px = mask.shape[0]
    width = int(size_px * random.uniform(0.05, 0.2))
    at = random.uniform(0.1, 0.9, 2) * size_px
    for _ in range(int(random.integers(2, 7))):
        to = np.clip(at + random.normal(0, 0.2, 2) * size_px, 0, size_px - 1)
        ends = [tuple(int(v) for v in point) for point in (at, to)]
        cv2.line(mask, ends[0], ends[1], 255, width)
        at = to


def _blob(mask: MaskU8, random: Random) -> None:
    size_px = mask.shape[0]
    middle = tuple(int(v) for v in random.uniform(0.15, 0.85, 2) * size_px)
    axes = tuple(max(2, int(v)) for v in random.uniform(0.06, 0.28, 2) * size_px)
    cv2.ellipse(mask, middle, axes, float(random.uniform(0, 180)), 0, 360, 255, -1)


def _box(mask: MaskU8, random: Random) -> None:
    size_px = mask.shape[0]
    side = (random.uniform(0.12, 0.5, 2) * size_px).astype(int)
    top, left = (int(random.integers(0, size_px - s)) for s in side)
    mask[top : top + side[0], left : left + side[1]] = 255


def _border(mask: MaskU8, random: Random) -> None:
    """One side, as outpainting has it."""
    deep = int(mask.shape[0] * random.uniform(0.15, 0.45))
    turned = np.rot90(mask, int(random.integers(4)))
    turned[:deep] = 255
