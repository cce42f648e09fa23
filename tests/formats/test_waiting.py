"""Results that nobody has decided about are saved with their project and come back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from editor.api import Rect
from editor.document.document import Document
from editor.document.layer import Layer
from editor.formats import export_image, open_document, save_document
from editor.formats.grids import grid_of
from editor.formats.waiting import WAITING, WaitingResult

RECIPE = {"generator": "plain", "params": {"width": 8}, "seed": 4, "doc_rect": [-3, 2, 8, 6]}


@pytest.fixture
def doc() -> Document:
    """A page with two waiting results, one of which reaches outside of it."""
    random = np.random.default_rng(5)
    doc = Document(20, 10)
    layer = Layer(name="paper")
    layer.pixels = grid_of(np.full((10, 20, 4), 255, np.uint8), x=0, y=0)
    doc.layers.append(layer)
    doc.metadata[WAITING] = [
        WaitingResult(
            random.integers(0, 256, (rect.height, rect.width, 4), np.uint8), rect, RECIPE, "Plain"
        )
        for rect in (Rect(-3, 2, 8, 6), Rect(0, 0, 20, 10))
    ]
    return doc


def test_waiting_results_come_back(doc: Document, tmp_path: Path) -> None:
    path = tmp_path / "project.ora"
    assert save_document(doc, path) == []
    opened = open_document(path)
    assert opened.metadata["notices"] == []
    for saved, found in zip(doc.metadata[WAITING], opened.metadata[WAITING], strict=True):
        np.testing.assert_array_equal(found.rgba, saved.rgba)
        assert found.doc_rect == saved.doc_rect
        assert (found.recipe, found.title) == (RECIPE, "Plain")


def test_a_damaged_one_is_said_and_the_rest_comes_back(doc: Document, tmp_path: Path) -> None:
    path, damaged = tmp_path / "project.ora", tmp_path / "damaged.ora"
    save_document(doc, path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, b"no PNG" if entry.filename == "figment/waiting000.png" else data)
    opened = open_document(damaged)
    assert [found.doc_rect for found in opened.metadata[WAITING]] == [Rect(0, 0, 20, 10)]
    assert any("“Plain” is damaged" in notice for notice in opened.metadata["notices"])
    assert not opened.metadata.get("read_only"), "what is left is whole"


def test_without_any_nothing_is_written(doc: Document, tmp_path: Path) -> None:
    path = tmp_path / "project.ora"
    del doc.metadata[WAITING]
    save_document(doc, path)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "waiting" in name]
    assert WAITING not in open_document(path).metadata


def test_a_flat_picture_has_none(doc: Document, tmp_path: Path) -> None:
    export_image(doc, tmp_path / "flat.png")
    assert WAITING not in open_document(tmp_path / "flat.png").metadata
