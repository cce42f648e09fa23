"""What of an aligned face is hair, skin and background: found in the photo itself, once a face.

Nobody has outlined hair in the faces learned from. Each part has its place there (which of a few
templates of heads fits best is found out) and its colours in each photo; places and colours are
brought to agree by expectation maximisation, as in probabilistic index maps (Jojic and Caspi 2004).
An edge-aware filter then lays the borders onto those of the photo (guided filter: He, Sun, Tang
2010), as finely as the photo is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.lengths import with_lengths
from plugins.face_sliders.part_colors import Doubles, PartColors, features_of
from plugins.face_sliders.white_hair import is_shade, proves_white, weighed

BACKGROUND, CLOTHES, HAIR, SKIN, FEATURES = range(5)
"""Features are what of a face is not skin: eyes, brows, mouth."""
PARTS, MAPS = 5, "maps"
SIDE_PX, CHOOSING_PX, STORED_PX = 64, 32, 32
_FIRST_ROUNDS, _ROUNDS, _SMOOTHED_ROUNDS = 2, 5, 3
FLOOR = 0.003
_RADIUS, _EDGE = 3, 1e-3
_FINE_RADIUS, _FINE_EDGE = 4, 3e-4


@dataclass(frozen=True, slots=True, eq=False)
class HeadTemplates:
    """How likely each part is at each place, for some kinds of heads.

    Attributes:
        maps: `float32 (kinds, PARTS, STORED_PX, STORED_PX)`, 0 to 1.
    """

    maps: Floats

    def as_arrays(self) -> dict[str, ImageU8]:
        """For the weights file, in bytes; the last part is what the others leave."""
        return {MAPS: (self.maps[:, :-1] * 255 + 0.5).astype(np.uint8)}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Floats]) -> HeadTemplates | None:
        """What `as_arrays` gave; None where it is missing, as in models that measured none."""
        if MAPS not in arrays:
            return None
        maps = np.asarray(arrays[MAPS], np.float32) / 255
        rest = np.maximum(1 - maps.sum(axis=1, keepdims=True), 0)
        return cls(np.concatenate([maps, rest], axis=1))

    def at(self, side_px: int) -> Floats:
        """Of another size, pixels in a row, a mirrored one after each: `(2 K, PARTS, side**2)`."""
        flat = self.maps.reshape(-1, STORED_PX, STORED_PX)
        size, way = (side_px, side_px), cv2.INTER_CUBIC
        larger = np.stack([cv2.resize(one, size, interpolation=way) for one in flat])
        maps = np.maximum(larger.reshape(-1, PARTS, side_px, side_px), 0) + FLOOR
        both = np.stack([maps, maps[..., ::-1]], axis=1).reshape(-1, PARTS, side_px**2)
        return np.asarray(both / both.sum(axis=1, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Where the parts of an aligned face are.

    Attributes:
        shares: of each part, `float32 (PARTS, SIDE_PX, SIDE_PX)`.
        slopes, offsets: lay them onto a photo: a share there is `slopes @ colour + offsets`, with
            colours from 0 to 1; `float32 (PARTS, side, side, 3)` and `(PARTS, side, side)`.
        has_white_hair: whether hair was told from skin by having no tint.
    """

    shares: Floats
    slopes: Floats
    offsets: Floats
    has_white_hair: bool = False

    @property
    def face(self) -> Floats:
        """Skin and what lies in it, `(SIDE_PX, SIDE_PX)`."""
        return np.asarray(self.shares[SKIN] + self.shares[FEATURES], np.float32)

    @property
    def head(self) -> Floats:
        """The face and its hair, `(SIDE_PX, SIDE_PX)`."""
        return np.asarray(self.face + self.shares[HAIR], np.float32)

    def head_of(self, face: ImageU8) -> Floats:
        """How much of each pixel of the face is head, as finely as it is: `(side, side)`."""
        shares = laid_on(_colors(face), self.slopes, self.offsets)
        head = shares[HAIR] + shares[SKIN] + shares[FEATURES]
        return np.asarray(head / np.maximum(shares.sum(axis=0), 0.05), np.float32)


