"""Small inputs that a generator is tried with, `uint8`, the same each time."""

from __future__ import annotations

import numpy as np

from editor.api.image import ImageU8, MaskU8, read_only


def picture(width: int, height: int) -> ImageU8:
    """A slope of colours, opaque but for one corner."""
    rows, columns = np.mgrid[0:height, 0:width]
    out = np.full((height, width, 4), 255, np.uint8)
    out[..., 0] = columns * 255 // max(1, width - 1)
    out[..., 1] = rows * 255 // max(1, height - 1)
    out[..., 2] = (columns + rows) % 256
    out[: height // 4, : width // 4, 3] = 0
    return read_only(out)


def mask(width: int, height: int) -> MaskU8:
    """The middle."""
    out = np.zeros((height, width), np.uint8)
    out[height // 4 : -(height // 4) or None, width // 4 : -(width // 4) or None] = 255
    return read_only(out)


def sketch(width: int, height: int) -> ImageU8:
    """A black line and a stroke of colour on white."""
    out = np.full((height, width, 4), 255, np.uint8)
    out[height // 4 : height // 4 + 2, width // 4 : 3 * width // 4, :3] = 0
    out[height // 2 : height // 2 + 4, width // 4 : width // 2, :3] = (200, 60, 40)
    return read_only(out)
