"""Faces without glasses, and the same with glasses drawn onto them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from editor.api import FileError, ImageU8
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.data import SOURCE_PX, Face
from plugins.face_sliders.glasses.drawing import Pair, pair
from plugins.face_sliders.glasses.network import BAND, BAND_PX, FACE_PX

GLASSES = "glasses"
BARE_ODDS = 0.2
"""How many faces stay without glasses: nothing is to be changed in them."""
_SURELY = 3.0
_SEEN_LEVELS = 2.0
"""A smaller change is not seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A face with glasses, without, and where they are; each only the band of it.

    Attributes:
        worn: `uint8 (64, 160, 3)`.
        bare: likewise, what is to be made of it.
        rims: what cannot be seen through, `float32 (64, 160)`, 0 to 1.
    """

    worn: ImageU8
    bare: ImageU8
    rims: Floats

    @property
    def changed(self) -> Floats:
        """Where something is to be changed, `float32 (64, 160)`, 0 or 1."""
        off = np.abs(self.worn.astype(np.float32) - self.bare).max(axis=2)
        there = (off > _SEEN_LEVELS).astype(np.uint8)
        return np.asarray(cv2.dilate(there, np.ones((3, 3), np.uint8)), np.float32)


def batch(faces: Sequence[Face], random: np.random.Generator, count: int) -> list[Sample]:
    """Samples made of faces without glasses."""
    chosen = (faces[int(random.integers(len(faces)))] for _ in range(count))
    return [sample(face.pixels, random) for face in chosen]


def sample(face: ImageU8, random: np.random.Generator) -> Sample:
    """One face in any light, with any glasses or none."""
    bare = lit(moved(face, random), random)
    if random.random() < BARE_ODDS:
        return Sample(bare, bare, np.zeros(bare.shape[:2], np.float32))
    worn, rims = put_on(bare, pair(random), random)
    if (bare == bare[..., :1]).all():
        worn = np.repeat(cv2.cvtColor(worn, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    return Sample(worn, bare, rims)


def put_on(bare: ImageU8, glasses: Pair, random: np.random.Generator) -> tuple[ImageU8, Floats]:
    """(the band of a face wearing glasses, where nothing of it is seen any more)."""
    x = bare.astype(np.float32)
    x = x * _shadow(glasses, random)[..., None]
    glass = glasses.lenses[..., None]
    x = x * (1 + glass * (_tint(random) - 1))
    shine, light = _shine(glasses, random)
    x = x + shine[..., None] * (light - x)
    cover = glasses.cover[..., None]
    x = x + cover * (glasses.color - x)
    # A thin rim hides little of a pixel, yet nothing of that pixel's own is worth keeping.
    blind = np.maximum(np.clip(_SURELY * glasses.cover - 0.1, 0, 1), shine)
    return np.asarray((x + 0.5).clip(0, 255), np.uint8), np.asarray(blind, np.float32)


def _shadow(glasses: Pair, random: np.random.Generator) -> Floats:
    """What of the light reaches the skin beside the frame, and behind it."""
    if random.random() < 0.25:
        return np.ones(glasses.cover.shape, np.float32)
    right, down = random.normal(0, 1.6), random.uniform(0, 4.5)
    matrix = np.array([[1, 0, right], [0, 1, down]], np.float32)
    fallen = cv2.warpAffine(glasses.cover, matrix, (FACE_PX, BAND_PX))
    fallen = cv2.GaussianBlur(fallen, (0, 0), random.uniform(0.6, 2.5))
    return np.asarray(1 - random.uniform(0.05, 0.5) * fallen, np.float32)


def _tint(random: np.random.Generator) -> Floats:
    """What of the light comes through the lenses, `float32 (64, 1, 3)`; more of it further down."""
    kind = random.random()
    if kind < 0.55:
        most = random.uniform(0.93, 1.03, 3)
    elif kind < 0.9:
        most = random.uniform(0.78, 1.0) * random.uniform(0.95, 1.02, 3)
    else:
        most = random.uniform(0.45, 0.8) * random.uniform(0.85, 1.05, 3)
    fade = np.linspace(0, random.uniform(0, 1), BAND_PX)[:, None, None]
    return np.asarray(most + fade * (1 - most), np.float32)


def _shine(glasses: Pair, random: np.random.Generator) -> tuple[Floats, Floats]:
    """(how much of what is behind the lenses their reflections hide, of which light)."""
    light = np.asarray(random.uniform(170, 255) * random.uniform(0.8, 1.0, 3), np.float32)
    shine = np.zeros(glasses.lenses.shape, np.float32)
    kind = random.random()
    if kind < 0.45:
        return shine, light
    if kind < 0.75:  # lamps and windows
        for _ in range(int(random.integers(1, 5))):
            middle = (random.uniform(25, 135), random.uniform(18, 55))
            size = (random.uniform(1, 9), random.uniform(0.5, 5))
            turned = (middle, size, random.uniform(-40, 40))
            corners = cv2.boxPoints(turned).round().astype(np.int32)
            cv2.fillPoly(shine, [corners], random.uniform(0.2, 0.95), cv2.LINE_AA)
        shine = cv2.GaussianBlur(shine, (0, 0), random.uniform(0.3, 1.5))
    else:  # the sky, a bright room
        cells = np.asarray(random.random((3, 5)), np.float32)
        wide = cv2.resize(cells, (FACE_PX, BAND_PX), interpolation=cv2.INTER_CUBIC)
        shine = np.clip((wide - random.uniform(0.3, 0.7)) * random.uniform(0.4, 2.0), 0, 0.6)
    return np.asarray(shine * glasses.lenses, np.float32), light


def moved(face: ImageU8, random: np.random.Generator) -> ImageU8:
    """The band of a face turned, stretched and shifted, as eyes are found a little off."""
    turn, scale = random.normal(0, 0.05), np.exp(random.normal(0, 0.05))
    stretch = np.exp(random.normal(0, 0.03))
    flip = -1 if random.random() < 0.5 else 1
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    linear = np.array([[cos * stretch * flip, -sin], [sin * flip, cos]])
    middle = np.array([SOURCE_PX / 2 - 0.5, SOURCE_PX / 2 + 0.5])
    shift = middle + random.normal(0, 2.0, 2).clip(-5, 5) - linear @ middle
    matrix = np.column_stack([linear, shift - (0, BAND.start)])
    way = cv2.INTER_CUBIC if random.random() < 0.6 else cv2.INTER_LINEAR
    size = (FACE_PX, BAND_PX)
    warped = cv2.warpAffine(face, matrix, size, flags=way, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def lit(band: ImageU8, random: np.random.Generator) -> ImageU8:
    """Other light: brightness, contrast, white balance, saturation, shade from one side, grain."""
    x = band.astype(np.float32) / 255
    gray = x.mean(axis=2, keepdims=True)
    saturation = 0.0 if random.random() < 0.08 else random.uniform(0.5, 1.3)
    x = gray + (x - gray) * saturation
    if saturation:
        x = x * (1 + random.normal(0, 0.06, 3).astype(np.float32))
    x = x.clip(0, 1) ** np.float32(np.exp(random.normal(0, 0.22)))
    x = (x - 0.5) * np.float32(np.exp(random.normal(0, 0.12))) + 0.5 + random.normal(0, 0.04)
    shade = np.linspace(-1, 1, x.shape[1], dtype=np.float32) * random.normal(0, 0.1)
    x = x * (1 + shade[None, :, None]) * 255
    if random.random() < 0.15:
        x = cv2.GaussianBlur(x, (0, 0), random.uniform(0.4, 1.2))
    if random.random() < 0.2:
        x = x + random.normal(0, random.uniform(1, 5), x.shape[:2])[..., None]
    return np.asarray((x + 0.5).clip(0, 255), np.uint8)


def worn_and_bare(names: Sequence[str], faces: Sequence[Face]) -> tuple[list[Face], list[Face]]:
    """(faces with glasses, faces without).

    Raises:
        FileError: when the table does not tell who wears glasses.
    """
    if GLASSES not in names:
        raise FileError(
            "The table has no column 'glasses'.", "Add one, with 1 for each face that wears some."
        )
    column = list(names).index(GLASSES)
    wearing = [face for face in faces if face.attributes[column] > 0]
    return wearing, [face for face in faces if face.attributes[column] <= 0]
