"""Lines and colour strokes out of a picture, with OpenCV alone.

Ink is `float32 (H, W)`, 0 = paper, 1 = full ink. Lengths are given for a picture whose longer side
is 256 pixels, and scale with it.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

Ink = npt.NDArray[np.float32]

NATIVE_PX = 256


def ink(picture_rgb: ImageU8, *, style: str, detail: float, line_width: float) -> Ink:
    """The lines of a picture `uint8 (H, W, 3)`.

    Args:
        picture_rgb: on white paper.
        style: "edges", "contours" or "pencil".
        detail: 0 draws the strongest lines only, 1 nearly all.
        line_width: in pixels of a picture of 256.
    """
    scale = max(picture_rgb.shape[:2]) / NATIVE_PX
    width_px = line_width * scale
    if style == "pencil":
        return _pencil(picture_rgb, detail, width_px, scale)
    lines = _edges if style == "edges" else _contours
    return _thickened(lines(picture_rgb, detail, scale), width_px)


def white_paper(picture_rgb: ImageU8) -> ImageU8:
    """Empty paper of the picture's size."""
    return np.full_like(picture_rgb, 255)


def inked(paper: ImageU8, lines: Ink) -> ImageU8:
    """Black lines on the paper."""
    return (paper * (1.0 - lines[..., None]) + 0.5).astype(np.uint8)


def colour_strokes(picture_rgb: ImageU8, *, seed: int, count: int = 14) -> ImageU8:
    """Short strokes in the colours beneath them, on white paper, where the picture is not white.

    The strokes lie well inside of areas, so that each has one colour, and keep a distance.
    """
    paper = white_paper(picture_rgb)
    scale = max(picture_rgb.shape[:2]) / NATIVE_PX
    calm = cv2.GaussianBlur(picture_rgb, (0, 0), 3 * scale)
    room = _room(picture_rgb, scale)
    random = np.random.default_rng(seed)
    for _ in range(count):
        depth_px = float(room.max())
        if depth_px < 3 * scale:
            break
        deepest = np.argwhere(room > 0.7 * depth_px)
        y, x = deepest[random.integers(len(deepest))]
        half = min(0.8 * depth_px, 16 * scale)
        angle = random.uniform(0, np.pi)
        dx, dy = half * np.cos(angle), half * np.sin(angle)
        colour = tuple(int(v) for v in calm[y, x])
        ends = (round(x - dx), round(y - dy)), (round(x + dx), round(y + dy))
        thick_px = max(1, round(min(0.6 * depth_px, 9 * scale)))
        cv2.line(paper, *ends, colour, thick_px, cv2.LINE_AA)
        cv2.circle(room, (int(x), int(y)), round(half + depth_px), 0.0, -1)
    return paper


def _edges(picture_rgb: ImageU8, detail: float, scale: float) -> ImageU8:
    """Canny on each channel of Lab, blurred less and more easily satisfied with more detail."""
    lab = cv2.cvtColor(picture_rgb, cv2.COLOR_RGB2LAB)
    sigma = (2.6 - 2.0 * detail) * scale**0.7
    found = np.zeros(lab.shape[:2], np.uint8)
    for channel, weight in ((0, 1.0), (1, 0.45), (2, 0.45)):
        calm = cv2.GaussianBlur(lab[..., channel], (0, 0), sigma)
        threshold = weight * (95 - 65 * detail) / sigma
        found = _joined(found, cv2.Canny(calm, 0.45 * threshold, threshold, L2gradient=True), scale)
    found = _joined(found, _silhouette(picture_rgb), scale)
    return _without_specks(found, (34 - 28 * detail) * scale)


