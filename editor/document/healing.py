"""Mending a place from its surroundings: texture from nearby, its tone fitted to the rim."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8, Rect

Healing = Literal["texture", "smooth"]
Hole = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.float32]
_ANGLES = 24
_DISTANCES = (1.1, 1.6, 2.4, 3.4)
_RIM_PX = 4
_SMOOTHINGS = 60
_MOST_RIM = 3000
"""More pixels of the rim are not compared; a part of them tells as much."""


def healed(pixels: ImageU8, hole: Hole, healing: Healing) -> ImageU8:
    """The pixels with a hole filled from what is around it.

    Args:
        pixels: straight RGBA `(H, W, 4)`, with room around the hole to look at.
        hole: `bool (H, W)`.
        healing: texture copies the likeliest place nearby and fits its tone to the rim (a
            membrane between the rim's differences, as after Pérez et al. 2003); smooth lets the
            rim's colours flow in.
    """
    if not hole.any() or hole.all():
        return pixels.copy()
    premultiplied = pixels.astype(np.float32)
    premultiplied[..., :3] *= premultiplied[..., 3:] * np.float32(1 / 255)
    offset = best_offset(premultiplied, hole) if healing == "texture" else None
    # Only the rim counts for what is inside; the rest of the picture would only cost time.
    place = Rect(*cv2.boundingRect(hole.view(np.uint8))).expanded(_RIM_PX)
    place = place.intersect(Rect(0, 0, hole.shape[1], hole.shape[0]))
    here, inside = premultiplied[place.slices()], hole[place.slices()]
    if offset is None:
        filled = membrane(here, inside)
    else:
        patch = premultiplied[place.translated(*offset).slices()]
        filled = patch + membrane(here - patch, inside)
    done = pixels.copy()
    done[place.slices()][inside] = _straight(filled[inside])
    return done


def _straight(out: _Floats) -> ImageU8:
    alpha = np.clip(out[..., 3:], 0, 255)
    out[..., :3] *= 255 / np.maximum(alpha, np.float32(1 / 255))
    done = np.clip(out + np.float32(0.5), 0, 255).astype(np.uint8)
    done[..., 3:] = alpha + np.float32(0.5)
    return done


def best_offset(pixels: npt.NDArray[np.float32], hole: Hole) -> tuple[int, int] | None:
    """Where to copy from: (dx, dy) to the place whose rim looks most like the hole's.

    None where no place of the hole's size lies inside the picture.
    """
    hole_u8 = hole.view(np.uint8)
    place = Rect(*cv2.boundingRect(hole_u8))
    wide = place.expanded(_RIM_PX)
    page = Rect(0, 0, hole.shape[1], hole.shape[0])
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _RIM_PX + 1, 2 * _RIM_PX + 1))
    inside = wide.intersect(page)
    rim = cv2.dilate(hole_u8, disc).astype(bool)[inside.slices()] & ~hole[inside.slices()]
    rows, columns = np.nonzero(rim)
    step = max(1, rows.size // _MOST_RIM)
    rows, columns = rows[::step], columns[::step]
    wanted = pixels[inside.slices()][rows, columns]
    best: tuple[float, tuple[int, int]] | None = None
    for dx, dy in _offsets(max(place.size)):
        goal = inside.translated(dx, dy)
        if not page.contains(goal) or hole[goal.slices()].any():
            continue
        there = pixels[goal.slices()][rows, columns]
        # A common difference of tone is taken out later: it costs less than another texture.
        difference = there - wanted
        cost = float(difference.var(axis=0).sum() + 0.25 * (difference.mean(axis=0) ** 2).sum())
        if best is None or cost < best[0]:
            best = cost, (dx, dy)
    return None if best is None else best[1]


def membrane(pixels: npt.NDArray[np.float32], hole: Hole) -> npt.NDArray[np.float32]:
    """The pixels with the smoothest surface across a hole that meets its rim."""
    known = np.ascontiguousarray((~hole).astype(np.float32))
    out = _pulled(pixels * known[..., None], known)
    out = np.where(hole[..., None], out, pixels).astype(np.float32)
    place = Rect(*cv2.boundingRect(hole.view(np.uint8))).expanded(2)
    area = place.intersect(Rect(0, 0, hole.shape[1], hole.shape[0])).slices()
    part, inside = out[area], hole[area]
    for _ in range(_SMOOTHINGS):
        part[inside] = cv2.blur(part, (3, 3))[inside]
    return out


def _pulled(weighted: _Floats, weight: _Floats) -> _Floats:
    """Fills what has no weight from ever coarser means (push-pull)."""
    height, width = weight.shape
    if min(height, width) <= 2 or (weight > 0).all():
        total = np.maximum(weight, np.float32(1e-6))[..., None]
        whole = weighted.sum(axis=(0, 1)) / max(float(weight.sum()), 1e-6)
        return np.where(weight[..., None] > 0, weighted / total, whole).astype(np.float32)
    size = ((width + 1) // 2, (height + 1) // 2)
    coarse = _pulled(
        cv2.resize(weighted, size, interpolation=cv2.INTER_AREA),
        cv2.resize(weight, size, interpolation=cv2.INTER_AREA),
    )
    below = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    own = np.minimum(weight, 1)[..., None]
    mean = weighted / np.maximum(weight, np.float32(1e-6))[..., None]
    return (mean * own + below * (1 - own)).astype(np.float32)


def _offsets(size_px: int) -> Iterator[tuple[int, int]]:
    for distance in _DISTANCES:
        reach = distance * size_px + 2 * _RIM_PX
        for number in range(_ANGLES):
            angle = 2 * math.pi * number / _ANGLES
            yield round(reach * math.cos(angle)), round(reach * math.sin(angle))
