"""A beard on a face in a photo: moustache, chin and jaw, of the person's own colour."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.hair import Hair, towards
from plugins.face_sliders.parts import BACKGROUND, CLOTHES, FEATURES, HAIR, SKIN, Parts
from plugins.face_sliders.photo import rgb_of, smooth
from plugins.face_sliders.skull import extent
from plugins.face_sliders.strands import beard_on, grain_on

_MOUTH_DOWN, _SURE_PX = 0.772, 65.0
"""Where a mouth is as a rule, and how much of one has to be seen to believe another place."""
_NARROW, _WIDE = 0.19, 0.27
_TOP, _BELOW_MOUTH = 0.5, 0.155
_SPREADS, _GROWS, _SHAVES = 1.2, 1.5, 1.2
"""How much later than the densest places others follow; of what is left to do, a unit leaves so
much as a power of e when a beard grows, and when it is taken off."""
_KEPT = 0.1
"""How much of its own tint a beard keeps in another colour."""
_SKIN_TINT, _GRAY_GUESSED, _GUESSED = 0.9, -0.45, 0.5
"""Gray beards have so much less tint than skin; guesses from which on there is one of
them, and one of any colour."""
_ALIKE = np.array([16.0, 7.0, 9.0], np.float32)


class Beard:
    """Of the face in a photo."""

    def __init__(self, hair: Hair, parts: Parts) -> None:
        self._photo, self._hair, self._parts = hair.photo, hair, parts
        self._strands, self._grain = beard_on(self._photo), grain_on(self._photo, 0.2, 5)

    def grown(self, units: float) -> Floats:
        """How much of each pixel the beard covers at so many units, `(h, w)`."""
        # Most of a photo has none, and nothing to the power of something takes longest.
        dense, single = self._dense[self._there], self._single
        share = dense ** (_SPREADS / max(units, 0.05)) * (1 - np.exp(-_GROWS * units))
        grown = np.zeros_like(self._dense)
        grown[self._there] = share * single
        return grown

    @cached_property
    def _there(self) -> tuple[slice, slice]:
        """Rows and columns beyond which none grows."""
        rows, columns = (np.flatnonzero(self._dense.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return slice(0, 0), slice(0, 0)
        return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)

    @cached_property
    def _single(self) -> Floats:
        """How much single hairs differ where one grows."""
        strands, grain = self._strands[self._there], self._grain[self._there]
        return np.asarray(np.clip(0.88 + 0.06 * strands + 0.05 * grain, 0.4, 1), np.float32)

    @cached_property
    def new(self) -> Floats:
        """What the beard adds to the photo, in levels, `(h, w, 3)`: as the hair, a little darker;
        on a bald head dark for its skin."""
        if self._hair.presence < 0.4:
            return self._in(np.array([0.42 * self._hair.skin[0], 4.0, 8.0], np.float32))
        return self.new_as(self._hair.color)

    def new_as(self, hair: Floats) -> Floats:
        """What a beard adds that goes with hair of a colour, in L a b."""
        light = hair[0] if hair[0] > 52 else min(0.85 * hair[0], 0.5 * self._hair.skin[0])
        return self._in(np.array([light, 0.8 * hair[1], 0.8 * hair[2]], np.float32))

    def _in(self, color: Floats) -> Floats:
        photo, skin = self._photo, self._hair.skin
        light = 0.6 * photo.soft(photo.lab[..., 0], 6.0) + 0.4 * photo.soft(photo.lab[..., 0], 1.2)
        light = np.clip(light / max(float(skin[0]), 1.0), 0.5, 1.3)
        lab = np.empty_like(photo.lab)
        # White hair is even; dark hair glints.
        rough = np.exp((0.25 if color[0] < 50 else 0.1) * self._strands + 0.08 * self._grain)
        lab[..., 0] = np.clip(color[0] * light * rough, 2, 92)
        lab[..., 1:] = color[1:]
        return np.asarray(rgb_of(lab) - photo.pixels, np.float32)

    def recolored(self, hair: Floats) -> Floats:
        """What changes the beard that is there to go with hair of a colour, in L a b; in levels."""
        aim = (float(hair[0]), float(hair[1]), float(hair[2]))
        return towards(self._photo.lab, self._own_color, aim, _KEPT) * self._own[..., None]

    def is_worn(self, guessed: float) -> float:
        """How sure it is that there is a beard, 0 to 1, given what the encoder guesses: shade on a
        chin is as dark as a beard, but never as gray."""
        color, skin = self._own_color, self._hair.skin
        usual = float(np.hypot(*skin[1:])) * min(1.0, float(color[0] / max(skin[0], 1.0)))
        grayer = np.clip((_SKIN_TINT - np.hypot(*color[1:]) / max(usual, 1.0)) / 0.15, 0, 1)
        gray = grayer * np.clip((guessed - _GRAY_GUESSED) / 0.2, 0, 1)
        return float(max(gray, np.clip((guessed - _GUESSED) / 0.4, 0, 1)))

    @cached_property
    def _own_color(self) -> Floats:
        """Of the beard that is there, in L a b: where beards are densest."""
        weight = self._worn**2 * smooth((self._dense - 0.6) / 0.2)
        return self._photo.mean(self._photo.lab, np.asarray(weight + 1e-6, np.float32))

    @cached_property
    def _own(self) -> Floats:
        """How much of each pixel is the beard that is there, `(h, w)`: a shaded cheek is not."""
        off = (self._photo.lab - self._own_color) / _ALIKE
        alike = smooth(1.9 - np.sqrt((off**2).sum(axis=2)))
        return np.asarray(self._worn * alike * self._photo.edge, np.float32)

    def shaved(self, units: float) -> Floats:
        """How much of each pixel gives way to skin at so many units, `(h, w)`."""
        return np.asarray(self._worn * (1 - np.exp(-_SHAVES * units)), np.float32)

    @cached_property
    def _worn(self) -> Floats:
        """How much of each pixel is hair of a beard: darker than the skin would be, or grayer."""
        lab, skin = self._photo.lab, self._skin
        darker = np.clip((skin[..., 0] - lab[..., 0] - 3) / 9, 0, 1)
        tint, own = (np.hypot(x[..., 1], x[..., 2]) for x in (skin, lab))
        grayer = np.clip((tint - own - 3) / 7, 0, 1)
        whiter = np.clip((lab[..., 0] - skin[..., 0] - 4) / 8, 0, 1) * np.clip(
            (tint - own) / 4, 0, 1
        )
        worn = np.max([darker, grayer, whiter], axis=0) * smooth(self._dense / 0.5)
        return np.asarray(self._photo.soft(np.asarray(worn, np.float32), 0.8), np.float32)

    @cached_property
    def _skin(self) -> Floats:
        """The skin of the cheeks carried on under a beard, in L a b, `(h, w, 3)`."""
        photo = self._photo
        bare = photo.shares[SKIN] ** 3 * (1 - smooth(self._dense / 0.25)) * (photo.down > 0.5)
        return photo.continued(photo.lab, np.asarray(bare + 1e-6, np.float32), finest=4.0)

    @cached_property
    def bare(self) -> Floats:
        """What shaving adds to the photo, in levels `(h, w, 3)`: skin with the face's own shape."""
        photo, skin = self._photo, self._skin.copy()
        skin[..., 0] += 0.25 * (photo.lab[..., 0] - photo.soft(photo.lab[..., 0], 4.0))
        return np.asarray(rgb_of(skin) - photo.pixels, np.float32)

    @cached_property
    def _mouth(self) -> tuple[float, float]:
        """Where it is, in shares of the aligned face: red, or much darker or lighter than skin."""
        photo, skin = self._photo, self._hair.skin
        red = np.clip((photo.lab[..., 1] - skin[1] - 3) / 8, 0, 1)
        other = np.clip((np.abs(photo.lab[..., 0] - skin[0]) - 14) / 20, 0, 1)
        face = photo.shares[SKIN] + photo.shares[FEATURES] > 0.5
        near = np.exp(-(photo.oval(0.5, _MOUTH_DOWN, 0.12, 0.06) ** 2))
        weight = (red + 0.7 * other) * face * near
        weight = weight * (np.abs(photo.across - 0.5) < 0.16) * (np.abs(photo.down - 0.78) < 0.1)
        total = float(weight.sum()) + 1e-6
        sure = min(1.0, total / (_SURE_PX * photo.unit_px**2))
        across = float((weight * (photo.across - 0.5)).sum()) / total
        down = float((weight * (photo.down - _MOUTH_DOWN)).sum()) / total
        return 0.5 + 0.7 * sure * across, _MOUTH_DOWN + sure * down

    @cached_property
    def _dense(self) -> Floats:
        """How early hair grows at each place, `(h, w)`, 0 (never) to 1 (at once)."""
        photo, (mouth, lips) = self._photo, self._mouth
        aside, below = np.abs(photo.across - mouth), photo.down - lips
        left, right = extent(self._parts.face[36:46].mean(axis=0), 0.4)
        # A shaded cheek counts for less than it is: each side trusts the other by half.
        half, turned = (right - left) / 2, (right + left) / 2 - mouth
        half, turned = float(np.clip(half, _NARROW, _WIDE)), float(np.clip(turned / 2, -0.04, 0.04))
        x = (photo.across - mouth - turned) / (0.95 * half)
        y = np.maximum((photo.down - _TOP) / (lips + _BELOW_MOUTH - _TOP), 0)
        far = np.hypot(x, y)
        within = smooth((1.16 - far) / 0.1)
        jaw = 0.92 - 0.22 * smooth((photo.down - 0.56) / 0.2)
        parts = (
            np.exp(-(((below + 0.046 - 2.2 * aside**2) / 0.03) ** 2))
            * smooth((0.15 - aside) / 0.05),
            np.exp(-(np.hypot(aside / 0.13, (below - 0.115) / 0.075) ** 3)),
            0.7 * np.exp(-((aside / 0.03) ** 2) - ((below - 0.06) / 0.03) ** 2),
            0.8 * np.exp(-(((aside - 0.15) / 0.035) ** 2)) * smooth((below + 0.06) / 0.05),
            0.8 * smooth((far - jaw) / 0.2) * smooth((photo.down - 0.54) / 0.12) * within,
            0.65 * smooth((far - 0.55) / 0.3) * smooth((below + 0.03) / 0.1) * within,
        )
        bare = smooth((1.25 - np.hypot(aside / 0.12, (below - 0.006) / 0.036)) / 0.4)
        return np.asarray(np.max(parts, axis=0) * (1 - bare) * self._where, np.float32)

    @cached_property
    def _where(self) -> Floats:
        """The lower face, `(h, w)`: no clothes, nothing behind it."""
        photo, shares = self._photo, self._photo.shares
        face = np.clip(1.5 * (shares[SKIN] + shares[FEATURES]) + 0.2 * shares[HAIR], 0, 1)
        # A jaw in the shade looks like clothes, but so high up nobody wears any.
        clothes = shares[CLOTHES] * smooth((photo.down - 0.8) / 0.06)
        face = np.maximum(face, np.clip(1.5 * (shares[CLOTHES] - clothes), 0, 1))
        free = np.clip(1 - 1.5 * (clothes + shares[BACKGROUND]), 0, 1)
        chin = smooth((self._mouth[1] + 0.20 - photo.down) / 0.03)
        return np.asarray(face * free * chin * photo.edge * (photo.down > _TOP), np.float32)
