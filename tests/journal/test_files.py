"""A journal holds the last whole state, whatever happens to the process or the file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.api import Rect
from editor.document import Document, Group, Layer, Recipe, TileGrid, commands, selecting
from editor.document.adjust.curves import CURVES
from editor.document.brush import Brush, Stroke
from editor.document.desk_pieces import DESK, FRAMES, DeskFrames, DeskPiece
from editor.document.guides import Guide
from editor.document.layer import AdjustmentLayer
from editor.document.meshes import Mesh
from editor.document.selection import rectangle
from editor.document.transforming import Transform
from editor.formats import open_document
from editor.journal import DocumentJournal, files
from editor.journal.files import JournalReader


def stroke(doc: Document, *points: tuple[float, float], size_px: float = 9) -> None:
    made = Stroke(
        doc, Brush(size_px=size_px, color=(200, 30, 9)), node_id=doc.active_id, target="pixels"
    )
    made.begin(*points[0])
    for point in points[1:]:
        made.move(*point)
    made.end()


def rich_document() -> Document:
    doc = commands.new_document(700, 600)
    doc.title, doc.path, doc.icc_profile = "Härbst", Path("/pictures/a.ora"), b"icc"
    stroke(doc, (5, 5), (690, 590))
    commands.new_group(doc)
    layer = commands.new_layer(doc, "inside")
    stroke(doc, (300, 20), (310, 500), size_px=60)
    commands.add_mask(doc, layer.id)
    commands.set_opacity(doc, layer.id, 0.25)
    layer.recipe = Recipe(generator="plain", params={"a": [1, 2]}, seed=3, doc_rect=(1, 2, 3, 4))
    selecting.set_selection(doc, rectangle((700, 600), 5, 5, 300, 40))
    doc.channels = {"Sky": TileGrid(channels=1)}
    doc.channels["Sky"].write(Rect(4, 5, 6, 7), np.full((7, 6), 80, np.uint8))
    doc.guides = [Guide("x", 12.5), Guide("y", 3.0)]
    doc.metadata = {"exif": b"\x00\x01", "recipes": [layer.recipe], "odd": object()}
    return doc


def facts_of(doc: Document) -> list[Any]:
    """All there is to know of a document, to compare."""
    out: list[Any] = [doc.id, doc.title, doc.path, doc.width, doc.height, doc.dpi, doc.active_id]
    for node in doc.walk():
        out += [node.name, node.id, node.visible, node.locked, node.opacity, node.blend_mode]
        out += [node.mask_enabled, None if node.mask is None else node.mask.read(doc.bounds)]
        if isinstance(node, Layer):
            out += [node.alpha_locked, node.recipe, node.pixels.read(doc.bounds)]
        else:
            assert isinstance(node, Group)
            out.append(len(node.children))
    out += [doc.guides, list(doc.channels), *(g.read(doc.bounds) for g in doc.channels.values())]
    return [*out, doc.selection.read(doc.bounds), doc.icc_profile]


def same(one: Document, other: Document) -> bool:
    pairs = zip(facts_of(one), facts_of(other), strict=True)
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


def written(doc: Document, path: Path) -> DocumentJournal:
    journal = DocumentJournal(path)
    journal.write(doc.frozen(), {"all_saved": False})
    return journal


def test_everything_of_a_document_comes_back(path: Path) -> None:
    doc = rich_document()
    written(doc, path).close()
    reader = JournalReader(path)
    assert reader.facts == {"all_saved": False}
    back = reader.document(open_document)
    assert same(doc, back)
    assert back.metadata == {"exif": b"\x00\x01", "recipes": doc.metadata["recipes"]}


def test_tiles_that_come_back_are_real_memory(path: Path) -> None:
    written(rich_document(), path).close()
    for node in JournalReader(path).document(open_document).walk():
        grids = [node.mask, node.pixels if isinstance(node, Layer) else None]
        for grid in filter(None, grids):
            for key in grid.keys():  # noqa: SIM118 # a grid is no mapping
                tile = grid.tile(*key)
                assert tile is not None
                assert tile.flags.c_contiguous
                assert tile.ctypes.data % 4 == 0


@pytest.mark.parametrize("bent", [False, True])
def test_what_a_layer_was_transformed_from_comes_back(path: Path, bent: bool) -> None:
    doc = commands.new_document(700, 600)
    stroke(doc, (5, 5), (690, 590), size_px=80)
    layer = doc.active
    assert isinstance(layer, Layer)
    held = Transform(doc, layer)
    mesh = Mesh.over(held.rect).moved({5: (40.0, 20.0)}) if bent else None
    held.apply(np.diag([0.5, 0.25, 1.0]), "cubic", mesh=mesh)
    written(doc, path).close()
    back = JournalReader(path).document(open_document).active
    assert isinstance(back, Layer)
    original = back.valid_original()
    assert original is not None
    assert original.mesh == mesh
    assert layer.original is not None
    np.testing.assert_array_equal(original.matrix, layer.original.matrix)
    rect = held.rect
    np.testing.assert_array_equal(original.pixels.read(rect), layer.original.pixels.read(rect))


def test_an_adjustment_layer_comes_back(path: Path) -> None:
    doc = commands.new_document(20, 20)
    params = CURVES.params_class()
    layer = AdjustmentLayer(name="Curves", effect_id=CURVES.id, params=params)
    commands.add_node(doc, layer, "New adjustment")
    written(doc, path).close()
    back = JournalReader(path).document(open_document).layers[-1]
    assert isinstance(back, AdjustmentLayer)
    assert (back.effect_id, back.params, back.id) == (CURVES.id, params, layer.id)


def test_nothing_that_a_document_has_is_left_out(path: Path) -> None:
    doc = rich_document()
    written(doc, path).close()
    plain = Document(1, 1)
    back = JournalReader(path).document(open_document)
    own = {"history", "_saved_at"}  # undo does not outlive its program
    for name in vars(plain).keys() - own:
        before, after = getattr(doc, name), getattr(back, name)
        assert (after == getattr(plain, name)) == (before == getattr(plain, name)), name


def test_a_stroke_adds_its_own_tiles_only(path: Path) -> None:
    doc = rich_document()
    journal = written(doc, path)
    before = path.stat().st_size
    stroke(doc, (20, 20), (60, 60))
    journal.write(doc.frozen(), {})
    added = path.stat().st_size - before
    assert 0 < added < 50_000
    commands.set_opacity(doc, doc.active_id, 0.5)
    journal.write(doc.frozen(), {})
    assert path.stat().st_size - before - added < 4_000, "a property needs no tile"
    journal.close()
    assert same(doc, JournalReader(path).document(open_document))


def test_undo_brings_tiles_back_that_the_journal_forgot(path: Path) -> None:
    doc = rich_document()
    journal = written(doc, path)
    for _ in range(3):
        stroke(doc, (20, 20), (600, 60))
        journal.write(doc.frozen(), {})
    while doc.history.tidy(1.0):
        pass
    doc.history.go_to(doc.history.position - 2)
    journal.write(doc.frozen(), {})
    journal.close()
    assert same(doc, JournalReader(path).document(open_document))


@pytest.mark.parametrize("compress_s", [0.0, 10.0])
def test_tiles_are_the_same_packed_and_as_they_are(
    path: Path, compress_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_COMPRESS_FOR_S", compress_s)
    doc = rich_document()
    written(doc, path).close()
    assert same(doc, JournalReader(path).document(open_document))


def desk_piece(number: int, shape: tuple[int, int] = (16, 24), **more: Any) -> DeskPiece:
    rgba = np.random.default_rng(number).integers(0, 256, (*shape, 4), np.uint8)
    return DeskPiece(number, "plates", rgba, {"code": "abc", "level": 1.5}, **more)


def test_what_lies_on_desks_comes_back_and_is_written_once(path: Path) -> None:
    doc = commands.new_document(64, 48)
    sampled = desk_piece(1, verb="new", options={"count": 3}, seed=7)
    whole_tile = desk_piece(2, (512, 512), verb="page")
    child = desk_piece(3, verb="mean", parents=(1, 2))
    doc.metadata[DESK] = (sampled, whole_tile, child)
    doc.metadata[FRAMES] = DeskFrames("plates", tuple(desk_piece(i).rgba for i in range(4, 7)))
    journal = DocumentJournal(path)
    journal.write(doc.frozen(), {})
    size = path.stat().st_size
    journal.write(doc.frozen(), {})
    assert path.stat().st_size - size < 1_000
    doc.metadata[DESK] = (sampled, child)
    journal.write(doc.frozen(), {})
    journal.close()
    back = JournalReader(path).document(open_document)
    assert isinstance(back.metadata[DESK], tuple)
    for one, other in zip((sampled, child), back.metadata[DESK], strict=True):
        np.testing.assert_array_equal(one.rgba, other.rgba)
        assert not other.rgba.flags.writeable
        said = [
            (p.number, p.generator, p.data, p.verb, p.options, p.parents, p.seed)
            for p in (one, other)
        ]
        assert said[0] == said[1]
    frames = back.metadata[FRAMES]
    assert frames.generator == "plates"
    for image, known in zip(frames.images, doc.metadata[FRAMES].images, strict=True):
        np.testing.assert_array_equal(image, known)


def test_a_file_that_grew_is_written_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_SLACK_BYTES", 0)
    doc = rich_document()
    journal = written(doc, path)
    sizes = []
    for step in range(12):
        stroke(doc, (20, 20 + step), (600, 60 + step), size_px=40)
        journal.write(doc.frozen(), {})
        sizes.append(path.stat().st_size)
    journal.close()
    assert any(after < before for before, after in pairwise(sizes))
    assert same(doc, JournalReader(path).document(open_document))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_removing_leaves_nothing(path: Path) -> None:
    journal = written(rich_document(), path)
    journal.sync()
    journal.remove()
    assert list(path.parent.iterdir()) == []
