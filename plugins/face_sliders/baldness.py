"""Hair that goes, from the front to the sides, and hair that grows on a bald head."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.parts import BACKGROUND, FEATURES, SKIN
from plugins.face_sliders.photo import rgb_of, smooth
from plugins.face_sliders.skull import Skull
from plugins.face_sliders.strands import hair_on, hanging_on

_BY_UNIT, _MOST = 0.5, 1.35
_SOFT = 0.22
_SHADOW, _FRINGE, _STRAND, _BETWEEN = 12.0, 22.0, 3.0, 7.0
"""How far from other hair shadows and strands of a fringe are, how thick strands, how far apart; in
pixels of an aligned face of 128."""
_FRONT, _TOP = 0.22, 0.16
_SIDES, _SIDE_LENGTH, _HANGS = 0.26, 0.2, 0.95
_LOW, _LONG_LOW, _LONG = 0.62, 0.86, (0.3, 0.2)
"""How far down hair goes at most, and long hair outside of the skull; it is long where so much, or
more by the second, of what is below the ears is hair."""
_CROWN, _ROOTS, _THINS = 0.36, (0.27, 0.1), 0.13
_FLARE, _FALL = 0.8, 0.42
"""Long hair stays at the sides: it begins so far down, lower at each unit, thin at first, and falls
from there; so many half skulls aside after so much of the way down."""
_HAIRLINE = (0.62, 0.8, 0.425)
"""Of grown hair: the middle of an oval, its width in half skulls, its height."""
_FULL, _THIN = 0.5, 0.4
_GROWS = 0.9
_BROWS = (0.5, 0.425, 0.23, 0.035)
_DARK, _LIGHT = 9.0, 24.0


class Baldness:
    """Of the head in a photo.

    Args:
        skull: under the hair.
    """

    def __init__(self, skull: Skull) -> None:
        self._skull, self._photo, self._hair = skull, skull.photo, skull.hair
        self._strands = hair_on(self._photo)
        aside, below = np.abs(skull.across - 1.1) < 0.2, np.abs(self._photo.down - 0.59) < 0.03
        beside = self._hair.share[aside & below]
        self._long = smooth((float(beside.mean()) - _LONG[0]) / _LONG[1]) if beside.size else 0.0

    def gone(self, units: float) -> Floats:
        """How much of each pixel's hair is gone at so many units, `(h, w)`."""
        going = min(_BY_UNIT * units, _MOST)
        share = smooth((going - self._when) / _SOFT + 0.5)
        if self._long:
            short = smooth((going - np.minimum(self._when, _CROWN)) / _SOFT + 0.5)
            share += self._long * (short * (1 - self._hanging(units)) - share)
        return np.asarray(share * min(1.0, units / 0.4) * self._zone, np.float32)

    def _hanging(self, units: float) -> Floats:
        """What of long hair stays at so many units, `(h, w)`: the sides of the skull hold it."""
        roots = _ROOTS[0] + _ROOTS[1] * (units - 1) / 2
        return smooth((self._falls - roots) / _THINS) * self._aside

    @cached_property
    def _falls(self) -> Floats:
        """The lowest roots, in shares of the aligned face, from which hair still falls to a place:
        the further aside from the skull, the longer is its way."""
        strands = self._hangs.clip(-1.2, 1.2)
        out = np.maximum(self._skull.across - 1 - 0.012 * strands, 0) / _FLARE
        within = 0.12 * (1 - self._skull.across) - 0.06 * strands
        return np.asarray(self._photo.down - _FALL * np.maximum(out**0.7, within), np.float32)

    @cached_property
    def _aside(self) -> Floats:
        """Where hair may hang: a fringe has nothing left to hang from, `(h, w)`."""
        return smooth((self._skull.across + 0.05 * self._hangs.clip(-1.2, 1.2) - 0.45) / 0.25)

    @cached_property
    def _hangs(self) -> Floats:
        """Strands of hair that falls."""
        return hanging_on(self._photo)

    @cached_property
    def bare(self) -> Floats:
        """What a bald head adds to the photo where hair is gone, in levels `(h, w, 3)`."""
        return np.asarray(self._skull.bare - self._photo.pixels, np.float32)

    def grown(self, units: float) -> Floats:
        """How much of each pixel grown hair covers at so many units, `(h, w)`."""
        length = 1.5 * (1 - np.exp(-_GROWS * units)) - 0.45
        share = smooth((length + 0.12 * self._strands) / 0.6 + 0.1)
        return np.asarray(share * self._bare_top, np.float32)

    @cached_property
    def _when(self) -> Floats:
        """When hair goes at each place: the front at first, 1 is two units."""
        down, across = self._photo.down, self._skull.across
        top = 0.10 + 0.34 * np.clip((_FRONT - down) / _TOP, 0, 1)
        top = np.where(self._skull.far > 1, np.minimum(top, 0.25), top)
        # Beside the head hair hangs on where there is head to hold it.
        held = down - _HANGS * np.clip(across - 0.97, 0, 1)
        side = 0.55 + 0.75 * np.clip((held - _SIDES) / _SIDE_LENGTH, -0.3, 3)
        aside = smooth((across - 0.35) / 0.45)
        when = top * (1 - aside) + np.maximum(side, top) * aside
        inside = np.where(self._skull.far > 1, 0.01, 0.04)
        when = self._photo.soft(np.asarray(when, np.float32), 1.5) + inside * self._strands
        return np.asarray(when, np.float32)

    @cached_property
    def _zone(self) -> Floats:
        """Where there is hair to go, with its shadow on the forehead and its haze around."""
        photo, hair, inside = self._photo, self._hair, self._skull.inside
        solid = smooth(photo.soft(photo.wider(hair.share, 3.5), 1.2) / 0.5)
        near = smooth(photo.soft(photo.wider(hair.share, 8.0), 3.0) / 0.4)
        # Single hairs pass for background.
        unlike = (np.abs(photo.pixels - self._skull.behind).mean(axis=2) - 5) / 10
        haze = near * np.clip(np.maximum(2 * (1 - photo.shares[BACKGROUND]) - 0.05, unlike), 0, 1)
        zone = self._on_forehead * inside + np.maximum(solid, haze) * (1 - inside)
        lowest = _LOW + (_LONG_LOW - _LOW) * self._long * (1 - inside)
        low = smooth((lowest - photo.down) / 0.1)
        there = smooth((hair.presence - 0.2) / 0.15)
        return np.asarray(zone * low * photo.edge * there, np.float32)

    @property
    def _on_forehead(self) -> Floats:
        """Hair before the skull, its shadow, and a fringe with the skin between its strands."""
        photo, hair = self._photo, self._hair

        def near(radius: float) -> Floats:
            return smooth(photo.soft(photo.wider(hair.share, radius), 5.0) / 0.6)

        shadow = smooth(photo.soft(photo.wider(smooth(hair.loose / 0.35), 4.0), 2.8) / 0.55)
        shadow = np.maximum(shadow, near(_SHADOW) * photo.soft(self._skull.shadow, 1.5))
        light = photo.lab[..., 0]
        thin = photo.narrower(photo.wider(light, _STRAND), _STRAND) - light
        above = np.clip((thin - 5) / 6, 0, 1) * (photo.down < _BROWS[1])
        fringe = np.asarray(above, np.float32)
        shadow = np.maximum(shadow, near(_FRINGE) * photo.wider(fringe, 1.5))
        shadow = shadow * (1 - hair.spared)
        closed = photo.narrower(photo.wider(shadow, _BETWEEN), _BETWEEN) * (1 - hair.spared)
        return np.maximum(shadow, photo.soft(np.asarray(closed, np.float32), 1.0))

    @cached_property
    def _bare_top(self) -> Floats:
        """Where hair may grow: behind the hairline, where there is none; less on a full head."""
        photo, skull, hair = self._photo, self._skull, self._hair
        down, width, height = _HAIRLINE
        line = photo.oval(skull.middle, down, width * skull.half_width, height)
        behind = smooth((line + 0.03 * self._strands - 0.9) / 0.24)
        ends = smooth((1.03 + 0.012 * self._strands - skull.far) / 0.05)
        sides = smooth((0.52 - photo.down) / 0.14)
        free = 1 - hair.share * hair.presence
        thin = 1 - smooth(np.float32((hair.amount - _THIN) / (_FULL - _THIN)))
        return np.asarray(behind * ends * sides * free * thin * photo.edge, np.float32)

    @cached_property
    def new(self) -> Floats:
        """What grown hair adds to the photo, in levels `(h, w, 3)`."""
        photo, far = self._photo, self._skull.far
        color = self._new_color
        shaded = (
            0.95 + 0.25 * np.exp(-(((far - 0.66) / 0.18) ** 2)) - 0.45 * np.clip(far - 0.75, 0, 1)
        )
        lab = np.empty_like(photo.lab)
        lit = photo.soft(photo.lab[..., 0], 3.0) / max(float(self._hair.skin[0]), 1.0)
        light = color[0] * shaded * np.clip(lit, 0.6, 1.5) ** 0.5
        lab[..., 0] = np.clip(light * np.exp(0.13 * self._strands), 2, 97)
        lab[..., 1:] = color[1:]
        return np.asarray(rgb_of(lab) - photo.pixels, np.float32)

    @property
    def _new_color(self) -> Floats:
        """Of the hair that is there, as dark as young hair; else of the brows."""
        photo, hair = self._photo, self._hair
        if hair.presence > 0.5:
            light = hair.color[0]
            return np.array(
                [min(light, 36.0) if light < 55 else light, *hair.color[1:]], np.float32
            )
        brows = (photo.oval(*_BROWS) < 1) & (photo.shares[SKIN] + photo.shares[FEATURES] > 0.5)
        light = float(np.quantile(photo.lab[..., 0][brows], 0.06)) if brows.any() else _LIGHT
        return np.array([np.clip(light, _DARK, _LIGHT), 3.5, 7.0], np.float32)
