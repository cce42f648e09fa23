"""The linear map of colours from one set of pictures to another, where training starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.api import ImageU8

_EVERY_PX = 7
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ColourMap:
    """`matrix @ colour + offset`, colours RGB in -1..1."""

    matrix: Matrix
    offset: Matrix

    @classmethod
    def between(cls, first: Sequence[ImageU8], second: Sequence[ImageU8]) -> ColourMap:
        """The map that gives the first the mean and covariance of the second, changing least.

        Source: the Monge-Kantorovich solution, Pitie and Kokaram 2007.
        """
        x, y = _colours(first), _colours(second)
        mean_x, mean_y = x.mean(axis=0), y.mean(axis=0)
        cov_x, cov_y = (np.cov(c.T) + 1e-4 * np.eye(3) for c in (x, y))
        root = _power(cov_x, 0.5)
        inverse = _power(cov_x, -0.5)
        matrix = inverse @ _power(root @ cov_y @ root, 0.5) @ inverse
        return cls(matrix, mean_y - matrix @ mean_x)


def _colours(pictures: Sequence[ImageU8]) -> Matrix:
    found = [p[::_EVERY_PX, ::_EVERY_PX].reshape(-1, 3) for p in pictures]
    return np.concatenate(found).astype(np.float64) / 127.5 - 1


def _power(symmetric: Matrix, exponent: float) -> Matrix:
    values, vectors = np.linalg.eigh(symmetric)
    result: Matrix = (vectors * np.maximum(values, 1e-9) ** exponent) @ vectors.T
    return result
