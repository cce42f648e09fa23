"""What hair looks like from near: noise drawn out into strands that run from one point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.photo import HeadPhoto

SIDE_PX = 768
_ANGLES, _RADII, _FARTHEST = 2048, 128, 0.85
_ANTIALIAS = 0.45
_BENT_PX, _BEND = 20.0, 0.025
"""No strand is straight."""

Grain = tuple[float, float, float]
"""How wide (in steps of the angle) and how long (of the radius) strands are, and how strong."""
_HEAD: tuple[Grain, ...] = ((1.0, 5.0, 1.0), (2.5, 9.0, 0.7), (7.0, 14.0, 0.3))
_FALLING: tuple[Grain, ...] = ((1.5, 5.0, 1.0), (4.0, 9.0, 0.8), (9.0, 14.0, 0.4))
_BEARD: tuple[Grain, ...] = ((1.4, 2.0, 1.0), (2.4, 3.0, 0.7), (4.0, 4.0, 0.35))


def hair_on(photo: HeadPhoto) -> Floats:
    """Strands combed back from the face, `(h, w)`, around 0 and mostly within -2..2."""
    return _laid(photo, _strands(0.62, 0.25, _HEAD, 0))


def hanging_on(photo: HeadPhoto) -> Floats:
    """Strands that fall at the sides of a head."""
    return _laid(photo, _strands(-0.4, 0.05, _FALLING, 7))


def beard_on(photo: HeadPhoto) -> Floats:
    """Short strands that hang from the face."""
    return _laid(photo, _strands(0.42, 0.08, _BEARD, 3))


def grain_on(photo: HeadPhoto, radius: float, seed: int) -> Floats:
    """Noise of no direction, `(h, w)`; radius in pixels of an aligned face of 128."""
    noise = np.random.default_rng(seed).standard_normal(photo.pixels.shape[:2], np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), max(0.5, radius * photo.unit_px))
    return np.asarray(noise / (noise.std() + 1e-6), np.float32)


def _laid(photo: HeadPhoto, strands: Floats) -> Floats:
    step = SIDE_PX / (128 * photo.unit_px)
    if step > 1:
        strands = np.asarray(cv2.GaussianBlur(strands, (0, 0), _ANTIALIAS * step), np.float32)
    return photo.laid(strands)


@lru_cache(maxsize=4)
def _strands(down: float, wave: float, grains: Sequence[Grain], seed: int) -> Floats:
    """Strands from a point so far down, `(SIDE_PX, SIDE_PX)`."""
    random = np.random.default_rng(seed)
    rolled = np.zeros((_RADII, _ANGLES), np.float32)
    for wide, long, strength in grains:
        noise = np.tile(random.standard_normal((_RADII, _ANGLES), np.float32), (1, 3))
        noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=wide, sigmaY=long)[:, _ANGLES:-_ANGLES]
        rolled += strength * noise / noise.std()
    axis = (np.arange(SIDE_PX, dtype=np.float32) + 0.5) / SIDE_PX
    x, y = np.meshgrid(axis - 0.5, axis - down)
    far = np.hypot(x, y)
    bend = cv2.GaussianBlur(random.standard_normal(far.shape, np.float32), (0, 0), _BENT_PX)
    bend = _BEND * bend / bend.std()
    turn = (np.arctan2(x, -y) + wave * np.sin(6 * far) + bend) / (2 * np.pi) + 0.5
    columns = (turn % 1) * (_ANGLES - 1)
    rows = np.clip(far / _FARTHEST, 0, 1) * (_RADII - 1)
    strands = cv2.remap(
        rolled / rolled.std(),
        columns.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
    )
    return np.asarray(strands, np.float32)
