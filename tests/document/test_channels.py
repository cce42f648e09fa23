"""Kept selections and guides: undone, saved, and carried along when the page changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, commands, geometry, selecting
from editor.document import selection as masks
from editor.document.guides import Guide, snapped
from editor.formats import open_document, save_document


@pytest.fixture
def doc() -> Document:
    doc = commands.new_document(100, 80)
    selecting.set_selection(doc, masks.rectangle((100, 80), 10, 20, 40, 50))
    return doc


def test_a_kept_selection_comes_back(doc: Document) -> None:
    selecting.save_channel(doc, "Sky")
    selecting.deselect(doc)
    selecting.load_channel(doc, "Sky")
    assert doc.selection.bounds() == Rect(10, 20, 30, 30)
    selecting.set_selection(doc, masks.rectangle((100, 80), 30, 20, 60, 50))
    selecting.load_channel(doc, "Sky", "intersect")
    assert doc.selection.bounds() == Rect(30, 20, 10, 30)


def test_each_is_a_step_of_history(doc: Document) -> None:
    selecting.save_channel(doc, "Sky")
    assert doc.history.entries[-1].label == "Save selection “Sky”"
    doc.history.undo()
    assert doc.channels == {}
    doc.history.redo()
    selecting.delete_channel(doc, "Sky")
    assert doc.channels == {}
    doc.history.undo()
    assert doc.channels["Sky"].content_bounds() == Rect(10, 20, 30, 30)


def test_painting_the_selection_leaves_the_kept_one_alone(doc: Document) -> None:
    selecting.save_channel(doc, "Sky")
    selecting.invert_selection(doc)
    assert doc.channels["Sky"].content_bounds() == Rect(10, 20, 30, 30)


def test_nothing_selected_cannot_be_kept(doc: Document) -> None:
    selecting.deselect(doc)
    with pytest.raises(FigmentError, match="selected"):
        selecting.save_channel(doc, "Sky")


def test_they_are_kept_in_the_project(doc: Document, tmp_path: Path) -> None:
    selecting.save_channel(doc, "Sky")
    with doc.history.change("Guides"):
        doc.guides = [Guide("x", 12.5), Guide("y", 40)]
    save_document(doc, tmp_path / "kept.ora")
    again = open_document(tmp_path / "kept.ora")
    assert again.channels["Sky"].content_bounds() == Rect(10, 20, 30, 30)
    assert again.guides == [Guide("x", 12.5), Guide("y", 40)]


def test_the_page_takes_them_along(doc: Document) -> None:
    selecting.save_channel(doc, "Sky")
    doc.guides = [Guide("x", 10), Guide("y", 20)]
    geometry.crop_to(doc, Rect(5, 5, 60, 60))
    assert doc.channels["Sky"].content_bounds() == Rect(5, 15, 30, 30)
    assert doc.guides == [Guide("x", 5), Guide("y", 15)]
    doc.history.undo()
    geometry.rotate(doc, 1)
    assert doc.channels["Sky"].content_bounds() == Rect(30, 10, 30, 30)
    assert doc.guides == [Guide("y", 10), Guide("x", 60)]
    geometry.rotate(doc, -1)
    assert doc.guides == [Guide("x", 10), Guide("y", 20)]
    geometry.flip(doc, "horizontal")
    assert doc.guides == [Guide("x", 90), Guide("y", 20)]
    geometry.resize_image(doc, 200, 40)
    assert doc.guides == [Guide("x", 180), Guide("y", 10)]


def test_a_mask_becomes_the_selection(doc: Document) -> None:
    commands.add_mask(doc, doc.active_id)
    selecting.deselect(doc)
    selecting.select_layer_mask(doc, doc.active_id)
    assert doc.selection.bounds() == Rect(10, 20, 30, 30)


def test_like_colours_are_selected_everywhere_and_softly() -> None:
    image = np.full((10, 40, 4), 255, np.uint8)
    image[:, :10, :3] = (200, 0, 0)
    image[:, 20:30, :3] = (180, 20, 0)
    image[:5, :, 3] = 128
    hard = masks.like_color(image, (200, 0, 0), tolerance=24, is_soft=False)
    assert hard[7, 5] == 255
    assert hard[7, 25] == 255
    assert hard[7, 15] == 0
    assert hard[2, 5] == 128
    soft = masks.like_color(image, (200, 0, 0), tolerance=24, is_soft=True)
    assert soft[7, 5] == 255
    assert 0 < soft[7, 25] < 255


def test_the_nearest_line_catches_an_edge() -> None:
    assert snapped([10, 50], [12, 53, 100], within=5) == (2, 12)
    assert snapped([10, 50], [30], within=5) is None
