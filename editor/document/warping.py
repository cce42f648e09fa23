"""Pixels under a 3 x 3 homography, resampled premultiplied so that no hidden colour is mixed in."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from editor import memory
from editor.api import FigmentError, ImageU8, MaskU8, Rect
from editor.document.shrinking import shrunk
from editor.document.tiles import MAX_PIXELS, Array, TileGrid

MAX_SIDE_PX = 32767
"""What OpenCV can warp; tiles would go on."""
RESAMPLING = {
    "nearest": cv2.INTER_NEAREST,
    "linear": cv2.INTER_LINEAR,
    "cubic": cv2.INTER_CUBIC,
    "lanczos": cv2.INTER_LANCZOS4,
}
_SHRINKS_BELOW = 0.75
_OPAQUE_BYTES = 11
"""For a pixel: sampled, put into tiles, and three notes about its alpha."""
_FLOAT_BYTES = 24
"""For a pixel that is computed with in fractions, at its most."""
Matrix = npt.NDArray[np.float64]


def warped(grid: TileGrid, matrix: Matrix, resampling: str) -> TileGrid:
    """The grid under a homography of document coordinates. Raises FigmentError.

    Args:
        resampling: a name of `RESAMPLING`. What becomes much smaller is averaged first.
    """
    rect = grid.content_bounds()
    if rect.is_empty:
        return TileGrid(grid.channels)
    goal = mapped_rect(rect, matrix)
    check_size(goal.width, goal.height)
    if resampling != "nearest" and _only_shrinks(rect, goal, matrix):
        memory.check(goal.area * grid.channels)
        return shrunk(grid, rect, goal)
    pixels = read_for(grid, rect, goal)
    # Pixel centres lie at half coordinates; OpenCV's warp has them at whole ones.
    local = shift(-goal.x - 0.5, -goal.y - 0.5) @ matrix @ shift(rect.x, rect.y)
    if resampling != "nearest":
        pixels, back = _averaged(pixels, rect, matrix)
        local = local @ back
    local = local @ shift(0.5, 0.5)
    # A turned edge is smoothed into nothing; an upright one stays as hard as it was.
    upright = np.allclose(matrix[[0, 1, 2, 2], [1, 0, 0, 1]], 0)
    out = cv2.warpPerspective(
        pixels,
        local,
        goal.size,
        flags=RESAMPLING[resampling],
        borderMode=cv2.BORDER_REPLICATE if upright else cv2.BORDER_CONSTANT,
    )
    return grid_at(straight(out), grid, goal.x, goal.y)


def read_for(grid: TileGrid, rect: Rect, goal: Rect) -> npt.NDArray[Any]:
    """A rectangle premultiplied, to be put into another one. Raises OutOfMemory."""
    pixels = grid.read(rect)
    if grid.channels == 1:
        memory.check(2 * goal.area)
        return pixels
    if is_opaque(pixels):
        memory.check(_OPAQUE_BYTES * goal.area)
        return pixels
    memory.check(_FLOAT_BYTES * (rect.area + 2 * goal.area))
    return premultiplied(pixels)


def grid_at(pixels: Array, like: TileGrid, x: int, y: int) -> TileGrid:
    """A grid of the same kind with pixels at (x, y)."""
    out = TileGrid(like.channels)
    out.write(Rect(x, y, pixels.shape[1], pixels.shape[0]), pixels)
    out.drop_empty()
    return out


def check_size(width: int, height: int) -> None:
    """Raises FigmentError for a picture that cannot be."""
    if width < 1 or height < 1:
        raise FigmentError("The picture would have no pixels.", "Choose a larger size.")
    if width > MAX_SIDE_PX or height > MAX_SIDE_PX:
        raise FigmentError(
            f"A side may have at most {MAX_SIDE_PX} pixels.", "Choose a smaller size."
        )
    if width * height > MAX_PIXELS:
        raise FigmentError(
            f"A picture may have at most {MAX_PIXELS // 10**6} megapixels; "
            f"{width} x {height} are {width * height // 10**6}.",
            "Choose a smaller size.",
        )


def mapped_rect(rect: Rect, matrix: Matrix) -> Rect:
    """The whole pixels around where a rectangle goes. Raises FigmentError."""
    corners = np.array([(x, y, 1) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)])
    mapped = corners @ matrix.T
    if mapped[:, 2].min() <= 1e-9 or abs(np.linalg.det(matrix)) < 1e-12:
        raise FigmentError("The shape is turned inside out.", "Move its corners apart.")
    goal = mapped[:, :2] / mapped[:, 2:]
    left, top = (math.floor(v + 1e-6) for v in goal.min(axis=0))
    right, bottom = (math.ceil(v - 1e-6) for v in goal.max(axis=0))
    return Rect(left, top, max(1, right - left), max(1, bottom - top))


def _only_shrinks(rect: Rect, goal: Rect, matrix: Matrix) -> bool:
    """Whether whole pixels become much fewer whole pixels: averaging them is all there is to do."""
    scales = goal.width / rect.width, goal.height / rect.height
    if not all(scale < _SHRINKS_BELOW or scale == 1 for scale in scales):
        return False
    exact = shift(goal.x, goal.y) @ np.diag([*scales, 1.0]) @ shift(-rect.x, -rect.y)
    return np.allclose(matrix / matrix[2, 2], exact, rtol=0, atol=1e-9)


def _averaged(pixels: Array, rect: Rect, matrix: Matrix) -> tuple[Array, Matrix]:
    """Pixels shrunk as far as the matrix shrinks them, and the matrix from them to the originals.

    Without it, resampling would skip most pixels and leave stairs and moiré.
    """
    height, width = pixels.shape[:2]
    # How long a step of one pixel to the right and down becomes, at the middle.
    x, y, depth = matrix @ (rect.x + width / 2, rect.y + height / 2, 1)
    size_px = []
    for side, column in ((width, matrix[:, 0]), (height, matrix[:, 1])):
        scale = math.hypot(column[0] - x / depth * column[2], column[1] - y / depth * column[2])
        scale /= abs(depth)
        size_px.append(max(1, round(side * scale)) if scale < _SHRINKS_BELOW else side)
    if size_px == [width, height]:
        return pixels, np.eye(3)
    small = cv2.resize(pixels, (size_px[0], size_px[1]), interpolation=cv2.INTER_AREA)
    return small, np.diag([width / size_px[0], height / size_px[1], 1.0])


def inverse(matrix: Matrix) -> Matrix:
    """The way back."""
    return np.asarray(np.linalg.inv(matrix), np.float64)


def shift(dx: float, dy: float) -> Matrix:
    """A move."""
    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]], np.float64)


def is_opaque(pixels: Array) -> bool:
    """Whether straight pixels let nothing through anywhere."""
    return bool(cv2.minMaxLoc(cv2.extractChannel(pixels, 3))[0] == 255)


def premultiplied(pixels: Array) -> npt.NDArray[Any]:
    """Pixels in which hidden colours count nothing; opaque ones and masks as they are."""
    if pixels.ndim == 2 or is_opaque(pixels):
        return pixels
    out = pixels.astype(np.float32)
    out[..., :3] *= out[..., 3:] * np.float32(1 / 255)
    return out


def straight(pixels: npt.NDArray[Any]) -> ImageU8 | MaskU8:
    """What `premultiplied` made, the other way."""
    if pixels.ndim == 2:
        return pixels.astype(np.uint8, copy=False)
    if pixels.dtype == np.uint8:
        # It was opaque: only along its rim is there something to divide.
        rim = (pixels[..., 3] > 0) & (pixels[..., 3] < 255)
        pixels[rim] = _divided(pixels[rim].astype(np.float32))
        return pixels
    return _divided(pixels)


def _divided(pixels: npt.NDArray[Any]) -> ImageU8:
    alpha = np.clip(pixels[..., 3:], 0, 255)
    out = np.empty_like(pixels)
    out[..., :3] = np.clip(pixels[..., :3] * (255 / np.maximum(alpha, 1 / 255)), 0, 255)
    out[..., 3:] = alpha
    return (out + np.float32(0.5)).astype(np.uint8)
