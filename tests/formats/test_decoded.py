"""Parts of a decoded picture, upright."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from editor.api import Rect
from editor.document.tiles import TILE
from editor.formats.decoded import Decoded
from editor.formats.exif import upright
from editor.formats.grids import grid_of

SIZE = (701, 523)


def noise(channels: int) -> np.ndarray:
    random = np.random.default_rng(channels)
    shape = (SIZE[1], SIZE[0], channels)
    return random.integers(0, 256, shape, np.uint8).squeeze()


def straight(image: Image.Image) -> np.ndarray:
    return np.array(image.convert("RGBA"))


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_parts_are_those_of_the_upright_whole(orientation: int, channels: int) -> None:
    image = Image.fromarray(noise(channels))
    decoded = Decoded(image, orientation)
    expected = upright(straight(image), orientation)
    assert decoded.size == expected.shape[1::-1]
    assert np.array_equal(decoded.whole(), expected)
    for part in (Rect(0, 0, 1, 1), Rect(100, 40, 300, 77), Rect(500, 500, 23, 23)):
        pixels = decoded.part(part)
        assert np.array_equal(pixels, expected[part.slices()])
        assert pixels.flags.writeable


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("place", [(0, 0), (-30, 400)])
def test_tiles_are_those_of_the_whole(place: tuple[int, int], orientation: int) -> None:
    decoded = Decoded(Image.fromarray(noise(3)), orientation)
    x, y = place
    found, expected = decoded.grid(x=x, y=y), grid_of(decoded.whole(), x=x, y=y)
    assert found.keys() == expected.keys()
    rect = Rect(x, y, *decoded.size).expanded(5)
    assert np.array_equal(found.read(rect), expected.read(rect))


def test_tiles_without_anything_stay_absent() -> None:
    pixels = np.zeros((TILE, 3 * TILE, 4), np.uint8)
    pixels[5, TILE + 5] = 9
    assert list(Decoded.of(pixels).grid(x=0, y=0).keys()) == [(1, 0)]
