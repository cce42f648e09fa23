"""What a layer was transformed from is saved in a project, and survives what others do to it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from editor.document import Document, Layer
from editor.document.meshes import Mesh
from editor.document.transforming import Transform
from editor.formats import open_document, save_document
from editor.formats.ora_private import PROJECT
from tests.document.test_originals import PLACE, back, put, scaled, seen
from tests.document.test_originals import doc as doc


def reopened(doc: Document, path: Path) -> Document:
    save_document(doc, path)
    return open_document(path)


def reopened_with(doc: Document, path: Path, change: dict[str, object]) -> Document:
    """A transformed layer saved, and read back with other words about its original; its picture is
    asserted to be the same."""
    put(doc, scaled(0.2))
    save_document(doc, path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    project = json.loads(entries[PROJECT])
    layer = next(one for one in project["layers"] if "original" in one)
    layer["original"].update(change)
    entries[PROJECT] = json.dumps(project).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    again = open_document(path)
    np.testing.assert_array_equal(seen(again), seen(doc))
    return again


@pytest.mark.parametrize("bent", [False, True])
def test_the_original_comes_back(doc: Document, tmp_path: Path, bent: bool) -> None:
    before = seen(doc)
    mesh = Mesh.over(PLACE).moved({5: (60.0, -30.0)}) if bent else None
    put(doc, scaled(0.2), mesh=mesh)
    shown = seen(doc)
    again = reopened(doc, tmp_path / "a.ora")
    np.testing.assert_array_equal(seen(again), shown)
    layer = again.active
    assert isinstance(layer, Layer)
    held = Transform(again, layer)
    assert held.mesh == mesh
    np.testing.assert_allclose(held.matrix, scaled(0.2))
    back(again)
    np.testing.assert_array_equal(seen(again), before)


def test_what_was_painted_on_since_is_not_saved(doc: Document, tmp_path: Path) -> None:
    put(doc, scaled(0.2))
    layer = doc.active
    assert isinstance(layer, Layer)
    layer.pixels.writable((0, 0))[70, 70] = 9
    path = tmp_path / "a.ora"
    again = reopened(doc, path).active
    assert isinstance(again, Layer)
    assert again.original is None
    with zipfile.ZipFile(path) as archive:
        assert not any("original" in name for name in archive.namelist())


@pytest.mark.parametrize(
    "change",
    [
        {"matrix": [0.0] * 9},
        {"pixels": {"src": "figment/nowhere.png"}},
        {"pixels": {"src": "../../etc/passwd"}},
    ],
)
def test_an_odd_original_is_left_out_and_no_pixel_is_lost(
    doc: Document, tmp_path: Path, change: dict[str, object]
) -> None:
    again = reopened_with(doc, tmp_path / "a.ora", change)
    assert isinstance(again.active, Layer)
    assert again.active.original is None


@pytest.mark.parametrize(
    "change",
    [
        {"matrix": [1e300] * 9},
        {"matrix": [1.0]},
        {"mesh": {"rect": [0, 0, 0, 5], "points": [[0, 0]] * 16}},
        {"mesh": {"rect": [0, 0, 5, 5], "points": [[0, 0]] * 3}},
    ],
)
def test_words_that_are_none_of_ours_leave_the_picture(
    doc: Document, tmp_path: Path, change: dict[str, object]
) -> None:
    again = reopened_with(doc, tmp_path / "a.ora", change)
    assert any("damaged" in text for text in again.metadata["notices"])
