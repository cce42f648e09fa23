"""What would be seen of a head without its hair: the skull, its skin, and what is behind it."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.hair import Hair
from plugins.face_sliders.parts import BACKGROUND, SIDE_PX, SKIN, Parts
from plugins.face_sliders.photo import rgb_of, smooth
from plugins.face_sliders.strands import grain_on
from plugins.face_sliders.surface import fitted_surface, terms_of

_BASE, _HIGH, _ROUND = 0.47, 1.16, 2.3
"""Where a skull is widest, how much higher than half as wide bald heads are, and how square."""
_WIDEST, _REACH, _LONG_HAIR = 0.325, 0.36, 0.33
_SHADED, _RIM_SHADED = 0.05, 0.27
_SHINE, _SHINE_AT = 3.5, 0.68
_SHADOW, _SHADOW_SOFT = 7.0, 9.0
"""Skin so many steps darker than most of the forehead lies in the shadow of hair."""
_PORES, _FILM_GRAIN = 0.8, 4.0
_FEW_PX = 64
_STRANGE = 20.0


class Skull:
    """Of the head in a photo.

    Attributes:
        middle, half_width: across the aligned face, in shares of its side.
        far: how far each pixel is from the middle, 1 where the skull ends, `(h, w)`.
        inside: how much of each pixel it covers.
    """

    def __init__(self, hair: Hair, parts: Parts) -> None:
        self.hair, self.photo = hair, hair.photo
        photo = self.photo
        self.middle, self.half_width = _width(parts)
        across = np.abs(photo.across - self.middle) / self.half_width
        high = np.minimum(photo.down - _BASE, 0) / (_HIGH * self.half_width)
        self.across: Floats = np.asarray(across, np.float32)
        self.far = np.asarray((across**_ROUND + np.abs(high) ** _ROUND) ** (1 / _ROUND), np.float32)
        self.inside = smooth((1.015 - self.far) / 0.03)

    @cached_property
    def bare(self) -> Floats:
        """The photo with a bald head in it, in levels, `(h, w, 3)`; right only near the hair."""
        inside = self.inside[..., None]
        return np.asarray(self.behind * (1 - inside) + self._scalp * inside, np.float32)

    @cached_property
    def _scalp(self) -> Floats:
        """The skin of the forehead carried on over the skull, and shaded as round things are."""
        photo, lab = self.photo, self.photo.lab
        seen = self._forehead
        ok = seen > 0.4
        light = lab[..., 0]
        lit = seen * np.maximum(1 - self._shade, 0.03)
        cheeks = photo.oval(self.middle, 0.62, 0.14, 0.1) < 1
        lit = np.asarray(lit + 1e-4 * cheeks * photo.shares[SKIN], np.float32)
        skin = 0.65 * photo.continued(lab, lit, finest=8.0) + 0.35 * photo.mean(lab, lit)
        high = np.clip((_BASE - photo.down) / (_HIGH * self.half_width), 0, 1)
        rim = np.clip(self.far, 0, 1.02)
        aside = (photo.across - self.middle) / (0.38 * self.half_width)
        shine = np.exp(-(aside**2) - ((high - _SHINE_AT) / 0.17) ** 2)
        shaded = 1.02 - _RIM_SHADED * rim**5 - _SHADED * rim**2
        skin[..., 0] = np.clip(skin[..., 0] * shaded + _SHINE * shine, 0, 97)
        skin[..., 1:] *= 1 - 0.12 * shine[..., None]
        # It has to meet the skin that is there.
        wrong = photo.continued(lab - skin, lit, finest=1.5)
        near = np.clip(2.2 * photo.soft(np.asarray(ok, np.float32), 6.0), 0, 1)
        skin = skin + wrong * near[..., None]
        fine = np.abs(light - photo.soft(light, 1.0))[ok]
        pores = min(_PORES, 1.5 * float(np.median(fine))) if ok.any() else 0.0
        skin[..., 0] += pores * grain_on(photo, 0.5, 1)
        return rgb_of(skin)

    @property
    def shadow(self) -> Floats:
        """How much of each pixel is skin in the shadow of hair, `(h, w)`."""
        skin = self.photo.shares[SKIN] * (self.photo.down < _BASE - 0.04) * (self.far < 0.97)
        return np.asarray(skin * self._shade, np.float32)

    @cached_property
    def _shade(self) -> Floats:
        """Where it is darker than most of the forehead, `(h, w)`, 0 to 1."""
        light, ok = self.photo.lab[..., 0], self._forehead > 0.4
        usual = float(np.quantile(light[ok], 0.75)) if ok.sum() > 20 else float(self.hair.skin[0])
        return np.asarray(np.clip((usual - light - _SHADOW) / _SHADOW_SOFT, 0, 1), np.float32)

    @cached_property
    def _forehead(self) -> Floats:
        """Skin between brows and hair that is neither, `(h, w)`."""
        photo = self.photo
        clear = np.clip(1 - 1.6 * photo.soft(photo.wider(self.hair.loose, 2.0), 1.5), 0, 1) ** 2
        skin = photo.shares[SKIN] ** 4 * clear * (photo.down < _BASE - 0.01) * (self.far < 0.97)
        return photo.narrower(
            np.asarray(skin * smooth((0.95 - self.across) / 0.2), np.float32), 1.0
        )

    @cached_property
    def behind(self) -> Floats:
        """The background carried on behind the hair, with the grain of the photo."""
        photo = self.photo
        known = np.clip((photo.shares[BACKGROUND] - 0.7) / 0.3, 0, 1) ** 2
        known = photo.narrower(np.asarray(known, np.float32), 1.5)
        surface = self._surface(known)
        off = np.asarray(photo.pixels - surface, np.float32)
        # What is unlike the rest is a strand of hair more often than a thing.
        strange = 1 + (off**2).mean(axis=2) / _STRANGE**2
        known = np.asarray(known / strange + 1e-5, np.float32)
        share = np.clip(photo.soft(known, 6.0) / 0.02, 0, 1)[..., None]
        behind = surface + share * photo.continued(off, known, finest=3.0)
        clear = known > 0.5
        fine = np.abs(photo.pixels - cv2.GaussianBlur(photo.pixels, (0, 0), 1.0)).mean(axis=2)
        grain = min(_FILM_GRAIN, 1.5 * float(np.median(fine[clear]))) if clear.any() else 0.0
        return np.asarray(behind + grain * grain_on(photo, 0.3, 2)[..., None], np.float32)

    def _surface(self, known: Floats) -> Floats:
        """The light behind a head falls unevenly: a quadratic surface through its colours."""
        photo, size = self.photo, (_FEW_PX, _FEW_PX)
        across, down, seen, colors = (
            cv2.resize(x, size, interpolation=cv2.INTER_AREA).reshape(_FEW_PX**2, -1)
            for x in (photo.across, photo.down, known, photo.pixels)
        )
        terms = terms_of(across[:, 0] - 0.5, down[:, 0] - 0.5)
        weight = seen[:, 0].astype(np.float64) + 1e-4
        factors = fitted_surface(terms, colors, weight, even=0.002, sure=0.3, slack=10.0)
        places = terms_of(photo.across - 0.5, photo.down - 0.5)
        return np.asarray(places @ factors.astype(np.float32), np.float32)


def _width(parts: Parts) -> tuple[float, float]:
    """Middle and half width of a skull; long hair hides it, so that the face has to tell."""
    rows = slice(28, 34)
    places = (np.arange(SIDE_PX) + 0.5) / SIDE_PX
    face = parts.face[rows].mean(axis=0) + 1e-6
    face_middle = float(face @ places / face.sum())
    left, right = extent(parts.head[rows].mean(axis=0), 0.5)
    left, right = max(left, face_middle - _REACH), min(right, face_middle + _REACH)
    middle, half = (left + right) / 2, (right - left) / 2
    if half > _LONG_HAIR:
        middle = (middle + face_middle) / 2
    return middle, float(np.clip(half, 0.2, _WIDEST))


def extent(row: Floats, least: float) -> tuple[float, float]:
    """Where a row of shares first and last has as much as that, in shares of its length."""
    there = np.flatnonzero(row > least)
    if not len(there):
        return 0.25, 0.75
    return float(there[0] / len(row)), float((there[-1] + 1) / len(row))
