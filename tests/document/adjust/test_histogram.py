"""Counts agree with Pillow's; what is clear is not counted."""

from __future__ import annotations

import numpy as np
from PIL import Image

from editor.document.adjust.histogram import EMPTY, histogram_of


def test_counts_are_pillows() -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (40, 50, 3), np.uint8)
    bgra = np.dstack([rgb[..., ::-1], np.full((40, 50), 255, np.uint8)])
    found = histogram_of([bgra[:17], bgra[17:]])
    want = np.array(Image.fromarray(rgb).histogram()).reshape(3, 256)
    assert np.array_equal(found.counts[:3], want)
    assert found.pixels == 2000
    assert found.mean("green") == rgb[..., 1].mean()
    assert found.median("blue") in (np.floor(np.median(rgb[..., 2])), np.median(rgb[..., 2]))


def test_clear_pixels_do_not_count_and_pale_ones_do() -> None:
    bgra = np.zeros((4, 4, 4), np.uint8)
    bgra[:2] = (100, 50, 25, 128)  # premultiplied
    found = histogram_of([bgra, bgra[:0]])
    assert found.pixels == 8
    assert found.share("blue", 199) == 1.0
    assert EMPTY.pixels == 0
    assert EMPTY.mean("red") == 0
