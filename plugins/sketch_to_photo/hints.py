"""Colour that a person adds to a drawing: strokes, blobs and careless fills."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.sketch_to_photo.parts import Labels, pieces

Colour = npt.NDArray[np.float32]
"""float32 (n, n, 3), 0..255."""
Random = np.random.Generator

FILL_ODDS = 0.15
STROKE_ODDS = 0.93
LEAST_SHARE = 0.012
MOST_EXTRA = 4


def add_hints(
    paper: Colour, target_rgb: ImageU8, labels: Labels, told: set[int], random: Random
) -> Colour:
    """The paper with strokes in the colours that the told parts have.

    Args:
        paper: what is there already.
        target_rgb: `uint8 (n, n, 3)`.
        labels: the parts; strokes start in one and may spill over.
        told: the parts that get strokes.
        random: decides everything.
    """
    shown = np.isin(labels, list(told)) & (labels > 0)
    if not shown.any():
        return paper
    if random.random() < FILL_ODDS:
        return _filled(paper, target_rgb, shown, random)
    local = cv2.GaussianBlur(target_rgb, (0, 0), 2 * target_rgb.shape[0] / 256)
    for part in sorted(told):
        for piece in pieces(labels, part, least_share=LEAST_SHARE):
            if random.random() < STROKE_ODDS:
                paper = _with_stroke(paper, local, piece, random)
    for _ in range(int(random.integers(0, MOST_EXTRA + 1))):
        paper = _with_stroke(paper, local, shown, random)
    return paper


def _with_stroke(
    paper: Colour, local_rgb: ImageU8, inside: npt.NDArray[np.bool_], random: Random
) -> Colour:
    """One thick meandering line, as thick as fits, unless most of it would miss the area."""
    n = paper.shape[0]
    unit = n / 256
    room_px = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    rows, columns = np.nonzero(room_px >= random.uniform(0.3, 0.9) * room_px.max())
    start = random.integers(len(rows))
    steps = int(random.integers(1, 14))
    heading = random.uniform(0, 2 * np.pi) + np.cumsum(random.normal(0, 0.5, steps))
    ways = np.stack([np.cos(heading), np.sin(heading)], 1) * 5 * unit
    path = np.vstack([[columns[start], rows[start]], ways]).cumsum(0)  # (steps + 1, 2) as x, y
    x, y = path.round().astype(int).clip(0, n - 1).T
    hits = inside[y, x]
    if hits.mean() < 0.7:
        return paper
    colour = local_rgb[y[hits], x[hits]].mean(0) + random.normal(0, 6, 3)
    stroke = np.zeros((n, n), np.uint8)
    widest = min(22 * unit, 2.5 * float(room_px.max()))
    width_px = max(1, round(random.uniform(min(3 * unit, widest), widest)))
    fixed_point = [np.round(path * 16).astype(np.int32)]
    cv2.polylines(stroke, fixed_point, False, 255, width_px, cv2.LINE_AA, 4)
    opacity = 1.0 if random.random() < 0.8 else random.uniform(0.4, 1)
    share = stroke[..., None] / np.float32(255) * np.float32(opacity)
    return np.asarray(paper * (1 - share) + colour.clip(0, 255) * share, np.float32)


def _filled(
    paper: Colour, target_rgb: ImageU8, inside: npt.NDArray[np.bool_], random: Random
) -> Colour:
    """The whole thing filled with coarse blocks of its colours, half the time over the lines."""
    n = paper.shape[0]
    unit = n / 256
    area = inside.astype(np.float32)
    if random.random() < 0.5:
        reach_px = 2 * int(random.integers(1, 9) * unit) + 1
        area = cv2.dilate(area, np.ones((reach_px, reach_px), np.uint8))
    share = cv2.GaussianBlur(area, (0, 0), unit + 0.3)[..., None]
    blocks = max(4, n // int(random.integers(6, 24)))
    flat = cv2.medianBlur(target_rgb, 7)
    flat = cv2.resize(flat, (blocks, blocks), interpolation=cv2.INTER_AREA)
    flat = cv2.resize(flat, (n, n), interpolation=cv2.INTER_NEAREST)
    return np.asarray(paper * (1 - share) + flat * share, np.float32)
