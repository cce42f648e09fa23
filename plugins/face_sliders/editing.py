"""One face of a picture, read once and changed as often as sliders move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, add, soft_edge, take
from plugins.face_sliders.attributes import Floats, changed
from plugins.face_sliders.meters import psnr_db
from plugins.face_sliders.model import FaceModel
from plugins.face_sliders.slider_file import SliderFile
from plugins.face_sliders.space import FacePoint

LIMIT = 1.6
"""Attributes beyond this were never seen; the decoder would draw caricatures."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Where the sliders stand, all in units.

    Attributes:
        attributes: by name.
        components: of the principal components, the first one first.
        own: of the user's slider, if any.
    """

    attributes: Mapping[str, float] = field(default_factory=dict)
    components: tuple[float, ...] = ()
    own: float = 0.0

    @property
    def is_none(self) -> bool:
        """Whether nothing is to be changed."""
        return not (any(self.attributes.values()) or any(self.components) or self.own)


class FaceEditor:
    """A face of a picture as the model sees it.

    Attributes:
        face: aligned, `uint8 (side, side, 3)`.
        point: where it lies in the model's space.
        decoded: what the model makes of that point, `float32 (side, side, 3)` in levels.
    """

    def __init__(self, model: FaceModel, picture_rgb: ImageU8, eyes: Floats) -> None:
        self._model = model
        self._picture = picture_rgb
        self._alignment = Alignment.of_eyes(eyes, model.shape.side_px)
        self._edge = soft_edge(model.shape.side_px)
        self.face = take(picture_rgb, self._alignment)
        self._gray = bool((picture_rgb == picture_rgb[..., :1]).all())
        self.point = model.encode(self.face[None])[0]
        self.decoded: Floats = model.decode([self.point])[0]

    def moved(self, changes: Changes, slider: SliderFile | None = None) -> FacePoint:
        """The point after the changes."""
        model, names = self._model, self._model.shape.attributes
        units = dict(zip(names, model.units, strict=True))
        steps = {
            name: float(units[name] * value)
            for name, value in changes.attributes.items()
            if value and name in units
        }
        attributes = changed(self.point.attributes, names, steps)
        code = self.point.code
        for value, axis in zip(changes.components, model.space.axes, strict=False):
            code = code + np.float32(value) * axis
        if slider is not None and changes.own:
            code = code + np.float32(changes.own) * slider.direction.code
            attributes = attributes + np.float32(changes.own) * slider.direction.attributes
        return FacePoint(code, _limited(attributes, self.point.attributes))

    def difference(self, point: FacePoint) -> Floats:
        """What changes in the aligned face, `float32 (side, side, 3)` in levels, edge faded."""
        difference = self._model.decode([point])[0] - self.decoded
        if self._gray:
            difference = np.repeat(difference.mean(axis=2, keepdims=True), 3, axis=2)
        return np.asarray(difference * self._edge, np.float32)

    def edited(self, point: FacePoint) -> ImageU8:
        """The whole picture with its face moved to a point, `uint8 (H, W, 3)`."""
        return add(self._picture, self.difference(point), self._alignment)

    def reconstruction_db(self) -> float:
        """How well the model knows this face: PSNR of its decoding; below 18 dB it does not."""
        decoded = (self.decoded + 0.5).clip(0, 255).astype(np.uint8)
        return psnr_db(decoded, self.face)

    def drift(self, edited_rgb: ImageU8) -> float:
        """How far the person moved, 0 (same) to about 1 (somebody else)."""
        again = self._model.encode(take(edited_rgb, self._alignment)[None])[0]
        return self._model.space.distance(again.code, self.point.code)


def _limited(attributes: Floats, before: Floats) -> Floats:
    """No further than `LIMIT`, or than it was."""
    low, high = np.minimum(-LIMIT, before), np.maximum(LIMIT, before)
    return np.asarray(attributes.clip(low, high), np.float32)
