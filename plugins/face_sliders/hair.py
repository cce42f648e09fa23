"""The hair of a face in a photo: where it is, which colour it has, how others look on it."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.parts import BACKGROUND, CLOTHES, FEATURES, HAIR, SKIN
from plugins.face_sliders.photo import HeadPhoto, rgb_of, smooth

_RIM, _LOCK = 2.2, 4.0
"""Thinner than twice the first, hair is the shaded rim of a head; locks are thicker than twice the
second. In pixels of an aligned face of 128."""
_NONE, _SOME = 0.175, 0.235
"""Shares of the upper head with locks, of bald heads and of others."""
_MUCH, _PLENTY = 0.42, 0.52
_WHITE = 0.11
"""The first of them where it is known that the hair is white."""
_LONG = 0.12
"""Where hair is long, so much of what is beside the neck is hair, or more: less is a shaded jaw."""
_LARGE = 0.3
"""Hair beside a face is so much of the hair there is, or more."""
_SAME, _PALE, _LIGHT_COUNTS = 0.27, 10.0, np.array([0.5, 1, 1], np.float32)
"""Hair no further from skin than this share of the skin's own tint is skin."""
_HAIRY, _BALD, _DOUBTED = -0.35, 0.05, 0.1
"""Guesses of heads with hair and without. On those without, shading may pass for so much hair."""
_UPPER = 0.45
_EYES, _MOUTH = (0.5, 0.485, 0.2, 0.085), (0.5, 0.72, 0.19, 0.17)
_BROWS = ((0.37, 0.42, 0.12, 0.05), (0.63, 0.42, 0.12, 0.05))
_BROW_SHARE, _BROW_CONTRAST = 0.45, 18.0
_LIGHTEST, _SHINE = 98.0, 0.75