def _contours(picture_rgb: ImageU8, detail: float, scale: float) -> ImageU8:
    """The borders of areas of one colour, drawn as few straight pieces."""
    levels = round(2 + 5 * detail)
    calm = cv2.medianBlur(picture_rgb, 7 if scale >= 1 else 5)
    lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB).astype(np.int32) * levels // 256
    areas = (lab[..., 0] * levels + lab[..., 1]) * levels + lab[..., 2]
    lines = _silhouette(picture_rgb)
    for area in np.unique(areas):
        mask = (areas == area).astype(np.uint8)
        rings, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        long = [r for r in rings if len(r) > 24 * scale]
        cv2.polylines(lines, [cv2.approxPolyDP(r, 1.2 * scale, True) for r in long], True, 255)
    # The frame of the picture is a border of areas, but no line.
    lines[0], lines[-1], lines[:, 0], lines[:, -1] = 0, 0, 0, 0
    return lines


def _pencil(picture_rgb: ImageU8, detail: float, width_px: float, scale: float) -> Ink:
    """Difference of Gaussians (as in XDoG, Winnemöller 2012) over a light tone."""
    gray = cv2.cvtColor(picture_rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    sigma = max(0.5 * width_px, 0.6)
    fine = cv2.GaussianBlur(gray, (0, 0), sigma)
    coarse = cv2.GaussianBlur(gray, (0, 0), 1.6 * sigma)
    lines = np.clip((coarse - fine - 0.012 * (1.2 - detail)) * (30 + 30 * detail), 0, 1)
    tone = 0.25 * detail * (1 - cv2.GaussianBlur(gray, (0, 0), 2 * scale)) ** 2
    return np.maximum(lines, tone).astype(np.float32)


def _silhouette(picture_rgb: ImageU8) -> ImageU8:
    """The outline of what is not paper, for things lighter than any edge detector likes."""
    drawn = (picture_rgb.min(axis=2) < 244).astype(np.uint8)
    lines = np.zeros(drawn.shape, np.uint8)
    if drawn[:2].any() and drawn[-2:].any() and drawn[:, :2].any() and drawn[:, -2:].any():
        return lines  # A photo that fills its frame lies on no paper.
    rings, _ = cv2.findContours(drawn, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.polylines(lines, [r for r in rings if len(r) > 20], True, 255)
    return lines


def _joined(lines: ImageU8, more: ImageU8, scale: float) -> ImageU8:
    """Adds lines where there are none near by, so that no edge is drawn twice."""
    reach_px = 2 * round(2 * scale) + 1
    near = cv2.dilate(lines, np.ones((reach_px, reach_px), np.uint8))
    return lines | (more & ~near)


def _without_specks(lines: ImageU8, shortest_px: float) -> ImageU8:
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    keep = statistics[:count, cv2.CC_STAT_AREA] >= shortest_px
    keep[0] = False
    return np.where(keep[labels], np.uint8(255), np.uint8(0))


def _thickened(lines: ImageU8, width_px: float) -> Ink:
    """Lines one pixel wide to lines of a width, with soft borders."""
    if not lines.any():
        return np.zeros(lines.shape, np.float32)
    distance = cv2.distanceTransform(255 - lines, cv2.DIST_L2, cv2.DIST_MASK_5)
    return cast(Ink, np.clip(0.5 * width_px + 0.5 - distance, 0, 1).astype(np.float32))


def _room(picture_rgb: ImageU8, scale: float) -> Ink:
    """For each pixel, how far in pixels the next edge or paper is."""
    lab = cv2.cvtColor(picture_rgb, cv2.COLOR_RGB2LAB)
    blocked = (picture_rgb.min(axis=2) >= 244).astype(np.uint8) * np.uint8(255)
    for channel in range(3):
        blocked |= cv2.Canny(cv2.GaussianBlur(lab[..., channel], (0, 0), 1.5 * scale), 12, 30)
    blocked[0], blocked[-1], blocked[:, 0], blocked[:, -1] = 255, 255, 255, 255
    return cast(Ink, cv2.distanceTransform(255 - blocked, cv2.DIST_L2, cv2.DIST_MASK_5))
