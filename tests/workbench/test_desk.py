"""A generator's desk without widgets: what is done on it, kept, exported and made of it."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.api import FigmentError, InvalidParams, MissingModel
from editor.document.desk_pieces import DESK
from editor.document.selecting import set_selection
from editor.document.selection import rectangle
from editor.formats import open_document, save_document
from editor.jobs import events
from editor.workbench.desk import Picks
from tests.desk_plugin import DESK_PLUGIN
from tests.scripted import scripted_workbench
from tests.workbench.conftest import SCRIPTED, Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    plugins = {"scripted.py": SCRIPTED, "plates.py": DESK_PLUGIN}
    workbench = scripted_workbench(tmp_path, plugins, on_event=inbox.put, post=inbox.put)
    workbench.choice.choose("plates")
    bench = Bench(workbench, inbox)
    workbench.notice.connect(bench.notices.append)
    yield bench
    workbench.close(timeout_s=5.0)


def do(bench: Bench, verb: str, picks: Picks | None = None, **options: object) -> None:
    job = bench.workbench.desk.do(verb, options, picks or {})
    ends = (events.Finished, events.Failed)
    bench.pump(lambda: any(isinstance(e, ends) and e.job_id == job.id for e in bench.seen))


def test_the_desk_is_that_of_the_chosen_generator_or_of_the_first_that_has_one(
    bench: Bench,
) -> None:
    desk = bench.workbench.desk
    assert desk.generator is not None
    assert desk.generator.id == "plates"
    bench.workbench.choice.choose("negative")
    assert desk.generator.id == "face-sliders"
    bench.workbench.choice.choose("plates")
    with pytest.raises(FigmentError, match="No picture is open"):
        desk.do("new", {}, {})
    assert desk.pieces == ()


def test_pieces_are_numbered_and_know_what_they_were_made_of(bench: Bench) -> None:
    bench.workbench.new(64, 48)
    desk = bench.workbench.desk
    do(bench, "new", count=2, level=50)
    first, second = desk.pieces
    do(bench, "mean", {"A": [first], "B": [second]})
    child = desk.pieces[-1]
    assert [piece.number for piece in desk.pieces] == [1, 2, 3]
    assert (child.verb, child.parents, child.data) == ("mean", (1, 2), {"level": 50.5})
    assert first.options == {"count": 2, "level": 50}
    assert desk.title_of(child) == "Mean"
    assert bench.workbench.require_document().modified
    assert not child.rgba.flags.writeable
    desk.remove([second])
    assert desk.pieces == (first, child)
    do(bench, "new", count=1)
    assert desk.pieces[-1].number == 4


def test_verbs_that_cannot_be_done_say_so(bench: Bench) -> None:
    bench.workbench.new(64, 48)
    desk = bench.workbench.desk
    with pytest.raises(FigmentError, match="Mean needs A, B"):
        desk.do("mean", {}, {"A": []})
    with pytest.raises(InvalidParams, match="count"):
        desk.do("new", {"count": 0}, {})
    do(bench, "new", count=1)
    do(bench, "mean", {"A": desk.pieces, "B": desk.pieces})
    assert bench.notices[-1].text == "They are the same."
    do(bench, "odd")
    assert "did not give what odd promises" in bench.notices[-1].text
    assert len(desk.pieces) == 1


def test_a_verb_sees_the_page_or_what_is_selected_of_it(bench: Bench) -> None:
    doc = bench.workbench.new(64, 48)
    seen = bench.workbench.registry.get("plates").seen  # type: ignore[attr-defined]
    do(bench, "page")
    assert bench.workbench.desk.pieces[-1].data == {"level": 255}
    assert seen[-1].image.shape == (48, 64, 4)
    set_selection(doc, rectangle((64, 48), 4, 5, 14, 17))
    do(bench, "page")
    assert seen[-1].image.shape == (12, 10, 4)
    assert seen[-1].rect == (4, 5, 10, 12)


def test_pieces_are_kept_with_their_project(bench: Bench, tmp_path: Path) -> None:
    doc = bench.workbench.new(64, 48)
    do(bench, "new", count=2, level=50)
    first, second = bench.workbench.desk.pieces
    do(bench, "mean", {"A": [first], "B": [second]})
    before = bench.workbench.desk.pieces
    save_document(doc, tmp_path / "desk.ora")
    again = open_document(tmp_path / "desk.ora").metadata[DESK]
    for one, other in zip(before, again, strict=True):
        assert np.array_equal(one.rgba, other.rgba)
        assert (one.number, one.generator, one.verb) == (other.number, "plates", other.verb)
        assert (one.parents, one.seed) == (other.parents, other.seed)
        assert (dict(one.data), dict(one.options)) == (dict(other.data), dict(other.options))


def test_pieces_made_while_a_save_runs_leave_the_document_unsaved(
    bench: Bench, tmp_path: Path
) -> None:
    doc = bench.workbench.new(64, 48)
    do(bench, "new", count=1)
    bench.workbench.save(tmp_path / "desk.ora")
    do(bench, "new", count=1)
    bench.pump(lambda: doc.path is not None)
    assert doc.modified
    bench.workbench.save()
    bench.pump(lambda: not doc.modified)
    assert len(open_document(tmp_path / "desk.ora").metadata[DESK]) == 2
    assert not bench.workbench.desk._asked


def test_another_document_has_pieces_of_its_own(bench: Bench) -> None:
    doc = bench.workbench.new(64, 48)
    do(bench, "new", count=2)
    do(bench, "row", {"A": bench.workbench.desk.pieces[:1], "B": bench.workbench.desk.pieces[1:]})
    assert bench.workbench.desk.frames
    bench.workbench.new(32, 32)
    assert bench.workbench.desk.pieces == ()
    assert not bench.workbench.desk.frames
    bench.workbench.activate(doc)
    assert len(bench.workbench.desk.pieces) == 2


def test_a_piece_becomes_a_layer_and_goes_by_undo(bench: Bench) -> None:
    doc = bench.workbench.new(64, 48)
    do(bench, "new", count=1, level=77)
    before = len(doc.layers)
    bench.workbench.desk.add_as_layer(bench.workbench.desk.pieces[0])
    assert doc.layers[-1].name == "New plates 1"
    assert len(doc.layers) == before + 1
    doc.history.undo()
    assert len(doc.layers) == before


@pytest.mark.parametrize("name", ["row.gif", "row.webp", "row"])
def test_frames_are_exported(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.workbench.new(64, 48)
    desk = bench.workbench.desk
    do(bench, "new", count=1, level=20)
    do(bench, "new", count=1, level=200)
    do(bench, "row", {"A": desk.pieces[:1], "B": desk.pieces[1:]})
    assert len(desk.frames) == 5
    desk.export_frames(tmp_path / name, there_and_back=name != "row")
    bench.pump(lambda: bool(bench.notices))
    assert bench.notices[-1].text == f"Wrote “{name}”."
    if name == "row":
        assert sorted(path.name for path in (tmp_path / name).iterdir())[-1] == "0004.png"
        desk.export_frames(tmp_path / name, there_and_back=False)
        bench.pump(lambda: len(bench.notices) > 1)
        assert "is not empty" in bench.notices[-1].text
        return
    with Image.open(tmp_path / name) as picture:
        assert picture.is_animated  # type: ignore[attr-defined]
        assert picture.size == (24, 16)
    assert [path.name for path in tmp_path.glob(".*part")] == []


def test_a_new_model_is_in_the_model_folder_once(bench: Bench) -> None:
    bench.workbench.new(64, 48)
    desk, catalogue = bench.workbench.desk, bench.workbench.catalogue
    made: list[object] = []
    desk.model_made.connect(made.append)
    do(bench, "new", count=2)
    picks = {"Dark": desk.pieces, "Light": desk.pieces[:1]}
    do(bench, "ramp", picks, name="steep one")
    entry = catalogue.find("ramp", "steep one")
    assert made == [entry]
    assert entry.title == "Steep One"
    assert entry.weights().read_bytes() == b"0 1"
    for name, said in (("steep one", "already"), ("a=b", "no name"), ("../x", "no name")):
        do(bench, "ramp", picks, name=name)
        assert said in bench.notices[-1].text
    with pytest.raises(MissingModel):
        catalogue.find("ramp", "x")
