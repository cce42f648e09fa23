"""The spline goes through its points, never overshoots, and is straight where they are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.document.adjust import Curves, find_effect, spline

points = st.dictionaries(st.integers(0, 255), st.integers(0, 255), min_size=2, max_size=8).map(
    lambda found: tuple(sorted(found.items()))
)


@given(points)
def test_it_goes_through_its_points_and_stays_between_neighbours(
    found: tuple[tuple[int, int], ...],
) -> None:
    x, y = np.array(found).T
    assert np.allclose(spline(found, x), y)
    for left, right in pairwise(found):
        line = spline(found, np.linspace(left[0], right[0], 50))
        low, high = sorted((left[1], right[1]))
        assert line.min() >= low - 1e-9
        assert line.max() <= high + 1e-9
        steps = np.diff(line) * (1 if right[1] >= left[1] else -1)
        assert steps.min() >= -1e-9, "it turns between two points"


def test_it_is_level_beyond_its_ends() -> None:
    line = spline(((50, 20), (200, 240)), np.arange(256))
    assert set(line[:51]) == {20.0}
    assert set(line[200:]) == {240.0}


def test_points_on_a_line_give_the_line() -> None:
    assert np.allclose(spline(((0, 0), (60, 60), (100, 100), (255, 255)), range(256)), range(256))


def test_channels_come_before_all() -> None:
    straight = ((0, 0), (255, 255))
    chosen = Curves(curves=(((0, 255), (255, 0)), ((0, 0), (255, 100)), straight, straight))
    out = find_effect("curves").apply(np.full((1, 1, 4), 255, np.uint8), chosen)
    assert out[0, 0].tolist() == [155, 0, 0, 255]
