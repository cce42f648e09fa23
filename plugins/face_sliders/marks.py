"""What is too fine or too rare for the autoencoder's code: the rims of glasses, the lines of age.

Both are drawn onto the face's own pixels, so they are as sharp as the face. Glasses cover what is
under them; lines are detail that the face has already, deeper or smoother.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats

SIDE_PX = 128
"""Of the faces that marks are measured and drawn on; models of other sides do without."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
GLASSES, AGE = "glasses", "age"

_LEFT_BY_UNIT = 0.1
"""What one unit of glasses leaves to be seen under the rims; two leave a tenth of that."""
_BARE_BELOW, _WORN_ABOVE = -0.3, 0.3
"""What the encoder guesses of faces without glasses, and of faces with them."""
_THICKEST_PX, _SPARED_PX = 7, 1.2
_WIDENED_PX, _WIDENED_GAIN = 1.5, 2.4
_DEEPENED = np.array([7.0, 13.0, 14.0], np.float32)[:, None, None]
"""How much more a unit of age deepens lines than is measured, fine to coarse: at 128 pixels only
few are seen, and the finest are the grain of the photo."""
_GRAIN_LEVELS = 1.8
"""Detail much weaker than this is the photo's, not the face's."""
_SMOOTHED_SHARE = 0.5
"""How much less youth smooths them: a face needs its shape."""
_LIGHTER_SHARE = 0.6
"""Old skin has dark lines rather than light ones."""
_MOST_LEVELS = 30.0
_SCALES_PX = (1.0, 2.0, 4.0)

Way = Floats
"""How rims lie in a face, `float32 (4,)`: width and height of the usual ones, right, down."""
USUAL = np.array([1, 1, 0, 0], np.float32)
_BAND = (slice(48, 85), slice(13, 115))
"""Rows and columns in which rims lie."""
_STEPS = (0.08, 0.1, 2.4, 3.2)
_LIMITS = ((0.8, 1.25), (0.7, 1.4), (-5.0, 5.0), (-8.0, 8.0))
_ROUNDS, _FINER = 4, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Measured on the faces that a model learned from; zeros where they show none.

    Attributes:
        rims: how much of a face glasses cover, `float32 (side, side)`, 0 to 1.
        bare: how dark the thin lines of a face without glasses are, likewise.
        rim_color: in levels, `float32 (3,)`.
        lines: what a unit of age adds to the logarithm of contrast in each place where it adds
            any, of detail from fine to coarse, `float32 (3, side, side)`.
    """

    rims: Floats
    bare: Floats
    rim_color: Floats
    lines: Floats

    def as_arrays(self) -> dict[str, Floats]:
        """By name, for the weights file; lines are so soft that half as many pixels hold them."""
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        return arrays | {"lines": _resized(self.lines, SIDE_PX // 2)}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Floats]) -> Marks | None:
        """What `as_arrays` gave; None when anything is missing, as in models that have no marks."""
        names = [field.name for field in fields(cls)]
        if not set(names) <= set(arrays):
            return None
        read = {name: np.asarray(arrays[name], np.float32) for name in names}
        return cls(**read | {"lines": _resized(read["lines"], SIDE_PX)})


class MarkedFace:
    """An aligned face, ready to be marked as often as sliders move.

    Args:
        marks: what to draw.
        face: `uint8 (side, side, 3)`.
        glasses: what the encoder guesses of it, -1 (none) to 1.
    """

    def __init__(self, marks: Marks, face: ImageU8, *, glasses: float) -> None:
        self._marks, self._pixels, self._face = marks, face, face.astype(np.float32)
        share = (glasses - _BARE_BELOW) / (_WORN_ABOVE - _BARE_BELOW)
        self._worn = float(np.clip(share, 0, 1)) if marks.rims.any() else 0.0
        lines = np.stack(detail(self._face @ LUMA))
        self._lines = lines**3 / (lines**2 + _GRAIN_LEVELS**2)

    @cached_property
    def _on(self) -> Floats:
        marks = self._marks
        put = (1 - self._worn) * marks.rims[..., None] * (marks.rim_color - self._face)
        return np.asarray(put, np.float32)

    @cached_property
    def _off(self) -> Floats:
        if not self._worn:
            return np.zeros_like(self._face)
        return np.asarray(self._worn * _without_rims(self._pixels, self._marks), np.float32)

    def glasses(self, units: float) -> Floats:
        """What to add to the face, `float32 (side, side, 3)` in levels: on above 0, off below."""
        drawn = self._on if units > 0 else self._off
        return np.asarray((1 - _LEFT_BY_UNIT ** abs(units)) * drawn, np.float32)

    def age(self, units: float) -> Floats:
        """What to add to the face, `float32 (side, side, 1)` in levels: older above 0."""
        share = 1.0 if units > 0 else _SMOOTHED_SHARE
        change = (np.exp(share * units * _DEEPENED * self._marks.lines) - 1) * self._lines
        if units > 0:
            change = np.where(change > 0, _LIGHTER_SHARE * change, change)
        total = change.sum(axis=0)[..., None]
        return np.asarray(_MOST_LEVELS * np.tanh(total / _MOST_LEVELS), np.float32)


def detail(light: Floats) -> list[Floats]:
    """What a face's lightness `(side, side)` shows of fine, less fine and coarse detail."""
    parts, rest = [], light
    for scale_px in _SCALES_PX:
        softer = np.asarray(cv2.GaussianBlur(light, (0, 0), scale_px), np.float32)
        parts.append(rest - softer)
        rest = softer
    return parts


