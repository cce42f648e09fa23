"""The mapping between document and view."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.api import Rect
from editor.ui.canvas.viewport import MAX_ZOOM, MIN_ZOOM, Viewport

VIEW = Viewport(zoom=1.5, center=(300.0, 200.0), size_px=(800, 600))

viewports = st.builds(
    Viewport,
    zoom=st.floats(0.02, 30),
    center=st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000)),
    rotation_deg=st.floats(-180, 180),
    mirrored=st.booleans(),
    size_px=st.tuples(st.integers(50, 4000), st.integers(50, 3000)),
    device_ratio=st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)
points = st.tuples(st.floats(0, 2000), st.floats(0, 2000))


@given(viewports, points)
def test_there_and_back_is_the_same_point(
    viewport: Viewport, view_pos: tuple[float, float]
) -> None:
    assert viewport.to_view(viewport.to_doc(view_pos)) == pytest.approx(view_pos, abs=1e-4)


@given(viewports, points, st.floats(0.2, 5))
def test_zooming_keeps_the_point_under_the_pointer(
    viewport: Viewport, view_pos: tuple[float, float], factor: float
) -> None:
    doc_pos = viewport.to_doc(view_pos)
    zoomed = viewport.zoom_at(view_pos, factor)
    # Upright, the page's corner is put on a whole device pixel: half a pixel before and after.
    most = (1 + zoomed.zoom / viewport.zoom) / viewport.device_ratio
    assert math.dist(zoomed.to_view(doc_pos), view_pos) <= most


@given(viewports, points, st.floats(-170, 170))
def test_turning_keeps_the_point_it_turns_around(
    viewport: Viewport, view_pos: tuple[float, float], degrees: float
) -> None:
    turned = viewport.rotated(degrees, view_pos)
    assert math.dist(turned.to_view(viewport.to_doc(view_pos)), view_pos) <= 2


@given(viewports, st.floats(-500, 500), st.floats(-500, 500))
def test_panning_moves_everything_by_as_much(viewport: Viewport, dx: float, dy: float) -> None:
    before = viewport.to_view((10, 20))
    after = viewport.panned(dx, dy).to_view((10, 20))
    assert after[0] - before[0] == pytest.approx(dx, abs=1.01)
    assert after[1] - before[1] == pytest.approx(dy, abs=1.01)


def test_many_small_zooms_there_and_back_do_not_drift() -> None:
    viewport = VIEW
    for factor in [1.1] * 30 + [1 / 1.1] * 30:
        viewport = viewport.zoom_at((123.0, 456.0), factor)
    assert viewport.zoom == pytest.approx(VIEW.zoom)
    assert math.dist(viewport.center, VIEW.center) < 0.01


def test_zoom_stays_within_its_limits() -> None:
    assert VIEW.zoom_at((0, 0), 1e9).zoom == MAX_ZOOM
    assert VIEW.zoom_at((0, 0), 1e-9).zoom == MIN_ZOOM


def test_steps_meet_the_round_zooms() -> None:
    viewport = replace(VIEW, zoom=0.37)
    seen = []
    for _ in range(9):
        viewport = viewport.stepped(1)
        seen.append(viewport.zoom)
    assert {0.5, 1.0, 2.0} <= set(seen)
    assert viewport.stepped(-1).stepped(1).zoom == pytest.approx(viewport.zoom)


def test_one_hundred_percent_means_pixels_of_the_screen() -> None:
    viewport = replace(VIEW, zoom=1.0, device_ratio=2.0)
    x0, _ = viewport.to_view((0, 0))
    x1, _ = viewport.to_view((10, 0))
    assert x1 - x0 == pytest.approx(5.0)


def test_upright_the_page_lies_on_whole_device_pixels() -> None:
    viewport = replace(VIEW, zoom=1.0, center=(10.3, 7.7), device_ratio=1.25)
    x, y = viewport.to_view((0, 0))
    assert x * 1.25 == pytest.approx(round(x * 1.25))
    assert y * 1.25 == pytest.approx(round(y * 1.25))


def test_fitting_shows_all_of_a_large_page() -> None:
    fitted = VIEW.fitted(Rect(0, 0, 8192, 4096))
    left, top, right, bottom = fitted.rect_to_view(Rect(0, 0, 8192, 4096))
    assert left >= 0
    assert top >= 0
    assert right <= 800
    assert bottom <= 600
    assert right - left > 700


def test_fitting_a_turned_page_shows_all_of_it() -> None:
    page = Rect(0, 0, 1000, 1000)
    left, top, right, bottom = VIEW.rotated(45).fitted(page).rect_to_view(page)
    assert left >= 0
    assert top >= 0
    assert right <= 800
    assert bottom <= 600


def test_fitting_a_small_page_enlarges_it_by_a_whole_factor() -> None:
    assert VIEW.fitted(Rect(0, 0, 256, 256)).zoom == 1.0
    assert VIEW.fitted(Rect(0, 0, 256, 256), max_zoom=4.0).zoom == 2.0


@pytest.mark.parametrize(
    ("zoom", "level"), [(4.0, 0), (1.0, 0), (0.75, 0), (0.5, 1), (0.3, 1), (0.125, 3), (0.12, 3)]
)
def test_mip_levels_are_never_enlarged(zoom: float, level: int) -> None:
    assert replace(VIEW, zoom=zoom).mip_level == level


@pytest.mark.parametrize(
    ("zoom", "level"), [(1.0, 0), (0.75, 0), (0.71, 0), (0.7, 1), (0.5, 1), (0.36, 1), (0.35, 2)]
)
def test_in_motion_a_level_may_be_a_little_too_coarse(zoom: float, level: int) -> None:
    assert replace(VIEW, zoom=zoom).quick_mip_level == level


def test_pixels_are_squares_from_two_hundred_percent() -> None:
    assert replace(VIEW, zoom=1.99).is_smooth
    assert not replace(VIEW, zoom=2.0).is_smooth


def test_mirroring_keeps_the_middle_and_swaps_the_sides() -> None:
    mirrored = VIEW.rotated(20).flipped()
    assert mirrored.to_view(VIEW.center) == pytest.approx((400, 300), abs=1)
    point = (350.0, 180.0)
    x, y = VIEW.rotated(20).to_view(point)
    assert mirrored.to_view(point) == pytest.approx((800 - x, y), abs=1)


def test_the_page_cannot_be_lost_out_of_sight() -> None:
    page = Rect(0, 0, 400, 300)
    lost = VIEW.panned(1e5, -1e5).kept_near(page)
    left, top, right, bottom = lost.rect_to_view(page)
    assert left < 800
    assert bottom > 0
    assert right > 0
    assert top < 600


def test_the_visible_rectangle_holds_the_corners() -> None:
    seen = VIEW.rotated(30).visible_doc_rect
    for corner in ((0, 0), (800, 0), (800, 600), (0, 600)):
        x, y = VIEW.rotated(30).to_doc(corner)
        assert seen.x <= x <= seen.right
        assert seen.y <= y <= seen.bottom
