"""One face of a picture, read once and changed as often as sliders move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, add, share_outside, soft_edge, take
from plugins.face_sliders.attributes import HAIR_COLORS, Floats, changed, limited
from plugins.face_sliders.glasses.remover import share_of
from plugins.face_sliders.looks import BALD, BEARD, LOOKS, Looks
from plugins.face_sliders.marks import AGE, GLASSES, MarkedFace
from plugins.face_sliders.meters import heat_map, psnr_db
from plugins.face_sliders.model import FaceModel
from plugins.face_sliders.mouth import SMILE, closing, mouth_of
from plugins.face_sliders.parts import find_parts
from plugins.face_sliders.regions import middle_of_face, region_of
from plugins.face_sliders.slider_file import SliderFile
from plugins.face_sliders.space import FacePoint

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_DARKEST, _DEEPEST = 16.0, 0.15
_TINT_KEPT, _SHADED = 0.25, 24.0
"""How much of another tint stays where a face is darkened by so many levels or more."""
_TINT_FREE, _TINT_SHARE = 8.0, 0.8
"""Levels of tint that may come without light, and for each level of light: the rest is fringes."""
_TINTED_FROM = 16.0
"""From so many levels of light on, hair that turns gray or goes has no tint of its own left."""
_TOWARDS_LIGHT = 0.5
"""How far a scalp goes towards the light of the skin."""
_BLUE = 24.0
"""So many levels more blue than red are no hair."""
_CUT = 0.2
"""So much of a face outside of the picture is worth saying."""
_GLASSES_BY_CODE = 0.3
"""How much of its glasses the network draws beside the rims: alone they would be a smudge."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Where the sliders stand, all in units.

    Attributes:
        attributes: by name.
        components: of the principal components, the first one first.
        own: of the user's sliders, each with its amount.
    """

    attributes: Mapping[str, float] = field(default_factory=dict)
    components: tuple[float, ...] = ()
    own: tuple[tuple[SliderFile, float], ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether nothing is to be changed."""
        return not (any(self.attributes.values()) or any(self.components) or self.own)


