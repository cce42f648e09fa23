"""The steps of a transform frame, without a tool or a picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.api import Rect
from editor.ui.tools.framing import CORNERS, GRIPS, Placement, TransformFrame

RECT = Rect(10, 20, 100, 50)
FRAME = TransformFrame(RECT, np.eye(3))


def near(point: tuple[float, float], x: float, y: float) -> bool:
    return point == (pytest.approx(x, abs=1e-3), pytest.approx(y, abs=1e-3))


def test_it_begins_around_its_rectangle() -> None:
    assert FRAME.corners == [(10, 20), (110, 20), (110, 70), (10, 70)]
    assert FRAME.center == (60, 45)
    assert FRAME.contains((60, 45))
    assert not FRAME.contains((0, 45))
    assert FRAME.placement() == Placement(60, 45, 1, 1, 0, 0)


@pytest.mark.parametrize("grip", GRIPS)
def test_a_pulled_handle_follows_and_the_opposite_one_stays(grip: tuple[int, int]) -> None:
    frame = FRAME.turned(30)
    x, y = frame.position(grip)
    opposite = (-grip[0], -grip[1])
    pulled = frame.scaled(grip, (x + 3, y + 4), keep_ratio=False, from_center=False)
    assert near(pulled.position(opposite), *frame.position(opposite))
    if all(grip):
        assert near(pulled.position(grip), x + 3, y + 4)
    assert pulled.placement().angle_deg == pytest.approx(30)
    assert pulled.placement().skew_deg == pytest.approx(0, abs=1e-6)


def test_from_the_centre_both_sides_follow() -> None:
    pulled = FRAME.scaled((1, 0), (120, 45), keep_ratio=False, from_center=True)
    assert near(pulled.center, 60, 45)
    assert near(pulled.position((-1, 0)), 0, 45)
    assert pulled.placement().height == 1


def test_a_kept_ratio_scales_both_ways() -> None:
    pulled = FRAME.scaled((1, 1), (210, 75), keep_ratio=True, from_center=False)
    assert (pulled.placement().width, pulled.placement().height) == (2, 2)
    side = FRAME.scaled((1, 0), (210, 45), keep_ratio=True, from_center=False)
    assert (side.placement().width, side.placement().height) == (2, 2)
    assert near(side.position((-1, 0)), 10, 45)


def test_pulled_past_its_opposite_it_is_mirrored() -> None:
    pulled = FRAME.scaled((1, 0), (-90, 45), keep_ratio=False, from_center=False)
    assert near(pulled.position((1, 0)), -90, 45)
    assert np.linalg.det(pulled.matrix) < 0


def test_a_side_skews_and_a_corner_distorts() -> None:
    skewed = FRAME.skewed((0, -1), 20, 0)
    assert near(skewed.corners[0], 30, 20)
    assert near(skewed.corners[3], 10, 70)
    assert skewed.placement().skew_deg == pytest.approx(-np.degrees(np.arctan(20 / 50)))
    distorted = FRAME.distorted((1, -1), (150, 0))
    assert near(distorted.corners[1], 150, 0)
    assert all(near(distorted.corners[i], *FRAME.corners[i]) for i in (0, 2, 3))


def test_perspective_moves_two_corners_towards_each_other() -> None:
    tapered = FRAME.tapered((-1, -1), (20, 21))
    assert near(tapered.corners[0], 20, 20)
    assert near(tapered.corners[1], 100, 20)
    assert all(near(tapered.corners[i], *FRAME.corners[i]) for i in (2, 3))


def test_what_would_turn_it_inside_out_does_nothing() -> None:
    assert FRAME.distorted((1, -1), (20, 69)) is FRAME
    assert FRAME.skewed((0, -1), 0, 50) is FRAME


@given(
    x=st.floats(-500, 500),
    y=st.floats(-500, 500),
    width=st.floats(0.1, 8),
    height=st.floats(0.1, 8) | st.floats(-8, -0.1),
    angle=st.floats(-179, 179),
    skew=st.floats(-70, 70),
)
def test_numbers_that_are_set_are_the_numbers_that_are_read(
    x: float, y: float, width: float, height: float, angle: float, skew: float
) -> None:
    goal = Placement(x, y, width, height, angle, skew)
    read = FRAME.turned(77).moved(3, 4).placed(goal).placement()
    assert read == pytest.approx(goal, abs=1e-6)


def test_every_corner_is_a_grip() -> None:
    assert set(CORNERS) < set(GRIPS)
