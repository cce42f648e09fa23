"""The application without widgets: draw, generate, accept, undo, save, open."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from editor.api import (
    IMAGE,
    MASK,
    FigmentError,
    Finds,
    Generator,
    GeneratorError,
    InvalidParams,
    Rect,
)
from editor.document import Document, selecting
from editor.document.flatten import flatten
from editor.formats.grids import grid_of
from editor.jobs import events
from editor.workbench.requests import describe_inputs, plan_request, read_inputs, request_rect
from tests.scripted import draw

from .conftest import Bench


def names(doc: Document) -> list[str]:
    return [node.name for node in doc.walk()]


def test_a_drawing_becomes_a_layer_with_its_recipe_and_undo_takes_it_back(bench: Bench) -> None:
    workbench = bench.workbench
    doc = workbench.new(64, 48)
    draw(doc, (5, 5), (50, 40))
    workbench.choice.choose("negative")
    workbench.choice.set_seed(7, locked=True)
    workbench.generate()
    bench.pump_to_end()

    (variant,) = workbench.variants
    assert variant.doc_rect == doc.bounds
    assert variant.seed == 7
    assert (variant.rgba[0, 60] == (0, 0, 0, 255)).all(), "the negative of white paper"
    before = flatten(doc, doc.bounds)

    layer = workbench.accept(variant)
    assert workbench.variants == []
    assert layer.recipe is not None
    assert (layer.recipe.generator, layer.recipe.seed) == ("negative", 7)
    assert layer.recipe.plugin == "scripted"
    assert layer.recipe.input_hashes.keys() == {"sketch"}
    assert names(doc) == ["Paper", "Drawing", "Negative"]
    assert doc.active is not None
    assert doc.active.name == "Drawing", "a person goes on drawing"

    workbench.undo()
    assert names(doc) == ["Paper", "Drawing"]
    np.testing.assert_array_equal(flatten(doc, doc.bounds), before)
    workbench.redo()
    assert names(doc) == ["Paper", "Drawing", "Negative"]


def test_what_is_accepted_lies_on_top_and_is_worked_on(bench: Bench) -> None:
    workbench = bench.workbench
    doc = workbench.new(40, 40)
    workbench.choice.choose("plain")
    for expected in (["Plain"], ["Plain", "Plain 2"]):
        workbench.generate()
        bench.pump(lambda: bool(workbench.variants))
        shown = workbench.variants[0].rgba
        layer = workbench.accept(workbench.variants[0])
        assert names(doc) == ["Paper", "Drawing", *expected]
        assert doc.active is layer
        np.testing.assert_array_equal(flatten(doc, Rect(4, 12, 32, 16)), shown)
        doc.active_id = doc.layers[0].id  # whatever is worked on when the next one is accepted


def test_count_gives_variants_with_following_seeds_and_the_seed_rolls_on(bench: Bench) -> None:
    bench.workbench.new(40, 40)
    bench.workbench.choice.choose("plain")
    bench.workbench.choice.set_count(3)
    bench.workbench.choice.set_seed(100, locked=False)
    bench.workbench.generate()
    bench.pump_to_end()
    assert [variant.seed for variant in bench.workbench.variants] == [100, 101, 102]
    assert bench.workbench.variants[0].doc_rect == Rect(4, 12, 32, 16)
    assert bench.workbench.choice.seed != 100


def test_the_same_seed_gives_the_same_pixels(bench: Bench) -> None:
    bench.workbench.new(40, 40)
    bench.workbench.choice.choose("plain")
    bench.workbench.choice.set_seed(5, locked=True)
    bench.workbench.generate()
    bench.workbench.generate()
    bench.pump(lambda: len(bench.workbench.variants) == 2)
    first, second = bench.workbench.variants
    np.testing.assert_array_equal(first.rgba, second.rgba)


def test_all_wrong_values_are_named_at_once(bench: Bench) -> None:
    bench.workbench.new(8, 8)
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 0, "pause_s": "soon"})
    with pytest.raises(InvalidParams) as caught:
        bench.workbench.generate()
    assert caught.value.errors.keys() == {"steps", "pause_s"}


def test_a_generator_that_raises_is_told_by_name_and_the_next_job_runs(bench: Bench) -> None:
    doc = bench.workbench.new(16, 16)
    draw(doc, (4, 4), (9, 9))
    bench.workbench.choice.choose("broken")
    bench.workbench.generate()
    bench.workbench.choice.choose("negative")
    bench.workbench.generate()
    bench.pump_to_end()
    (notice,) = bench.notices
    assert "Scripted" in notice.text
    assert "the wheel came off" in notice.text
    assert "Traceback" in notice.details
    assert len(bench.workbench.variants) == 1


def test_cancel_takes_the_job_off_the_queue_at_once(bench: Bench) -> None:
    doc = bench.workbench.new(16, 16)
    draw(doc, (4, 4), (9, 9))
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 1000, "pause_s": 0.01})
    job = bench.workbench.generate()
    bench.pump(lambda: any(isinstance(event, events.Preview) for event in bench.seen))
    bench.workbench.cancel(job.id)
    assert bench.workbench.runner.queue == ()
    bench.pump_to_end(events.CancelledEvent)
    assert bench.workbench.variants == []


def test_a_run_that_does_not_stop_is_left_behind_by_name(bench: Bench) -> None:
    bench.workbench.new(16, 16)
    bench.workbench.choice.choose("deaf")
    deaf: Any = bench.workbench.registry.get("deaf")
    job = bench.workbench.generate()
    assert deaf.at_work.wait(10)
    bench.workbench.cancel(job.id)
    bench.pump_to_end(events.Abandoned)
    assert "Scripted" in bench.notices[-1].text
    bench.workbench.choice.choose("plain")
    bench.workbench.generate()
    bench.pump_to_end()
    assert bench.workbench.runner.abandoned == ("Scripted",)
    deaf.may_end.set()


def test_a_run_sees_the_picture_as_it_was_asked_for(bench: Bench) -> None:
    doc = bench.workbench.new(64, 48)
    draw(doc, (5, 5), (20, 20))
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 1, "pause_s": 0.2})
    shown = []
    for x in (30, 40, 50):
        shown.append(flatten(doc, doc.bounds))
        job = bench.workbench.generate()
        assert job.request.sketch is None, "pictures are read when the job's turn has come"
        draw(doc, (x, 5), (x, 40))
    bench.pump(lambda: len(bench.workbench.variants) == 3)
    for variant, before in zip(bench.workbench.variants, shown, strict=True):
        np.testing.assert_array_equal(variant.rgba[..., :3], 255 - before[..., :3])


def test_a_page_without_a_stroke_is_told_before_anything_runs(bench: Bench) -> None:
    doc = bench.workbench.new(600, 600, background=None)
    bench.workbench.choice.choose("negative")
    with pytest.raises(GeneratorError, match="nothing drawn"):
        bench.workbench.generate()
    draw(doc, (550, 550), (560, 560))
    bench.workbench.undo()
    with pytest.raises(GeneratorError, match="nothing drawn"):
        bench.workbench.generate()
    bench.workbench.redo()
    bench.workbench.generate()
    bench.pump_to_end()


def test_a_mask_limits_the_result_and_is_asked_for(bench: Bench) -> None:
    doc = bench.workbench.new(400, 300)
    bench.workbench.choice.choose("masked")
    with pytest.raises(GeneratorError, match="where to work"):
        bench.workbench.generate()
    doc.selection.mask = grid_of(np.full((9, 9), 255, np.uint8), x=500, y=20)
    with pytest.raises(GeneratorError, match="where to work"):
        bench.workbench.generate()  # all of it lies beside the page
    assert "mask" in describe_inputs(doc, bench.workbench.require_generator())
    mask = np.zeros((300, 400), np.uint8)
    mask[100:120, 200:230] = 255
    selecting.set_selection(doc, mask)
    before = flatten(doc, doc.bounds)
    bench.workbench.generate()
    bench.pump_to_end()
    bench.workbench.accept(bench.workbench.variants[0])
    after = flatten(doc, doc.bounds)
    np.testing.assert_array_equal(after[mask == 0], before[mask == 0])
    assert (after[mask == 255][:, :3] == 7).all()


def test_the_frame_of_a_masked_run_has_context(bench: Bench) -> None:
    doc = bench.workbench.new(1000, 1000)
    generator = bench.workbench.registry.get("masked")
    selecting.set_selection(
        doc, np.pad(np.full((200, 100), 255, np.uint8), ((100, 700), (50, 850)))
    )
    assert request_rect(doc, generator, generator.Params()) == Rect(0, 0, 250, 400)
    assert "250 x 400" in describe_inputs(doc, generator)


def test_where_no_mask_is_taken_for_once_the_page_is_meant_whatever_is_masked(bench: Bench) -> None:
    class Grower(Generator):
        id, title = "grower", "Grower"
        needs: ClassVar[frozenset[str]] = frozenset({IMAGE, MASK})

        @classmethod
        def needs_for(cls, params: object) -> Set[str]:
            assert isinstance(params, cls.Params)
            return {IMAGE}

        def run(self, request: object, context: object) -> None:
            return None

    doc = bench.workbench.new(300, 200)
    selecting.set_selection(doc, np.pad(np.full((20, 10), 255, np.uint8), ((0, 180), (0, 290))))
    assert request_rect(doc, Grower, Grower.Params()) == Rect(0, 0, 300, 200)
    assert describe_inputs(doc, Grower) == "Uses the page, 300 x 200"


def test_what_is_found_on_the_page_is_looked_for_there_whatever_is_selected(bench: Bench) -> None:
    class Finder(Generator):
        id, title = "finder", "Finder"
        needs: ClassVar[frozenset[str]] = frozenset({IMAGE})
        finds = Finds("Plate", none="There is none.")

        def run(self, request: object, context: object) -> None:
            return None

    doc = bench.workbench.new(300, 200)
    selecting.set_selection(doc, np.pad(np.full((20, 10), 255, np.uint8), ((0, 180), (0, 290))))
    params = Finder.Params()
    assert request_rect(doc, Finder, params) == doc.bounds
    assert describe_inputs(doc, Finder) == "Uses the page, changes the selection, 300 x 200"
    inputs = read_inputs(doc, Finder, plan_request(doc, Finder, params, seed=0))
    assert inputs.limit is not None
    assert inputs.limit[:20, :10].all()
    assert not inputs.limit[20:].any()


def test_reuse_brings_back_generator_values_and_seed(bench: Bench) -> None:
    bench.workbench.new(16, 16)
    bench.workbench.choice.choose("plain")
    bench.workbench.choice.set_values({"width": 24})
    bench.workbench.choice.set_seed(11, locked=False)
    bench.workbench.generate()
    bench.pump_to_end()
    recipe = bench.workbench.variants[0].recipe
    bench.workbench.choice.set_values({"width": 48})
    bench.workbench.choice.choose("negative")
    bench.workbench.reuse(recipe)
    assert bench.workbench.require_generator().id == "plain"
    assert bench.workbench.choice.values["width"] == 24
    assert (bench.workbench.choice.seed, bench.workbench.choice.seed_locked) == (11, True)


def test_without_a_document_the_sentence_says_what_to_do(bench: Bench) -> None:
    with pytest.raises(FigmentError, match="Ctrl\\+N"):
        bench.workbench.generate()


def test_recent_files_have_the_newest_first(bench: Bench, tmp_path: Path) -> None:
    for name in ("a.ora", "b.ora", "a.ora"):
        bench.workbench.new(8, 8)
        bench.workbench.save(tmp_path / name)
    recent = [Path(entry).name for entry in bench.workbench.settings.get("recent_files")]
    assert recent == ["a.ora", "b.ora"]
