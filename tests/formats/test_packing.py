"""PNGs that are packed once: the same bytes, never those of other pixels."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from editor.formats.packing import PackedPngs


def noise(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def unpacked(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


@pytest.mark.parametrize("shape", [(3, 5, 4), (3, 5, 3), (3, 5), (300, 256, 4), (300, 256)])
def test_packed_pixels_come_back(shape: tuple[int, ...]) -> None:
    packed = PackedPngs(budget_bytes=10**6)
    pixels = noise(0, *shape)
    assert np.array_equal(unpacked(packed.pack(pixels)), pixels)
    assert packed.pack(pixels.copy()) == packed.pack(pixels)


def test_the_same_pixels_are_packed_once_and_changed_ones_again() -> None:
    packed = PackedPngs(budget_bytes=10**6)
    pixels = noise(1, 200, 200, 4)
    first = packed.pack(pixels)
    assert packed.pack(pixels) is first
    pixels[100, 100, 0] ^= 1
    again = packed.pack(pixels)
    assert again is not first
    assert np.array_equal(unpacked(again), pixels)


def test_the_same_bytes_in_another_shape_or_profile_are_another_picture() -> None:
    packed = PackedPngs(budget_bytes=10**6)
    pixels = noise(2, 200, 400, 4)
    packed.pack(pixels)
    assert unpacked(packed.pack(pixels.reshape(400, 200, 4))).shape == (400, 200, 4)
    assert b"iCCP" in packed.pack(pixels, icc_profile=b"profile")


def test_what_is_kept_stays_under_the_budget() -> None:
    one, two = noise(3, 200, 200, 4), noise(4, 200, 200, 4)
    packed = PackedPngs(budget_bytes=200_000)  # each of them packs to about 160,000 bytes
    first = packed.pack(one)
    packed.pack(two)
    assert packed.pack(one) is not first
    assert packed.pack(one) == first
