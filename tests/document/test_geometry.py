"""Crop, canvas, image size, rotate, flip, move and transform."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, Group, Layer, TileGrid, geometry
from editor.document.flatten import flatten


@pytest.fixture
def doc() -> Document:
    doc = Document(640, 560)
    layer = Layer(name="photo", id="photo")
    layer.pixels.write(doc.bounds, photo())
    doc.layers.append(layer)
    doc.active_id = "photo"
    return doc


def photo() -> np.ndarray:
    picture = np.random.default_rng(0).integers(0, 256, (560, 640, 4), np.uint8)
    picture[..., 3] = 255
    return picture


def shown(doc: Document) -> np.ndarray:
    return flatten(doc, doc.bounds)


def test_crop_keeps_what_lies_outside(doc: Document) -> None:
    geometry.crop_to(doc, Rect(100, 50, 200, 300))
    assert (shown(doc) == photo()[50:350, 100:300]).all()
    geometry.crop_to(doc, Rect(-100, -50, 640, 560))
    assert (shown(doc) == photo()).all()


@pytest.mark.parametrize(
    ("anchor", "x", "y"), [("center", 30, 20), ("top-left", 0, 0), ("bottom-right", 60, 40)]
)
def test_canvas_size_grows_around_the_anchor(doc: Document, anchor: str, x: int, y: int) -> None:
    geometry.resize_canvas(doc, 700, 600, anchor=anchor)
    assert (shown(doc)[y : y + 560, x : x + 640] == photo()).all()
    assert (shown(doc)[..., 3] > 0).sum() == 640 * 560


def test_four_quarter_turns_and_two_flips_are_nothing(doc: Document) -> None:
    geometry.rotate(doc, 1)
    assert (doc.width, doc.height) == (560, 640)
    assert (shown(doc) == np.rot90(photo(), -1)).all()
    geometry.rotate(doc, 3)
    geometry.flip(doc, "horizontal")
    assert (shown(doc) == photo()[:, ::-1]).all()
    geometry.flip(doc, "vertical")
    geometry.rotate(doc, 2)
    assert (shown(doc) == photo()).all()


@pytest.mark.parametrize("size", [(320, 280), (213, 187), (1280, 1120), (900, 300)])
def test_image_size_stays_opaque_to_the_rim(doc: Document, size: tuple[int, int]) -> None:
    geometry.resize_image(doc, *size)
    assert doc.bounds.size == size
    assert (shown(doc)[..., 3] == 255).all()


def test_image_size_keeps_things_in_place(doc: Document) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    layer.pixels = TileGrid()
    layer.pixels.write(Rect(101, 61, 40, 30), np.full((30, 40, 4), 255, np.uint8))
    geometry.resize_image(doc, 320, 280)
    alpha = shown(doc)[..., 3].astype(float)
    x = (alpha.sum(axis=0) * (np.arange(320) + 0.5)).sum() / alpha.sum()
    y = (alpha.sum(axis=1) * (np.arange(280) + 0.5)).sum() / alpha.sum()
    assert (x, y) == (pytest.approx(60.5, abs=0.3), pytest.approx(38, abs=0.3))


def test_halving_averages(doc: Document) -> None:
    geometry.resize_image(doc, 160, 140)
    want = photo().astype(float).reshape(140, 4, 160, 4, 4).mean(axis=(1, 3))
    assert np.abs(shown(doc) - want).mean() < 3


@pytest.mark.parametrize("offset", [(512, -512), (37, 91)])
def test_moving_is_exact_and_comes_back(doc: Document, offset: tuple[int, int]) -> None:
    geometry.translate(doc, "photo", *offset)
    dx, dy = offset
    assert (flatten(doc, doc.bounds.translated(dx, dy)) == photo()).all()
    geometry.translate(doc, "photo", -dx, -dy)
    assert (shown(doc) == photo()).all()


def test_a_group_moves_with_masks_and_children(doc: Document) -> None:
    child = doc.layers[0]
    mask = TileGrid(channels=1)
    mask.write(Rect(0, 0, 10, 10), np.full((10, 10), 255, np.uint8))
    child.mask = mask
    doc.layers[:] = [Group(name="g", id="g", children=[child])]
    geometry.translate(doc, "g", 5, 6)
    inside = doc.find("photo")
    assert inside is not None
    assert inside.mask is not None
    assert inside.mask.content_bounds() == Rect(5, 6, 10, 10)


def test_a_turn_by_30_degrees_and_back_is_close(doc: Document) -> None:
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    layer.pixels = TileGrid()
    y, x = np.mgrid[0:200, 0:200]
    soft = np.stack([x, y, 255 - x, np.full_like(x, 255)], axis=2).astype(np.uint8)
    layer.pixels.write(Rect(200, 150, 200, 200), soft)
    angle = np.radians(30)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0]])
    matrix = np.vstack([turn, [0, 0, 1]])
    geometry.transform_layer(doc, "photo", matrix)
    geometry.transform_layer(doc, "photo", np.linalg.inv(matrix))
    back = shown(doc)[150:350, 200:400]
    assert np.abs(back[10:-10, 10:-10].astype(int) - soft[10:-10, 10:-10]).max() <= 3
    rim = back[(back[..., 3] > 0) & (back[..., 3] < 255)]
    assert rim[:, 2].min() > 40, "no dark fringe"


def test_a_mirrored_shrunk_layer_is_mirrored(doc: Document) -> None:
    matrix = np.array([[-0.25, 0, 160], [0, 0.25, 0], [0, 0, 1]])
    geometry.transform_layer(doc, "photo", matrix)
    want = photo()[:, ::-1].astype(float).reshape(140, 4, 160, 4, 4).mean(axis=(1, 3))
    assert np.abs(shown(doc)[:140, :160] - want).mean() < 4


@pytest.mark.parametrize("size", [(0, 10), (10, -1), (40_000, 10)])
def test_impossible_sizes_are_refused(doc: Document, size: tuple[int, int]) -> None:
    with pytest.raises(FigmentError):
        geometry.resize_image(doc, *size)
    assert (shown(doc) == photo()).all()
    assert not doc.history.can_undo


def test_a_collapsed_transform_and_a_locked_layer_are_refused(doc: Document) -> None:
    with pytest.raises(FigmentError, match="inside out"):
        geometry.transform_layer(doc, "photo", np.diag([1.0, 0.0, 1.0]))
    doc.layers[0].locked = True
    with pytest.raises(FigmentError, match="locked"):
        geometry.translate(doc, "photo", 1, 1)
    assert not doc.history.can_undo


def test_no_page_gets_so_large_that_its_file_would_not_open(doc: Document) -> None:
    for change in (geometry.resize_canvas, geometry.resize_image):
        with pytest.raises(FigmentError, match="at most 300 megapixels; 20000 x 16000 are 320"):
            change(doc, 20_000, 16_000)
    assert (doc.width, doc.height) == (640, 560)
    assert not doc.history.can_undo
