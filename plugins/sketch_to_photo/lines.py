"""Draws the lines that a person might draw of a thing: one of many ways, chosen at random.

Ink is `float32 (n, n)`, 0..255. Lengths are those of a picture of 256 pixels and scale with n.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.sketch_to_photo.parts import Labels

Ink = npt.NDArray[np.float32]
Random = np.random.Generator

_WIDTHS_PX = (1.2, 1.8, 2.5, 3.2, 4.5, 6.0)
_WIDTH_ODDS = (0.1, 0.2, 0.25, 0.2, 0.15, 0.1)
_CREASE_SIGMA_PX = 1.3
_CREASE_DEPTH = 0.4


def draw_lines(
    target_rgb: ImageU8,
    inside: npt.NDArray[np.bool_],
    labels: Labels,
    line_art: Ink | None,
    random: Random,
) -> Ink:
    """Lines of a picture on white paper, unsteady and often unfinished.

    Args:
        target_rgb: `uint8 (n, n, 3)`.
        inside: where the thing is, `(n, n)`.
        labels: its parts; who colours a part draws its border first, mostly.
        line_art: an artist's lines of it, where there are any.
        random: decides everything.
    """
    unit = target_rgb.shape[0] / 256
    width_px = float(random.choice(_WIDTHS_PX, p=_WIDTH_ODDS)) * unit
    way = random.random()
    if line_art is not None and way < 0.2:
        thick = random.random() < 0.5
        ink = cv2.dilate(line_art, _disc(3)) if thick else line_art
    else:
        ink = np.zeros(target_rgb.shape[:2], np.float32)
        tolerance_px = random.uniform(0.3, 1.8) * unit
        if random.random() < 0.95:
            ink = outline(inside, tolerance_px, width_px, random)
        if random.random() < 0.65:
            ink = np.maximum(ink, _part_borders(labels, inside, tolerance_px, width_px, random))
        if random.random() < (0.4 if labels.max(initial=0) > 1 else 0.75):
            ink = np.maximum(ink, _inner_lines(target_rgb, inside, width_px, random))
    if random.random() < 0.75:
        ink = _wobbled(ink, random)
    if random.random() < 0.3:
        ink = _interrupted(ink, random)
    return ink


def creased(target_rgb: ImageU8, inside: npt.NDArray[np.bool_], lines: Ink) -> ImageU8:
    """The picture with a soft dark crease wherever a line was drawn on the thing.

    Most lines of a drawing change nothing in a smooth picture, so that a network would learn to
    leave them all out; who draws a line wants to see it.
    """
    unit = target_rgb.shape[0] / 256
    within = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    ink = (lines / 255).clip(0, 1) * np.clip((within - 3 * unit) / (3 * unit), 0, 1)
    soft = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), max(_CREASE_SIGMA_PX * unit, 0.5))
    shade = 1 - _CREASE_DEPTH * soft[..., None]
    return np.asarray(target_rgb * shade + 0.5, np.uint8)


def outline(
    inside: npt.NDArray[np.bool_], tolerance_px: float, width_px: float, random: Random
) -> Ink:
    """The borders of an area in few straight pieces, each corner a little off."""
    unit = inside.shape[0] / 256
    ink = np.zeros(inside.shape, np.uint8)
    rings, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    for ring in rings:
        if len(ring) < 10 * unit:
            continue
        corners = cv2.approxPolyDP(ring, tolerance_px, True)
        corners = corners + random.normal(0, 0.5 * unit, (1, 1, 2))
        fixed_point = [np.round(corners * 16).astype(np.int32)]
        cv2.polylines(ink, fixed_point, True, 255, max(1, round(width_px)), cv2.LINE_AA, 4)
    return ink.astype(np.float32)


def smooth_noise(size_px: int, knots: int, amplitude: float, random: Random) -> Ink:
    """Noise that changes slowly: `knots` x `knots` random values, interpolated."""
    grid = random.standard_normal((knots, knots)).astype(np.float32)
    grown = cv2.resize(grid, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown * amplitude, np.float32)


def _part_borders(
    labels: Labels,
    inside: npt.NDArray[np.bool_],
    tolerance_px: float,
    width_px: float,
    random: Random,
) -> Ink:
    ink = np.zeros(labels.shape, np.float32)
    for part in np.unique(labels[labels > 0]):
        ink = np.maximum(ink, outline((labels == part) & inside, tolerance_px, width_px, random))
    return ink


def _inner_lines(
    target_rgb: ImageU8, inside: npt.NDArray[np.bool_], width_px: float, random: Random
) -> Ink:
    unit = target_rgb.shape[0] / 256
    sigma = float(random.choice([0.6, 1.0, 1.6, 2.4])) * max(unit, 0.6)
    detector = random.random()
    if detector < 0.45:
        return _canny(target_rgb, sigma, width_px, random)
    if detector < 0.75:
        return _difference_of_gaussians(target_rgb, sigma, random)
    return _tone_borders(target_rgb, inside, width_px, random)


def _canny(target_rgb: ImageU8, sigma: float, width_px: float, random: Random) -> Ink:
    unit = target_rgb.shape[0] / 256
    lab = cv2.cvtColor(target_rgb, cv2.COLOR_RGB2LAB)
    edges = np.zeros(lab.shape[:2], np.uint8)
    for channel, weight in ((0, 1.0), (1, 0.45), (2, 0.45)):
        threshold = random.uniform(25, 90) * weight / sigma
        calm = cv2.GaussianBlur(lab[..., channel], (0, 0), sigma)
        edges |= cv2.Canny(calm, 0.5 * threshold, threshold, L2gradient=True)
    if random.random() < 0.7:
        _, labels, statistics, _ = cv2.connectedComponentsWithStats(edges, connectivity=8)
        edges = edges * (statistics[labels, cv2.CC_STAT_AREA] > random.integers(4, 30) * unit)
    if round(width_px) > 1:
        edges = cv2.dilate(edges, _disc(round(width_px)))
    soft = cv2.GaussianBlur(edges.astype(np.float32) * 1.15, (0, 0), 0.5)
    return np.asarray(soft.clip(0, 255), np.float32)


def _difference_of_gaussians(target_rgb: ImageU8, sigma: float, random: Random) -> Ink:
    light = cv2.cvtColor(target_rgb, cv2.COLOR_RGB2LAB)[..., 0].astype(np.float32)
    darker = cv2.GaussianBlur(light, (0, 0), 1.6 * sigma) - cv2.GaussianBlur(light, (0, 0), sigma)
    ink = (darker - random.uniform(1, 5)) * random.uniform(20, 60)
    return np.asarray(ink.clip(0, 255), np.float32)


def _tone_borders(
    target_rgb: ImageU8, inside: npt.NDArray[np.bool_], width_px: float, random: Random
) -> Ink:
    unit = target_rgb.shape[0] / 256
    flat = cv2.medianBlur(target_rgb, int(random.choice([5, 7])))
    levels = int(random.integers(2, 5))
    tone = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.int32) * levels // 256
    ink = np.zeros(tone.shape, np.float32)
    for level in range(1, levels):
        area = (tone >= level) & inside
        ink = np.maximum(ink, outline(area, random.uniform(0.5, 2) * unit, width_px, random))
    return ink


def _wobbled(ink: Ink, random: Random) -> Ink:
    """Lines displaced by a few pixels, as by an unsteady hand."""
    n = ink.shape[0]
    knots, amplitude = int(random.integers(4, 12)), abs(random.normal(0, 0.9)) * n / 256
    x, y = np.meshgrid(np.arange(n, dtype=np.float32), np.arange(n, dtype=np.float32))
    dx, dy = (smooth_noise(n, knots, amplitude, random) for _ in range(2))
    return np.asarray(cv2.remap(ink, x + dx, y + dy, cv2.INTER_LINEAR), np.float32)


def _interrupted(ink: Ink, random: Random) -> Ink:
    """Lines with pieces left out."""
    field = smooth_noise(ink.shape[0], int(random.integers(5, 14)), 1.0, random)
    return np.asarray(ink * (field > random.uniform(-2.2, -0.9)), np.float32)


def _disc(size_px: int) -> ImageU8:
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size_px, size_px))
    return np.asarray(shape, np.uint8)
