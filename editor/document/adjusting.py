"""Adjustments on premultiplied BGRA bytes, which is how the compositor has its pixels."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from editor.api import ImageU8, Params, Rect
from editor.document.adjust import Prepared, find_effect
from editor.document.adjust.mixing import is_opaque, premultiplied, unpremultiplied
from editor.document.adjust.tables import lookup
from editor.document.tiles import Array

_SWAPPED = [2, 1, 0, 3]
_NOWHERE = (0, 0)


@lru_cache(maxsize=64)
def prepared(effect_id: str, params: Params) -> Prepared | None:
    """What an adjustment layer does, worked out once for all tiles; None where it is nothing."""
    return find_effect(effect_id).prepare(params, 1.0)


def adjusted(pixels: Array, work: Prepared) -> ImageU8:
    """The adjusted pixels, premultiplied BGRA as they came; alpha stays."""
    opaque = is_opaque(pixels)
    straight = pixels if opaque else unpremultiplied(pixels)
    if work.table is not None:
        out = lookup(straight, np.ascontiguousarray(work.table[:, _SWAPPED]))
    else:
        rgba = cv2.cvtColor(straight, cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)
        out = cv2.cvtColor(work.run(rgba, _NOWHERE), cv2.COLOR_RGBA2BGRA)
    return np.asarray(out if opaque else premultiplied(out), np.uint8)


def lay_in(pixels: Array, changed: ImageU8, *, opacity: float, mask: Array | None) -> None:
    """Moves premultiplied pixels, in place, towards what an adjustment made of them.

    Args:
        changed: with the alpha of `pixels`.
        mask: `uint8 (H, W)` of their size; None is everywhere.
    """
    if mask is None and opacity == 1:
        pixels[...] = changed
        return
    base = np.ascontiguousarray(pixels)
    if mask is None:
        pixels[...] = cv2.addWeighted(changed, opacity, base, 1 - opacity, 0)
        return
    share = mask * np.float32(opacity / 255)
    pixels[...] = cv2.blendLinear(changed, base, share, np.float32(1) - share)


def as_opaque(pixels: Array) -> ImageU8:
    """The colours of premultiplied pixels without their alpha."""
    out = unpremultiplied(pixels)
    out[..., 3] = 255
    return np.asarray(out, np.uint8)


def with_alpha_of(colors: Array, pixels: Array) -> ImageU8:
    """Opaque colours with the alpha of other pixels, premultiplied."""
    out = colors.copy()
    cv2.insertChannel(cv2.extractChannel(np.ascontiguousarray(pixels), 3), out, 3)
    return np.asarray(premultiplied(out), np.uint8)


def part_of_mask(mask: Array | None, area: Rect) -> Array:
    """The part of a mask's tile; zeros where there is none."""
    if mask is None:
        return np.zeros((area.height, area.width), np.uint8)
    return np.ascontiguousarray(mask[area.slices()])
