"""What paint meets on the page: grains that repeat without seams, made and not drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from editor.document.tiles import TILE

Grain = npt.NDArray[np.float32]
NONE = "none"
"""The smooth page."""


def _noise(seed: int, *, finest_px: float, coarsest_px: float) -> Grain:
    """Noise whose bumps are between two sizes, evenly spread over 0..1."""
    random = np.random.default_rng(seed)
    waves = np.fft.rfft2(random.standard_normal((TILE, TILE)))
    across, down = np.fft.rfftfreq(TILE), np.fft.fftfreq(TILE)
    frequency = np.hypot(across[None, :], down[:, None])
    band = np.exp(-((frequency * finest_px) ** 2)) - np.exp(-((frequency * coarsest_px) ** 2))
    bumps = np.fft.irfft2(waves * band, s=(TILE, TILE))
    ranks = np.empty(bumps.size, np.float32)
    ranks[np.argsort(bumps, axis=None)] = np.linspace(0, 1, bumps.size, dtype=np.float32)
    return ranks.reshape(TILE, TILE)


def _steeper(grain: Grain, *, middle: float, width: float) -> Grain:
    """The same grain with harder edges between what takes paint and what does not."""
    t = np.clip((grain - middle) / width + 0.5, 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def _paper() -> Grain:
    return _steeper(_noise(1, finest_px=1.6, coarsest_px=9), middle=0.4, width=1.1)


def _rough() -> Grain:
    return _steeper(_noise(2, finest_px=2.4, coarsest_px=14), middle=0.5, width=0.5)


def _canvas() -> Grain:
    threads = 64
    place = (np.arange(TILE, dtype=np.float32) + 0.5) * threads / TILE
    round_off = 1 - (2 * (place % 1) - 1) ** 2
    is_over = (place.astype(int)[:, None] + place.astype(int)[None, :]) % 2 == 0
    weave = np.where(is_over, round_off[None, :], round_off[:, None])
    return np.asarray(weave * 0.75 + 0.25 * _paper(), np.float32)


def _sponge() -> Grain:
    holes = _steeper(_noise(3, finest_px=9, coarsest_px=60), middle=0.45, width=0.35)
    return np.asarray(holes * (0.6 + 0.4 * _paper()), np.float32)


def _dots() -> Grain:
    cells = 64
    place = (np.arange(TILE, dtype=np.float32) + 0.5) * cells / TILE % 1 - 0.5
    distance = np.hypot(place[None, :], place[:, None])
    return np.asarray(np.clip((0.36 - distance) * TILE / cells + 0.5, 0, 1), np.float32)


_MADE: dict[str, Callable[[], Grain]] = {
    "paper": _paper,
    "rough": _rough,
    "canvas": _canvas,
    "sponge": _sponge,
    "dots": _dots,
}
TEXTURES = {
    NONE: "No texture",
    "paper": "Paper",
    "rough": "Rough paper",
    "canvas": "Canvas weave",
    "sponge": "Sponge",
    "dots": "Dots",
}
"""Their names, as people read them."""


@cache
def texture(name: str) -> Grain:
    """How much paint each pixel of a tile takes, 0..1, float32 (TILE, TILE), read-only."""
    grain = _MADE[name]()
    grain.setflags(write=False)
    return grain
