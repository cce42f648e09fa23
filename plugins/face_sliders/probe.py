"""A judge of attributes that no training of sliders has seen: ridge regression on small pictures.

It says whether a slider moves what it is named after, and what else it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats

BoolArray = npt.NDArray[np.bool_]

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


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What sliders do to the readings of a probe, in its deviations.

    Attributes:
        per_unit: of each slider on each attribute, half of what two units change, from -1 to 1:
            `float32 (sliders, A)`.
        reversing: of each slider on its own attribute, by a unit towards what a face is not: one
            that has no beard gets one, one that has gray hair loses it; `float32 (sliders,)`, not a
            number where no face can be changed.
    """

    per_unit: Floats
    reversing: Floats


def effects(
    probe: Probe,
    faces: Sequence[ImageU8],
    moved: Callable[[int, int, float], ImageU8],
    *,
    has: BoolArray,
    can: BoolArray,
) -> Effects:
    """What each slider does per unit; slider `i` is named after attribute `i`.

    Args:
        probe: reads.
        faces: pictures as they are.
        moved: (index of a face, slider, units) to the changed picture.
        has: which face has which attribute, `(N, sliders)`.
        can: which face a slider can change at all: a bald head has no hair to take a colour.
    """
    per_unit, reversing, as_they_are = [], [], probe.read(faces)
    for slider in range(has.shape[1]):
        low = probe.read([moved(i, slider, -1.0) for i in range(len(faces))])
        high = probe.read([moved(i, slider, 1.0) for i in range(len(faces))])
        per_unit.append((high - low).mean(axis=0) / 2)
        away = np.where(has[:, [slider]], as_they_are - low, high - as_they_are)[:, slider]
        reversing.append(away[can[:, slider]].mean() if can[:, slider].any() else np.nan)
    return Effects(np.asarray(per_unit, np.float32), np.asarray(reversing, np.float32))


def holders(attributes: Floats) -> BoolArray:
    """Who has an attribute, `(N, A)`: more of it than the middle, of those that are numbers."""
    two = ((attributes > 0).any(axis=0)) & ((attributes <= 0).any(axis=0))
    return np.asarray(attributes > np.where(two, 0, np.median(attributes, axis=0)), np.bool_)


def apart(readings: Floats, has: BoolArray) -> Floats:
    """How far those with an attribute are from those without in each reading, `(A, A)`.

    No slider that only gives a face the attribute can be asked to move a probe further than that.
    Not a number where everybody is alike.
    """
    rows = [
        readings[column].mean(axis=0) - readings[~column].mean(axis=0)
        if column.any() and not column.all()
        else np.full(readings.shape[1], np.nan)
        for column in has.T
    ]
    return np.asarray(rows, np.float32)


def separation(readings: Floats, has: BoolArray) -> Floats:
    """How well readings tell who has an attribute: the share of pairs in the right order, `(A,)`.

    0.5 is guessing, 1 is perfect; not a number where everybody is alike.
    """
    shares = []
    for read, column in zip(readings.T, has.T, strict=True):
        having, without = read[column], read[~column]
        above = having[:, None] > without[None, :]
        shares.append(float(above.mean()) if above.size else np.nan)
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