def find_parts(face: ImageU8, templates: HeadTemplates) -> Parts:
    """The parts of an aligned face, `uint8 (side, side, 3)`."""
    small = cv2.resize(face, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
    features = features_of(small)
    place, colors, shares, is_white = _fitted(face, features, templates)
    guide = _colors(np.asarray(small, np.uint8))
    for _ in range(_SMOOTHED_ROUNDS):
        maps = shares.reshape(PARTS, SIDE_PX, SIDE_PX)
        slopes, offsets = guided(guide, maps, radius=_RADIUS, edge=_EDGE)
        smooth = laid_on(guide, slopes, offsets).reshape(PARTS, -1)
        mixed = np.sqrt(np.maximum(smooth, FLOOR) * place)
        shares = colors.shares(mixed / mixed.sum(axis=0))
        colors.learn(shares)
    found = shares.reshape(PARTS, SIDE_PX, SIDE_PX)
    found = with_lengths(found, features, hair=HAIR, clothes=CLOTHES)
    size, way = (face.shape[1], face.shape[0]), cv2.INTER_CUBIC
    maps = np.stack([cv2.resize(one, size, interpolation=way) for one in found])
    slopes, offsets = guided(_colors(face), maps, radius=_FINE_RADIUS, edge=_FINE_EDGE)
    return Parts(found, slopes, offsets, is_white)


def _fitted(
    face: ImageU8, features: Doubles, templates: HeadTemplates
) -> tuple[Floats, PartColors, Floats, bool]:
    """(how likely each part is at each pixel, its colours, how much of each pixel it is, whether
    hair has no tint)."""
    place = templates.at(SIDE_PX)[kind_of(face, templates)]
    colors, shares = PartColors.fitted(features, place, rounds=_ROUNDS)
    if is_shade(shares[HAIR].reshape(SIDE_PX, SIDE_PX)):
        kind = kind_of(face, templates, has_white_hair=True)
        whiter = weighed(templates.at(SIDE_PX)[kind], features)
        again, found = PartColors.fitted(features, whiter, rounds=_ROUNDS)
        hair = found[HAIR].reshape(SIDE_PX, SIDE_PX)
        if proves_white(hair, features, gain=again.likelihood - colors.likelihood):
            return whiter, again, found, True
    return place, colors, shares, False


def kind_of(face: ImageU8, templates: HeadTemplates, *, has_white_hair: bool = False) -> int:
    """The template that explains a face best once its colours are fitted."""
    small = cv2.resize(face, (CHOOSING_PX, CHOOSING_PX), interpolation=cv2.INTER_AREA)
    features = features_of(small)
    scores = []
    for kind in templates.at(CHOOSING_PX):
        place = weighed(kind, features) if has_white_hair else kind
        colors, _ = PartColors.fitted(features, place, rounds=_FIRST_ROUNDS)
        scores.append(colors.likelihood)
    return int(np.argmax(scores))


def guided(guide: Floats, maps: Floats, *, radius: int, edge: float) -> tuple[Floats, Floats]:
    """How each map follows the colours of a picture around each place (He, Sun, Tang 2010).

    Args:
        guide: `float32 (h, w, 3)`, 0 to 1.
        maps: `float32 (n, h, w)`.
        radius: of what is around, in pixels.
        edge: the square of a difference in colour from which on it is a border.

    Returns:
        Slopes `(n, h, w, 3)` and offsets `(n, h, w)`.
    """

    def mean(x: Floats) -> Floats:
        blurred = cv2.blur(x, (2 * radius + 1,) * 2, borderType=cv2.BORDER_REFLECT)
        return np.asarray(blurred, np.float32)

    means = mean(guide)
    pairs = guide[..., :, None] * guide[..., None, :]
    spread = np.stack([mean(np.ascontiguousarray(pairs[..., i, :])) for i in range(3)], axis=2)
    spread = spread - means[..., :, None] * means[..., None, :]
    inverse = np.linalg.inv(spread + edge * np.eye(3, dtype=np.float32))
    slopes, offsets = [], []
    for one in maps:
        level = mean(one)
        shared = mean(np.asarray(guide * one[..., None], np.float32)) - means * level[..., None]
        slope = (inverse @ shared[..., None])[..., 0]
        slopes.append(mean(np.asarray(slope, np.float32)))
        offsets.append(mean(np.asarray(level - (slope * means).sum(axis=2), np.float32)))
    return np.stack(slopes), np.stack(offsets)


def laid_on(picture: Floats, slopes: Floats, offsets: Floats) -> Floats:
    """The shares `(n, h, w)` that slopes and offsets of the same size give on a picture."""
    shares = np.stack([(picture * s).sum(axis=2) + o for s, o in zip(slopes, offsets, strict=True)])
    return np.asarray(shares.clip(0, 1), np.float32)


def _colors(picture: ImageU8) -> Floats:
    return np.asarray(picture / 255, np.float32)
