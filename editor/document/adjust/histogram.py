"""How often each tone occurs in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.document.adjust.mixing import Pixels, is_opaque, unpremultiplied

Counts = npt.NDArray[np.int64]
CHANNELS = ("red", "green", "blue", "light")
_BLUE, _GREEN, _RED = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts `int64 (4, 256)`: red, green, blue and lightness; clear pixels are left out."""

    counts: Counts

    @property
    def pixels(self) -> int:
        """How many were counted."""
        return int(self.counts[3].sum())

    def of(self, channel: str) -> Counts:
        """The counts of red, green, blue or light."""
        return np.asarray(self.counts[CHANNELS.index(channel)])

    def mean(self, channel: str) -> float:
        """The mean tone; 0 for a clear picture."""
        return float(self.of(channel) @ np.arange(256)) / max(self.pixels, 1)

    def median(self, channel: str) -> int:
        """The tone that half of the pixels do not exceed."""
        return int(np.searchsorted(np.cumsum(self.of(channel)), self.pixels / 2))

    def share(self, channel: str, tone: int) -> float:
        """How much of the picture has a tone, 0..1."""
        return float(self.of(channel)[tone]) / max(self.pixels, 1)


EMPTY = Histogram(np.zeros((4, 256), np.int64))


def histogram_of(tiles: Iterable[Pixels]) -> Histogram:
    """Of premultiplied BGRA tiles, as the compositor has them."""
    counts = np.zeros((4, 256), np.int64)
    for tile in tiles:
        if tile.size == 0:
            continue
        pixels = np.ascontiguousarray(tile)
        seen = None
        if not is_opaque(pixels):
            seen = cv2.extractChannel(pixels, 3)
            pixels = unpremultiplied(pixels)
        grey = cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY)
        for row, (plane, index) in enumerate(
            ((pixels, _RED), (pixels, _GREEN), (pixels, _BLUE), (grey, 0))
        ):
            found = cv2.calcHist([plane], [index], seen, [256], [0, 256])
            counts[row] += found.ravel().astype(np.int64)
    return Histogram(counts)