class FaceEditor:
    """A face of a picture, RGB or RGBA, as the model sees it.

    Attributes:
        face: aligned, `uint8 (side, side, 3)`.
        point: where it lies in the model's space.
        decoded: what the model makes of that point, `float32 (side, side, 3)` in levels.
        is_cut: whether much of the face lies outside of the picture.
    """

    def __init__(self, model: FaceModel, picture: ImageU8, eyes: Floats) -> None:
        self._model = model
        self._alignment = Alignment.of_eyes(eyes, model.shape.side_px)
        self._edge = soft_edge(model.shape.side_px)
        self.face: ImageU8 = np.ascontiguousarray(take(picture, self._alignment)[..., :3])
        removal = model.remover.removal(picture, eyes) if model.remover else None
        self._has_sunglasses = removal is not None and removal.is_blind
        self.is_cut = share_outside(picture.shape, self._alignment) > _CUT
        self._removal = None if self._has_sunglasses else removal
        self._mouth = mouth_of(picture, eyes)
        self._bare_face = self._without_glasses(picture)
        self._gray = bool((self.face == self.face[..., :1]).all())
        self.point = model.encode(self.face[None])[0]
        self.decoded: Floats = model.decode([self.point])[0]
        parts = find_parts(self.face, model.heads) if model.heads else None
        self._head: Floats | None = None
        self.looks: Looks | None = None
        names = model.shape.attributes
        if parts is not None:
            middle = middle_of_face(model.shape.side_px)
            self._head = np.maximum(parts.head_of(self.face)[..., None], middle)
            told = dict(zip(names, self.point.attributes.tolist(), strict=True))
            self.looks = Looks(
                picture,
                self._alignment,
                parts,
                bearded=told.get(BEARD, -1.0),
                bald=told.get(BALD, -1.0),
            )

    def moved(self, changes: Changes) -> FacePoint:
        """The point after the changes."""
        model, names = self._model, self._model.shape.attributes
        units = dict(zip(names, model.units, strict=True))
        steps = {
            name: float(units[name] * value)
            for name, value in self._by_code(changes).items()
            if value and name in units
        }
        attributes = changed(self.point.attributes, names, steps)
        code = self.point.code
        for value, axis in zip(changes.components, model.space.axes, strict=False):
            code = code + np.float32(value) * axis
        for slider, amount in changes.own:
            code = code + np.float32(amount) * slider.direction.code
            attributes = attributes + np.float32(amount) * slider.direction.attributes
        return FacePoint(code, limited(attributes, self.point.attributes, names))

    def difference(self, changes: Changes) -> Floats:
        """What the network changes in the aligned face, with marks: `float32 (side, side, 3)` in
        levels, edge faded."""
        made = self._model.decode([self.moved(changes)])[0]
        face, coded = self._face_below(changes), self._coded(changes)
        difference = toned(made - self.decoded, decoded=self.decoded, face=face)
        for name, color, light in (
            ("gray_hair", np.ones(3, np.float32), None),
            ("bald", self._skin / (self._skin @ _LUMA), float(self._skin @ _LUMA)),
        ):
            amount = min(1.0, max(0.0, coded.get(name, 0.0)))
            if amount:
                there = amount * region_of({name: 1.0}, self._model.shape.side_px)
                fitting = tinted(difference, face=face, color=color, light=light)
                difference = difference + there * (fitting - difference)
        difference = difference * self._region(changes) + self._marked(changes)
        if self._gray:
            difference = np.repeat(difference.mean(axis=2, keepdims=True), 3, axis=2)
        return np.asarray(difference * self._edge, np.float32)

    def change(self, picture: ImageU8, changes: Changes) -> None:
        """Changes the face of a picture, RGB or RGBA, in place."""
        gone = self._gone(changes)
        if gone and self._removal:
            self._removal.lift(picture, gone)
        if self._coded(changes) or any(changes.components) or changes.own:
            add(picture, self.difference(changes), self._alignment)
        if (share := closing(changes.attributes.get(SMILE, 0.0))) and self._mouth:
            self._mouth.close(picture, share)
        if self.looks:
            self.looks.change(picture, changes.attributes)

    def lacks_hair(self, changes: Changes) -> bool:
        """Whether hair is to take a colour where there is none."""
        asked = any(changes.attributes.get(name) for name in HAIR_COLORS)
        return bool(asked and self.looks and self.looks.is_bald)

    def keeps_sunglasses(self, changes: Changes) -> bool:
        """Whether glasses are to be taken off through which nothing of the eyes is seen."""
        return self._has_sunglasses and self._gone(changes) > 0

    def _coded(self, changes: Changes) -> Mapping[str, float]:
        """What of the attributes is for the network and the marks: hair is not, once it is known
        where it is, and neither are glasses that the remover takes off."""
        elsewhere = {*(LOOKS if self.looks else ()), *((GLASSES,) if self._gone(changes) else ())}
        return {n: value for n, value in changes.attributes.items() if value and n not in elsewhere}

    def _gone(self, changes: Changes) -> float:
        """How much of its glasses the remover has taken off, 0 to 1."""
        return share_of(changes.attributes.get(GLASSES, 0.0)) if self._model.remover else 0.0

    def _face_below(self, changes: Changes) -> ImageU8:
        """The aligned face that all else is added to."""
        gone = self._gone(changes)
        if not gone or self._removal is None:
            return self.face
        mixed = cv2.addWeighted(self._bare_face, gone, self.face, 1 - gone, 0)
        return np.asarray(mixed, np.uint8)

    def _without_glasses(self, picture: ImageU8) -> ImageU8:
        if self._removal is None:
            return self.face
        bare = picture.copy()
        self._removal.lift(bare, 1.0)
        return np.ascontiguousarray(take(bare, self._alignment)[..., :3])

    def _by_code(self, changes: Changes) -> Mapping[str, float]:
        """By how much the network is told to move them."""
        share = {GLASSES: _GLASSES_BY_CODE} if self._model.marks is not None else {}
        return {name: share.get(name, 1.0) * v for name, v in self._coded(changes).items()}

    def _marked(self, changes: Changes) -> Floats | float:
        """What is drawn onto the face's own pixels."""
        coded = self._coded(changes)
        glasses, age = (coded.get(name, 0.0) for name in (GLASSES, AGE))
        drawn: Floats | float = 0.0
        if self._marks and glasses:
            drawn = drawn + self._marks.glasses(glasses)
        if self._marks and age:
            own = self._marks.age(age)
            drawn = drawn + own
            if self._removal and (gone := self._gone(changes)) and self._bare_marks:
                # Rims are no lines of age.
                drawn = drawn + gone * (self._bare_marks.age(age) - own)
        return drawn

    @cached_property
    def _bare_marks(self) -> MarkedFace | None:
        marks = self._model.marks
        return None if marks is None else MarkedFace(marks, self._bare_face, glasses=-1.0)

    @cached_property
    def _marks(self) -> MarkedFace | None:
        marks, names = self._model.marks, self._model.shape.attributes
        if marks is None:
            return None
        guessed = float(self.point.attributes[names.index(GLASSES)])
        return MarkedFace(marks, self.face, glasses=guessed)

    def _region(self, changes: Changes) -> Floats | float:
        if any(changes.components) or changes.own:
            return 1.0
        region = region_of(self._coded(changes), self._model.shape.side_px)
        return region if self._head is None else region * self._head

    @cached_property
    def _skin(self) -> Floats:
        """The colour of the cheeks and the nose, `float32 (3,)`, never black."""
        side = self._model.shape.side_px
        skin = self.face[int(0.52 * side) : int(0.68 * side), int(0.36 * side) : int(0.64 * side)]
        return np.asarray(skin.reshape(-1, 3).mean(axis=0) + 1, np.float32)

    @cached_property
    def heat_map(self) -> ImageU8:
        """Where the model's decoding differs from the face, `uint8 (side, side, 3)`."""
        return heat_map((self.decoded + 0.5).clip(0, 255).astype(np.uint8), self.face)

    def show_error(self, picture: ImageU8) -> None:
        """Lays the heat map over the face of a picture, RGB or RGBA, in place."""
        face = self.face.astype(np.float32)
        add(picture, (self.heat_map - face) * self._edge, self._alignment)

    @cached_property
    def reconstruction_db(self) -> float:
        """How well the model knows this face: PSNR of its decoding; below 20 dB it does not."""
        decoded = (self.decoded + 0.5).clip(0, 255).astype(np.uint8)
        return psnr_db(decoded, self.face)

    def drift(self, changed: ImageU8) -> float:
        """How far the person moved in a changed picture, 0 (same) to about 1 (somebody else)."""
        again = self._model.encode(take(changed, self._alignment)[None, ..., :3])[0]
        return self._model.space.distance(again.code, self.point.code)


