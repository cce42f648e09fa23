"""Live: one run in flight follows what is drawn and seen."""

from __future__ import annotations

import numpy as np

from editor.api import Rect, Request
from editor.jobs import events
from tests.scripted import draw

from .conftest import Bench


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


def test_figures_come_after_the_picture_and_are_its_own_once_nothing_changes(bench: Bench) -> None:
    workbench = bench.workbench
    workbench.new(16, 16)
    workbench.choice.choose("gauged")
    workbench.live.switch(on=True)

    def rests_at(level: int) -> bool:
        shown = workbench.live.variant
        is_shown = shown is not None and int(shown.rgba[0, 0, 0]) == level
        return is_shown and [meter.value for meter in workbench.live.meters] == [level]

    bench.pump(lambda: rests_at(0))
    first, measured = bench.previews[-2:]
    assert first is not None
    assert measured is not None
    assert (first.meters, measured.meters[0].value) == ((), 0)
    assert measured.rgba is first.rgba, "nothing has to be painted anew"
    for level in range(1, 40):
        workbench.choice.set_values({"level": level})
    bench.pump(lambda: rests_at(39))
    before = bench.previews[-2]
    assert before is not None
    assert before.meters, "the last figures stay until there are newer ones"
