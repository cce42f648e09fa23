"""A judge of attributes that no training of sliders has seen: ridge regression on small pictures.

It says whether a slider moves what it is named after, and what else it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats

SIDE_PX = 32
_HEAD, _MIDDLE = (10.0, 13.0), (16.0, 15.0)
"""Half of its width and height, and its middle (x, y), of `SIDE_PX`. What is behind heads goes
along with attributes in portraits, and no slider may change it: the judge does not look there."""
AXES = 160
RIDGE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """Reads attributes off aligned faces, in standard deviations of its own readings.

    Attributes:
        mean: of the features, `(F,)`.
        weights: `(F, A)`.
        deviations: of the readings over the faces it learned from, `(A,)`.
    """

    mean: Floats
    weights: Floats
    deviations: Floats

    def read(self, faces: Sequence[ImageU8]) -> Floats:
        """Pictures `uint8 (n, n, 3)` to `float32 (N, A)`, around 0, one deviation long."""
        raw = (_features(faces) - self.mean) @ self.weights
        return np.asarray(raw / self.deviations, np.float32)


def fit_probe(faces: Sequence[ImageU8], attributes: Floats, odds: Floats) -> Probe:
    """Learns from pictures and what is known of them.

    Args:
        faces: aligned pictures.
        attributes: `float32 (N, A)`.
        odds: how much each picture counts, so that rare attributes are learned as well.
    """
    pictures = [*faces, *(np.ascontiguousarray(face[:, ::-1]) for face in faces)]
    features = _features(pictures)
    mean = features.mean(axis=0)
    told = np.concatenate([attributes, attributes])
    weight = np.concatenate([odds, odds])[:, None] / (2 * odds.sum())
    _, _, axes = np.linalg.svd(features - mean, full_matrices=False)
    basis = axes[:AXES].T
    small = (features - mean) @ basis
    small_mean, told_mean = (weight * small).sum(axis=0), (weight * told).sum(axis=0)
    centred = small - small_mean
    spread = (centred * weight).T @ centred
    spread += RIDGE * np.trace(spread) / len(spread) * np.eye(len(spread))
    weights = basis @ np.linalg.solve(spread, (centred * weight).T @ (told - told_mean))
    readings = (features - mean) @ weights
    return Probe(
        np.asarray(mean, np.float32),
        np.asarray(weights, np.float32),
        np.asarray(readings.std(axis=0), np.float32),
    )


def effects(
    probe: Probe,
    faces: Sequence[ImageU8],
    moved: Callable[[int, int, float], ImageU8],
    count: int,
) -> Floats:
    """What each slider does per unit: `float32 (sliders, A)`, in the probe's deviations.

    Args:
        probe: reads.
        faces: pictures as they are.
        moved: (index of a face, slider, units) to the changed picture.
        count: of the sliders.
    """
    rows = []
    for slider in range(count):
        low = probe.read([moved(i, slider, -1.0) for i in range(len(faces))])
        high = probe.read([moved(i, slider, 1.0) for i in range(len(faces))])
        rows.append((high - low).mean(axis=0) / 2)
    return np.asarray(np.stack(rows), np.float32)


def separation(readings: Floats, attributes: Floats) -> Floats:
    """How well readings tell who has an attribute: the share of pairs in the right order, `(A,)`.

    0.5 is guessing, 1 is perfect; not a number where everybody is alike.
    """
    shares = []
    for read, told in zip(readings.T, attributes.T, strict=True):
        middle = 0.0 if (told > 0).any() and (told <= 0).any() else float(np.median(told))
        having, without = read[told > middle], read[told <= middle]
        if not len(having) or not len(without):
            shares.append(np.nan)
            continue
        above = having[:, None] > without[None, :]
        shares.append(float(above.mean()))
    return np.asarray(shares, np.float32)


def _features(faces: Sequence[ImageU8]) -> Floats:
    """Small pictures of heads without the photo's tone: each channel has mean 0 and the same
    contrast."""
    head = _head()
    rows = []
    for face in faces:
        small = cv2.resize(face, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
        off = small.astype(np.float32)
        off -= (off * head).sum(axis=(0, 1)) / head.sum()
        contrast = np.sqrt((off**2 * head).sum() / head.sum() / 3)
        rows.append((off * head / (contrast + 8)).ravel())
    return np.stack(rows)


@cache
def _head() -> Floats:
    """How much each pixel counts, `(n, n, 1)`: an ellipse with a soft edge."""
    y, x = np.mgrid[0:SIDE_PX, 0:SIDE_PX] + 0.5
    away = ((x - _MIDDLE[0]) / _HEAD[0]) ** 2 + ((y - _MIDDLE[1]) / _HEAD[1]) ** 2
    return np.asarray(np.clip(2 - 1.5 * away, 0, 1)[..., None], np.float32)
