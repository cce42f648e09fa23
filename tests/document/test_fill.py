"""Fill, clear, bucket and gradient."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, Layer, fill
from editor.document.selecting import set_selection


@pytest.fixture
def doc() -> Document:
    doc = Document(700, 600)
    doc.layers.append(Layer(name="a", id="a"))
    doc.active_id = "a"
    return doc


def page(doc: Document) -> np.ndarray:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    return layer.pixels.read(doc.bounds)


def half_selected(doc: Document) -> None:
    mask = np.zeros((600, 700), np.uint8)
    mask[:, 600:] = 255
    set_selection(doc, mask)


def test_fill_keeps_to_the_selection(doc: Document) -> None:
    half_selected(doc)
    fill.fill(doc, (10, 20, 30))
    assert (page(doc)[:, 600:] == (10, 20, 30, 255)).all()
    assert not page(doc)[:, :600].any()
    doc.history.undo()
    assert not page(doc).any()


def test_clear_empties_a_layer_beyond_the_page_too(doc: Document) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    layer.pixels.write(Rect(-50, -50, 900, 700), np.full((700, 900, 4), 255, np.uint8))
    fill.clear(doc)
    assert not list(layer.pixels.keys())
    doc.history.undo()
    assert layer.pixels.content_bounds() == Rect(-50, -50, 900, 700)


def test_clear_of_a_selection_leaves_the_rest(doc: Document) -> None:
    fill.fill(doc, (10, 20, 30))
    half_selected(doc)
    fill.clear(doc)
    assert not page(doc)[:, 600:, 3].any()
    assert (page(doc)[:, :600, 3] == 255).all()


def test_bucket_fills_an_outline_without_a_pale_rim(doc: Document) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    frame = np.zeros((600, 700, 4), np.uint8)
    frame[100:500, 100:600] = (0, 0, 0, 255)
    frame[105:495, 105:595, 3] = 0
    frame[105, 105:595, 3] = 128
    layer.pixels.write(doc.bounds, frame)
    fill.bucket(doc, 300, 300, (255, 0, 0), tolerance=20, contiguous=True, all_layers=False)
    picture = page(doc)
    assert (picture[110:490, 110:590] == (255, 0, 0, 255)).all()
    assert not picture[50, 50].any()
    assert picture[105, 300, 3] > 128, "the smooth edge has colour under it"


def test_gradient_runs_from_one_colour_to_the_other(doc: Document) -> None:
    fill.gradient(
        doc, (0, 0), (700, 0), first=(0, 0, 0, 255), last=(200, 100, 50, 255), shape="linear"
    )
    line = page(doc)[300].astype(int)
    assert np.abs(line[350] - (100, 50, 25, 255)).max() <= 1
    assert (np.diff(line[:, 0]) >= 0).all()
    assert (page(doc)[0] == page(doc)[-1]).all()


def test_a_gradient_to_nothing_keeps_its_colour(doc: Document) -> None:
    fill.gradient(
        doc, (350, 300), (650, 300), first=(200, 0, 0, 255), last=(0, 0, 0, 0), shape="radial"
    )
    picture = page(doc)
    assert picture[300, 350, 3] >= 253
    assert not picture[0, 0, 3]
    seen = picture[..., 3] > 8
    assert (picture[seen][:, 0] > 190).all(), "no darkening towards the clear end"


@pytest.mark.parametrize("lock", ["locked", "alpha_locked"])
def test_locks_are_respected(doc: Document, lock: str) -> None:
    setattr(doc.layers[0], lock, True)
    with pytest.raises(FigmentError):
        fill.clear(doc)
    if lock == "alpha_locked":
        fill.fill(doc, (1, 2, 3))
        assert not page(doc)[..., 3].any()
    assert not doc.history.can_undo


def test_without_a_layer_nothing_is_filled(doc: Document) -> None:
    doc.activate("")
    with pytest.raises(FigmentError, match="No layer is chosen"):
        fill.fill(doc, (1, 2, 3))


def test_half_a_fill_is_none(doc: Document) -> None:
    fill.fill(doc, (10, 20, 30))
    before, calls = page(doc), []

    def fails(pixels: np.ndarray, part: Rect, alpha: np.ndarray) -> None:
        pixels[...] = 7
        calls.append(part)
        if len(calls) == 3:
            raise MemoryError

    with pytest.raises(MemoryError):
        fill.change_pixels(doc, "Fill", doc.bounds, fails)
    assert (page(doc) == before).all()
    assert len(doc.history.entries) == 1
