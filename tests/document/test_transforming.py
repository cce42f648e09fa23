"""Taking parts of pixels out, laying them over others, and putting a held layer down."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, Layer, TileGrid, commands, selecting
from editor.document import selection as masks
from editor.document.lifting import laid_over, lift
from editor.document.transforming import Transform, transform_at_once


def grid_of(rect: Rect, value: object) -> TileGrid:
    channels = 1 if isinstance(value, int) else 4
    grid = TileGrid(channels)
    shape = (rect.height, rect.width) if channels == 1 else (rect.height, rect.width, 4)
    grid.write(rect, np.broadcast_to(np.array(value, np.uint8), shape))
    return grid


def test_two_parts_make_the_whole() -> None:
    pixels = grid_of(Rect(500, 10, 30, 30), (200, 100, 50, 255))
    mask = grid_of(Rect(490, 0, 20, 100), 255)
    mask.write(Rect(510, 0, 5, 100), np.full((100, 5), 100, np.uint8))
    taken, left = lift(pixels, mask)
    rect = Rect(500, 10, 30, 30)
    alphas = taken.read(rect)[..., 3].astype(int) + left.read(rect)[..., 3]
    assert (alphas == 255).all()
    assert taken.content_bounds() == Rect(500, 10, 15, 30)
    assert left.content_bounds() == Rect(510, 10, 20, 30)
    assert pixels.content_bounds() == rect, "the whole itself is left alone"


def test_laid_over_opaque_hides_and_clear_changes_nothing() -> None:
    below = grid_of(Rect(0, 0, 40, 40), (10, 20, 30, 255))
    above = grid_of(Rect(20, 20, 40, 40), (200, 0, 0, 255))
    out = laid_over(below, above)
    assert out.read(Rect(25, 25, 1, 1))[0, 0].tolist() == [200, 0, 0, 255]
    assert out.read(Rect(5, 5, 1, 1))[0, 0].tolist() == [10, 20, 30, 255]
    assert out.read(Rect(55, 55, 1, 1))[0, 0].tolist() == [200, 0, 0, 255]
    assert below.read(Rect(25, 25, 1, 1))[0, 0].tolist() == [10, 20, 30, 255]


def test_masks_join_at_their_larger_value() -> None:
    out = laid_over(grid_of(Rect(0, 0, 10, 10), 100), grid_of(Rect(5, 0, 10, 10), 200))
    assert out.read(Rect(0, 0, 15, 1))[0].tolist() == [100] * 5 + [200] * 10


@pytest.fixture
def doc() -> Document:
    doc = commands.new_document(300, 200)
    layer = doc.active
    assert isinstance(layer, Layer)
    layer.pixels = grid_of(Rect(50, 50, 100, 60), (250, 10, 10, 255))
    return doc


def layer_of(doc: Document) -> Layer:
    assert isinstance(doc.active, Layer)
    return doc.active


SHIFTED = np.array([[1, 0, 30], [0, 1, 0], [0, 0, 1]], np.float64)


def test_shown_hidden_restored_and_applied(doc: Document) -> None:
    held = Transform(doc, layer_of(doc))
    changed: list[Rect] = []
    doc.pixels_changed.connect(changed.append)
    held.hide()
    assert layer_of(doc).pixels.content_bounds().is_empty
    held.show(SHIFTED)
    assert layer_of(doc).pixels.content_bounds() == Rect(80, 50, 100, 60)
    assert changed[-1].contains(Rect(50, 50, 130, 60))
    held.restore()
    assert layer_of(doc).pixels.content_bounds() == Rect(50, 50, 100, 60)
    assert doc.history.entries == []
    held.apply(SHIFTED, "cubic")
    assert layer_of(doc).pixels.content_bounds() == Rect(80, 50, 100, 60)
    doc.history.undo()
    assert layer_of(doc).pixels.content_bounds() == Rect(50, 50, 100, 60)


def test_without_a_change_there_is_no_step(doc: Document) -> None:
    held = Transform(doc, layer_of(doc))
    held.show(SHIFTED)
    held.apply(np.eye(3), "cubic")
    assert doc.history.entries == []
    assert layer_of(doc).pixels.content_bounds() == Rect(50, 50, 100, 60)


def test_a_matrix_that_cannot_be_leaves_everything_as_it_was(doc: Document) -> None:
    held = Transform(doc, layer_of(doc))
    with pytest.raises(FigmentError):
        held.apply(np.diag([1000.0, 1000.0, 1.0]), "cubic")
    assert layer_of(doc).pixels.content_bounds() == Rect(50, 50, 100, 60)


def test_its_picture_is_shrunk_without_dark_rims(doc: Document) -> None:
    picture = Transform(doc, layer_of(doc)).picture(600)[0]
    assert picture.shape[0] * picture.shape[1] <= 700
    seen = picture[picture[..., 3] > 0]
    assert (seen[:, :3] == (250, 10, 10)).all()


def test_nothing_selected_of_it_is_said(doc: Document) -> None:
    selecting.set_selection(doc, masks.rectangle((300, 200), 0, 0, 20, 20))
    with pytest.raises(FigmentError, match="selected"):
        Transform(doc, layer_of(doc))


@pytest.mark.parametrize("rect", [Rect(50, 50, 101, 60), Rect(50, 50, 100, 60)])
def test_turned_at_once_no_pixel_is_computed_anew(doc: Document, rect: Rect) -> None:
    layer = layer_of(doc)
    noise = np.random.default_rng(1).integers(0, 256, (rect.height, rect.width, 4), np.uint8)
    noise[..., 3] = 255
    layer.pixels = TileGrid()
    layer.pixels.write(rect, noise)
    quarter = np.array([[0, -1], [1, 0]], np.float64)
    transform_at_once(doc, layer, quarter, "Rotate")
    turned = layer_of(doc).pixels
    around = turned.content_bounds()
    assert around.size == (rect.height, rect.width)
    assert (turned.read(around) == np.rot90(noise, -1)).all()
    assert abs(around.x + around.width / 2 - rect.x - rect.width / 2) < 1
    mirrored = np.array([[-1, 0], [0, 1]], np.float64)
    doc.history.undo()
    transform_at_once(doc, layer_of(doc), mirrored, "Flip")
    assert (layer_of(doc).pixels.read(rect) == noise[:, ::-1]).all()
    assert doc.history.entries[-1].label == "Flip"


def test_a_masked_group_has_a_picture_of_what_is_seen_of_it(doc: Document) -> None:
    layer = layer_of(doc)
    group = commands.new_group(doc)
    selecting.set_selection(doc, masks.rectangle((300, 200), 50, 50, 100, 200))
    commands.add_mask(doc, layer.id)
    selecting.deselect(doc)
    picture = Transform(doc, group).picture(10**6)[0]
    assert picture.shape[:2] == (60, 100)
    assert (picture[:, :50, 3] == 255).all()
    assert (picture[:, 50:, 3] == 0).all()
