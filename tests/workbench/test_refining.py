"""A live picture that rests is made anew with all its pixels, and gives way to the next change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.jobs import events
from tests.scripted import draw

from .conftest import Bench, opened_bench

TELLING = """
import time
import numpy as np
from editor.api import IMAGE, Generator, Params, Slider, hookimpl

class Telling(Generator):
    id, title, needs, live, live_px = "telling", "Telling", {IMAGE}, True, 32
    class Params(Params):
        pause_s: float = Slider(0.0, 0, 30)
    def run(self, request, context):
        is_fine = request.image.shape[1] > 32
        for _ in context.steps(1000 if is_fine and request.params.pause_s else 1):
            time.sleep(request.params.pause_s / 1000)
        return np.full((*request.image.shape[:2], 3), request.image.shape[1], np.uint8)

class Local(Telling):
    id, title, local = "local", "Local", True

@hookimpl
def figment_generators():
    return [Telling, Local]
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with opened_bench(tmp_path, {"telling.py": TELLING}, "telling") as bench:
        yield bench


def pump(bench: Bench, done: Callable[[], bool]) -> None:
    """Waits, while the window's clock goes on."""

    def ticked() -> bool:
        bench.workbench.tidy()
        return done()

    bench.pump(ticked)


def seen_px(bench: Bench) -> int:
    """How wide the picture was that the generator saw: it paints with that number."""
    variant = bench.workbench.live.variant
    return 0 if variant is None else int(variant.rgba[0, 0, 0])


def runs(bench: Bench) -> int:
    return sum(isinstance(event, events.Finished) for event in bench.seen)


def test_what_rests_is_made_finer(bench: Bench) -> None:
    workbench = bench.workbench
    doc = workbench.new(64, 48)
    workbench.live.switch(on=True)
    pump(bench, lambda: seen_px(bench) == 32)
    pump(bench, lambda: seen_px(bench) == 64)
    draw(doc, (5, 5), (30, 30))
    pump(bench, lambda: seen_px(bench) == 32)
    pump(bench, lambda: seen_px(bench) == 64)
    pump(bench, lambda: runs(bench) == 4)
    bench.workbench.tidy()
    assert bench.workbench.live._coarse is None, "once is enough"


def test_a_change_does_not_wait_for_what_is_being_made_finer(bench: Bench) -> None:
    workbench = bench.workbench
    doc = workbench.new(64, 48)
    workbench.choice.set_values({"pause_s": 20.0})
    workbench.live.switch(on=True)
    pump(bench, lambda: workbench.live._running is not None and workbench.live._running.fine)
    draw(doc, (5, 5), (30, 30))
    pump(bench, lambda: runs(bench) == 2)
    assert any(isinstance(event, events.CancelledEvent) for event in bench.seen)
    assert seen_px(bench) == 32


@pytest.mark.parametrize(("generator", "size"), [("local", (64, 48)), ("telling", (30, 20))])
def test_what_has_no_more_pixels_is_left_alone(
    bench: Bench, generator: str, size: tuple[int, int]
) -> None:
    workbench = bench.workbench
    workbench.choice.choose(generator)
    workbench.new(*size)
    workbench.live.switch(on=True)
    pump(bench, lambda: runs(bench) == 1)
    workbench.tidy()
    assert workbench.live._coarse is None
