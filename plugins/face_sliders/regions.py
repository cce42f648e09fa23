"""Where in an aligned face each slider may act: a smile leaves the hair alone, gray hair the mouth.

The network has learned from few faces, and what goes together in them goes together in what it
draws. Much of that lies in other places than the slider is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from plugins.face_sliders.attributes import HAIR_COLORS, Floats

_SOFT = 0.35
"""How much of an oval's radius its border takes."""
_FACE = (0.5, 0.63, 0.22, 0.29)
"""Middle and radii of what is no hair, as shares of the side."""
_MIDDLE = (0.5, 0.62, 0.15, 0.22)
_OVALS: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "smile": ((0.5, 0.72, 0.26, 0.25), (0.5, 0.5, 0.27, 0.1)),
    "glasses": ((0.5, 0.51, 0.33, 0.15),),
    "facial_hair": ((0.5, 0.8, 0.29, 0.24),),
    "gender": ((0.5, 0.6, 0.25, 0.33),),
}
_HAIR_IN_FACE = 0.35
_BROW, _BROW_SOFT = 0.36, 0.18


def region_of(moved: Mapping[str, float], side_px: int) -> Floats:
    """Where sliders act together: `float32 (side, side, 1)`, 0 to 1.

    Args:
        moved: what each attribute moves by. One that hardly moves beside another opens its own
            place only little, so that nothing jumps while it leaves zero.
    """
    most = max(map(abs, moved.values()), default=0.0)
    region = np.zeros((side_px, side_px), np.float32)
    for name, amount in moved.items():
        if amount:
            share = min(1.0, 2 * abs(amount) / most)
            region = np.maximum(region, share * _region(name, side_px))
    return region[..., None]


def middle_of_face(side_px: int) -> Floats:
    """What of an aligned picture is face whatever it shows: `float32 (side, side, 1)`, 0 to 1."""
    return _oval(_MIDDLE, side_px)[..., None]


@lru_cache(maxsize=32)
def _region(name: str, side_px: int) -> Floats:
    # Hair is asked for by models without templates of heads alone.
    if name in HAIR_COLORS:
        return np.asarray(1 - (1 - _HAIR_IN_FACE) * _oval(_FACE, side_px), np.float32)
    if name == "bald":
        rows = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px
        above = _smooth((_BROW + _BROW_SOFT - rows) / _BROW_SOFT)
        return np.repeat(above[:, None], side_px, axis=1)
    if name in _OVALS:
        ovals = [_oval(oval, side_px) for oval in _OVALS[name]]
        return np.asarray(np.max(ovals, axis=0), np.float32)
    return np.ones((side_px, side_px), np.float32)


def _oval(oval: tuple[float, float, float, float], side_px: int) -> Floats:
    """1 inside, falling smoothly to 0."""
    x, y, x_radius, y_radius = oval
    axis = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px
    far = np.hypot((axis[None] - x) / x_radius, (axis[:, None] - y) / y_radius)
    return _smooth((1 + _SOFT - far) / _SOFT)


def _smooth(ramp: npt.NDArray[np.floating]) -> Floats:
    ramp = np.clip(ramp, 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)
