"""The parts of a thing that have one colour each, and how a part looks whose colour nobody told.

A drawing says where things end, not which colour they have. A network that must guess colours
paints the average of all, which is mud. So here a part is taught in colour only where strokes tell
its colour; the others are taught as gray clay, with the same light and shade.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

Labels = npt.NDArray[np.uint8]
"""uint8 (n, n): 0 outside of the thing, else the number of a part."""
Random = np.random.Generator

_LOOK_PX = 64
_LIGHT_SHARE = 0.4
"""Lightness counts less than hue, or every shadow would be a part of its own."""
CLAY_L = 206.0
_SHADE_KEPT = 0.9
_CONTRAST_KEPT = 0.4
"""How much of the lightness between parts clay keeps: eyes stay darker than the face."""


def parts_of(rgb: ImageU8, inside: npt.NDArray[np.bool_], random: Random, *, most: int) -> Labels:
    """At most `most` parts of like colour, grown over the soft border of the thing."""
    labels = np.zeros(inside.shape, np.uint8)
    if not inside.any():
        return labels
    features = _features(rgb)
    centres = _centres(features, inside, random, most)
    distances = np.stack([((features - c) ** 2).sum(2) for c in centres])  # (parts, n, n)
    nearest = cv2.medianBlur((distances.argmin(0) + 1).astype(np.uint8), 5)
    labels[inside] = nearest[inside]
    grown = cv2.dilate(labels, np.ones((5, 5), np.uint8))
    return np.where(labels == 0, grown, labels)


def in_clay(rgb: ImageU8, labels: Labels, told: set[int]) -> ImageU8:
    """The picture with all parts in gray clay but those whose colour was told."""
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    parts = [int(part) for part in np.unique(labels) if part]
    if not parts:
        return rgb
    middle = float(np.median(gray[labels > 0]))
    shown = rgb.copy()
    for part in set(parts) - told:
        where = labels == part
        own = float(np.median(gray[where]))
        base = CLAY_L + _CONTRAST_KEPT * (own - middle)
        clay = base + _SHADE_KEPT * (gray[where] - own)
        shown[where] = (clay.clip(0, 255) + 0.5).astype(np.uint8)[:, None]
    return shown


def choose_told(labels: Labels, random: Random) -> set[int]:
    """The parts whose colour strokes will tell: often none or all, else some."""
    parts = [int(part) for part in np.unique(labels) if part]
    kind = random.random()
    if kind < 0.2:
        return set()
    if kind < 0.55:
        return set(parts)
    odds = random.uniform(0.3, 0.9)
    return {part for part in parts if random.random() < odds}


def pieces(labels: Labels, part: int, *, least_share: float) -> list[npt.NDArray[np.bool_]]:
    """The connected pieces of a part that cover at least a share of the thing."""
    least = least_share * np.count_nonzero(labels)
    count, numbers, statistics, _ = cv2.connectedComponentsWithStats(
        (labels == part).astype(np.uint8)
    )
    areas = statistics[:count, cv2.CC_STAT_AREA]
    return [numbers == i for i in range(1, count) if areas[i] >= least]


def _features(rgb: ImageU8) -> npt.NDArray[np.float32]:
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB).astype(np.float32)
    lab[..., 0] *= _LIGHT_SHARE
    return np.asarray(lab, np.float32)


def _centres(
    features: npt.NDArray[np.float32], inside: npt.NDArray[np.bool_], random: Random, most: int
) -> npt.NDArray[np.float32]:
    """k-means of a small copy; fewer centres where the thing has fewer pixels."""
    small_px = (_LOOK_PX, _LOOK_PX)
    small = cv2.resize(features, small_px, interpolation=cv2.INTER_AREA)
    within = cv2.resize(inside.astype(np.float32), small_px, interpolation=cv2.INTER_AREA) > 0.8
    samples = small[within] if np.count_nonzero(within) >= most else features[inside]
    count = min(most, len(samples))
    cv2.setRNGSeed(int(random.integers(2**31)))
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    _, _, centres = cv2.kmeans(samples, count, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    return np.asarray(centres, np.float32)
