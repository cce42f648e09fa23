"""Hair and beard of one face of a photo, changed in the photo's own pixels.

What each change adds is computed once a face, when it is asked for first; moving a slider only
weighs and sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, add_colors
from plugins.face_sliders.attributes import HAIR_COLORS, Floats
from plugins.face_sliders.baldness import Baldness
from plugins.face_sliders.beard import Beard
from plugins.face_sliders.hair import Hair
from plugins.face_sliders.marks import AGE
from plugins.face_sliders.parts import Parts
from plugins.face_sliders.photo import HeadPhoto, rgb_of
from plugins.face_sliders.skull import Skull

BALD, BEARD = "bald", "facial_hair"
GRAY = "gray_hair"
Colour = tuple[str, bool]
"""One of `HAIR_COLORS`, and whether it is more of it."""
LOOKS = (*HAIR_COLORS, BALD, BEARD)
"""What is changed here."""
_BY_UNIT = 2.0
"""How quickly a colour comes or goes: of what is left to do, a unit leaves exp(-2)."""
_GRAY_BY_AGE = 0.15
"""So much of a unit a unit brings along: some gray hairs."""
_STUBBLE = 0.35
"""How much of a shaven face's lower half counts as beard to be taken off."""
_SHAVEN_BELOW, _BEARDED_ABOVE = -0.3, 0.1
_LEAST_PRESENCE = 0.35
"""Below this a head counts as bald."""


