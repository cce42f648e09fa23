"""A quadratic surface through colours of a picture that lie on it only in part."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.floating]

_ROUNDS = 6
_RIDGE = np.diag([1e-6, 1.0, 1.0, 3.0, 3.0, 3.0])
"""Surfaces had rather be even than bent."""


def terms_of(x: Numbers, y: Numbers) -> Numbers:
    """What a surface is linear in, `(..., 6)`, of places around 0."""
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)


def fitted_surface(
    terms: Numbers, colors: Numbers, weight: Numbers, *, even: float, sure: float, slack: float
) -> Numbers:
    """The surface's factors `(6, channels)`: what lies far off it counts little.

    Args:
        terms: of each pixel, `(pixels, 6)`.
        colors: `(pixels, channels)`.
        weight: how much each pixel counts.
        even: how much it costs to be bent.
        sure: the share of the largest weight above which pixels tell how far off is usual.
        slack: the square of a distance that is never far.
    """
    ridge = _RIDGE * even * weight.sum()
    known, w = weight > sure * weight.max(), weight
    for _ in range(_ROUNDS):
        rows = (terms * w[:, None]).T
        factors = np.linalg.solve(rows @ terms + ridge, rows @ colors)
        far = ((colors - terms @ factors) ** 2).sum(axis=1)
        w = weight / (1 + far / (3 * (np.median(far[known]) + slack))) ** 2
    return factors
