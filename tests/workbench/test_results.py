"""What becomes of results: taken into the picture, saved with it, or left."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QColorSpace

from editor.document import Document, Layer
from editor.document.flatten import flatten
from editor.document.profiles import assign_profile
from editor.formats.conversion import converted
from editor.jobs import events
from editor.workbench.requests import build_request
from tests.scripted import draw

from .conftest import Bench


def names(doc: Document) -> list[str]:
    return [node.name for node in doc.walk()]


def test_a_result_is_on_disk_before_it_is_told(bench: Bench) -> None:
    bench.workbench.new(16, 16)
    bench.workbench.choice.choose("plain")
    bench.workbench.generate()
    bench.pump_to_end()
    ready = next(event for event in bench.seen if isinstance(event, events.VariantReady))
    assert ready.path is not None
    assert ready.path.is_file()
    assert ready.path.with_suffix(".json").is_file()


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
    bench.workbench.choice.set_values({"steps": 1000, "pause_s": 0.01})
    bench.workbench.generate()
    bench.pump_to_end(events.Started)
    bench.workbench.close_document(doc)
    assert bench.workbench.document is None
    bench.pump_to_end(events.CancelledEvent)
    assert bench.workbench.variants == []


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


def test_what_a_run_tells_with_advice_stays_until_it_is_closed(bench: Bench) -> None:
    bench.workbench.on_job_event(events.Notice("job", "It was enlarged."))
    bench.workbench.on_job_event(events.Notice("job", "No room.", "Make some.", "why"))
    assert [(one.text, one.hint, one.level) for one in bench.notices] == [
        ("It was enlarged.", "", "info"),
        ("No room.", "Make some.", "warning"),
    ]
