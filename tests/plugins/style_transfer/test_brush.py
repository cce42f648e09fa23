"""Brush grain: strokes along contours, the same each time, and nothing where there is no brush."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.style_transfer.brush import Brush
from tests.plugins.style_transfer.pictures import scene


def test_the_same_picture_gets_the_same_strokes() -> None:
    picture = scene(60, 40)
    brush = Brush(reach_px=3, grain=0.1)
    one = brush.applied(picture)
    assert one.shape == picture.shape
    assert np.array_equal(one, brush.applied(picture))
    assert not np.array_equal(one, brush.applied(picture, seed=1))


def test_strokes_keep_the_colour_of_a_surface() -> None:
    flat = np.full((120, 160, 3), (90, 140, 180), np.uint8)
    made = Brush(reach_px=5, grain=0.12).applied(flat)
    assert np.abs(made.mean(axis=(0, 1)) - flat[0, 0]).max() < 4
    assert made.std() > flat.std()
    assert 3 < made[..., 1].std() < 40


@pytest.mark.parametrize("along", ["rows", "columns"])
def test_strokes_follow_contours(along: str) -> None:
    stripes = np.zeros((96, 96, 3), np.uint8)
    stripes[(np.arange(96) // 8) % 2 == 0] = 160
    stripes += 40
    if along == "columns":
        stripes = stripes.transpose(1, 0, 2)
    made = Brush(reach_px=5, grain=0.2).applied(np.ascontiguousarray(stripes)).astype(int)
    grain = made - stripes
    across, down = (np.abs(np.diff(grain, axis=axis)).mean() for axis in (0, 1))
    assert (across > 1.3 * down) if along == "rows" else (down > 1.3 * across)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 1), (5, 3), (300, 2)])
def test_any_size_can_be_brushed(width: int, height: int) -> None:
    assert Brush(reach_px=6, grain=0.1).applied(scene(width, height)).shape == (height, width, 3)


def test_a_card_names_its_brush() -> None:
    brush = Brush(reach_px=4, grain=0.1)
    assert Brush.of({"brush": brush.as_card()}) == brush
    assert Brush.of({}) is None
    assert Brush.of({"brush": None}) is None
