"""Closes an open mouth in a photo's own pixels: the lips move until they meet.

The network smooths a smile away and leaves the teeth, which it has never seen gone. Here the lips,
with what is around them, slide over the teeth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, take
from plugins.face_sliders.attributes import Floats

SMILE = "smile"
SIDE_PX = 160
"""Of the aligned face in which a mouth is looked for; all below is in its pixels."""
_BEGINS, _CLOSED = -0.4, -2.0
"""Where on the slider of smiles lips begin to move, and where they meet."""
_PLACE = (79.5, 122.0, 30.0, 15.0)
"""Middle and radii of where mouths are."""
_CHEEKS = (slice(95, 112), (slice(38, 58), slice(102, 122)))
_AROUND = (9.0, 6.0)
_NARROWEST, _WIDEST, _HIGHEST = 8, 21.0, 0.7
"""How many columns of teeth there are at least, how wide half a mouth is at most, and how high."""
_REDDER = 6.0
_CORNER, _GUMS = 3.0, 2.0
"""How much wider and higher than what is seen of teeth a mouth is open."""
_UPPER = 0.4
"""How much of the way the upper lip goes."""
_LIP, _ABOVE, _BELOW = 5.0, 15.0, 20.0
"""How much of what is around moves with a lip, and how far up and down there is movement at all."""
_NARROWER, _STRAIGHTER = 0.12, 0.5
_CREASE, _CREASE_PX = 0.45, 1.5
_BOX = (slice(94, 152), slice(36, 124))


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """Between the lips of an aligned face, by column, `float32 (SIDE_PX,)` each.

    Attributes:
        middle: the row between the lips.
        height: how far apart they are; 0 beside the mouth.
        across, half: the column of its middle, and half of its width.
    """

    middle: Floats
    height: Floats
    across: float
    half: float


def closing(units: float) -> float:
    """How far the mouth is closed at a place of the slider of smiles, 0 to 1."""
    share = float(np.clip((units - _BEGINS) / (_CLOSED - _BEGINS), 0, 1))
    return share * share * (3 - 2 * share)


def find_opening(face: ImageU8) -> Opening | None:
    """The open mouth of an aligned face, `uint8 (160, 160, 3)`; None where no teeth are seen.

    Teeth have less red than the lips around them. Gray pictures show none.
    """
    lab = cv2.cvtColor(face.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    teeth = _teeth(np.asarray(lab[..., 0], np.float32), np.asarray(lab[..., 1], np.float32))
    heights = teeth.sum(axis=0)
    columns = np.flatnonzero(heights > 0.3)
    if len(columns) < _NARROWEST:
        return None
    axis = np.arange(SIDE_PX, dtype=np.float32)
    across, half = float(columns[[0, -1]].mean()), float(np.ptp(columns)) / 2 + _CORNER
    rows = (teeth * axis[:, None]).sum(axis=0)[columns] / heights[columns]
    # How teeth lie is bent as a smile is.
    curve = np.polyfit((columns - across) / half, rows, 2, w=np.sqrt(heights[columns]))
    middle = np.polyval(curve, np.clip((axis - across) / half, -1, 1))
    bow = np.sqrt(np.clip(1 - ((axis - across) / half) ** 2, 0, 1))
    smooth = cv2.GaussianBlur(heights[None].astype(np.float32), (0, 0), 2.5)[0]
    height = np.minimum(smooth + _GUMS, float(smooth.max()) + _GUMS) * (bow > 0)
    height = np.minimum(height, bow * float(height.max()))
    opening = Opening(np.asarray(middle, np.float32), np.asarray(height, np.float32), across, half)
    return opening if _is_mouth(opening, np.asarray(lab[..., 1], np.float32)) else None


def _teeth(light: Floats, red: Floats) -> Floats:
    """How much of each pixel is the largest patch of teeth, `(SIDE_PX, SIDE_PX)`."""
    rows, sides = _CHEEKS
    skin = float(np.median(np.concatenate([light[rows, side].ravel() for side in sides])))
    y, x = np.mgrid[0:SIDE_PX, 0:SIDE_PX].astype(np.float32)
    far = np.hypot((x - _PLACE[0]) / _PLACE[2], (y - _PLACE[1]) / _PLACE[3])
    around = cv2.GaussianBlur(red, (0, 0), sigmaX=_AROUND[0], sigmaY=_AROUND[1])
    teeth = np.clip((around - red - 2.5) / 4, 0, 1) * np.clip((light - skin + 38) / 10, 0, 1)
    teeth = teeth * np.clip((1.15 - far) / 0.3, 0, 1)
    count, labels, told, _ = cv2.connectedComponentsWithStats((teeth > 0.4).astype(np.uint8))
    if count < 2:
        return np.zeros_like(light)
    largest = labels == 1 + int(np.argmax(told[1:, cv2.CC_STAT_AREA]))
    near = cv2.dilate(largest.astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(teeth * near, np.float32)


def _is_mouth(opening: Opening, red: Floats) -> bool:
    """Whether lips are above and below, and it is as wide and as low as mouths are: skin over the
    lips and gray moustaches have little red as well."""
    highest = float(opening.height.max())
    if opening.half > _WIDEST or highest > _HIGHEST * opening.half:
        return False
    columns = np.flatnonzero(opening.height > 1.5)
    off = opening.height[columns] / 2 + 1.5

    def seen(rows: Floats) -> Floats:
        return red[np.clip(np.rint(rows), 0, SIDE_PX - 1).astype(int), columns]

    middle = opening.middle[columns]
    within = seen(middle)
    return all(
        float(np.median(seen(np.asarray(edge, np.float32)) - within)) > _REDDER
        for edge in (middle - off, middle + off)
    )


class Mouth:
    """Of one face of a picture, RGB or RGBA, with its opening."""

    def __init__(self, picture: ImageU8, alignment: Alignment, opening: Opening) -> None:
        self._opening, self._matrix = opening, alignment.matrix.copy()
        rows, columns = _BOX
        corners = np.array(
            [[[x, y] for x in (columns.start, columns.stop) for y in (rows.start, rows.stop)]],
            np.float64,
        )
        x, y = cv2.transform(corners, alignment.matrix)[0].T
        height, width = picture.shape[:2]
        self._rows = slice(max(0, int(y.min())), min(height, int(y.max()) + 2))
        self._columns = slice(max(0, int(x.min())), min(width, int(x.max()) + 2))
        self._is_seen = self._rows.start < self._rows.stop and (
            self._columns.start < self._columns.stop
        )

    def close(self, picture: ImageU8, share: float) -> None:
        """Closes it in the picture, in place; a share of 0 leaves it as it is."""
        if not share or not self._is_seen:
            return
        part = picture[self._rows, self._columns]
        moves, (gap, dark) = self._moves(share)
        aside, up, down, under = cv2.split(self._laid(moves))
        gap, dark = cv2.split(self._laid(np.stack([gap, dark], axis=2)))
        along = np.where(under > 0, down, np.where(under < -gap, -up, np.float32(0)))
        (xx, xy, _), (yx, yy, _) = self._matrix.astype(np.float32)
        x, y = self._places
        plain = np.ascontiguousarray(part[..., :3])
        moved = cv2.remap(
            plain,
            x + xx * aside + xy * along,
            y + yx * aside + yy * along,
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
        # Where lips meet there is a shadow.
        off = np.minimum(np.abs(under), np.abs(under + gap))
        dark *= np.maximum(0, 1 - off / _CREASE_PX) * np.maximum(0, 1 - gap / 2)
        moved = cv2.multiply(moved, cv2.merge([1 - dark] * 3), dtype=cv2.CV_8U)
        there = (np.abs(aside) + np.abs(along) + dark) > 0.02
        np.copyto(part[..., :3], moved, where=there[..., None])

    def _moves(self, share: float) -> tuple[Floats, tuple[Floats, Floats]]:
        """By how much each place of the aligned face is taken from elsewhere: aside, from above,
        from below; and how far it is under the lower lip's edge. Then how far apart lips are there,
        and how dark it is between them."""
        opening = self._opening
        y, x = np.mgrid[0:SIDE_PX, 0:SIDE_PX].astype(np.float32)
        height, off = opening.height, x - opening.across
        oval = np.hypot(off / 40, (y - opening.middle) / 24)
        near = np.clip((1 - oval) / 0.6, 0, 1)
        near = near * near * (3 - 2 * near)
        bent = opening.middle - opening.middle[round(opening.across)]
        aside = share * _NARROWER * off * near
        upper, lower = _UPPER * share * height, (1 - _UPPER) * share * height
        level = -_STRAIGHTER * share * np.minimum(bent, 0) * near
        bottom = opening.middle + height / 2 - lower + level
        gap = np.broadcast_to(height - upper - lower, y.shape)
        under = y - bottom
        up = upper * _fading(-gap - under, _ABOVE) + level
        down = lower * _fading(under, _BELOW) - level
        dark = _CREASE * share * np.clip((1.1 - np.abs(off) / opening.half) / 0.4, 0, 1)
        moves = np.stack([aside, up, down, under], axis=2).astype(np.float32)
        return moves, (np.asarray(gap, np.float32), np.asarray(dark, np.float32))

    @cached_property
    def _places(self) -> tuple[Floats, Floats]:
        """Column and row of each pixel of the picture's part."""
        rows, columns = (s.stop - s.start for s in (self._rows, self._columns))
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        return np.ascontiguousarray(x), np.ascontiguousarray(y)

    def _laid(self, maps: Floats) -> Floats:
        """Maps of the aligned face, four at most, as they lie in the picture's part."""
        matrix = self._matrix.copy()
        matrix[:, 2] -= (self._columns.start, self._rows.start)
        size = (self._columns.stop - self._columns.start, self._rows.stop - self._rows.start)
        border = cv2.BORDER_REPLICATE
        laid = cv2.warpAffine(maps, matrix, size, flags=cv2.INTER_LINEAR, borderMode=border)
        return np.asarray(laid, np.float32)


def mouth_of(picture: ImageU8, eyes: Floats) -> Mouth | None:
    """The open mouth of the face with these eyes; None where it is closed."""
    alignment = Alignment.of_eyes(eyes, SIDE_PX)
    opening = find_opening(np.ascontiguousarray(take(picture, alignment)[..., :3]))
    return None if opening is None else Mouth(picture, alignment, opening)


def _fading(far: Floats, reach: float) -> Floats:
    """1 at a lip and on it, falling to 0."""
    left = np.clip((reach - far) / (reach - _LIP), 0, 1)
    return np.asarray(left * left * (3 - 2 * left), np.float32)
