"""What menus do to layers, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import BlendMode, Document, Group, Layer, Recipe, commands
from editor.document.flatten import flatten

RED, BLUE = (200, 0, 0, 255), (0, 0, 200, 128)


def filled(color: tuple[int, int, int, int], rect: Rect, name: str) -> Layer:
    layer = Layer(name=name, id=name)
    layer.pixels.write(rect, np.full((rect.height, rect.width, 4), color, np.uint8))
    return layer


@pytest.fixture
def doc() -> Document:
    doc = Document(300, 200)
    doc.layers += [
        filled(RED, Rect(-40, 0, 200, 200), "red"),
        filled(BLUE, Rect(100, 50, 150, 100), "blue"),
    ]
    doc.active_id = "blue"
    return doc


def names(doc: Document) -> list[str]:
    return [node.name for node in doc.walk()]


def close(doc: Document, before: np.ndarray) -> bool:
    return bool(np.abs(flatten(doc, doc.bounds).astype(int) - before).max() <= 1)


def test_merging_looks_the_same_and_keeps_what_is_off_the_page(doc: Document) -> None:
    before = flatten(doc, doc.bounds)
    commands.merge_down(doc, "blue")
    assert names(doc) == ["red"]
    assert close(doc, before)
    merged = doc.layers[0]
    assert isinstance(merged, Layer)
    assert tuple(merged.pixels.read(Rect(-30, 10, 1, 1))[0, 0]) == RED


def test_merging_onto_a_multiplied_layer_keeps_its_mode(doc: Document) -> None:
    doc.layers.insert(0, filled((90, 200, 90, 255), doc.bounds, "green"))
    doc.layers[1].blend_mode = BlendMode.MULTIPLY
    before = flatten(doc, Rect(0, 0, 100, 50))
    commands.merge_down(doc, "blue")
    assert doc.layers[1].blend_mode is BlendMode.MULTIPLY
    assert np.abs(flatten(doc, Rect(0, 0, 100, 50)).astype(int) - before).max() <= 1


def test_a_hidden_layer_is_not_lost_in_a_merge(doc: Document) -> None:
    doc.layers[1].visible = False
    with pytest.raises(FigmentError, match="hidden"):
        commands.merge_down(doc, "blue")
    commands.new_layer(doc, "top")
    commands.merge_visible(doc)
    assert names(doc) == ["blue", "top"]


def test_groups_merge_and_flatten(doc: Document) -> None:
    before = flatten(doc, doc.bounds)
    group = commands.new_group(doc)
    group_id = group.id
    commands.move_node(doc, "red", parent_id=group_id, index=0)
    assert names(doc) == ["red", "blue", group.name]
    commands.merge_group(doc, group_id)
    assert close(doc, before)
    doc.history.undo()
    commands.flatten_image(doc)
    assert len(doc.layers) == 1
    assert close(doc, before)


def test_a_group_cannot_go_into_itself(doc: Document) -> None:
    group_id = commands.new_group(doc).id
    inner_id = commands.new_group(doc).id
    assert isinstance(doc.find(inner_id), Group)
    with pytest.raises(FigmentError, match="into itself"):
        commands.move_node(doc, inner_id, parent_id=group_id, index=0)
    with pytest.raises(FigmentError, match="not a group"):
        commands.move_node(doc, "red", parent_id="blue", index=0)


def test_duplicates_are_independent(doc: Document) -> None:
    twin = commands.duplicate_node(doc, "red")
    assert twin.id != "red"
    assert isinstance(twin, Layer)
    twin.pixels.write(Rect(0, 0, 1, 1), np.full((1, 1, 4), 7, np.uint8))
    red = doc.find("red")
    assert isinstance(red, Layer)
    assert tuple(red.pixels.read(Rect(0, 0, 1, 1))[0, 0]) == RED


def test_masks_are_added_applied_and_removed(doc: Document) -> None:
    before = flatten(doc, doc.bounds)
    commands.add_mask(doc, "red")
    assert (flatten(doc, doc.bounds) == before).all(), "a new mask shows everything"
    red = doc.find("red")
    assert red is not None
    assert red.mask is not None
    assert red.mask.read(Rect(-30, 10, 1, 1))[0, 0] == 255, "also beyond the page"
    with pytest.raises(FigmentError, match="has a mask"):
        commands.add_mask(doc, "red")
    red.mask.write(Rect(0, 0, 50, 200), np.full((200, 50), 64, np.uint8))
    masked = flatten(doc, doc.bounds)
    commands.apply_mask(doc, "red")
    assert close(doc, masked)
    doc.history.undo()
    commands.remove_mask(doc, "red")
    assert (flatten(doc, doc.bounds) == before).all()


def test_the_last_layer_and_locked_ones_stay(doc: Document) -> None:
    doc.layers[1].locked = True
    with pytest.raises(FigmentError, match="locked"):
        commands.delete_node(doc, "blue")
    commands.delete_node(doc, "red")
    doc.layers[0].locked = False
    with pytest.raises(FigmentError, match="last layer"):
        commands.delete_node(doc, "blue")


def test_a_locked_group_protects_its_layers(doc: Document) -> None:
    group_id = commands.new_group(doc).id
    commands.set_locked(doc, group_id, locked=True)
    with pytest.raises(FigmentError, match="Group"):
        commands.delete_node(doc, "blue")


def test_a_generation_layer_keeps_its_recipe_and_the_drawing_stays_active(doc: Document) -> None:
    recipe = Recipe(generator="sketch-to-photo", params={"strength": 0.5}, seed=7)
    pixels = np.full((20, 30, 4), 255, np.uint8)
    layer = commands.add_generation_layer(doc, pixels, Rect(5, 6, 30, 20), recipe, "Shoe")
    assert doc.active_id == "blue"
    assert layer.recipe is recipe
    assert layer.pixels.content_bounds() == Rect(5, 6, 30, 20)
    again = commands.add_generation_layer(doc, pixels, Rect(5, 6, 30, 20), recipe, "Shoe")
    assert again.name == "Shoe 2"
    doc.history.go_to(0)
    assert names(doc) == ["red", "blue"]


def test_recipes_survive_json_with_what_a_newer_version_wrote() -> None:
    recipe = Recipe(generator="a", params={"x": 1}, seed=2, doc_rect=(1, 2, 3, 4))
    data = {**recipe.to_json(), "from_the_future": [1, 2]}
    again = Recipe.from_json(data)
    assert again.extra == {"from_the_future": [1, 2]}
    assert again.to_json() == data
    with pytest.raises((KeyError, TypeError, ValueError)):
        Recipe.from_json({"generator": "a"})


def test_paper_costs_no_more_than_its_edge() -> None:
    doc = commands.new_document(5000, 4000, background="#102030")
    paper = doc.layers[0]
    assert isinstance(paper, Layer)
    assert (flatten(doc, doc.bounds) == (0x10, 0x20, 0x30, 255)).all()
    assert paper.pixels.content_bounds() == doc.bounds
    own = set(paper.pixels.tile_ids().values())
    assert len(own) < len(paper.pixels.keys()) / 3
    paper.pixels.writable((0, 0))[:] = 0
    assert (flatten(doc, Rect(600, 600, 10, 10)) == (0x10, 0x20, 0x30, 255)).all()


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (40_000, 10), (0, 10)])
def test_a_page_that_could_not_be_opened_again_is_refused(width: int, height: int) -> None:
    with pytest.raises(FigmentError, match=r"at most|no pixels"):
        commands.new_document(width, height)
