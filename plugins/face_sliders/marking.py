"""Measures the marks of glasses and of age on the faces that a model learns from.

Each wearer has the rims elsewhere, so that their mean is a smudge. Here each wearer's are first
stretched and moved until they lie on the mean, and the mean is taken anew, round by round
(congealing: Miller, Matsakis, Viola 2000).
"""

from __future__ import annotations

import cv2
import numpy as np

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.data import Faces, plain_batch
from plugins.face_sliders.marks import (
    AGE,
    GLASSES,
    LUMA,
    SIDE_PX,
    USUAL,
    Marks,
    detail,
    laid,
    moved,
    thin_lines,
)

FEWEST = 12
"""With fewer wearers of glasses, or fewer faces in all than four times as many, nothing is
measured."""
_BLURS_PX = (1.6, 0.9, 0.6)
_LAID = 40
"""So many wearers, those whose rims fit the mean best, make the next mean."""
_UNCLEAR, _CLEAR = 0.04, 0.38
"""Means below show no rims, those above cover all."""
_ROWS, _REACH_PX, _SOFT_PX = (52, 80), 32, 4
"""Where rims may be: from row to row, and to either side of the middle."""
_DARKEST_QUARTER = 0.25
_COVERED = 0.65
"""How much of the face the best of other people's rims cover where most of them lie."""
_SPREAD_PX = 2.4
_NOISE = 2.0
_RIDGE = 0.02
_FACE = (64, 66, 36, 50)
"""Middle and radii of where lines of age may be, in pixels."""


def measure_marks(faces: Faces, *, side_px: int) -> Marks | None:
    """What glasses and age draw in faces; None where faces or attributes do not suffice."""
    names = faces.names
    if side_px != SIDE_PX or not {GLASSES, AGE} <= set(names) or len(faces.train) < 4 * FEWEST:
        return None
    pictures, attributes = plain_batch(faces.train, SIDE_PX)
    wears = attributes[:, names.index(GLASSES)] > 0
    lights = np.asarray(pictures.astype(np.float32) @ LUMA, np.float32)
    lines = _lines(lights, attributes, names.index(AGE))
    if min(wears.sum(), (~wears).sum()) < FEWEST:
        none = np.zeros((SIDE_PX, SIDE_PX), np.float32)
        return Marks(none, none, np.zeros(3, np.float32), lines)
    thin = np.stack([thin_lines(light) for light in lights])
    bare = _mirrored(thin[~wears].mean(axis=0))
    rims, color = _rims(pictures[wears], thin[wears] - bare)
    return Marks(rims, bare, color, lines)


def _rims(wearers: ImageU8, thin: Floats) -> tuple[Floats, Floats]:
    """How much rims cover, and their colour, from faces and the thin lines in them."""
    wearers = np.concatenate([wearers, wearers[:, :, ::-1]])
    thin = np.concatenate([thin, thin[:, :, ::-1]])
    mean, ways = thin.mean(axis=0), [USUAL] * len(thin)
    best: list[int] = []
    for blur_px in _BLURS_PX:
        found = [laid(one, mean, way, blur_px=blur_px) for one, way in zip(thin, ways, strict=True)]
        ways = [way for way, _ in found]
        best = [int(i) for i in np.argsort([score for _, score in found])[-_LAID:]]
        mean = _mirrored(np.mean([moved(thin[i], ways[i]) for i in best], axis=0))
    rims = np.clip((mean - _UNCLEAR) / (_CLEAR - _UNCLEAR), 0, 1) * _where_rims_may_be()
    return np.asarray(rims, np.float32), _color([moved(wearers[i], ways[i]) for i in best], rims)


def _color(faces: list[Floats], rims: Floats) -> Floats:
    """Of dark rims: what is seen where they cover most, less the skin that shows through."""
    most = rims >= np.quantile(rims, 0.99)
    near = (cv2.dilate(rims, np.ones((5, 5), np.uint8)) > 0.3) & (rims < 0.05)
    seen = [
        (face[most].mean(axis=0) - (1 - _COVERED) * face[near].mean(axis=0)) / _COVERED
        for face in faces
    ]
    return np.asarray(np.quantile(seen, _DARKEST_QUARTER, axis=0).clip(0, 255), np.float32)


def _lines(lights: Floats, attributes: Floats, age: int) -> Floats:
    """Regression of the contrast in each place on all attributes and on how the photo was taken:
    old people have old photos."""
    contrast = np.stack([_contrast(light) for light in lights])  # (N, 3, side, side)
    sharpness = contrast[:, 0, 52:76, 30:98].mean(axis=(1, 2))
    tone = (sharpness, lights.mean(axis=(1, 2)), lights.std(axis=(1, 2)))
    causes = np.column_stack([attributes, *tone]).astype(np.float64)
    causes = (causes - causes.mean(axis=0)) / (causes.std(axis=0) + 1e-6)
    gram = causes.T @ causes + _RIDGE * len(causes) * np.eye(causes.shape[1])
    rows = contrast.reshape(len(contrast), -1)
    effects = np.linalg.solve(gram, causes.T @ (rows - rows.mean(axis=0)))
    lines = np.maximum(_mirrored(effects[age].reshape(contrast.shape[1:])), 0)
    x, y, wide, tall = _FACE
    axis = np.arange(SIDE_PX)
    far = np.hypot((axis[None] - x) / wide, (axis[:, None] - y) / tall)
    return np.asarray(lines * np.clip((1.15 - far) / 0.3, 0, 1), np.float32)


def _contrast(light: Floats) -> Floats:
    parts = [cv2.GaussianBlur(part * part, (0, 0), _SPREAD_PX) for part in detail(light)]
    return np.asarray(0.5 * np.log(np.stack(parts) + _NOISE), np.float32)


def _where_rims_may_be() -> Floats:
    rows, columns = np.mgrid[0:SIDE_PX, 0:SIDE_PX].astype(np.float32)
    top, bottom = _ROWS
    aside = np.abs(columns - (SIDE_PX / 2 - 0.5))
    ramps = (rows - top, bottom - rows, _REACH_PX + _SOFT_PX - aside)
    return np.asarray(np.prod([np.clip(r / _SOFT_PX, 0, 1) for r in ramps], axis=0), np.float32)


def _mirrored(maps: Floats) -> Floats:
    """Faces have no left and right that differ."""
    return np.asarray((maps + maps[..., ::-1]) / 2, np.float32)
