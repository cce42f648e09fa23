"""Mending a hole from its surroundings."""

from __future__ import annotations

import numpy as np
import pytest

from editor.document.healing import Healing, best_offset, healed


def disc(shape: tuple[int, int], x: int, y: int, radius: int) -> np.ndarray:
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    return (columns - x) ** 2 + (rows - y) ** 2 <= radius**2


def slope(height: int = 160, width: int = 200) -> np.ndarray:
    rows, columns = np.mgrid[0:height, 0:width]
    rgb = [40 + columns * 0.8, 60 + rows * 0.9, np.full_like(rows, 120)]
    return np.stack([*rgb, np.full_like(rows, 255)], axis=2).astype(np.uint8)


@pytest.mark.parametrize("healing", ["texture", "smooth"])
def test_a_spot_on_a_slope_is_gone(healing: Healing) -> None:
    want = slope()
    spotted = want.copy()
    hole = disc((160, 200), 100, 80, 12)
    spotted[hole] = (255, 0, 0, 255)
    out = healed(spotted, hole, healing)
    assert np.abs(out.astype(int) - want).max() <= 6
    assert (out[~hole] == spotted[~hole]).all()


def test_texture_is_carried_on_and_smooth_is_not() -> None:
    rng = np.random.default_rng(3)
    noise = rng.integers(60, 200, (160, 200, 1)).repeat(3, axis=2)
    picture = np.concatenate([noise, np.full((160, 200, 1), 255)], axis=2).astype(np.uint8)
    hole = disc((160, 200), 100, 80, 14)
    textured = healed(picture, hole, "texture")[hole][:, 0].std()
    smooth = healed(picture, hole, "smooth")[hole][:, 0].std()
    around = picture[~hole][:, 0].std()
    assert textured > 0.7 * around
    assert smooth < 0.5 * around


def test_stripes_are_continued_in_step() -> None:
    columns = np.mgrid[0:160, 0:240][1]
    stripes = np.where(columns // 6 % 2, 220, 40)
    picture = np.stack([stripes] * 3 + [np.full_like(stripes, 255)], axis=2).astype(np.uint8)
    hole = disc((160, 240), 120, 80, 15)
    broken = picture.copy()
    broken[hole] = (0, 0, 255, 255)
    out = healed(broken, hole, "texture")
    assert np.abs(out.astype(int) - picture)[hole].mean() < 12


def test_no_place_to_copy_from_is_filled_smoothly() -> None:
    picture = slope(40, 40)
    hole = disc((40, 40), 20, 20, 16)
    assert best_offset(picture.astype(np.float32), hole) is None
    out = healed(picture, hole, "texture")
    assert np.abs(out.astype(int) - picture)[hole].mean() < 12


def test_transparent_surroundings_give_a_transparent_filling() -> None:
    picture = np.zeros((100, 100, 4), np.uint8)
    hole = disc((100, 100), 50, 50, 8)
    picture[hole] = (9, 9, 9, 255)
    assert not healed(picture, hole, "smooth")[..., 3].any()


def test_an_empty_hole_changes_nothing() -> None:
    picture = slope()
    assert (healed(picture, np.zeros((160, 200), bool), "texture") == picture).all()
