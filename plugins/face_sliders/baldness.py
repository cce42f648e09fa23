"""Hair that goes, from the front to the sides, and hair that grows on a bald head."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.parts import BACKGROUND, FEATURES, SKIN
from plugins.face_sliders.photo import rgb_of, smooth
from plugins.face_sliders.skull import Skull
from plugins.face_sliders.strands import hair_on

_BY_UNIT, _MOST = 0.5, 1.35
_SOFT = 0.22
_FRONT, _TOP = 0.22, 0.16
_SIDES, _SIDE_LENGTH, _HANGS = 0.26, 0.2, 0.95
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

    def gone(self, units: float) -> Floats:
        """How much of each pixel's hair is gone at so many units, `(h, w)`."""
        going = min(_BY_UNIT * units, _MOST)
        share = smooth((going - self._when) / _SOFT + 0.5) * min(1.0, units / 0.4)
        return np.asarray(share * self._zone, np.float32)

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
        shadow = smooth(photo.soft(photo.wider(smooth(hair.loose / 0.35), 4.0), 2.8) / 0.55) * (
            1 - hair.spared
        )
        around = smooth(photo.soft(photo.wider(hair.share, 12.0), 5.0) / 0.6) * (1 - hair.spared)
        shadow = np.maximum(shadow, around * photo.soft(self._skull.shadow, 1.5))
        solid = smooth(photo.soft(photo.wider(hair.share, 3.5), 1.2) / 0.5)
        near = smooth(photo.soft(photo.wider(hair.share, 8.0), 3.0) / 0.4)
        haze = near * np.clip(2 * (1 - photo.shares[BACKGROUND]) - 0.05, 0, 1)
        zone = shadow * inside + np.maximum(solid, haze) * (1 - inside)
        low = smooth((0.62 - photo.down) / 0.1)
        return np.asarray(
            zone * low * photo.edge * smooth(np.float32((hair.presence - 0.25) / 0.5)), np.float32
        )

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
