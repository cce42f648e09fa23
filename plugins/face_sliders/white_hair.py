"""White hair told from skin in the shade, which passes for hair where a face is lit from one side.

Shade takes light from skin and leaves its tint; white hair has light and no tint. Where hair was
found on the cheeks, places are weighed anew by that, and kept if the photo agrees as well with it.
"""

from __future__ import annotations

import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.part_colors import Doubles

_CHEEKS = ((0.58, 0.88), 0.27)
"""Rows of an aligned face, and how far from its middle, where nobody has hair but a beard."""
_ON_CHEEKS, _STILL = 0.04, 0.06
"""So much hair there is shade; and so much is left of it at most."""
_TINT, _TINT_SOFT = 0.75, 0.35
"""Hair has less than this share of the tint that skin of the same light has."""
_LEAST_LIGHT, _LIGHT_SOFT = 3.0, 1.2
"""In the steps of `features_of`, as all lightness here."""
_WHITE, _LIGHT = (0.0, 0.4), 4.0
"""Tints of what may be white hair, on average, and how light it is: mixed with a blue
background hair has less than none."""
_AS_LIKELY = -0.02
_ABOVE = 0.6


def is_shade(hair: Floats) -> bool:
    """Whether so much of the cheeks passes for hair, `(side, side)`, that it may be shade."""
    return _on_cheeks(hair) > _ON_CHEEKS


def weighed(place: Floats, features: Doubles) -> Floats:
    """How likely each part is at each pixel, `(parts, pixels)`, if hair has no tint.

    The order of parts is that of `parts`: hair is the third, then skin and features.
    """
    tint = _tint(features)
    white = np.clip((_TINT - tint) / _TINT_SOFT, 0, 1)
    white = white * np.clip((features[:, 0] - _LEAST_LIGHT) / _LIGHT_SOFT, 0, 1)
    odds = np.ones(place.shape)
    odds[2], odds[3], odds[4] = 0.03 + white, 1.03 - white, 1.03 - 0.7 * white
    weighed = place * odds
    return np.asarray(weighed / weighed.sum(axis=0), np.float32)


def proves_white(hair: Floats, features: Doubles, *, gain: float) -> bool:
    """Whether what was found with such places is white hair, and no longer on the cheeks.

    Args:
        hair: how much of each pixel is, `(side, side)`.
        gain: by how much the photo is more likely than without.
    """
    side = len(hair)
    weight = hair.ravel() * (np.repeat(_axis(side), side) < _ABOVE)
    total = float(weight.sum()) + 1e-6
    tint, light = float(weight @ _tint(features)) / total, float(weight @ features[:, 0]) / total
    return (
        gain > _AS_LIKELY
        and _on_cheeks(hair) < _STILL
        and _WHITE[0] < tint < _WHITE[1]
        and light > _LIGHT
    )


def _on_cheeks(hair: Floats) -> float:
    axis, ((top, bottom), aside) = _axis(len(hair)), _CHEEKS
    rows, columns = (axis > top) & (axis < bottom), np.abs(axis - 0.5) < aside
    return float(hair[np.ix_(rows, columns)].mean())


def _tint(features: Doubles) -> Doubles:
    """Of each pixel, as a share of what skin of its light has: shaded skin has 1."""
    side = round(np.sqrt(len(features)))
    axis = _axis(side)
    rows, columns = (axis > 0.52) & (axis < 0.7), np.abs(axis - 0.5) < 0.12
    light, *color = np.median(
        features.reshape(side, side, 3)[np.ix_(rows, columns)].reshape(-1, 3), axis=0
    )
    strength = max(float(np.hypot(*color)), 1.0)
    along = features[:, 1:] @ np.array(color) / strength
    shaded = np.clip(features[:, 0] / max(float(light), 0.5), 0.2, 1.2)
    return np.asarray(along / (strength * shaded), np.float64)


def _axis(side: int) -> Doubles:
    return np.asarray((np.arange(side) + 0.5) / side, np.float64)
