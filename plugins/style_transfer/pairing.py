"""Which crops of two unpaired sets are alike: dark with dark, sky with sky, in each set's terms.

Colours and strokes are compared crop by crop. Against any crop of the other side, that would pull
every picture to the same average; against one alike, skies learn from skies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.style_transfer.pictures import crops

_CANDIDATES = 12
_MEASURED = 128

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and spread of the features over a set, so that sets can be compared by rank."""

    mean: Features
    spread: Features

    @classmethod
    def of(cls, pictures: Sequence[ImageU8], size_px: int) -> Scale:
        """Measured on random crops."""
        found = _features(crops(pictures, np.random.default_rng(0), size_px, _MEASURED))
        return cls(found.mean(axis=0), found.std(axis=0) + 1.0)

    def standard(self, pictures: ImageU8) -> Features:
        """The features of crops `uint8 (N, S, S, 3)` in spreads from the mean, `(N, 6)`."""
        return (_features(pictures) - self.mean) / self.spread


@dataclass(frozen=True, slots=True)
class Pairing:
    """Draws crops of two sets that are alike.

    Attributes:
        sides: the pictures of each.
        scales: of each.
    """

    sides: tuple[Sequence[ImageU8], Sequence[ImageU8]]
    scales: tuple[Scale, Scale]

    @classmethod
    def of(cls, first: Sequence[ImageU8], second: Sequence[ImageU8], *, size_px: int) -> Pairing:
        """Measures both sets at the size of the crops."""
        return cls((first, second), (Scale.of(first, size_px), Scale.of(second, size_px)))

    def draw(
        self, random: np.random.Generator, size_px: int, count: int
    ) -> tuple[ImageU8, ImageU8]:
        """Random crops of the first, and of each the nearest among some random ones of the second.

        Both `uint8 (count, size_px, size_px, 3)`; no crop of the second comes twice.
        """
        x = crops(self.sides[0], random, size_px, count)
        y = crops(self.sides[1], random, size_px, _CANDIDATES * count)
        ours, theirs = self.scales[0].standard(x), self.scales[1].standard(y)
        distances = np.square(ours[:, None] - theirs[None]).sum(axis=2)
        chosen: list[int] = []
        for row in distances:
            row[chosen] = np.inf
            chosen.append(int(row.argmin()))
        return x, y[chosen]


def _features(pictures: ImageU8) -> Features:
    """Mean and spread of lightness and of two colour axes, `(N, 6)`; nothing of the strokes."""
    rows = []
    for picture in pictures:
        small = cv2.resize(picture, (8, 8), interpolation=cv2.INTER_AREA)
        lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
        rows.append(np.concatenate([lab.mean(axis=0), lab.std(axis=0)]))
    return np.asarray(rows, np.float32)
