"""The cycle check: how near one comes to the picture again by going there and back."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.api import ImageU8, Meter
from plugins.style_transfer.painter import Painter
from plugins.toolkit.metrics import mean_difference

_AMPLIFIED = 3.0
_SHOWN_PX = 384
_FAR = 0.3
"""The mean difference of pictures that have nothing to do with each other, or more."""


@dataclass(frozen=True, slots=True, eq=False)
class CycleCheck:
    """What came of it.

    Attributes:
        there_rgb: the picture on the other side, `uint8 (H, W, 3)`.
        back_rgb: the way back.
        difference_rgb: black where it is the picture again; the difference three times.
        l1: the mean difference, 0 (same) to 1.
    """

    there_rgb: ImageU8
    back_rgb: ImageU8
    difference_rgb: ImageU8
    l1: float

    def meter(self) -> Meter:
        """The figure as it is shown, with the difference as its picture."""
        height, width = self.difference_rgb.shape[:2]
        scale = min(1.0, _SHOWN_PX / max(height, width))
        size_px = max(1, round(width * scale)), max(1, round(height * scale))
        small = cv2.resize(self.difference_rgb, size_px, interpolation=cv2.INTER_AREA)
        return Meter(
            "cycle_l1",
            "Cycle difference",
            round(self.l1, 4),
            maximum=_FAR,
            text="The way back leads elsewhere"
            if self.l1 > _FAR / 2
            else "The way back leads back",
            is_poor=self.l1 > _FAR / 2,
            picture=small,
        )


def check_cycle(
    picture_rgb: ImageU8, *, there: Painter, back: Painter, there_rgb: ImageU8 | None = None
) -> CycleCheck:
    """Goes there and back at the picture's own size.

    Args:
        picture_rgb: `uint8 (H, W, 3)`.
        there: one direction.
        back: the other.
        there_rgb: the picture on the other side, where it is known already.
    """
    made = there.paint(picture_rgb) if there_rgb is None else there_rgb
    returned = back.paint(made)
    difference = np.abs(returned.astype(np.float32) - picture_rgb)
    shown = np.minimum(difference * _AMPLIFIED + 0.5, 255).astype(np.uint8)
    return CycleCheck(made, returned, shown, mean_difference(returned, picture_rgb))