class Hair:
    """Of the face in a photo.

    Args:
        photo: of it.
        bald: what the encoder guesses of it, -1 (no) to 1.

    Attributes:
        share: how much of each pixel is hair of the head, `(h, w)`, 0 to 1.
        loose: the same with thin rims and single hairs, which may as well be shading.
        presence: 0 on a bald head, 1 where there is hair.
        amount: how much of the upper head it covers.
        color: its mean, in L a b.
        skin: of the cheeks, in L a b.
    """

    def __init__(self, photo: HeadPhoto, *, bald: float) -> None:
        self.photo = photo
        shares, upper = photo.shares, photo.down < _UPPER
        self.spared = np.maximum(
            smooth((1.25 - photo.oval(*_EYES)) / 0.4), smooth((1.2 - photo.oval(*_MOUTH)) / 0.4)
        )
        self.loose: Floats = shares[HAIR] * (1 - self.spared)
        solid = photo.wider(photo.narrower(self.loose, _RIM), 2 * _RIM)
        # Where hair is mixed with what is behind it, its own colour is not to be seen.
        self._pure = photo.narrower(self.loose, 0.7) ** 2
        clear = np.clip((self.loose - 0.04) / 0.86, 0, 1)
        self.share: Floats = clear * smooth((photo.soft(solid, 1.0) - 0.15) / 0.5)
        self.share = self.share * photo.soft(photo.wider(_largest(self.share), 3.0), 1.0)
        beside = (np.abs(photo.across - 0.5) > 0.3) & (np.abs(photo.down - 0.82) < 0.12)
        is_long = (float(self.share[beside].mean()) if beside.any() else 0.0) / _LONG - 1
        self.share = self.share * (1 - smooth((photo.down - 0.62) / 0.1) * (1 - smooth(is_long)))
        head = (1 - shares[BACKGROUND] - shares[CLOTHES]) * upper
        whole = max(1.0, float(head.sum()))
        locks = photo.wider(photo.narrower(shares[HAIR], _LOCK), _LOCK)
        covered = float((locks * upper).sum()) / whole
        self._core: Floats = self.share**4 * (photo.down < 0.75)
        self.color = photo.mean(photo.lab, self._core)
        cheeks = (photo.down > 0.5) & (photo.down < 0.7)
        self.skin = photo.mean(photo.lab, shares[SKIN] ** 4 * cheeks + 1e-6)
        apart = float(np.linalg.norm((self.color - self.skin) * _LIGHT_COUNTS))
        unlike_skin = apart / (_SAME * max(float(np.hypot(*self.skin[1:])), _PALE)) - 1
        doubt = float(np.clip((bald - _HAIRY) / (_BALD - _HAIRY), 0, 1))
        least = _WHITE if photo.has_white_hair else _NONE + _DOUBTED * doubt
        covers = (covered - least) / (_SOME - _NONE)
        # So much of it can be no shading, even if it is as blond as skin.
        plenty = (1 - doubt) * (covered - _MUCH) / (_PLENTY - _MUCH)
        self.presence = float(np.clip(min(covers, max(unlike_skin, plenty)), 0, 1))
        self.amount = self.presence * float((self.share * upper).sum()) / whole

    def gray(self) -> Floats:
        """What full gray adds, in levels `(h, w, 3)`, as do all that follow."""
        lightness = max(72.0, float(self.color[0]) + 6)
        return self._recolored((lightness, 0.0, 1.5), kept=0.05)

    def dark(self) -> Floats:
        """What full black adds."""
        return self._recolored((min(11.0, float(self.color[0])), 1.0, 2.0), kept=0.1)

    def blond(self) -> Floats:
        """What full blond adds."""
        lightness = float(np.clip(self.color[0], 68.0, 76.0))
        return self._recolored((lightness, 6.0, 30.0), kept=0.12)

    def less_gray(self) -> Floats:
        """Hair gets the brown of younger years, and is no lighter than that."""
        return self._recolored((min(26.0, float(self.color[0])), 6.0, 11.0), kept=0.4)

    def less_dark(self) -> Floats:
        """Hair gets lighter, and brown where it was black."""
        lightness = max(float(self.color[0]), min(float(self.color[0]) + 28, 60.0))
        return self._recolored((lightness, 7.0, 16.0), kept=0.35)

    def less_blond(self) -> Floats:
        """Hair gets darker, and brown where it was yellow."""
        return self._recolored((min(20.0, float(self.color[0])), 5.0, 8.0), kept=0.3)

    def _recolored(self, aim: tuple[float, float, float], *, kept: float) -> Floats:
        """What makes hair and brows `aim` on average, in L a b, with `kept` of their own tint."""
        photo = self.photo
        hair = towards(self._own, self.color, aim, kept) * (self.share * self.presence)[..., None]
        brows = towards(photo.lab, self.brow_color, aim, kept) * self.brows[..., None]
        return np.asarray((hair + brows) * photo.hem[..., None], np.float32)

    @cached_property
    def _own(self) -> Floats:
        """The hair's own colour at each pixel, also where it is mixed with what is behind it."""
        photo, core = self.photo, self._core[..., None] + 1e-6
        near, far = (
            photo.soft(photo.lab * core, r) / photo.soft(core[..., 0], r)[..., None]
            for r in (3.0, 12.0)
        )
        around = far + (near - far) * np.clip(photo.soft(self._core, 3.0) / 0.1, 0, 1)[..., None]
        return np.asarray(around + self._pure[..., None] * (photo.lab - around), np.float32)

    @cached_property
    def brows(self) -> Floats:
        """How much of each pixel takes a colour with the hair as brows do, `(h, w)`."""
        photo = self.photo
        there = np.maximum(*(smooth((1.3 - photo.oval(*oval)) / 0.5) for oval in _BROWS))
        darker = np.clip((photo.soft(photo.lab[..., 0], 5.0) - photo.lab[..., 0]) / 12, 0, 1)
        face = photo.shares[SKIN] + photo.shares[FEATURES]
        return np.asarray(_BROW_SHARE * there * darker * face, np.float32)

    @cached_property
    def brow_color(self) -> Floats:
        """Their mean, in L a b."""
        return self.photo.mean(self.photo.lab, self.brows + 1e-6)


def towards(lab: Floats, mean: Floats, aim: tuple[float, float, float], kept: float) -> Floats:
    """What changes colours of one mean to colours of another, strand by strand, in levels.

    Where light falls on it hair is lighter, and keeps being so: much lighter hair has less contrast
    for its lightness, else dark hair turned gray would glitter.
    """
    light, aim = max(float(mean[0]), 3.0), (max(aim[0], 3.0), *aim[1:])
    gamma = float(np.clip((light / aim[0]) ** 0.5, 0.48, 1)) if aim[0] > light else 1.0
    made = np.empty_like(lab)
    ratio = np.clip(lab[..., 0] / light, 0.15, 4)
    shine = np.maximum(ratio, 1) ** (_SHINE * gamma)
    made[..., 0] = np.clip(aim[0] * np.minimum(ratio, 1) ** gamma * shine, 0, _LIGHTEST)
    # Neither highlights nor shadows have much colour.
    tint = np.clip(made[..., 0] / aim[0], 0, 1.6)
    tint *= np.clip((_LIGHTEST - made[..., 0]) / 13, 0, 1)
    for axis in (1, 2):
        made[..., axis] = aim[axis] * tint + kept * lab[..., axis]
    return rgb_of(made) - rgb_of(lab)


def _largest(share: Floats) -> Floats:
    """1 in the largest patch of hair and in those nearly as large; small ones are none."""
    count, labels, told, _ = cv2.connectedComponentsWithStats((share > 0.25).astype(np.uint8))
    if count < 3:
        return np.ones_like(share)
    areas = told[1:, cv2.CC_STAT_AREA]
    kept = 1 + np.flatnonzero(areas >= _LARGE * areas.max())
    return np.asarray(np.isin(labels, kept), np.float32)
