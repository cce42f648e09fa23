"""Pairs of sketch and picture to train on, made up anew each time from a few pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.sketch_to_photo.hints import add_hints
from plugins.sketch_to_photo.lines import Ink, creased, draw_lines
from plugins.sketch_to_photo.parts import choose_told, in_clay, parts_of
from plugins.sketch_to_photo.pictures import Picture

Random = np.random.Generator

WHITE_ODDS = 0.01
RECOLOUR_ODDS = 0.6
GRAY_ODDS = 0.1
TINT_ODDS = 0.5
OVER_ODDS = 0.2
SEVERAL_ODDS = 0.15
PARTS = 4
_GRAYISH = 70


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is to be painted.

    Attributes:
        rgb: on white, `uint8 (n, n, 3)`.
        inside: where there is a thing, `bool (n, n)`.
        line_art: an artist's ink `float32 (n, n)`, 0..255; None unless all things have some.
    """

    rgb: ImageU8
    inside: npt.NDArray[np.bool_]
    line_art: Ink | None


def pair(
    pictures: Sequence[Picture], random: Random, size_px: int, *, single: bool
) -> tuple[ImageU8, ImageU8]:
    """(sketch, target), both `uint8 (size_px, size_px, 3)`; the same random state, the same pair.

    Args:
        pictures: to choose from.
        random: decides everything.
        size_px: of the result.
        single: one thing only (photos look wrong side by side); else now and then two or three.
    """
    if random.random() < WHITE_ODDS:
        white = np.full((size_px, size_px, 3), 255, np.uint8)
        return white, white.copy()
    several = not single and random.random() < SEVERAL_ODDS
    scene = compose(pictures, random, size_px, count=int(random.integers(2, 4)) if several else 1)
    coloured = _recoloured(scene.rgb, scene.inside, random)
    labels = parts_of(coloured, scene.inside, random, most=1 if single else PARTS)
    told = choose_told(labels, random)
    lines = draw_lines(coloured, scene.inside, labels, scene.line_art, random)
    sketch = np.full(coloured.shape, 255, np.float32)
    painted_over = random.random() < OVER_ODDS
    if not painted_over:
        sketch = add_hints(sketch, coloured, labels, told, random)
    sketch = _inked(sketch, lines, coloured, scene.inside, random)
    if painted_over:
        sketch = add_hints(sketch, coloured, labels, told, random)
    target = creased(in_clay(coloured, labels, told), scene.inside, lines)
    return sketch.clip(0, 255).astype(np.uint8), target


def batch(
    pictures: Sequence[Picture], random: Random, size_px: int, count: int, *, single: bool
) -> tuple[ImageU8, ImageU8]:
    """`count` pairs as two arrays `uint8 (count, size_px, size_px, 3)`."""
    pairs = [pair(pictures, random, size_px, single=single) for _ in range(count)]
    return np.stack([sketch for sketch, _ in pairs]), np.stack([target for _, target in pairs])


def compose(pictures: Sequence[Picture], random: Random, size_px: int, *, count: int) -> Scene:
    """Places things on white paper: flipped, turned, stretched, small or large, off-centre."""
    layers = np.zeros((size_px, size_px, 4), np.float32)
    art: Ink | None = np.zeros((size_px, size_px), np.float32)
    for _ in range(count):
        picture = pictures[int(random.integers(len(pictures)))]
        place, scale = _placement(random, size_px, alone=count == 1)
        source = picture.pixels
        if scale < 0.7:
            source = cv2.GaussianBlur(source, (0, 0), 0.36 / scale)
        thing = cv2.warpAffine(source, place, (size_px, size_px)).astype(np.float32)
        cover = thing[..., 3:] / 255
        layers = layers * (1 - cover) + thing
        if art is not None and picture.line_art is not None:
            drawn = cv2.warpAffine(picture.line_art, place, (size_px, size_px))
            art = np.maximum(art * (1 - cover[..., 0]), drawn)
        else:
            art = None
    rgb = (layers[..., :3] + 255 - layers[..., 3:]).clip(0, 255).astype(np.uint8)
    return Scene(rgb, layers[..., 3] > 110, art)


def _placement(
    random: Random, size_px: int, *, alone: bool
) -> tuple[npt.NDArray[np.float32], float]:
    """(2 x 3 matrix from 256-pixel pictures to the paper, scale)."""
    scale = random.uniform(0.55, 1.05) if alone else random.uniform(0.3, 0.55)
    if alone and random.random() < 0.15:
        scale = random.uniform(0.35, 0.6)
    scale *= size_px / 256
    turn = np.deg2rad(random.normal(0, 9))
    flip = -1 if random.random() < 0.5 else 1
    stretch = np.exp(random.normal(0, 0.08))
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    free_px = max(0.0, size_px - 256 * scale)
    centre = size_px / 2 + random.uniform(-0.5, 0.5, 2) * free_px
    place = np.array([[flip * cos * stretch, -sin, 0], [flip * sin * stretch, cos, 0]], np.float32)
    place[:, 2] = centre - place[:, :2] @ np.array([128, 128], np.float32)
    return place, scale


def _recoloured(rgb: ImageU8, inside: npt.NDArray[np.bool_], random: Random) -> ImageU8:
    """Often in other colours, so that strokes must be believed."""
    if random.random() < RECOLOUR_ODDS:
        hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV).astype(np.int16)
        hsv[..., 0] = (hsv[..., 0] + random.integers(0, 180)) % 180
        hsv[..., 1] = np.clip(hsv[..., 1] * random.uniform(0.7, 1.3), 0, 255)
        if random.random() < TINT_ODDS:
            # Gray and black things in colour too, or strokes would be no guide for them.
            # What is nearly gray has a hue of noise, and takes one for all.
            hsv[..., 0] = np.where(hsv[..., 1] < _GRAYISH, random.integers(0, 180), hsv[..., 0])
            hsv[..., 1] = np.clip(hsv[..., 1] + random.uniform(0, 150), 0, 255)
            light = hsv[..., 2] / 255.0
            hsv[..., 2] = 255 * light ** random.uniform(0.45, 1.1)
        shifted = cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2RGB)
        near = cv2.dilate(inside.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        rgb = np.where(near[..., None], shifted, rgb)
    if random.random() < GRAY_ODDS:
        rgb = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[..., None].repeat(3, axis=2)
    return np.asarray(rgb, np.uint8)


def _inked(
    paper: npt.NDArray[np.float32],
    lines: Ink,
    target_rgb: ImageU8,
    inside: npt.NDArray[np.bool_],
    random: Random,
) -> npt.NDArray[np.float32]:
    """Lines over the paper, black mostly, sometimes gray or in a dark shade of the thing."""
    ink = np.zeros(3) if random.random() < 0.65 else np.full(3, random.uniform(0, 120))
    if inside.any() and random.random() < 0.15:
        ink = target_rgb[inside].mean(0) * random.uniform(0.3, 0.9)
    opacity = 1.0 if random.random() < 0.8 else random.uniform(0.55, 1)
    share = (lines / 255).clip(0, 1)[..., None] * opacity
    return np.asarray(paper * (1 - share) + ink * share, np.float32)
