"""Measures where hair, skin and background lie in the faces that a model learns from.

Nobody has outlined them: drawn ovals are the first guess, the colours of each photo correct them,
what was found becomes the next guess. Faces that are alike then share a template (k-means).
"""

from __future__ import annotations

import cv2
import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.data import Faces, plain_batch
from plugins.face_sliders.part_colors import Doubles, PartColors, features_of
from plugins.face_sliders.parts import (
    BACKGROUND,
    CLOTHES,
    FEATURES,
    FLOOR,
    HAIR,
    PARTS,
    SIDE_PX,
    SKIN,
    STORED_PX,
    HeadTemplates,
    kind_of,
)

FEWEST, _MOST = 60, 400
"""With fewer faces nothing is measured; more say nothing new."""
_KINDS = {"bald": 2, "men": 3, "others": 3}
_ROUNDS, _GROUP_ROUNDS, _MEAN_ROUNDS = 5, 4, 12
_SOFT_PX = 1.0
_FEW_PX = 16


def measure_heads(faces: Faces) -> HeadTemplates | None:
    """The templates of some kinds of heads; None with too few faces."""
    if len(faces.train) < FEWEST:
        return None
    chosen = faces.train[:: -(-len(faces.train) // _MOST)]
    pictures, attributes = plain_batch(chosen, 2 * SIDE_PX)
    small = [cv2.resize(p, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA) for p in pictures]
    features = [features_of(np.asarray(p, np.uint8)) for p in small]
    groups = _groups(faces.names, attributes)
    drawn = [_drawn(top=0.1, long=0.0), _drawn(top=1.0, long=0.0), _drawn(top=1.0, long=1.0)]
    shares = [_shares(f, drawn[g]) for f, g in zip(features, groups, strict=True)]
    for _ in range(_GROUP_ROUNDS):
        # Both ways round: in a group as large as this nobody looks to one side.
        both = [*shares, *(one[..., ::-1] for one in shares)]
        means = _means(both, np.tile(groups, 2), np.zeros(len(both), bool))
        places = means.at(SIDE_PX)[2 * np.searchsorted(np.unique(groups), groups)]
        shares = [_shares(f, place) for f, place in zip(features, places, strict=True)]
    kinds, mirrored = _alike(np.stack(shares), groups)
    for is_last in (False, False, True):
        templates = _means(shares, kinds, mirrored)
        if is_last:
            chose = [kind_of(picture, templates) for picture in pictures]
            kinds, mirrored = np.array(chose) // 2, np.array(chose) % 2 == 1
        places = templates.at(SIDE_PX)[2 * kinds + mirrored]
        shares = [_shares(f, place) for f, place in zip(features, places, strict=True)]
    return _means(shares, kinds, mirrored)


def _shares(features: Doubles, place: Floats) -> Floats:
    _, shares = PartColors.fitted(features, place, rounds=_ROUNDS)
    return shares.reshape(PARTS, SIDE_PX, SIDE_PX)


def _groups(
    names: tuple[str, ...], attributes: Floats
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """0 for bald heads, 1 for other men, 2 for all others, as far as is known."""
    known = {
        name: attributes[:, names.index(name)] > 0 if name in names else np.zeros(len(attributes))
        for name in ("bald", "gender")
    }
    return np.where(known["bald"], 0, np.where(known["gender"], 1, 2))


def _alike(
    shares: Floats, groups: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Which kind each head is of, and whether it is the other way round: k-means in each group."""
    random = np.random.default_rng(0)
    told = np.stack([_few(one[[BACKGROUND, HAIR, SKIN]]) for one in shares])
    kinds, mirrored = np.zeros(len(shares), np.intp), np.zeros(len(shares), bool)
    first = 0
    for group, count in enumerate(_KINDS.values()):
        here = np.flatnonzero(groups == group)
        count = min(count, len(here))
        if not count:
            continue
        both = np.stack([told[here], told[here][..., ::-1]])  # (2, N, 3, few, few)
        means = told[random.choice(here, count, replace=False)]
        for _ in range(_MEAN_ROUNDS):
            far = ((both[:, :, None] - means) ** 2).sum(axis=(3, 4, 5))
            best = far.min(axis=0).argmin(axis=1)
            turned = far.argmin(axis=0)[np.arange(len(here)), best]
            mine = both[turned, np.arange(len(here))]
            means = np.stack(
                [
                    mine[best == k].mean(axis=0) if (best == k).any() else means[k]
                    for k in range(count)
                ]
            )
        kinds[here], mirrored[here] = first + best, turned == 1
        first += count
    return kinds, mirrored


def _few(maps: Floats) -> Floats:
    size = (_FEW_PX, _FEW_PX)
    return np.stack([cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in maps])


def _means(
    shares: list[Floats],
    kinds: np.ndarray[tuple[int], np.dtype[np.intp]],
    mirrored: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> HeadTemplates:
    """Each kind's mean, a little blurred, since no head is quite like it."""
    size, maps = (STORED_PX, STORED_PX), []
    for kind in range(int(kinds.max()) + 1):
        mine = [
            s[..., ::-1] if m else s
            for s, k, m in zip(shares, kinds, mirrored, strict=True)
            if k == kind
        ]
        if not mine:
            continue
        mean = [cv2.GaussianBlur(one, (0, 0), _SOFT_PX) for one in np.mean(mine, axis=0)]
        stored = np.stack([cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in mean])
        maps.append((stored + FLOOR) / (stored + FLOOR).sum(axis=0))
    return HeadTemplates(np.asarray(maps, np.float32))


def _drawn(*, top: float, long: float) -> Floats:
    """A first guess, `(PARTS, SIDE_PX**2)`: how much hair is on top, and how long it is."""
    axis = (np.arange(SIDE_PX, dtype=np.float32) + 0.5) / SIDE_PX
    x, y = np.meshgrid(axis, axis)

    def oval(across: float, down: float, x_radius: float, y_radius: float, soft: float) -> Floats:
        far = np.hypot((x - across) / x_radius, (y - down) / y_radius)
        return np.asarray(1 / (1 + np.exp(np.minimum(2.5 * (far - 1) / soft, 50))), np.float32)

    face, head = oval(0.5, 0.61, 0.21, 0.31, 0.15), oval(0.5, 0.52, 0.29, 0.42, 0.15)
    spots = ((0.38, 0.49, 0.09, 0.05), (0.62, 0.49, 0.09, 0.05), (0.5, 0.77, 0.12, 0.06))
    features = 0.8 * np.max([oval(*spot, 0.3) for spot in spots], axis=0)
    low = y - 0.93 - 0.5 * np.maximum(np.abs(x - 0.5) - 0.2, 0)
    clothes = (1 - 0.2 * long) / (1 + np.exp(-30 * low))
    scalp = head * (1 - face)
    hair = scalp * (y < 0.72) * np.where(y < 0.35, top, 1)
    hair = np.maximum(hair, 0.5 * long * oval(0.5, 0.62, 0.38, 0.5, 0.15) * (1 - face))
    maps = np.empty((PARTS, SIDE_PX, SIDE_PX), np.float32)
    maps[SKIN] = face * (1 - features) + (1 - top) * 0.75 * scalp * (y < 0.4) + 0.02
    maps[FEATURES] = face * features + 0.005
    maps[HAIR] = hair + 0.02
    maps[CLOTHES] = clothes * (1 - face) + 0.005
    maps[BACKGROUND] = (1 - np.maximum(head, face)) * (1 - 0.8 * clothes) + 0.02
    return np.asarray(maps / maps.sum(axis=0), np.float32).reshape(PARTS, -1)
