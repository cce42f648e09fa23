"""A layer that was transformed starts again from its original, until somebody changes it."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from editor.api import Rect
from editor.document import Document, Layer, commands, geometry, pages, selecting
from editor.document import selection as masks
from editor.document.brush import Brush, Stroke
from editor.document.meshes import Mesh
from editor.document.originals import fit_into
from editor.document.placing import placed_layer
from editor.document.tiles import Array, TileGrid
from editor.document.transforming import Transform, transform_at_once

PLACE = Rect(40, 30, 400, 300)


@pytest.fixture
def doc() -> Document:
    doc = commands.new_document(700, 600, background=None)
    random = np.random.default_rng(1)
    pixels = np.full((PLACE.height, PLACE.width, 4), 255, np.uint8)
    pixels[..., :3] = cv2.resize(random.integers(0, 256, (60, 80, 3), np.uint8), PLACE.size)
    commands.add_layer(doc, pixels, x=PLACE.x, y=PLACE.y, name="photo", label="Paste")
    return doc


def layer_of(doc: Document) -> Layer:
    assert isinstance(doc.active, Layer)
    return doc.active


def scaled(share: float) -> Array:
    return np.array([[share, 0, 60], [0, share, 50], [0, 0, 1]], np.float64)


def put(doc: Document, change: Array, *, mesh: Mesh | None = None) -> None:
    """Transforms once more, by a homography of the document."""
    held = Transform(doc, layer_of(doc))
    held.apply(change @ held.matrix, "cubic", mesh=mesh or held.mesh)


def back(doc: Document) -> None:
    """Puts it where it was in the beginning."""
    Transform(doc, layer_of(doc)).apply(np.eye(3), "cubic")


def seen(doc: Document) -> Array:
    return layer_of(doc).pixels.read(Rect(0, 0, 700, 600))


def test_smaller_and_back_loses_nothing(doc: Document) -> None:
    before = seen(doc)
    put(doc, scaled(0.1))
    assert layer_of(doc).pixels.content_bounds().width == 40
    put(doc, scaled(1.7))
    back(doc)
    np.testing.assert_array_equal(seen(doc), before)
    assert [entry.label for entry in doc.history.entries][-3:] == ["Transform"] * 3


def test_a_bend_can_be_taken_up_again_and_straightened(doc: Document) -> None:
    before = seen(doc)
    mesh = Mesh.over(PLACE).moved({5: (60.0, -30.0)})
    put(doc, scaled(0.5), mesh=mesh)
    assert Transform(doc, layer_of(doc)).mesh == mesh
    assert (seen(doc) != before).any()
    back(doc)
    np.testing.assert_array_equal(seen(doc), before)


def stroke(doc: Document) -> None:
    made = Stroke(doc, Brush(size_px=20), node_id=doc.active_id, target="pixels")
    made.begin(100, 80)
    made.end()


CHANGES: dict[str, Callable[[Document], object]] = {
    "crop": lambda doc: geometry.crop_to(doc, Rect(15, 20, 500, 400)),
    "rotate": lambda doc: geometry.rotate(doc, 1),
    "turn around": lambda doc: geometry.rotate(doc, 2),
    "rotate left": lambda doc: geometry.rotate(doc, 3),
    "flip": lambda doc: geometry.flip(doc, "horizontal"),
    "flip down": lambda doc: geometry.flip(doc, "vertical"),
    "move": lambda doc: geometry.translate(doc, doc.active_id, 33, -7),
    "image size": lambda doc: geometry.resize_image(doc, 350, 150),
    "turn": lambda doc: pages.rotate_by(doc, 13),
    "layer": lambda doc: geometry.transform_layer(doc, doc.active_id, scaled(0.4)),
    "turn layer": lambda doc: transform_at_once(
        doc, layer_of(doc), np.array([[0, -1], [1, 0]]), "Turn"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_moves_the_layer_takes_the_original_along(doc: Document, name: str) -> None:
    before = seen(doc)
    put(doc, scaled(0.5))
    CHANGES[name](doc)
    now = layer_of(doc)
    original = now.valid_original()
    assert original is not None
    again = original.again(np.eye(3), "cubic")
    rect = now.pixels.content_bounds()
    apart = np.abs(again.read(rect).astype(int) - now.pixels.read(rect))
    assert apart.mean() < 1.5, "its matrix leads to where the layer lies"
    back(doc)
    np.testing.assert_array_equal(seen(doc), before)


def test_image_size_down_and_up_keeps_a_photo_sharp(doc: Document) -> None:
    put(doc, scaled(0.9))
    before = seen(doc)
    geometry.resize_image(doc, 70, 60)
    geometry.resize_image(doc, 700, 600)
    assert np.abs(seen(doc).astype(int) - before).mean() < 1.0


def test_a_stroke_makes_it_a_picture_of_its_own_and_undo_gives_the_original_back(
    doc: Document,
) -> None:
    put(doc, scaled(0.5))
    stroke(doc)
    held = Transform(doc, layer_of(doc))
    assert np.array_equal(held.matrix, np.eye(3))
    assert held.rect == layer_of(doc).pixels.content_bounds()
    while doc.history.tidy(1.0):
        pass
    doc.history.undo()
    assert not np.array_equal(Transform(doc, layer_of(doc)).matrix, np.eye(3))
    doc.history.undo()
    assert layer_of(doc).original is None


def test_a_mask_goes_along(doc: Document) -> None:
    selecting.set_selection(doc, masks.rectangle((700, 600), 40, 30, 240, 330))
    commands.add_mask(doc, doc.active_id)
    selecting.deselect(doc)
    put(doc, np.diag([0.5, 0.5, 1.0]))
    mask = layer_of(doc).mask
    assert mask is not None
    assert mask.content_bounds() == Rect(20, 15, 100, 150)
    put(doc, np.diag([3.0, 3.0, 1.0]))
    mask = layer_of(doc).mask
    assert mask is not None
    assert mask.content_bounds() == Rect(60, 45, 300, 450)
    assert layer_of(doc).pixels.content_bounds() == Rect(60, 45, 600, 450)
    pixels, rect, to_frame = Transform(doc, layer_of(doc)).picture(10**6)
    assert rect == Rect(60, 45, 600, 450)
    assert pixels[100, 400, 3] == 0
    np.testing.assert_allclose(to_frame @ (60, 45, 1), (40, 30, 1))


def test_a_bent_layer_with_a_mask_starts_from_what_it_is(doc: Document) -> None:
    put(doc, scaled(1.0), mesh=Mesh.over(PLACE).moved({5: (60.0, -30.0)}))
    commands.add_mask(doc, doc.active_id)
    held = Transform(doc, layer_of(doc))
    assert held.mesh is None
    assert np.array_equal(held.matrix, np.eye(3))


def test_a_group_starts_from_the_originals_of_its_layers(doc: Document) -> None:
    before = seen(doc)
    photo = layer_of(doc)
    put(doc, scaled(0.1))
    group = commands.new_group(doc)
    commands.move_node(doc, photo.id, parent_id=group.id, index=0)
    held = Transform(doc, group)
    held.apply(np.linalg.inv(scaled(0.1)), "cubic")
    found = doc.find(photo.id)
    assert isinstance(found, Layer)
    np.testing.assert_array_equal(found.pixels.read(Rect(0, 0, 700, 600)), before)


def test_selected_pixels_have_no_original(doc: Document) -> None:
    selecting.set_selection(doc, masks.rectangle((700, 600), 50, 50, 100, 100))
    Transform(doc, layer_of(doc)).apply(scaled(0.5), "cubic")
    assert layer_of(doc).valid_original() is None


def test_a_large_picture_is_fitted_into_the_page_and_a_small_one_is_not() -> None:
    page = Rect(0, 0, 400, 300)
    assert fit_into((100, 50), page)[1] == Rect(150, 125, 100, 50)
    matrix, rect = fit_into((4000, 1500), page)
    assert rect == Rect(0, 75, 400, 150)
    np.testing.assert_allclose(matrix @ (4000, 1500, 1), (400, 225, 1))


def test_an_empty_grid_has_nothing_to_compare() -> None:
    layer = Layer(name="empty", pixels=TileGrid())
    assert layer.valid_original() is None


def test_a_placed_picture_has_more_pixels_than_the_page_shows() -> None:
    random = np.random.default_rng(1)
    rgba = np.full((900, 1600, 4), 255, np.uint8)
    rgba[..., :3] = random.integers(0, 256, (900, 1600, 3))
    layer = placed_layer(rgba, Rect(0, 0, 320, 300), "photo")
    assert layer.pixels.content_bounds() == Rect(0, 60, 320, 180)
    doc = commands.new_document(320, 300)
    commands.add_node(doc, layer, "Import photo")
    back(doc)
    np.testing.assert_array_equal(layer_of(doc).pixels.read(Rect(0, 0, 1600, 900)), rgba)
    small = placed_layer(rgba[:50, :40], Rect(0, 0, 320, 300), "small")
    assert small.original is None
    assert small.pixels.content_bounds() == Rect(140, 125, 40, 50)