def thin_lines(light: Floats) -> Floats:
    """Dark thin lines: by how much of the light around them they are darker, 0 to 1."""
    around = cv2.GaussianBlur(cv2.morphologyEx(light, cv2.MORPH_CLOSE, _thickest()), (0, 0), 1.6)
    return np.asarray(np.clip((around - light) / (around + 16), 0, 1), np.float32)


def laid(lines: Floats, goal: Floats, way: Way, *, blur_px: float) -> tuple[Way, float]:
    """How a face's thin lines have to be stretched and moved to lie on others, and how they fit.

    Args:
        lines: of the face, less those of faces without glasses.
        goal: the others.
        way: where to begin.
        blur_px: how much both are blurred, so that they meet.
    """
    lines = np.asarray(cv2.GaussianBlur(lines, (0, 0), blur_px), np.float32)
    wanted = _even(np.asarray(cv2.GaussianBlur(goal, (0, 0), blur_px), np.float32)[_BAND])

    def score(way: Way) -> float:
        unusual = (way[0] - 1) ** 2 + 0.5 * (way[1] - 1) ** 2
        return float((_even(moved(lines, way)[_BAND]) * wanted).sum() - 2 * unusual)

    best, steps = score(way), np.array(_STEPS, np.float32)
    for _ in range(_ROUNDS):
        for which, (low, high) in enumerate(_LIMITS):
            for sign in (-1, 1):
                tried = way.copy()
                tried[which] += sign * steps[which]
                if low < tried[which] < high and (found := score(tried)) > best:
                    way, best = tried, found
        steps *= _FINER
    return way, best


def moved(picture: Floats, way: Way, *, back: bool = False) -> Floats:
    """A picture `(side, side)` or with channels, stretched and moved; or, `back`, the other way."""
    wide, tall, right, down = (float(value) for value in way)
    middle = SIDE_PX / 2 - 0.5
    matrix = np.array(
        [
            [1 / wide, 0, middle - middle / wide - right],
            [0, 1 / tall, middle - middle / tall - down],
        ]
    )
    flags = cv2.INTER_LINEAR if back else cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (SIDE_PX, SIDE_PX)
    warped = cv2.warpAffine(picture, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.float32)


def _without_rims(face: ImageU8, marks: Marks) -> Floats:
    """What takes glasses off: thin dark lines where rims are go, for what is around them.

    It does so only where no remover of glasses is installed.
    """
    lines = thin_lines(face.astype(np.float32) @ LUMA) - marks.bare
    way = USUAL
    for blur_px in (1.6, 0.9):
        way, _ = laid(lines, marks.rims, way, blur_px=blur_px)
    wide = cv2.GaussianBlur(marks.rims, (0, 0), _WIDENED_PX) * _WIDENED_GAIN
    there = np.clip(moved(np.asarray(wide, np.float32), way, back=True), 0, 1)
    filled = cv2.morphologyEx(face, cv2.MORPH_CLOSE, _thickest()).astype(np.float32)
    around = cv2.GaussianBlur(filled, (0, 0), _SPARED_PX)
    lighter = np.maximum(around - face, 0)
    return np.asarray(there[..., None] * lighter, np.float32)


def _thickest() -> ImageU8:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_THICKEST_PX, _THICKEST_PX))
    return np.asarray(kernel, np.uint8)


def _resized(maps: Floats, side_px: int) -> Floats:
    """Maps `(n, side, side)`, averaged or smoothly enlarged."""
    way = cv2.INTER_AREA if side_px < maps.shape[1] else cv2.INTER_LINEAR
    size = (side_px, side_px)
    return np.stack([cv2.resize(one, size, interpolation=way) for one in maps])


def _even(values: Floats) -> Floats:
    """Mean 0 and length 1."""
    centred = values - values.mean()
    return np.asarray(centred / (np.linalg.norm(centred) + 1e-6), np.float32)
