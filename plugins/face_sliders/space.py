"""The space of faces: a normal distribution over codes and attributes, and ways through it.

Everything here is numpy: a face is a point, and what can be done with points needs no network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from editor.api import GeneratorError
from plugins.face_sliders.attributes import Floats

Way = Literal["linear", "spherical"]
IDENTITY_AXES = 48
"""How many principal components tell one person from another; later ones are mostly noise."""


@dataclass(frozen=True, slots=True, eq=False)
class FacePoint:
    """A face: its code `float32 (D,)` and its attributes `float32 (A,)`."""

    code: Floats
    attributes: Floats


@dataclass(frozen=True, slots=True, eq=False)
class FaceSpace:
    """How codes and attributes of the faces learned from are spread.

    Attributes:
        mean: of the codes, `float32 (D,)`.
        axes: principal components, each one standard deviation long, `float32 (K, D)`, longest
            first; orthogonal.
        attribute_mean: `float32 (A,)`.
        attribute_spread: a matrix `float32 (A, A)` that turns white noise into attributes.
        typical_distance: between two people, in standard deviations over `IDENTITY_AXES`.
    """

    mean: Floats
    axes: Floats
    attribute_mean: Floats
    attribute_spread: Floats
    typical_distance: float

    def coordinates(self, code: Floats) -> Floats:
        """A code along the axes, in standard deviations: `(K,)`, or `(N, K)` for many."""
        lengths = np.maximum((self.axes**2).sum(axis=1), 1e-12)
        return np.asarray((code - self.mean) @ self.axes.T / lengths, np.float32)

    def distance(self, a: Floats, b: Floats) -> float:
        """Between two codes, 0 (same) to about 1 (two people picked by chance)."""
        apart = (self.coordinates(a) - self.coordinates(b))[:IDENTITY_AXES]
        return float(np.sqrt((apart**2).sum()) / self.typical_distance)


def measure_space(codes: Floats, attributes: Floats, *, most_axes: int = 192) -> FaceSpace:
    """The space that codes `(N, D)` with attributes `(N, A)` lie in."""
    mean = codes.mean(axis=0)
    _, lengths, directions = np.linalg.svd(codes - mean, full_matrices=False)
    count = min(most_axes, len(codes) - 1, len(directions))
    axes = directions[:count] * (lengths[:count, None] / np.sqrt(max(1, len(codes) - 1)))
    covariance = np.cov(attributes.T).reshape(attributes.shape[1], -1)
    values, vectors = np.linalg.eigh(covariance)
    spread = vectors * np.sqrt(values.clip(0))
    space = FaceSpace(
        mean=np.asarray(mean, np.float32),
        axes=np.asarray(axes, np.float32),
        attribute_mean=np.asarray(attributes.mean(axis=0), np.float32),
        attribute_spread=np.asarray(spread, np.float32),
        typical_distance=1.0,
    )
    half = len(codes) // 2
    apart = space.coordinates(codes[:half]) - space.coordinates(codes[half : 2 * half])
    typical = np.median(np.sqrt((apart[:, :IDENTITY_AXES] ** 2).sum(axis=1)))
    return FaceSpace(
        space.mean,
        space.axes,
        space.attribute_mean,
        space.attribute_spread,
        float(typical) or 1.0,
    )


def sample(space: FaceSpace, random: np.random.Generator, *, spread: float = 0.85) -> FacePoint:
    """A new face by chance; less `spread` gives more usual ones."""
    weights = random.normal(0, spread, len(space.axes)).astype(np.float32)
    noise = random.normal(0, 1, len(space.attribute_mean)).astype(np.float32)
    attributes = space.attribute_mean + space.attribute_spread @ noise
    return FacePoint(space.mean + weights @ space.axes, attributes.clip(-1, 1).astype(np.float32))


def morph(space: FaceSpace, a: FacePoint, b: FacePoint, share: float, way: Way) -> FacePoint:
    """Between two faces: a at 0, b at 1.

    A straight way passes near the mean, where faces are smoother and more alike; a spherical one
    (Shoemake 1985) keeps the distance from it.
    """
    attributes = (1 - share) * a.attributes + share * b.attributes
    start, end = a.code - space.mean, b.code - space.mean
    start_length, end_length = np.linalg.norm(start), np.linalg.norm(end)
    cosine = float(start @ end / max(start_length * end_length, 1e-12))
    angle = float(np.arccos(np.clip(cosine, -1, 1)))
    # Opposite or equal directions have no arc between them.
    if way == "linear" or np.sin(angle) < 1e-4:
        return FacePoint((1 - share) * a.code + share * b.code, attributes)
    weights = np.sin([(1 - share) * angle, share * angle]) / np.sin(angle)
    code = space.mean + np.float32(weights[0]) * start + np.float32(weights[1]) * end
    return FacePoint(code.astype(np.float32), attributes.astype(np.float32))


def arithmetic(space: FaceSpace, a: FacePoint, b: FacePoint, c: FacePoint) -> FacePoint:
    """A - B + C: what A has and B has not, given to C.

    No further from the mean than the furthest of the three: the sum of three chance faces lies
    where there are none, and would be drawn as a grimace.
    """
    attributes = (a.attributes - b.attributes + c.attributes).clip(-1.2, 1.2)
    code = a.code - b.code + c.code - space.mean
    far = max(float(np.linalg.norm(space.coordinates(one.code))) for one in (a, b, c))
    length = float(np.linalg.norm(space.coordinates(space.mean + code)))
    code = space.mean + min(1.0, far / max(length, 1e-6)) * code
    return FacePoint(code.astype(np.float32), attributes.astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """A bred face and where it comes from, so that it can be bred again."""

    point: FacePoint
    parents: tuple[str, str]
    seed: int
    mutation: float


def breed(
    space: FaceSpace,
    parents: Mapping[str, FacePoint],
    *,
    seed: int,
    mutation: float = 0.3,
) -> Child:
    """A child of two faces: each axis from one of them or between, then moved by chance.

    Args:
        space: of the faces.
        parents: two faces by the names that the lineage keeps.
        seed: decides everything.
        mutation: how far it is moved, in standard deviations of each axis.
    """
    if len(parents) != 2:
        raise GeneratorError("A child has two parents.", "Choose two faces.")
    (first, a), (second, b) = parents.items()
    random = np.random.default_rng(seed)
    share = random.beta(0.6, 0.6, len(space.axes)).astype(np.float32)
    of_a, of_b = space.coordinates(a.code), space.coordinates(b.code)
    mixed = of_a * share + of_b * (1 - share)
    mixed += random.normal(0, mutation, len(mixed)).astype(np.float32)
    taken = random.random(len(a.attributes)) < 0.5
    attributes = np.where(taken, a.attributes, b.attributes)
    attributes = attributes + random.normal(0, mutation / 2, len(attributes))
    point = FacePoint(
        (space.mean + mixed @ space.axes).astype(np.float32),
        attributes.clip(-1.2, 1.2).astype(np.float32),
    )
    return Child(point, (first, second), seed, mutation)


def direction_between(without: Sequence[FacePoint], having: Sequence[FacePoint]) -> FacePoint:
    """From the mean of one group of faces to the mean of another."""
    if not without or not having:
        raise GeneratorError(
            "A slider needs two groups of faces.", "Choose at least one face for each."
        )
    code = _mean([p.code for p in having]) - _mean([p.code for p in without])
    attributes = _mean([p.attributes for p in having]) - _mean([p.attributes for p in without])
    return FacePoint(code, attributes)


def _mean(rows: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(rows, axis=0), np.float32)
