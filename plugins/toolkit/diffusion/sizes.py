"""Which size a picture is painted at, and the ways there and back."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import GeneratorError

Pixels = npt.NDArray[np.uint8]
Size = tuple[int, int]
"""(width, height)."""

SMALLEST_PX = 64
_STRETCH_MAX = 2.0
"""Models know pictures of about one shape; more is left to scaling."""


def exact_size(size_px: Size, *, native_px: int, multiple_px: int) -> Size:
    """The size to paint at for a size the user asked for, which is then cut or shrunk out of it.

    The smallest that the model can do and that holds it; where both sides are less than half of
    what the model learned on, which shows it nothing whole, the size that fits.

    Raises:
        GeneratorError: for one that no model can do.
    """
    if 2 * max(size_px) < native_px:
        return fitting_size(size_px, native_px=native_px, multiple_px=multiple_px)
    if min(size_px) < SMALLEST_PX:
        raise GeneratorError(
            f"{size_px[0]} x {size_px[1]} is too small to paint.",
            f"Both sides must be {SMALLEST_PX} pixels or more, or 0 for the size that fits.",
        )
    width, height = (-(-side // multiple_px) * multiple_px for side in size_px)
    return width, height


def fitting_size(size_px: Size, *, native_px: int, multiple_px: int) -> Size:
    """A size with about as many pixels as the model learned on, and a rectangle's proportions."""
    aspect = size_px[0] / size_px[1]
    aspect = min(max(aspect, 1 / _STRETCH_MAX), _STRETCH_MAX)
    width, height = native_px * math.sqrt(aspect), native_px / math.sqrt(aspect)
    steps = [max(1, round(side / multiple_px)) for side in (width, height)]
    return steps[0] * multiple_px, steps[1] * multiple_px


def scaled(pixels: Pixels, size_px: Size) -> Pixels:
    """Pixels `uint8 (H, W, C)` at (width, height): averaged when smaller, cubic when larger."""
    height, width = pixels.shape[:2]
    if (width, height) == size_px:
        return pixels
    shrinks = size_px[0] * size_px[1] < width * height
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size_px, interpolation=method), np.uint8)


def holds(pixels: Pixels, size_px: Size) -> bool:
    """Whether a picture has at least as many pixels as (width, height) both ways."""
    return pixels.shape[1] >= size_px[0] and pixels.shape[0] >= size_px[1]


def taken(pixels: Pixels, size_px: Size) -> Pixels:
    """A picture painted at `exact_size`, at the size that was asked for."""
    if 2 * max(size_px) <= max(pixels.shape[:2]):
        return scaled(pixels, size_px)
    top = (pixels.shape[0] - size_px[1]) // 2
    left = (pixels.shape[1] - size_px[0]) // 2
    return np.ascontiguousarray(pixels[top : top + size_px[1], left : left + size_px[0]])


def cells(mask: Pixels, size_px: Size, *, cell_px: int) -> Pixels:
    """A mask at another size in whole cells of the latents: a cell touched is a cell masked.

    Pipelines take every eighth pixel of a mask, and would lose a small one between them.
    """
    height, width = mask.shape
    across, down = size_px[0] // cell_px, size_px[1] // cell_px
    ys, xs = np.nonzero(mask)
    grid = np.zeros((down, across), np.uint8)
    # Both ends of each pixel, since one may lie on several cells where the mask is enlarged.
    for dy in (0.0, 0.999):
        for dx in (0.0, 0.999):
            rows = np.minimum(((ys + dy) * down / height).astype(np.int64), down - 1)
            columns = np.minimum(((xs + dx) * across / width).astype(np.int64), across - 1)
            grid[rows, columns] = 255
    # A pixel enlarged over more than two cells leaves none out between its ends.
    grid = _closed(grid, mask, (across, down))
    return np.kron(grid, np.ones((cell_px, cell_px), np.uint8))


def _closed(grid: Pixels, mask: Pixels, size: Size) -> Pixels:
    if size[0] <= 2 * mask.shape[1] and size[1] <= 2 * mask.shape[0]:
        return grid
    near = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    return np.maximum(grid, (near > 0).astype(np.uint8) * np.uint8(255))
