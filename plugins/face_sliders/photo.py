"""The part of a photo around a face, in the photo's own pixels, and what of it is what."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.parts import PARTS, Parts

MOST_PX = 1024
"""Of the longer side: what is drawn for larger photos is enlarged, and nobody sees it there."""
_OUTSIDE, _FADE_SHARE, _HEM_SHARE = 0.03, 0.1, 0.3
_SIGMA_PX = 3.0
_COARSE, _ENOUGH = (32.0, 16.0, 8.0, 4.0), 0.25


class HeadPhoto:
    """Around one face of a picture, RGB or RGBA.

    Attributes:
        rows, columns: of the picture, those that the aligned face touches.
        pixels: in levels, `float32 (h, w, 3)`.
        side_px: of the aligned face.
    """

    def __init__(self, picture: ImageU8, alignment: Alignment, parts: Parts) -> None:
        self.rows, self.columns = alignment.reach(*picture.shape[:2])
        part = picture[self.rows, self.columns, :3]
        self.side_px, self._parts = alignment.side_px, parts
        matrix = alignment.matrix.copy()
        matrix[:, 2] -= (self.columns.start, self.rows.start)
        longest = max(part.shape[:2])
        if longest > MOST_PX:
            size = tuple(max(1, round(n * MOST_PX / longest)) for n in part.shape[1::-1])
            ratio = np.array(size) / part.shape[1::-1]
            part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
            matrix[:, 2] = (matrix[:, 2] + 0.5) * ratio - 0.5
            matrix[:, :2] *= ratio[:, None]
        self._matrix, self._cuts = matrix, _cuts(alignment, *picture.shape[:2])
        self.pixels: Floats = np.ascontiguousarray(part, np.float32)

    @property
    def has_white_hair(self) -> bool:
        """Whether hair was told from skin by having no tint."""
        return self._parts.has_white_hair

    @property
    def unit_px(self) -> float:
        """Pixels for one of an aligned face of 128."""
        return float(np.sqrt(abs(np.linalg.det(self._matrix[:, :2])))) * self.side_px / 128

    def laid(self, maps: Floats) -> Floats:
        """Maps of the aligned face, `(n, n)` or with channels, as they lie here: `(h, w, ...)`."""
        ratio = self.side_px / maps.shape[0]
        matrix = self._matrix.copy()
        matrix[:, 2] += matrix[:, :2] @ np.full(2, ratio / 2 - 0.5)
        matrix[:, :2] *= ratio
        size = (self.pixels.shape[1], self.pixels.shape[0])
        return np.asarray(
            cv2.warpAffine(
                maps, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            ),
            np.float32,
        )

    @cached_property
    def across(self) -> Floats:
        """How far right each pixel lies in the aligned face, 0 to 1."""
        return self._places[0]

    @cached_property
    def down(self) -> Floats:
        """How far down each pixel lies in the aligned face, 0 to 1."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[Floats, Floats]:
        inverse = cv2.invertAffineTransform(self._matrix)
        x, y = np.meshgrid(
            np.arange(self.pixels.shape[1], dtype=np.float32),
            np.arange(self.pixels.shape[0], dtype=np.float32),
        )
        places = [(row[0] * x + row[1] * y + row[2] + 0.5) / self.side_px for row in inverse]
        return np.asarray(places[0], np.float32), np.asarray(places[1], np.float32)

    @cached_property
    def edge(self) -> Floats:
        """1 inside, falling to 0 where the aligned face ends and the photo goes on, `(h, w)`."""
        edge = np.ones(self.pixels.shape[:2], np.float32)
        inwards = (self.across, 1 - self.across, self.down, 1 - self.down)
        for far, is_cut in zip(inwards, self._cuts, strict=True):
            edge *= smooth(far / _FADE_SHARE) if is_cut else far > -_OUTSIDE
        return edge

    @cached_property
    def hem(self) -> Floats:
        """The same for hair, which often goes on below: dyed hair that grows out ends so softly."""
        below = self._cuts[-1]
        return np.asarray(self.edge * (smooth((1 - self.down) / _HEM_SHARE) if below else 1))

    @cached_property
    def shares(self) -> Floats:
        """How much of each pixel belongs to each part, `float32 (PARTS, h, w)`."""
        colors = self.pixels / 255
        shares = np.empty((PARTS, *colors.shape[:2]), np.float32)
        for which in range(PARTS):
            slope = self.laid(np.ascontiguousarray(self._parts.slopes[which]))
            offset = self.laid(np.ascontiguousarray(self._parts.offsets[which]))
            shares[which] = np.einsum("hwc,hwc->hw", slope, colors) + offset
        shares = shares.clip(0, 1)
        return np.asarray(shares / np.maximum(shares.sum(axis=0), 0.05), np.float32)

    @cached_property
    def lab(self) -> Floats:
        """Lightness 0 to 100 and two axes of colour, `float32 (h, w, 3)`."""
        return np.asarray(cv2.cvtColor(self.pixels / 255, cv2.COLOR_RGB2LAB), np.float32)

    def soft(self, values: Floats, radius: float) -> Floats:
        """Blurred; radius in pixels of an aligned face of 128, as in what follows."""
        return _blurred(values, radius * self.unit_px)

    def wider(self, values: Floats, radius: float) -> Floats:
        """The most around each pixel."""
        reach = radius * self.unit_px
        step = max(1, int(reach / _SIGMA_PX))
        return _coarsely(step, values, lambda x: cv2.dilate(x, _disc(reach / step)))

    def narrower(self, values: Floats, radius: float) -> Floats:
        """The least around each pixel."""
        reach, border = radius * self.unit_px, cv2.BORDER_REPLICATE
        step = max(1, int(reach / _SIGMA_PX))
        return _coarsely(
            step, values, lambda x: cv2.erode(x, _disc(reach / step), borderType=border)
        )

    def oval(self, x: float, y: float, x_radius: float, y_radius: float) -> Floats:
        """How far from the middle of an oval, 1 on it; all in shares of the aligned face."""
        return np.asarray(
            np.hypot((self.across - x) / x_radius, (self.down - y) / y_radius), np.float32
        )

    def mean(self, values: Floats, weight: Floats) -> Floats:
        """Of colours `(h, w, 3)`, weighted."""
        total = weight.sum() + 1e-6
        return np.asarray((values * weight[..., None]).sum(axis=(0, 1)) / total, np.float32)

    def continued(self, colors: Floats, weight: Floats, *, finest: float) -> Floats:
        """Colours carried on smoothly from where `weight` is to where it is not."""
        step = max(1, int(finest * self.unit_px / _SIGMA_PX))
        unit_px = self.unit_px / step

        def carried(both: Floats) -> Floats:
            result = np.zeros_like(both[..., :3])
            for index, radius in enumerate((*_COARSE, finest)):
                soft = _blurred(both, radius * unit_px)
                mean = soft[..., :3] / np.maximum(soft[..., 3:], 1e-5)
                share = np.clip(soft[..., 3:] / _ENOUGH, 0, 1) if index else 1
                result += (mean - result) * share
            return result

        both = np.concatenate([colors * weight[..., None], weight[..., None]], axis=2)
        return _coarsely(step, np.asarray(both, np.float32), carried)


