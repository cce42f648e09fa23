"""One layer alone as the picture of a run, and a layer made again without itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.api import GeneratorError
from editor.document import Document, commands, selecting
from editor.formats import open_document
from editor.workbench import Headless
from editor.workbench.again import make_again
from editor.workbench.replay import Replay
from editor.workbench.requests import describe_inputs

from .conftest import Bench, opened_bench

DARKER = """
from editor.api import IMAGE, MASK, Generator, hookimpl

class Darker(Generator):
    id, title, needs, live = "darker", "Darker", {IMAGE}, True
    def run(self, request, context):
        out = request.image.copy()
        out[..., :3] //= 2
        return out

class Patch(Darker):
    id, title, needs, live = "patch", "Patch", {IMAGE, MASK}, False

@hookimpl
def figment_generators():
    return [Darker, Patch]
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with opened_bench(tmp_path, {"darker.py": DARKER}, "darker") as bench:
        yield bench


@pytest.fixture
def doc(bench: Bench) -> Document:
    """White paper with a red square on a layer of its own, which is active."""
    doc = bench.workbench.new(40, 40)
    red = np.full((10, 10, 4), (200, 0, 0, 255), np.uint8)
    commands.add_layer(doc, red, x=5, y=5, name="Red", label="Add")
    return doc


def made(bench: Bench) -> np.ndarray:
    before = len(bench.workbench.variants)
    bench.workbench.generate()
    bench.pump(lambda: len(bench.workbench.variants) > before)
    return bench.workbench.variants[-1].rgba


def test_one_layer_alone_is_the_picture_with_its_transparency(bench: Bench, doc: Document) -> None:
    assert (made(bench)[20, 20] == (127, 127, 127, 255)).all()
    bench.workbench.choice.look_at_layer_only(on=True)
    alone = made(bench)
    assert (alone[7, 7] == (100, 0, 0, 255)).all()
    assert alone[20, 20, 3] == 0
    generator = bench.workbench.require_generator()
    assert describe_inputs(doc, generator, layer_only=True) == "Uses one layer on the page, 40 x 40"
    bench.workbench.choice.look_at_layer_only(on=False)
    bench.workbench.reuse(bench.workbench.variants[-1].recipe)
    assert bench.workbench.choice.layer_only


def test_a_group_is_looked_at_with_all_that_is_in_it(bench: Bench, doc: Document) -> None:
    doc.activate(commands.new_group(doc).id)
    bench.workbench.choice.look_at_layer_only(on=True)
    assert (made(bench)[7, 7] == (100, 0, 0, 255)).all()


def test_an_empty_layer_is_told_at_once(bench: Bench, doc: Document) -> None:
    commands.new_layer(doc)
    bench.workbench.choice.look_at_layer_only(on=True)
    with pytest.raises(GeneratorError, match="shows nothing"):
        bench.workbench.generate()


def test_live_follows_to_another_layer(bench: Bench, doc: Document) -> None:
    workbench = bench.workbench
    workbench.choice.look_at_layer_only(on=True)
    workbench.live.switch(on=True)
    bench.pump(lambda: workbench.live.variant is not None)
    paper = next(node for node in doc.walk() if node.name == "Paper")
    doc.activate(paper.id)

    def shows_paper() -> bool:
        live = workbench.live.variant
        return live is not None and bool((live.rgba[20, 20] == (127, 127, 127, 255)).all())

    bench.pump(shows_paper)


def test_a_layer_is_made_again_of_what_it_was_made_of(bench: Bench, doc: Document) -> None:
    workbench = bench.workbench
    once = made(bench)
    layer = workbench.accept(workbench.variants[-1])
    make_again(workbench, layer)
    bench.pump(lambda: bool(workbench.variants))
    assert np.array_equal(workbench.variants[-1].rgba, once), "not darker still"


def test_what_was_made_of_one_layer_is_made_of_it_again(bench: Bench, doc: Document) -> None:
    workbench = bench.workbench
    workbench.choice.look_at_layer_only(on=True)
    once = made(bench)
    make_again(workbench, workbench.accept(workbench.variants[-1]))
    bench.pump(lambda: bool(workbench.variants))
    assert np.array_equal(workbench.variants[-1].rgba, once)


def test_what_had_a_mask_gets_it_again_from_what_it_shows(bench: Bench, doc: Document) -> None:
    workbench = bench.workbench
    workbench.choice.choose("patch")
    mask = np.zeros((40, 40), np.uint8)
    mask[20:30, 20:30] = 255
    selecting.set_selection(doc, mask)
    made(bench)
    layer = workbench.accept(workbench.variants[-1])
    selecting.deselect(doc)
    make_again(workbench, layer)
    bench.pump(lambda: bool(workbench.variants))
    assert np.array_equal(doc.selection.read(doc.bounds), mask)


def test_a_run_on_one_layer_is_replayed_identical(
    bench: Bench, doc: Document, tmp_path: Path
) -> None:
    workbench = bench.workbench
    workbench.choice.look_at_layer_only(on=True)
    made(bench)
    workbench.accept(workbench.variants[-1])
    workbench.save(tmp_path / "a.ora")
    headless = Headless(workbench.registry, workbench.catalogue, device="cpu")
    try:
        replay = Replay(workbench.registry, workbench.catalogue, headless)
        (replayed,) = replay.run(open_document(tmp_path / "a.ora"))
    finally:
        headless.close()
    assert replayed.state == "identical"
