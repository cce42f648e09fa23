"""Filling with patches: texture goes on, nothing else changes, and the work can be ended."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import GeneratorError
from plugins.inpainting import classical, patches


def stripes(width: int = 160, height: int = 120) -> np.ndarray:
    """Diagonal stripes, which a smooth filling cannot make."""
    rows, columns = np.mgrid[0:height, 0:width]
    light = ((rows + columns) // 6 % 2).astype(np.uint8)
    return np.dstack([60 + 150 * light, 90 + 60 * light, 200 - 120 * light]).astype(np.uint8)


def speckled(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (height, width, 3), np.uint8)


def covered(
    image: np.ndarray, rows: slice, columns: slice
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(the picture with something to be removed, its mask, where that is)."""
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[rows, columns] = 255
    spoilt = image.copy()
    spoilt[mask > 0] = (255, 0, 255)
    return spoilt, mask, mask > 0


def off(made: np.ndarray, image: np.ndarray, inside: np.ndarray) -> float:
    return float(np.abs(made[inside].astype(int) - image[inside]).mean())


@pytest.mark.parametrize("scale", [1, 6])
def test_texture_goes_on(scale: int) -> None:
    image = stripes().repeat(scale, 0).repeat(scale, 1)
    rows, columns = slice(40 * scale, 75 * scale), slice(60 * scale, 105 * scale)
    spoilt, mask, inside = covered(image, rows, columns)
    made = patches.fill(spoilt, mask)
    assert np.array_equal(made[~inside], image[~inside])
    smooth = classical.fill(spoilt, mask, method="telea")
    assert off(made, image, inside) < 0.35 * off(smooth, image, inside)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (slice(0, 30), slice(0, 40)),
        (slice(90, 120), slice(0, 160)),
        (slice(50, 51), slice(70, 71)),
        (slice(20, 100), slice(20, 140)),
    ],
)
def test_a_hole_may_lie_anywhere(rows: slice, columns: slice) -> None:
    image = stripes()
    spoilt, mask, inside = covered(image, rows, columns)
    made = patches.fill(spoilt, mask)
    assert np.array_equal(made[~inside], image[~inside])
    assert off(made, spoilt, inside) > 20, "what was to go is gone"
    assert (np.abs(made[inside].astype(int) - (255, 0, 255)).max(1) > 40).all()


def test_grain_is_not_smoothed_away() -> None:
    image = speckled(140, 110)
    spoilt, mask, inside = covered(image, slice(35, 75), slice(50, 90))
    made = patches.fill(spoilt, mask)
    smooth = classical.fill(spoilt, mask, method="telea")
    assert made[inside].std() > 0.6 * image[inside].std() > smooth[inside].std()


def test_a_seed_gives_the_same_filling_and_another_another() -> None:
    spoilt, mask, inside = covered(speckled(120, 100), slice(30, 70), slice(40, 80))
    first, again, other = (patches.fill(spoilt, mask, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first[inside], other[inside])


@pytest.mark.parametrize("size", [(1, 9), (6, 6), (10, 8), (400, 3)])
def test_where_there_are_no_patches_it_is_filled_smoothly(size: tuple[int, int]) -> None:
    width, height = size
    image = np.full((height, width, 3), 120, np.uint8)
    spoilt, mask, _ = covered(image, slice(0, 1), slice(0, 1))
    assert np.abs(patches.fill(spoilt, mask).astype(int) - image).max() <= 2


def test_a_mask_over_everything_is_said_and_an_empty_one_changes_nothing() -> None:
    image = stripes()
    with pytest.raises(GeneratorError, match="covers everything"):
        patches.fill(image, np.full(image.shape[:2], 255, np.uint8))
    assert np.array_equal(patches.fill(image, np.zeros(image.shape[:2], np.uint8)), image)


def test_it_tells_how_far_it_is_and_can_be_ended() -> None:
    told: list[float] = []

    class Enough(Exception):
        pass

    def tell(share: float) -> None:
        told.append(share)
        if share > 0.3:
            raise Enough

    spoilt, mask, _ = covered(stripes(), slice(30, 80), slice(40, 110))
    with pytest.raises(Enough):
        patches.fill(spoilt, mask, on_progress=tell)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1
