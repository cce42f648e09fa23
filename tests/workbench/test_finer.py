"""A result with more pixels than the page shows of it becomes a layer that keeps them all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from editor.api import Rect
from editor.document import Document, Layer, selecting
from editor.document.flatten import flatten
from editor.document.transforming import Transform
from editor.formats import open_document, save_document
from editor.jobs import events
from editor.jobs.framing import resized
from editor.workbench import Headless, Variant
from editor.workbench.recovery import Recovery
from editor.workbench.replay import Replay, ReplayState
from tests.workbench.conftest import Bench
from tests.workbench.test_recovery import crash, idle

PLACE = Rect(8, 4, 32, 32)


@pytest.fixture
def doc(bench: Bench) -> Document:
    """A page of which 32 x 32 pixels are selected, for a generator of 64 x 64."""
    doc = bench.workbench.new(60, 48)
    mask = np.zeros((48, 60), np.uint8)
    mask[PLACE.slices()] = 255
    selecting.set_selection(doc, mask)
    bench.workbench.choice.choose("fine")
    bench.workbench.choice.set_seed(3, locked=True)
    return doc


def made(bench: Bench) -> Variant:
    bench.workbench.generate()
    bench.pump_to_end(events.Finished)
    (variant,) = bench.workbench.variants
    return variant


def whole() -> np.ndarray:
    """What the generator painted."""
    return np.random.default_rng(3).integers(0, 255, (64, 64, 3), dtype=np.uint8)


def enlarged(doc: Document, layer: Layer) -> np.ndarray:
    """The layer at the size that it was painted at, as free transform does it."""
    selecting.deselect(doc)  # else only what is selected is transformed
    held = Transform(doc, layer)
    x, y = held.matrix[:2, 2]
    held.apply(np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]]), "cubic")
    return layer.pixels.read(Rect(PLACE.x, PLACE.y, 64, 64))


def test_it_looks_as_it_did_and_enlarging_brings_every_pixel_back(
    bench: Bench, doc: Document
) -> None:
    variant = made(bench)
    assert variant.doc_rect == PLACE
    assert variant.rgba.shape == (32, 32, 4)
    layer = bench.workbench.accept(variant)
    np.testing.assert_array_equal(layer.pixels.read(PLACE), variant.rgba)
    np.testing.assert_array_equal(enlarged(doc, layer)[..., :3], whole())
    assert bench.workbench.document is doc


def test_undo_takes_it_away_at_once(bench: Bench, doc: Document) -> None:
    before = flatten(doc, doc.bounds)
    bench.workbench.accept(made(bench))
    bench.workbench.undo()
    np.testing.assert_array_equal(flatten(doc, doc.bounds), before)


def test_a_project_keeps_it(bench: Bench, doc: Document, tmp_path: Path) -> None:
    bench.workbench.accept(made(bench))
    save_document(doc, tmp_path / "p.ora")
    opened = open_document(tmp_path / "p.ora")
    layer = next(n for n in opened.walk() if isinstance(n, Layer) and n.recipe is not None)
    np.testing.assert_array_equal(enlarged(opened, layer)[..., :3], whole())


def test_a_waiting_one_keeps_it_in_its_project(bench: Bench, doc: Document, tmp_path: Path) -> None:
    variant = made(bench)
    doc.metadata["waiting_results"] = [variant.as_waiting()]
    save_document(doc, tmp_path / "p.ora")
    opened = bench.workbench.open(tmp_path / "p.ora")
    (waiting,) = bench.workbench.variants
    layer = bench.workbench.accept(waiting)
    np.testing.assert_array_equal(enlarged(opened, layer)[..., :3], whole())


def test_a_killed_program_loses_nothing_of_it(bench: Bench, tmp_path: Path) -> None:
    journals = tmp_path / "journal"
    bench.workbench.recovery = Recovery(bench.workbench, journals, bench.inbox.put)
    doc = bench.workbench.new(60, 48)
    mask = np.zeros((48, 60), np.uint8)
    mask[PLACE.slices()] = 255
    selecting.set_selection(doc, mask)
    bench.workbench.choice.choose("fine")
    bench.workbench.choice.set_seed(3, locked=True)
    bench.workbench.accept(made(bench))
    bench.workbench.generate()
    bench.pump(lambda: len(bench.workbench.variants) == 1)
    idle(bench)
    crash(bench)
    recovery = bench.workbench.recovery = Recovery(bench.workbench, journals, bench.inbox.put)
    recovery.look()
    bench.pump(lambda: bool(bench.notices))
    bench.notices[-1].answers[0].call()
    bench.pump(lambda: len(bench.workbench.documents) == 1)
    again = bench.workbench.require_document()
    layer = next(n for n in again.walk() if isinstance(n, Layer) and n.recipe is not None)
    np.testing.assert_array_equal(enlarged(again, layer)[..., :3], whole())
    (variant,) = bench.workbench.variants
    second = bench.workbench.accept(variant)
    np.testing.assert_array_equal(enlarged(again, second)[..., :3], whole())
    recovery.close()


def test_a_mask_holds_for_all_of_its_pixels(bench: Bench, doc: Document) -> None:
    mask = np.zeros((48, 60), np.uint8)
    mask[PLACE.slices()] = 255
    mask[PLACE.y + 8 : PLACE.y + 16, PLACE.x + 8 : PLACE.x + 16] = 0
    selecting.set_selection(doc, mask)
    before = flatten(doc, doc.bounds)
    layer = bench.workbench.accept(made(bench))
    after = flatten(doc, doc.bounds)
    np.testing.assert_array_equal(after[mask == 0], before[mask == 0])
    finer = enlarged(doc, layer)
    assert not finer[20:28, 20:28, 3].any(), "what was not selected is not there"
    assert (finer[4:10, 4:10, 3] == 255).all()


def test_a_page_that_shows_every_pixel_keeps_no_others(bench: Bench) -> None:
    doc = bench.workbench.new(64, 64)
    bench.workbench.choice.choose("fine")
    layer = bench.workbench.accept(made(bench))
    assert layer.original is None
    assert doc.active is not None


def test_a_larger_page_gets_it_enlarged(bench: Bench) -> None:
    bench.workbench.new(96, 96)
    bench.workbench.choice.choose("fine")
    variant = made(bench)
    assert variant.finer is None
    np.testing.assert_array_equal(
        variant.rgba,
        resized(np.dstack([_seen(variant), np.full((64, 64), 255, np.uint8)]), (96, 96)),
    )


def _seen(variant: Variant) -> np.ndarray:
    return np.random.default_rng(variant.seed).integers(0, 255, (64, 64, 3), dtype=np.uint8)


def test_replay_knows_it_however_large_it_was_made(bench: Bench, doc: Document) -> None:
    workbench = bench.workbench
    layer = workbench.accept(made(bench))
    enlarged(doc, layer)
    headless = Headless(workbench.registry, workbench.catalogue, device="cpu")

    def state() -> ReplayState:
        (replayed,) = Replay(workbench.registry, workbench.catalogue, headless).run(doc)
        return replayed.state

    try:
        assert state() is ReplayState.IDENTICAL
        layer.pixels.write(Rect(20, 20, 4, 4), np.zeros((4, 4, 4), np.uint8))
        assert state() is ReplayState.DRIFTED
    finally:
        headless.close()
