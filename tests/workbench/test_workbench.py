"""The application without widgets: draw, generate, accept, undo, save, open."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColorSpace

from editor.api import FigmentError, GeneratorError, InvalidParams, Rect, Request
from editor.document import Document, Layer, selecting
from editor.document.brush import Brush, Stroke
from editor.document.flatten import flatten
from editor.document.profiles import assign_profile
from editor.formats.conversion import converted
from editor.jobs import events
from editor.workbench.requests import build_request, describe_inputs, request_rect

from .conftest import Bench


def draw(
    doc: Document, *points: tuple[float, float], color: tuple[int, int, int] = (255, 0, 0)
) -> None:
    stroke = Stroke(doc, Brush(size_px=9, color=color), node_id=doc.active_id, target="pixels")
    stroke.begin(*points[0])
    for point in points[1:]:
        stroke.move(*point)
    stroke.end()


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


def test_a_result_is_on_disk_before_it_is_told(bench: Bench) -> None:
    bench.workbench.new(16, 16)
    bench.workbench.choice.choose("plain")
    bench.workbench.generate()
    bench.pump_to_end()
    ready = next(event for event in bench.seen if isinstance(event, events.VariantReady))
    assert ready.path is not None
    assert ready.path.is_file()
    assert ready.path.with_suffix(".json").is_file()


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
    assert "scripted" in notice.text
    assert "the wheel came off" in notice.text
    assert "Traceback" in notice.details
    assert len(bench.workbench.variants) == 1


def test_cancel_takes_the_job_off_the_queue_at_once(bench: Bench) -> None:
    doc = bench.workbench.new(16, 16)
    draw(doc, (4, 4), (9, 9))
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 200, "pause_s": 0.01})
    job = bench.workbench.generate()
    bench.pump(lambda: any(isinstance(event, events.Preview) for event in bench.seen))
    bench.workbench.cancel(job.id)
    assert bench.workbench.runner.queue == ()
    bench.pump_to_end(events.CancelledEvent)
    assert bench.workbench.variants == []


def test_a_run_that_does_not_stop_is_left_behind_by_name(bench: Bench) -> None:
    doc = bench.workbench.new(16, 16)
    draw(doc, (4, 4), (9, 9))
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 1, "pause_s": 1.2})
    job = bench.workbench.generate()
    bench.pump_to_end(events.Started)
    time.sleep(0.1)  # past the last cancel point before the plugin's pause
    bench.workbench.cancel(job.id)
    bench.pump_to_end(events.Abandoned)
    assert "scripted" in bench.notices[-1].text
    bench.workbench.choice.set_values({"pause_s": 0.0})
    bench.workbench.generate()
    bench.pump_to_end()
    assert bench.workbench.runner.abandoned == ("scripted",)


def test_live_follows_the_newest_stroke_beside_the_page(bench: Bench) -> None:
    doc = bench.workbench.new(64, 64)
    bench.workbench.choice.choose("negative")
    draw(doc, (5, 5), (20, 20))
    bench.workbench.live.switch(on=True)
    for x in range(20, 60, 4):
        draw(doc, (x, 10), (x, 50))
        bench.workbench.live.refresh()
    bench.pump(
        lambda: (
            bench.workbench.live.variant is not None
            and (bench.workbench.live.variant.rgba[30, 56] == (0, 255, 255, 255)).all()
        )
    )
    shown = bench.previews[-1]
    assert shown is not None
    assert shown.shown_rect.x > doc.width
    ended = [event for event in bench.seen if isinstance(event, events.Finished)]
    assert len(ended) < 11, "older states are passed over"
    assert bench.workbench.variants == [], "live pictures do not pile up"
    bench.workbench.live.switch(on=False)
    assert bench.previews[-1] is None


def test_a_local_generator_runs_live_on_what_is_in_view_and_else_on_the_page(
    bench: Bench,
) -> None:
    workbench = bench.workbench
    workbench.new(400, 300)
    workbench.choice.choose("style-transfer")
    workbench.live.look_at(Rect(100, 50, 1000, 120))
    live = workbench.make_job(variants=1, live=True).request
    assert (live.rect, live.whole) == (Rect(100, 50, 300, 120), Rect(0, 0, 400, 300))
    assert live.size_px == (300, 120)
    asked = workbench.make_job(variants=1, live=False).request
    assert asked.rect == asked.whole == Rect(0, 0, 400, 300)
    workbench.live.look_at(Rect(-900, 0, 100, 100))
    assert workbench.make_job(variants=1, live=True).request.rect == Rect(0, 0, 400, 300)
    workbench.choice.choose("face-sliders")
    workbench.live.look_at(Rect(100, 50, 1000, 120))
    assert workbench.make_job(variants=1, live=True).request.rect == Rect(0, 0, 400, 300)


def test_a_live_run_gets_few_pixels_and_the_page_is_read_once_for_each_state(
    bench: Bench,
) -> None:
    workbench = bench.workbench
    doc = workbench.new(2048, 1024)
    workbench.choice.choose("face-sliders")
    workbench.choice.set_values({"eyes": "900,500 1100,500"})

    def seen(*, live: bool) -> Request:
        read = workbench.make_job(variants=1, live=live).read
        assert read is not None
        return read().request

    first, again = seen(live=True), seen(live=True)
    assert first.image is not None
    assert first.image.shape == (512, 1024, 4)
    assert again.image is first.image
    draw(doc, (20, 20), (200, 200))
    changed = seen(live=True)
    assert changed.image is not None
    assert not np.array_equal(changed.image, first.image)
    whole = seen(live=False)
    assert whole.image is not None
    assert whole.image.shape == (1024, 2048, 4)


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


def test_an_accepted_result_is_not_the_next_sketch(bench: Bench) -> None:
    doc = bench.workbench.new(32, 32)
    draw(doc, (5, 5), (20, 20))
    bench.workbench.choice.choose("negative")
    bench.workbench.generate()
    bench.pump_to_end()
    bench.workbench.accept(bench.workbench.variants[0])
    generator = bench.workbench.require_generator()
    request = build_request(doc, generator, generator.Params(), seed=0)
    assert request.sketch is not None
    assert (request.sketch[30, 2] == 255).all(), "paper, not the negative above it"
    assert not request.sketch.flags.writeable


def test_a_mask_limits_the_result_and_is_asked_for(bench: Bench) -> None:
    doc = bench.workbench.new(400, 300)
    bench.workbench.choice.choose("masked")
    with pytest.raises(GeneratorError, match="where to work"):
        bench.workbench.generate()
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


def test_a_result_beyond_the_page_makes_it_larger_in_one_step(bench: Bench) -> None:
    doc = bench.workbench.new(100, 80)
    before = flatten(doc, doc.bounds)
    steps = doc.history.position
    bench.workbench.choice.choose("wider")
    bench.workbench.generate()
    bench.pump_to_end()
    bench.workbench.accept(bench.workbench.variants[0])
    assert (doc.width, doc.height) == (130, 90)
    assert (flatten(doc, doc.bounds)[..., :3] == 9).all()
    assert doc.history.position == steps + 1
    bench.workbench.undo()
    assert (doc.width, doc.height) == (100, 80)
    np.testing.assert_array_equal(flatten(doc, doc.bounds), before)


def test_the_frame_of_a_masked_run_has_context(bench: Bench) -> None:
    doc = bench.workbench.new(1000, 1000)
    generator = bench.workbench.registry.get("masked")
    selecting.set_selection(
        doc, np.pad(np.full((200, 100), 255, np.uint8), ((100, 700), (50, 850)))
    )
    assert request_rect(doc, generator, generator.Params()) == Rect(0, 0, 250, 400)
    assert "250 x 400" in describe_inputs(doc, generator)


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


def test_a_project_made_with_a_plugin_that_is_gone_opens_with_a_ghost(
    bench: Bench, tmp_path: Path
) -> None:
    doc = bench.workbench.new(24, 24)
    bench.workbench.choice.choose("plain")
    bench.workbench.generate()
    bench.pump_to_end()
    layer = bench.workbench.accept(bench.workbench.variants[0])
    path = tmp_path / "picture.ora"
    bench.workbench.save(path)
    assert not doc.modified
    bench.workbench.close_document(doc)
    bench.workbench.registry.disable("scripted")

    opened = bench.workbench.open(path)
    ghost = next(node for node in opened.walk() if isinstance(node, Layer) and node.recipe)
    assert ghost.name == layer.name
    assert bench.workbench.is_ghost(ghost)
    assert ghost.recipe == layer.recipe
    np.testing.assert_array_equal(
        ghost.pixels.read(opened.bounds), layer.pixels.read(opened.bounds)
    )


def test_results_of_a_closed_document_go_nowhere(bench: Bench) -> None:
    doc = bench.workbench.new(16, 16)
    draw(doc, (4, 4), (9, 9))
    bench.workbench.choice.choose("negative")
    bench.workbench.choice.set_values({"steps": 50, "pause_s": 0.01})
    bench.workbench.generate()
    bench.pump_to_end(events.Started)
    bench.workbench.close_document(doc)
    assert bench.workbench.document is None
    bench.pump_to_end(events.CancelledEvent)
    assert bench.workbench.variants == []


def test_without_a_document_the_sentence_says_what_to_do(bench: Bench) -> None:
    with pytest.raises(FigmentError, match="Ctrl\\+N"):
        bench.workbench.generate()


def test_recent_files_have_the_newest_first(bench: Bench, tmp_path: Path) -> None:
    for name in ("a.ora", "b.ora", "a.ora"):
        bench.workbench.new(8, 8)
        bench.workbench.save(tmp_path / name)
    recent = [Path(entry).name for entry in bench.workbench.settings.get("recent_files")]
    assert recent == ["a.ora", "b.ora"]


def test_generators_see_srgb_and_results_come_in_the_documents_colours(bench: Bench) -> None:
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())
    doc = bench.workbench.new(16, 16, background="#c83c28")
    seen = flatten(doc, doc.bounds)
    assign_profile(doc, profile, label="Assign")
    bench.workbench.choice.choose("negative")
    request = build_request(
        doc, bench.workbench.require_generator(), bench.workbench.choice.params(), seed=0
    )
    assert request.sketch is not None
    np.testing.assert_array_equal(request.sketch, converted(seen, source=profile, target=None))
    bench.workbench.choice.choose("plain")
    bench.workbench.generate()
    bench.pump_to_end()
    variant = bench.workbench.variants[0]
    layer = bench.workbench.accept(variant)
    np.testing.assert_array_equal(
        layer.pixels.read(variant.doc_rect),
        converted(variant.rgba, source=None, target=profile),
    )


def test_results_that_wait_are_saved_with_the_project(bench: Bench, tmp_path: Path) -> None:
    doc = bench.workbench.new(40, 40)
    bench.workbench.choice.choose("plain")
    bench.workbench.choice.set_count(3)
    bench.workbench.choice.set_seed(7, locked=True)
    bench.workbench.generate()
    bench.pump_to_end()
    first, second, third = bench.workbench.variants
    bench.workbench.accept(second)
    path = tmp_path / "picture.ora"
    bench.workbench.save(path)
    bench.workbench.discard(third)
    bench.workbench.close_document(doc)
    assert bench.workbench.variants == []

    opened = bench.workbench.open(path)
    assert [variant.seed for variant in bench.workbench.variants] == [7, 9]
    again = bench.workbench.variants[0]
    np.testing.assert_array_equal(again.rgba, first.rgba)
    assert (again.doc_rect, again.recipe, again.title) == (
        first.doc_rect,
        first.recipe,
        first.title,
    )
    assert not opened.modified
    layer = bench.workbench.accept(again)
    assert layer.recipe is not None
    assert layer.recipe.seed == 7
    bench.workbench.save(path)
    bench.workbench.close_document(opened)
    bench.workbench.open(path)
    assert [variant.seed for variant in bench.workbench.variants] == [9]
