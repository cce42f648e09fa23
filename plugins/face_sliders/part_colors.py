"""The colours of the parts of one photo: two normal distributions a part, fitted to their places.

Symbols: `f` what is known of a pixel (three numbers of its colour), `r` how much of it belongs to
each distribution.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.surface import fitted_surface, terms_of

Doubles = npt.NDArray[np.float64]

_EACH = 2
"""Distributions a part."""
_LEAST_SPREAD = np.diag([0.04, 0.03, 0.03])
_BELIEF = 4.0
"""For how many pixels the colours of the round before count."""
_STRANGEST = -14.0
"""No pixel is less likely than this: whatever is in a photo, one pixel decides little."""
_APART = 0.7
_SURFACE_SPREAD = np.diag([0.15, 0.075, 0.075])


def features_of(picture: ImageU8) -> Doubles:
    """Lightness and the two axes of colour of each pixel, `(h w, 3)`; the eye sees about 1."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return np.asarray(lab.reshape(-1, 3) / (10, 5, 5), np.float64)


class PartColors:
    """What colours each part of a photo has.

    The first distribution of the first part, the background, lies around a surface that bends
    over the picture, since behind a head light seldom falls evenly.

    Args:
        features: of a square picture.
        place: how likely each part is at each pixel, `(parts, pixels)`.
    """

    @classmethod
    def fitted(cls, features: Doubles, place: Floats, *, rounds: int) -> tuple[PartColors, Floats]:
        """(colours that agree with where parts are, how much of each pixel is each part)."""
        colors = cls(features, place)
        shares = colors.shares(place)
        for _ in range(rounds):
            colors.learn(shares)
            shares = colors.shares(place)
        return colors, shares

    def __init__(self, features: Doubles, place: Floats) -> None:
        self.likelihood = -np.inf
        even = features - _surface(features, place[0].astype(np.float64) ** 2)
        self._terms, self._even_terms = _terms(features), _terms(even)
        count = len(place) * _EACH
        self._means, self._spreads = np.zeros((count, 3)), np.zeros((count, 3, 3))
        self._odds = np.full(count, 1 / _EACH)
        self._odds[:_EACH] = 0.9, 0.1
        for which in range(count):
            weight = place[which // _EACH]
            mean = weight @ features / weight.sum()
            off = features - mean
            spread = (weight[:, None] * off).T @ off / weight.sum()
            side = -_APART if which % _EACH == 0 else _APART
            mean[0] += side * np.sqrt(spread[0, 0])
            self._means[which], self._spreads[which] = mean, _APART * spread + _LEAST_SPREAD
        self._means[0], self._spreads[0] = 0, _SURFACE_SPREAD + _LEAST_SPREAD
        self._within: Doubles = np.zeros((len(features), count))

    def shares(self, place: Floats) -> Floats:
        """How much of each pixel belongs to each part, `(parts, pixels)`, by place and colour."""
        parts = len(place)
        logs = self._logs().reshape(-1, parts, _EACH)
        most = logs.max(axis=2, keepdims=True)
        each = np.exp(logs - most)
        total = each.sum(axis=2, keepdims=True)
        self._within = (each / total).reshape(-1, parts * _EACH)
        score = np.log(place.T + 1e-6) + (most + np.log(total))[..., 0]
        best = score.max(axis=1, keepdims=True)
        shares = np.exp(score - best)
        whole = shares.sum(axis=1, keepdims=True)
        self.likelihood = float((best + np.log(whole)).mean())
        return np.asarray((shares / whole).T, np.float32)

    def learn(self, shares: Floats) -> None:
        """Fits the colours to what belongs to each part."""
        r = self._within * np.repeat(shares.T, _EACH, axis=1)
        sums = r.T @ self._terms
        sums[0] = r[:, 0] @ self._even_terms
        count = sums[:, 0] + _BELIEF
        means = (sums[:, 1:4] + _BELIEF * self._means) / count[:, None]
        outer = self._means[:, :, None] * self._means[:, None, :]
        squares = sums[:, 4:].reshape(-1, 3, 3) + _BELIEF * (self._spreads + outer)
        outer = means[:, :, None] * means[:, None, :]
        self._spreads = squares / count[:, None, None] - outer + 0.5 * _LEAST_SPREAD
        self._means = means
        pairs = (sums[:, 0] + 0.5).reshape(-1, _EACH)
        self._odds = (pairs / pairs.sum(axis=1, keepdims=True)).ravel()

    def _logs(self) -> Doubles:
        """Of how likely each pixel is in each distribution, `(pixels, distributions)`."""
        inverse = np.linalg.inv(self._spreads)
        leaning = (inverse @ self._means[..., None])[..., 0]
        _, volume = np.linalg.slogdet(self._spreads)
        level = np.log(self._odds + 1e-9) - 0.5 * (volume + (leaning * self._means).sum(axis=1))
        weights = np.column_stack([level, leaning, -0.5 * inverse.reshape(-1, 9)]).T
        logs = self._terms @ weights
        logs[:, 0] = self._even_terms @ weights[:, 0]
        return np.asarray(np.maximum(logs, _STRANGEST), np.float64)


def _terms(f: Doubles) -> Doubles:
    """1, f and its products: what the logarithm of a normal distribution is linear in."""
    products = (f[:, :, None] * f[:, None, :]).reshape(len(f), -1)
    return np.concatenate([np.ones((len(f), 1)), f, products], axis=1)


def _surface(features: Doubles, weight: Doubles) -> Doubles:
    """A quadratic surface through what is behind a head; what does not lie on it counts little."""
    side = round(np.sqrt(len(features)))
    axis = (np.arange(side) + 0.5) / side - 0.5
    terms = terms_of(np.tile(axis, side), np.repeat(axis, side))
    factors = fitted_surface(terms, features, weight, even=2e-5, sure=0.5, slack=0.02)
    return np.asarray(terms @ factors, np.float64)
