"""Shapes as paint."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import Rect
from editor.document import Document, Layer, commands, fill, selecting
from editor.document import selection as masks
from editor.document.shaping import DrawnShape, Form, draw_shape

RED, BLUE = (200, 0, 0), (0, 0, 200)


@pytest.fixture
def doc() -> Document:
    return commands.new_document(120, 100)


def pixels(doc: Document) -> np.ndarray:
    assert isinstance(doc.active, Layer)
    return doc.active.pixels.read(doc.bounds)


def draw(doc: Document, shape: DrawnShape, *, new: bool = False) -> np.ndarray:
    draw_shape(doc, shape, opacity=1.0, on_new_layer=new)
    return pixels(doc)


def test_a_rectangle_on_whole_pixels_is_sharp(doc: Document) -> None:
    out = draw(doc, DrawnShape("rectangle", (20, 30), (60, 50), RED, None))
    assert (out[30:50, 20:60] == (*RED, 255)).all()
    assert out[..., 3].sum() == 20 * 40 * 255


def test_an_ellipse_has_its_area_and_a_smooth_edge(doc: Document) -> None:
    out = draw(doc, DrawnShape("ellipse", (20, 20), (100, 80), RED, None))
    assert out[..., 3].sum() / 255 == pytest.approx(np.pi * 40 * 30, rel=0.005)
    assert ((out[..., 3] > 0) & (out[..., 3] < 255)).any()


def test_a_line_has_its_length_and_round_ends(doc: Document) -> None:
    out = draw(doc, DrawnShape("line", (20, 20), (80, 70), RED, RED, width_px=8))
    length = np.hypot(60, 50)
    assert out[..., 3].sum() / 255 == pytest.approx(length * 8 + np.pi * 16, rel=0.02)


def test_an_outline_lies_on_both_sides_and_round_corners_are_cut(doc: Document) -> None:
    shape = DrawnShape("rectangle", (20, 20), (80, 70), RED, BLUE, width_px=6, radius_px=12)
    out = draw(doc, shape)
    assert out[45, 18].tolist() == [*BLUE, 255]
    assert out[45, 21].tolist() == [*BLUE, 255]
    assert out[45, 50].tolist() == [*RED, 255]
    assert out[18, 18, 3] == 0


@pytest.mark.parametrize("form", ["rectangle", "ellipse", "line"])
def test_what_shows_it_lies_on_its_edge(form: Form) -> None:
    shape = DrawnShape(form, (80, 70), (20, 20), RED, RED, radius_px=10)
    for x, y in shape.outline():
        around = Rect(int(x) - 1, int(y) - 1, 3, 3)
        assert np.abs(shape.distance(around)).min() < 1


def test_the_selection_limits_it_and_it_is_one_step(doc: Document) -> None:
    selecting.set_selection(doc, masks.rectangle((120, 100), 0, 0, 40, 100))
    out = draw(doc, DrawnShape("rectangle", (20, 30), (60, 50), RED, None))
    assert out[40, 45, 3] == 0
    assert out[40, 30, 3] == 255
    assert [entry.label for entry in doc.history.entries] == ["Select", "Rectangle"]


def test_on_a_layer_of_its_own(doc: Document) -> None:
    before = doc.active_id
    out = draw(doc, DrawnShape("ellipse", (20, 20), (60, 60), RED, None), new=True)
    assert doc.active_id != before
    assert out[40, 40].tolist() == [*RED, 255]
    doc.history.undo()
    assert doc.active_id == before
    assert len(doc.layers) == 2


def test_beyond_the_page_costs_nothing_and_survives(doc: Document) -> None:
    draw(doc, DrawnShape("rectangle", (-700, -600), (700, 600), RED, BLUE))
    assert (pixels(doc)[..., 3] == 255).all()


def test_an_angular_gradient_goes_once_around(doc: Document) -> None:
    fill.gradient(
        doc,
        (60, 50),
        (110, 50),
        first=(0, 0, 0, 255),
        last=(255, 255, 255, 255),
        shape="angular",
    )
    out = pixels(doc)
    right_below, below, left, above = (
        int(out[y, x, 0]) for x, y in ((110, 51), (60, 95), (10, 50), (60, 5))
    )
    assert right_below < 8
    assert (below, left, above) == (
        pytest.approx(64, abs=3),
        pytest.approx(128, abs=3),
        pytest.approx(191, abs=3),
    )