class Looks:
    """Of one face of a picture, RGB or RGBA.

    Args:
        picture: as it is.
        alignment: of the face in it.
        parts: of the aligned face.
        bearded, bald: what the encoder guesses of it, -1 (no) to 1.
    """

    def __init__(
        self,
        picture: ImageU8,
        alignment: Alignment,
        parts: Parts,
        *,
        bearded: float,
        bald: float,
    ) -> None:
        self._bald, self._guessed = bald, bearded
        share = (bearded - _SHAVEN_BELOW) / (_BEARDED_ABOVE - _SHAVEN_BELOW)
        self._bearded = float(np.clip(share, 0, 1))
        self._photo, self._parts = HeadPhoto(picture, alignment, parts), parts
        self._gray = bool((self._photo.pixels == self._photo.pixels[..., :1]).all())
        self._dyed: dict[Colour, Floats] = {}
        self._colored: dict[Colour, Floats] = {}
        self._bearded_in: dict[Colour, Floats] = {}

    @property
    def is_bald(self) -> bool:
        """Whether there is nothing that could take a colour."""
        return self._is_seen and self._hair.presence < _LEAST_PRESENCE

    @property
    def _is_seen(self) -> bool:
        """Whether any of the face lies in the picture."""
        return self._photo.pixels.size > 0

    @cached_property
    def _hair(self) -> Hair:
        return Hair(self._photo, bald=self._bald)

    @cached_property
    def _baldness(self) -> Baldness:
        return Baldness(Skull(self._hair, self._parts))

    @cached_property
    def _beard(self) -> Beard:
        return Beard(self._hair, self._parts)

    def change(self, picture: ImageU8, attributes: Mapping[str, float]) -> None:
        """Changes the picture in place; where nothing is to be changed its pixels stay the same."""
        total = self._difference(attributes) if self._is_seen else None
        if total is None:
            return
        if self._gray:
            total = np.repeat(total.mean(axis=2, keepdims=True), 3, axis=2)
        part = picture[self._photo.rows, self._photo.columns]
        if total.shape[:2] != part.shape[:2]:
            total = cv2.resize(total, part.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        add_colors(part, total)

    def _difference(self, attributes: Mapping[str, float]) -> Floats | None:
        """What is added, in levels, `(h, w, 3)`."""
        weights = _weights(attributes)
        total = self._in_colors(weights)
        bald, beard = attributes.get(BALD, 0.0), attributes.get(BEARD, 0.0)
        if bald > 0:
            total = _covered(total, self._baldness.bare, self._baldness.gone(bald))
        elif bald < 0:
            total = _covered(total, self._baldness.new, self._baldness.grown(-bald))
        if beard > 0:
            total = _covered(total, self._new_beard(weights), self._beard.grown(beard))
        elif beard < 0:
            gone = max(self._bearded, _STUBBLE) * self._beard.shaved(-beard)
            total = _covered(total, self._beard.bare, gone)
        return total

    def _in_colors(self, weights: Mapping[Colour, np.float32]) -> Floats | None:
        total: Floats | None = None
        for colour, weight in weights.items():
            part = weight * self._color(colour)
            total = part if total is None else total + part
        return total

    def _new_beard(self, weights: Mapping[Colour, np.float32]) -> Floats:
        """What a grown beard adds, in levels: it takes the colours that the hair takes."""
        total = self._beard.new
        if weights:
            total = np.float32(1 - sum(weights.values())) * total
            for colour, weight in weights.items():
                total = total + weight * self._beard_in(colour)
        return total

    def _color(self, colour: Colour) -> Floats:
        """What a colour adds to hair and brows, and to the beard that is there."""
        if colour not in self._colored:
            added = self._dye(colour)
            if worn := self._beard.is_worn(self._guessed):
                added = added + np.float32(worn) * self._beard.recolored(self._aim(added))
            self._colored[colour] = added
        return self._colored[colour]

    def _beard_in(self, colour: Colour) -> Floats:
        if colour not in self._bearded_in:
            self._bearded_in[colour] = self._beard.new_as(self._aim(self._dye(colour)))
        return self._bearded_in[colour]

    def _dye(self, colour: Colour) -> Floats:
        """What a colour adds to hair and brows."""
        if colour not in self._dyed:
            self._dyed[colour] = _COLORS[colour](self._hair)
        return self._dyed[colour]

    def _aim(self, added: Floats) -> Floats:
        """The colour of hair after a change, in L a b; of brows on a bald head."""
        hair = self._hair
        has_hair = hair.presence >= _LEAST_PRESENCE
        there = hair.share * hair.presence if has_hair else hair.brows
        there = there * self._photo.edge
        change = added[there > 0].sum(axis=0) / max(float(there.sum()), 1.0)
        before = rgb_of((hair.color if has_hair else hair.brow_color)[None, None])[0, 0]
        after = np.clip((before + change) / 255, 0, 1).astype(np.float32)
        return np.asarray(cv2.cvtColor(after[None, None], cv2.COLOR_RGB2LAB)[0, 0], np.float32)


def _weights(attributes: Mapping[str, float]) -> dict[Colour, np.float32]:
    """How much of each colour hair takes: of several each takes a share."""
    units = {name: attributes.get(name, 0.0) for name in HAIR_COLORS}
    units[GRAY] += _GRAY_BY_AGE * attributes.get(AGE, 0.0)
    shares = {
        (name, value > 0): 1 - np.exp(-_BY_UNIT * abs(value))
        for name, value in units.items()
        if value
    }
    most = max(1.0, sum(shares.values()))
    return {colour: np.float32(share / most) for colour, share in shares.items()}


_COLORS: dict[Colour, Callable[[Hair], Floats]] = {
    ("gray_hair", True): Hair.gray,
    ("gray_hair", False): Hair.less_gray,
    ("dark_hair", True): Hair.dark,
    ("dark_hair", False): Hair.less_dark,
    ("blond_hair", True): Hair.blond,
    ("blond_hair", False): Hair.less_blond,
}


def _covered(total: Floats | None, new: Floats, share: Floats) -> Floats:
    """A difference where `share` of each pixel becomes something else."""
    part = cv2.multiply(new, cv2.merge([share, share, share]))
    return part if total is None else np.asarray(total * (1 - share[..., None]) + part, np.float32)
