"""From the document's colours to the screen's, tile by tile."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from editor.document.adjust.mixing import is_opaque, premultiplied, unpremultiplied

Convert = Callable[[ImageU8], ImageU8]
"""Straight RGBA in, straight RGBA out; alpha stays."""

Display = Callable[[], Convert | None]
"""Gives what brings the document's colours to the screen now; None where they are its already."""


def recolor(pixels: npt.NDArray[np.uint8], display: Display | None) -> None:
    """Brings premultiplied BGRA pixels to the screen's colours, in place."""
    convert = None if display is None else display()
    if convert is None:
        return
    block = np.ascontiguousarray(pixels)
    opaque = is_opaque(block)
    straight = block if opaque else unpremultiplied(block)
    rgba = np.asarray(cv2.cvtColor(straight, cv2.COLOR_BGRA2RGBA), np.uint8)
    bgra = cv2.cvtColor(convert(rgba), cv2.COLOR_RGBA2BGRA)
    pixels[...] = bgra if opaque else premultiplied(np.asarray(bgra, np.uint8))
