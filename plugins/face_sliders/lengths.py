"""Long hair that passed for clothes, since it lies where most people's clothes are.

What hangs on from the hair beside the face and has its colour is hair, on each side for itself;
clothes of that colour give themselves away by reaching the side of the picture as shoulders do.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.part_colors import Doubles

_BESIDE = slice(32, 43)
"""Rows beside the face, of 64, where long hair begins."""
_SURE, _FEW = 0.6, 14
_ROUNDS = 3
"""Tips are often lighter than what is above them, so that the colour is followed downwards."""
_ALIKE, _UNLIKE = 4.0, 9.0
"""Squares of how far a colour is from the hair's, in its own deviations."""
_LEAST_SPREAD = np.diag([0.25, 0.12, 0.12])
_SIDE_PX, _LAST_ROWS, _MOST_AT_SIDE = 2, 8, 2


def with_lengths(shares: Floats, features: Doubles, *, hair: int, clothes: int) -> Floats:
    """Shares of parts `(parts, side, side)` in which clothes that are hair count as hair.

    Args:
        features: of the picture, as `features_of` gives them.
        hair, clothes: which parts they are.
    """
    result = shares.copy()
    side = shares.shape[1]
    colors = features.reshape(side, side, 3)
    for way in (1, -1):
        half = result[..., ::way][..., : side // 2]
        moved = half[clothes] * _hanging(
            half[hair], half[clothes], colors[:, ::way][:, : side // 2]
        )
        half[hair] += moved
        half[clothes] -= moved
    return result


def _hanging(hair: Floats, clothes: Floats, colors: Doubles) -> Floats:
    """How much of what passes for clothes hangs on from the hair: one half of a picture, whose side
    comes first."""
    none = np.zeros_like(hair)
    there = np.zeros(hair.shape, np.bool_)
    there[_BESIDE] = hair[_BESIDE] > _SURE
    if there.sum() < _FEW:
        return none
    alike = none
    for _ in range(_ROUNDS):
        known = colors[there]
        mean = known.mean(axis=0)
        off = known - mean
        inverse = np.linalg.inv(off.T @ off / len(known) + _LEAST_SPREAD)
        far = np.einsum("hwi,ij,hwj->hw", colors - mean, inverse, colors - mean)
        alike = np.clip((_UNLIKE - far) / (_UNLIKE - _ALIKE), 0, 1) * ((hair + clothes) > 0.5)
        alike[: _BESIDE.start] = 0
        there = _joined(alike > 0.5, _BESIDE)
        if there[-_LAST_ROWS:, :_SIDE_PX].any(axis=1).sum() > _MOST_AT_SIDE:
            return none
    return np.asarray(alike * there, np.float32)


def _joined(there: npt.NDArray[np.bool_], seed_rows: slice) -> npt.NDArray[np.bool_]:
    """The patches that reach some rows."""
    _, labels = cv2.connectedComponents(there.astype(np.uint8), connectivity=4)
    seeds = np.unique(labels[seed_rows])
    return np.asarray(np.isin(labels, seeds[seeds > 0]), np.bool_)
