"""Between a picture and an aligned face: taken out by its two eyes, put back softly."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

Floats = npt.NDArray[np.float32]
Points = npt.NDArray[np.float32]

EYES_SHARE = ((60.5 / 160, 80.5 / 160), (100.5 / 160, 80.5 / 160))
"""Where the eyes lie in an aligned face, as a share of its side."""
FADE_SHARE = 0.12
"""How much of an aligned face's side its soft edge takes."""
_FACE_ACROSS, _FACE_DOWN = (0.28, 0.72), (0.35, 0.9)
_FINER_LIMIT = 1.4
_COLORS = (0, 0, 1, 1, 2, 2)
"""Three channels to the same three of others, as OpenCV wants it."""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """How an aligned face lies in a picture.

    Attributes:
        matrix: `float64 (2, 3)`, from pixels of the aligned face to pixels of the picture.
        side_px: of the aligned face.
    """

    matrix: npt.NDArray[np.float64]
    side_px: int

    @classmethod
    def of_eyes(cls, eyes: Points, side_px: int) -> Alignment:
        """From the eyes `(2, 2)` in a picture, left one first as seen; turned, scaled, shifted."""
        mine = np.asarray(EYES_SHARE, np.float64) * side_px - 0.5
        theirs = np.asarray(eyes, np.float64)
        a, b = complex(*(mine[1] - mine[0])), complex(*(theirs[1] - theirs[0]))
        turn = b / a
        linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
        shift = theirs.mean(0) - linear @ mine.mean(0)
        return cls(np.column_stack([linear, shift]), side_px)

    @property
    def scale(self) -> float:
        """Pixels of the picture for one of the aligned face."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    def reach(self, height: int, width: int) -> tuple[slice, slice]:
        """Rows and columns of a picture that the aligned face touches; may be empty."""
        side = self.side_px - 0.5
        corners = np.array([[[-0.5, -0.5], [side, -0.5], [side, side], [-0.5, side]]])
        x, y = cv2.transform(corners, self.matrix)[0].T
        left, right = int(np.floor(x.min())), int(np.ceil(x.max())) + 1
        top, bottom = int(np.floor(y.min())), int(np.ceil(y.max())) + 1
        rows = slice(min(max(top, 0), height), min(max(bottom, 0), height))
        return rows, slice(min(max(left, 0), width), min(max(right, 0), width))


def aligned_eyes(side_px: int) -> Points:
    """Where the eyes of an aligned face are, `float32 (2, 2)`."""
    return np.asarray(EYES_SHARE, np.float32) * side_px - 0.5


def take(picture: ImageU8, alignment: Alignment) -> ImageU8:
    """The aligned face `(side, side, C)` out of a picture `(H, W, C)`, without aliasing."""
    matrix, scale = alignment.matrix.copy(), alignment.scale
    height, width = picture.shape[:2]
    rows, columns = alignment.reach(height, width)
    if rows.start == rows.stop or columns.start == columns.stop:
        rows, columns = slice(0, height), slice(0, width)
    part = picture[rows, columns]
    matrix[:, 2] -= (columns.start, rows.start)
    if scale > _FINER_LIMIT:
        size = (max(1, round(part.shape[1] / scale)), max(1, round(part.shape[0] / scale)))
        ratio = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        # Pixel centres lie at whole numbers, so half a pixel moves with the scale.
        matrix[:, 2] += 0.5
        matrix *= ratio[:, None]
        matrix[:, 2] -= 0.5
    side = (alignment.side_px, alignment.side_px)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    taken = cv2.warpAffine(part, matrix, side, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(taken, np.uint8).reshape(*side, picture.shape[2])


def share_outside(shape: tuple[int, ...], alignment: Alignment) -> float:
    """How much of a face, from brows to chin, lies outside of a picture of such a shape, 0 to 1."""
    across, down = np.linspace(*_FACE_ACROSS, 12), np.linspace(*_FACE_DOWN, 12)
    places = np.stack(np.meshgrid(across, down), axis=2).reshape(1, -1, 2) * alignment.side_px
    x, y = cv2.transform(places - 0.5, alignment.matrix)[0].T
    outside = (x < -0.5) | (y < -0.5) | (x > shape[1] - 0.5) | (y > shape[0] - 0.5)
    return float(outside.mean())


def add(picture: ImageU8, difference: Floats, alignment: Alignment) -> None:
    """Adds a difference of its aligned face to a picture, in place; all else is not touched.

    Args:
        picture: `uint8 (H, W, 3)` or, with alpha that stays, `(H, W, 4)`; changed. Where the
            difference rounds to nothing its pixels stay the same.
        difference: `float32 (side, side, 3)` in levels, already faded towards its edge.
        alignment: where the aligned face lies.
    """
    rows, columns = alignment.reach(*picture.shape[:2])
    part = picture[rows, columns]
    if part.size == 0:
        return
    matrix = alignment.matrix.copy()
    matrix[:, 2] -= (columns.start, rows.start)
    if alignment.scale < 1 / _FINER_LIMIT:
        # A large difference on a small face: averaged first, else it would be sampled in gaps.
        side = max(8, round(alignment.side_px * alignment.scale))
        ratio = alignment.side_px / side
        difference = cv2.resize(difference, (side, side), interpolation=cv2.INTER_AREA)
        matrix[:, 2] += matrix[:, :2] @ np.full(2, ratio / 2 - 0.5)
        matrix[:, :2] *= ratio
    # Made finer smoothly first, so that the quick way of turning it is good enough.
    finer = cv2.resize(difference, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    matrix[:, :2] /= 2
    matrix[:, 2] -= matrix[:, :2] @ np.full(2, 0.5)
    if picture.shape[2] == 4:
        # With a fourth channel of nothing it is added to all of a pixel at once.
        wider = np.zeros((*finer.shape[:2], 4), np.float32)
        cv2.mixChannels([finer], [wider], _COLORS)
        finer = wider
    moved = cv2.warpAffine(finer, matrix, part.shape[1::-1], flags=cv2.INTER_LINEAR)
    cv2.add(part, moved, dst=part, dtype=cv2.CV_8U)


def add_colors(part: ImageU8, difference: Floats) -> None:
    """Adds a difference to the colours of a part of a picture, in place; alpha stays.

    Args:
        part: `uint8 (h, w, 3)` or `(h, w, 4)`, rows and columns cut out of a picture.
        difference: `float32 (h, w, 3)` in levels.
    """
    if part.shape[2] == 3:
        cv2.add(part, difference, dst=part, dtype=cv2.CV_8U)
        return
    # To leave out every fourth byte is what numpy takes longest for.
    colors = cv2.cvtColor(part, cv2.COLOR_RGBA2RGB)
    added = cv2.add(colors, difference, dtype=cv2.CV_8U)
    cv2.mixChannels([added], [part], _COLORS)


def soft_edge(side_px: int) -> Floats:
    """A mask `float32 (side, side, 1)`: 1 inside, falling smoothly to 0 at the edge."""
    axis = (np.arange(side_px) + 0.5) / side_px
    ramp = np.clip(np.minimum(axis, 1 - axis) / FADE_SHARE, 0, 1)
    smooth = ramp * ramp * (3 - 2 * ramp)
    return np.asarray((smooth[:, None] * smooth[None, :])[..., None], np.float32)
