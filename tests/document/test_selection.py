"""Masks: shapes, growing, flood, outlines, and the selection's commands."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from editor.api import FigmentError, Rect
from editor.document import Document, Layer, TileGrid, selecting
from editor.document import selection as masks
from editor.document.outlines import outline

SIZE = (120, 100)


def grid_of(mask: np.ndarray, x: int = 0, y: int = 0) -> TileGrid:
    grid = TileGrid(channels=1)
    grid.write(Rect(x, y, mask.shape[1], mask.shape[0]), mask)
    return grid


def disc(radius: int) -> np.ndarray:
    return masks.ellipse(SIZE, 60 - radius, 50 - radius, 60 + radius, 50 + radius)


def test_shapes_cover_their_area() -> None:
    assert masks.rectangle(SIZE, 70.4, 10.2, 19.6, 29.8).sum() == 50 * 20 * 255
    assert disc(30).sum() / 255 == pytest.approx(np.pi * 900, rel=0.01)
    triangle = masks.polygon(SIZE, [(10, 10), (90, 10), (10, 90)])
    assert triangle.sum() / 255 == pytest.approx(3200, rel=0.03)
    assert not masks.polygon(SIZE, [(1, 1), (5, 5)]).any()
    assert masks.ellipse(SIZE, -500, -500, -400, -400).sum() == 0


@pytest.mark.parametrize("px", [1, 3, 4, 9, 25])
def test_growing_and_shrinking_move_the_edge_by_so_many_pixels(px: int) -> None:
    grown, shrunk = masks.grow(disc(26), px), masks.shrink(disc(40), px)
    for mask, radius in ((grown, 26 + px), (shrunk, 40 - px)):
        assert np.sqrt((mask > 127).sum() / np.pi) == pytest.approx(radius, abs=0.8)


def test_the_edge_of_the_page_shrinks_too() -> None:
    full = np.full((100, 120), 255, np.uint8)
    assert masks.bounds_of((masks.shrink(full, 10) > 127).astype(np.uint8)) == Rect(10, 10, 100, 80)
    assert (masks.grow(full, 10) == 255).all()
    assert not masks.grow(np.zeros_like(full), 10).any()
    assert not masks.shrink(disc(5), 9).any()


def test_feather_is_soft_on_both_sides_and_keeps_the_middle() -> None:
    soft = masks.feather(disc(40), 8)
    assert soft[50, 60] == 255
    assert 100 < soft[50, 100] < 156
    assert soft[50, 95] > soft[50, 105] > 0


def test_border_is_a_band() -> None:
    band = masks.border(disc(30), 6)
    assert band[50, 60] == 0
    assert band.sum() / 255 == pytest.approx(2 * np.pi * 30 * 6, rel=0.2)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("replace", [0, 255]), ("add", [255, 255]), ("subtract", [255, 0]), ("intersect", [0, 255])],
)
def test_modes_of_combining(mode: masks.CombineMode, expected: list[int]) -> None:
    old, new = np.array([[255, 255]], np.uint8), np.array([[0, 255]], np.uint8)
    assert masks.combine(old, new, mode).tolist() == [expected]


def test_flood_stops_at_other_colours_and_reaches_far_ones_on_request() -> None:
    image = np.full((100, 120, 4), (10, 10, 10, 255), np.uint8)
    image[:, 50:60] = (200, 0, 0, 255)
    image[:, 60:, :3] = 14
    near = masks.flood(image, 5, 5, tolerance=5, contiguous=True)
    assert near[:, :50].all()
    assert not near[:, 50:].any()
    both = masks.flood(image, 5, 5, tolerance=5, contiguous=False)
    assert both[:, 60:].all()
    assert not masks.flood(image, 5, 5, tolerance=3, contiguous=False)[:, 60:].any()


def test_flood_ignores_colours_hidden_under_transparency() -> None:
    image = np.random.default_rng(0).integers(0, 256, (20, 20, 4), np.uint8)
    image[..., 3] = 0
    assert masks.flood(image, 3, 3, tolerance=0, contiguous=True).all()


def test_outlines_follow_pixel_edges_over_tiles() -> None:
    grid = grid_of(np.full((40, 60), 255, np.uint8), x=490, y=500)
    (line,) = outline(grid)
    assert sorted(line.tolist()) == [[490, 500], [490, 540], [550, 500], [550, 540]]
    assert outline(TileGrid(channels=1)) == []


@settings(max_examples=40)
@given(arrays.arrays(np.bool_, (9, 11)), st.integers(505, 512))
def test_outlines_enclose_exactly_the_mask(selected: np.ndarray, x: int) -> None:
    lines = outline(grid_of(selected.astype(np.uint8) * np.uint8(255), x=x, y=506))
    drawn = np.zeros((9 * 4, 11 * 4), np.uint8)
    for line in lines:
        steps = np.abs(np.diff(np.vstack([line, line[:1]]), axis=0))
        assert (np.minimum(steps[:, 0], steps[:, 1]) == 0).all(), "only along pixel edges"
        inside = np.zeros_like(drawn)
        # A quarter pixel in from the edges, so that fillPoly's rim does not matter.
        corners = np.round((line - (x, 506)) * 4).astype(np.int32)
        cv2.fillPoly(inside, [corners], 1)
        drawn ^= inside
    centers = drawn[2::4, 2::4].astype(bool)
    assert (centers == selected).all()


@pytest.fixture
def doc() -> Document:
    doc = Document(*SIZE)
    doc.layers.append(Layer(name="a", id="a"))
    return doc


def test_commands_change_the_selection_and_are_undone(doc: Document) -> None:
    selecting.select_all(doc)
    assert doc.selection.bounds() == doc.bounds
    selecting.invert_selection(doc)
    assert doc.selection.is_empty
    selecting.set_selection(doc, disc(20))
    selecting.grow_selection(doc, 10)
    selecting.shrink_selection(doc, 5)
    selecting.smooth_selection(doc, 2)
    selecting.feather_selection(doc, 3)
    selecting.border_selection(doc, 4)
    selecting.deselect(doc)
    assert doc.selection.is_empty
    assert len(doc.history.entries) == 9
    doc.history.go_to(3)
    assert (doc.selection.read(doc.bounds) == disc(20)).all()


def test_the_selection_of_a_layer_is_its_alpha(doc: Document) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    layer.pixels.write(Rect(5, 6, 7, 8), np.full((8, 7, 4), 90, np.uint8))
    selecting.select_layer_alpha(doc, "a")
    assert doc.selection.bounds() == Rect(5, 6, 7, 8)
    assert doc.selection.read(Rect(5, 6, 1, 1))[0, 0] == 90


def test_changing_no_selection_is_refused(doc: Document) -> None:
    with pytest.raises(FigmentError, match="Nothing is selected"):
        selecting.grow_selection(doc, 3)
    assert not doc.history.can_undo


@pytest.mark.parametrize("change", [masks.grow, masks.shrink, masks.border, masks.smooth])
def test_what_is_seen_from_afar_is_near_what_it_would_be(
    change: Callable[[np.ndarray, int], np.ndarray],
) -> None:
    mask = masks.ellipse((640, 480), 100, 80, 500, 400)
    exact = change(mask, 16)
    assert (masks.roughly(change, mask, level=0)(16) == exact).all()
    rough = masks.roughly(change, mask, level=2)(16)
    assert rough.shape == exact.shape
    differs = (rough > 127) != (exact > 127)
    assert differs.mean() < 0.02