def _coarsely(step: int, values: Floats, change: Callable[[Floats], Floats]) -> Floats:
    """What is wide can be done with fewer pixels as well, and quickly."""
    if step == 1:
        return np.asarray(change(values), np.float32)
    size = (values.shape[1], values.shape[0])
    fewer = (max(1, size[0] // step), max(1, size[1] // step))
    small = cv2.resize(values, fewer, interpolation=cv2.INTER_AREA)
    changed = change(np.asarray(small, np.float32))
    return np.asarray(cv2.resize(changed, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _blurred(values: Floats, sigma: float) -> Floats:
    step, sigma = max(1, int(sigma / _SIGMA_PX)), max(0.3, sigma)
    return _coarsely(step, values, lambda x: cv2.GaussianBlur(x, (0, 0), sigma / step))


def _disc(reach: float) -> ImageU8:
    shape = (2 * round(reach) + 1, 2 * round(reach) + 1)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, shape), np.uint8)


def _cuts(alignment: Alignment, height: int, width: int) -> list[bool]:
    """Whether a picture goes on left, right, above and below the aligned face."""
    sides = ((-_OUTSIDE, 0.5), (1 + _OUTSIDE, 0.5), (0.5, -_OUTSIDE), (0.5, 1 + _OUTSIDE))
    beyond = [
        alignment.matrix @ (*(n * alignment.side_px - 0.5 for n in side), 1) for side in sides
    ]
    return [bool(0 <= x <= width - 1 and 0 <= y <= height - 1) for x, y in beyond]


def rgb_of(lab: Floats) -> Floats:
    """In levels, `float32 (h, w, 3)`."""
    return np.asarray(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2RGB) * 255, np.float32)


def smooth(ramp: npt.ArrayLike) -> Floats:
    """A ramp, 0 to 1 with soft ends."""
    ramp = np.clip(np.asarray(ramp, np.float32), 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)
