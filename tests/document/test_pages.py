"""Trim, reveal, free turns; aligning and distributing."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, Group, Layer, aligning, commands, pages, selecting
from editor.document import selection as masks
from editor.document.aligning import Edge
from editor.document.flatten import flatten
from editor.document.guides import Guide


def block(doc: Document, rect: Rect, name: str = "Block") -> Layer:
    pixels = np.full((rect.height, rect.width, 4), (200, 30, 30, 255), np.uint8)
    return commands.add_layer(doc, pixels, x=rect.x, y=rect.y, name=name, label="Add")


def bounds(doc: Document, node_id: str) -> Rect:
    node = doc.find(node_id)
    assert isinstance(node, Layer)
    return node.pixels.content_bounds()


@pytest.fixture
def doc() -> Document:
    return commands.new_document(200, 160)


def test_trim_cuts_one_colour_and_is_undone(doc: Document) -> None:
    layer = block(doc, Rect(30, 40, 50, 20))
    pages.trim(doc)
    assert doc.bounds == Rect(0, 0, 50, 20)
    assert bounds(doc, layer.id) == Rect(0, 0, 50, 20)
    doc.history.undo()
    assert doc.bounds == Rect(0, 0, 200, 160)


def test_trim_cuts_transparency_and_says_when_there_is_nothing(doc: Document) -> None:
    with pytest.raises(FigmentError, match="one colour"):
        pages.trim(doc)
    empty = commands.new_document(200, 160, background=None)
    block(empty, Rect(30, 40, 50, 20))
    pages.trim(empty)
    assert empty.bounds == Rect(0, 0, 50, 20)
    with pytest.raises(FigmentError):
        pages.trim(empty)


def test_reveal_all_grows_to_what_lies_outside(doc: Document) -> None:
    layer = block(doc, Rect(-20, 100, 60, 100))
    pages.reveal_all(doc)
    assert doc.bounds == Rect(0, 0, 220, 200)
    assert bounds(doc, layer.id) == Rect(0, 100, 60, 100)
    entries = len(doc.history.entries)
    pages.reveal_all(doc)
    assert len(doc.history.entries) == entries, "nothing is left to reveal"


def test_a_turned_page_holds_its_corners(doc: Document) -> None:
    doc.guides = [Guide("x", 5)]
    pages.rotate_by(doc, 30)
    assert doc.width == pytest.approx(200 * 0.8660 + 160 * 0.5, abs=1.01)
    seen = flatten(doc, doc.bounds)[..., 3]
    assert seen.sum() / 255 == pytest.approx(200 * 160, rel=0.01)
    assert seen[0, 0] == 0
    assert doc.guides == []
    doc.history.undo()
    assert doc.bounds == Rect(0, 0, 200, 160)
    assert doc.guides == [Guide("x", 5)]


def test_turned_by_a_quarter_it_is_exact(doc: Document) -> None:
    layer = block(doc, Rect(30, 40, 50, 20))
    pages.rotate_by(doc, 90)
    assert doc.bounds == Rect(0, 0, 160, 200)
    assert bounds(doc, layer.id) == Rect(100, 30, 20, 50)


def test_what_was_level_in_a_turned_frame_is_level(doc: Document) -> None:
    rows, columns = np.mgrid[0:160, 0:200]
    below = rows - 80 > (columns - 100) * np.tan(np.radians(10))
    pixels = np.zeros((160, 200, 4), np.uint8)
    pixels[...] = (255, 255, 255, 255)
    pixels[below] = (0, 0, 0, 255)
    commands.add_layer(doc, pixels, x=0, y=0, name="Horizon", label="Add")
    pages.crop_turned(doc, (40, 40, 160, 120), 10)
    assert doc.bounds == Rect(0, 0, 120, 80)
    seen = flatten(doc, doc.bounds)[..., 0].astype(int)
    assert (seen[:36] > 200).all()
    assert (seen[44:] < 50).all()


@pytest.mark.parametrize(
    ("edge", "corner"),
    [
        ("left", (0, 40)),
        ("center", (75, 40)),
        ("right", (150, 40)),
        ("top", (30, 0)),
        ("middle", (30, 70)),
        ("bottom", (30, 140)),
    ],
)
def test_a_layer_is_aligned_with_the_page(
    doc: Document, edge: Edge, corner: tuple[int, int]
) -> None:
    layer = block(doc, Rect(30, 40, 50, 20))
    aligning.align(doc, layer.id, edge)
    assert bounds(doc, layer.id)[:2] == corner
    doc.history.undo()
    assert bounds(doc, layer.id) == Rect(30, 40, 50, 20)


def test_a_selection_is_what_it_is_aligned_with(doc: Document) -> None:
    layer = block(doc, Rect(30, 40, 50, 20))
    selecting.set_selection(doc, masks.rectangle((200, 160), 100, 0, 180, 100))
    aligning.align(doc, layer.id, "right")
    assert bounds(doc, layer.id) == Rect(130, 40, 50, 20)


@pytest.fixture
def group(doc: Document) -> Group:
    layers = [block(doc, Rect(x, 10 * n, 10, 10), f"{n}") for n, x in enumerate((0, 15, 100, 45))]
    group = Group(name="Group", children=list(layers))
    doc.layers[:] = [doc.layers[0], group]
    doc.active_id = group.id
    return group


def lefts(doc: Document) -> list[int]:
    group = doc.layers[-1]
    assert isinstance(group, Group)
    return [bounds(doc, child.id).x for child in group.children]


def test_a_groups_layers_are_distributed_and_it_is_one_step(doc: Document, group: Group) -> None:
    entries = len(doc.history.entries)
    aligning.distribute(doc, group.id, "across")
    assert lefts(doc) == [0, 33, 100, 67]
    assert len(doc.history.entries) == entries + 1
    doc.history.undo()
    assert lefts(doc) == [0, 15, 100, 45]


def test_a_groups_layers_are_aligned_with_each_other(doc: Document, group: Group) -> None:
    aligning.align_children(doc, group.id, "left")
    assert lefts(doc) == [0, 0, 0, 0]


def test_too_few_to_distribute_and_an_empty_layer_are_told(doc: Document) -> None:
    with pytest.raises(FigmentError, match="three"):
        aligning.distribute(doc, doc.active_id, "across")
    with pytest.raises(FigmentError, match="empty"):
        aligning.align(doc, doc.active_id, "left")