def toned(difference: Floats, *, decoded: Floats, face: ImageU8) -> Floats:
    """A difference that darkens by shading the face's own colours instead of subtracting others.

    What a beard takes away from light skin would leave green on dark skin.

    Args:
        difference: of two decodings, `float32 (side, side, 3)` in levels.
        decoded: the one of the face as it is.
        face: the face itself.
    """
    light = np.maximum(decoded @ _LUMA, _DARKEST)[..., None]
    lighter = (difference @ _LUMA)[..., None]
    darker = np.minimum(lighter, 0)
    shade = np.maximum((light + darker) / light, _DEEPEST) - 1
    rest = difference - decoded.clip(0, 255) * shade
    plain = (rest @ _LUMA)[..., None]
    tint = rest - plain
    kept = 1 - (1 - _TINT_KEPT) * np.clip(-darker / _SHADED, 0, 1)
    strength = np.linalg.norm(tint, axis=2, keepdims=True)
    most = _TINT_FREE + _TINT_SHARE * np.abs(lighter)
    kept = kept * np.minimum(1, most / np.maximum(strength, 1e-3))
    return np.asarray(face * shade + (rest - tint) + tint * kept, np.float32)


def tinted(
    difference: Floats, *, face: ImageU8, color: Floats, light: float | None = None
) -> Floats:
    """A difference that goes towards one colour where it lightens, in place of adding its own.

    Only models without templates of heads need it.

    Hair that turns gray loses its colour, and a scalp has the skin's: what the network knows of
    them is too little to get the colours right.

    Args:
        color: of light 1, `float32 (3,)`.
        light: where to lighten towards as well; None leaves that to the difference.
    """
    luma = (difference @ _LUMA)[..., None]
    before = (face @ _LUMA)[..., None]
    # Hair is never blue, what is behind it often: around the head it would glow.
    warmth = face[..., :1].astype(np.float32) - face[..., 2:]
    share = np.clip(luma / _TINTED_FROM, 0, 1) * np.clip(1 + warmth / _BLUE, 0, 1)
    after = np.maximum(before + luma, 0)
    if light is not None:
        after = after + _TOWARDS_LIGHT * share * np.maximum(light - after, 0)
    tint = share * (color - 1) * after + (1 - share) * (face - before)
    return np.asarray(after + tint - face, np.float32)
