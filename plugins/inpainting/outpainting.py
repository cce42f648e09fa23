"""A larger canvas around a picture: where the picture lies in it, and what is to be painted."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Rect

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]

SIDES = {
    "all": "All sides",
    "left-right": "Left and right",
    "top-bottom": "Top and bottom",
    "left": "Left",
    "right": "Right",
    "top": "Top",
    "bottom": "Bottom",
}


def grown(size_px: tuple[int, int], *, share: float, side: str) -> Rect:
    """The larger canvas, in pixels of the picture: x and y are negative where it reaches out.

    Args:
        share: how far to each side, of the picture's shorter side.
        side: one of `SIDES`.
    """
    width, height = size_px
    by = max(1, round(min(size_px) * share))
    grows = "left-right-top-bottom" if side == "all" else side
    left, right, top, bottom = (
        by if name in grows else 0 for name in ("left", "right", "top", "bottom")
    )
    return Rect(-left, -top, width + left + right, height + top + bottom)


def on_canvas(image: ImageU8, canvas: Rect) -> tuple[ImageU8, MaskU8]:
    """(the picture on the canvas, its edges drawn out over the rest; the mask of the rest).

    What is not opaque in it is painted too, or a frame would stand around a hole; unless all is.
    """
    height, width = image.shape[:2]
    top, left = -canvas.y, -canvas.x
    bottom, right = canvas.height - height - top, canvas.width - width - left
    pixels = cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_REPLICATE)
    mask = np.full((canvas.height, canvas.width), 255, np.uint8)
    clear = image[..., 3] < 255
    anew = np.zeros_like(clear) if clear.all() else clear
    mask[top : top + height, left : left + width] = anew.astype(np.uint8) * np.uint8(255)
    return np.asarray(pixels, np.uint8), mask
