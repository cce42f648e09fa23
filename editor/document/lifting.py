"""Pixels taken out of a grid by a mask, and laid over a grid again; tile by tile."""

from __future__ import annotations

import numpy as np

from editor.document.blending import lay_color
from editor.document.tiles import Array, TileGrid, tile_rect

_BYTE = np.float32(1 / 255)


def lift(pixels: TileGrid, mask: TileGrid) -> tuple[TileGrid, TileGrid]:
    """Straight pixels in two parts: what a mask selects, and what it leaves."""
    taken, left = TileGrid(), pixels.copy()
    for key in list(pixels.keys()):
        weight = mask.tile(*key)
        if weight is None or not weight.any():
            continue
        tile = pixels.tile(*key)
        assert tile is not None
        part = _weighted(tile, weight)
        if part[..., 3].any():
            taken.set_tile(*key, part)
        rest = _weighted(tile, np.uint8(255) - weight)
        left.set_tile(*key, rest if rest[..., 3].any() else None)
    return taken, left


def laid_over(below: TileGrid, above: TileGrid) -> TileGrid:
    """Straight pixels upon others, or the larger of two masks."""
    out = below.copy()
    for key in above.keys():  # noqa: SIM118 # a grid is no mapping
        top, base = above.tile(*key), below.tile(*key)
        assert top is not None
        if base is None:
            out.set_tile(*key, above.read(tile_rect(key)))
        elif above.channels == 1:
            np.maximum(base, top, out=out.writable(key))
        else:
            alpha = top[..., 3] * _BYTE
            colors = np.ascontiguousarray(top[..., :3])
            lay_color(out.writable(key), base, alpha, colors, alpha_locked=False)
    return out


def _weighted(tile: Array, weight: Array) -> Array:
    out = np.array(tile, np.uint8)
    out[..., 3] = (tile[..., 3].astype(np.uint16) * weight + 127) // 255
    return out
