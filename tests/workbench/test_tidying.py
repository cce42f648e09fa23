"""What is done while nothing else is to do."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from editor.document.brush import Brush, Stroke
from editor.document.tiles import spares
from editor.workbench.tidying import collected_at_rest

from .conftest import Bench

MORE_THAN_A_REST = 25


class Loop:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def loop() -> weakref.ref[Loop]:
    return weakref.ref(Loop())


def rest(bench: Bench) -> None:
    for _ in range(MORE_THAN_A_REST):
        bench.workbench.tidy()


@pytest.fixture(autouse=True)
def only_when_told() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_refers_to_itself_is_freed_when_work_rests(
    bench: Bench, loop: weakref.ref[Loop]
) -> None:
    bench.workbench.tidy()
    assert loop() is not None
    rest(bench)
    assert loop() is None


def test_a_closed_document_is_freed_at_the_next_rest(bench: Bench) -> None:
    doc = bench.workbench.new(40, 40)
    rest(bench)
    bench.workbench.close_document(doc)
    gone = weakref.ref(doc)
    del doc
    rest(bench)
    assert gone() is None


def test_a_stroke_is_no_rest(bench: Bench, loop: weakref.ref[Loop]) -> None:
    doc = bench.workbench.new(40, 40)
    stroke = Stroke(doc, Brush(), node_id=doc.active_id, target="pixels")
    stroke.begin(9, 9)
    rest(bench)
    assert loop() is not None
    stroke.end()
    rest(bench)
    assert loop() is None


def test_one_rest_is_one_collection(bench: Bench) -> None:
    rest(bench)
    loop = weakref.ref(Loop())
    rest(bench)
    assert loop() is not None
    bench.workbench.new(40, 40)
    rest(bench)
    assert loop() is None


def test_tiles_for_the_next_stroke_are_there(bench: Bench) -> None:
    while len(spares):
        spares.zeros((512, 512, 4), "uint8")
    rest(bench)
    assert len(spares) > 0


def test_garbage_waits_for_rests_only_inside() -> None:
    before = gc.get_threshold()
    with collected_at_rest():
        assert gc.get_threshold()[:2] == before[:2]
        assert gc.get_threshold()[2] > before[2]
    assert gc.get_threshold() == before
