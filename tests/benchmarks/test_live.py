"""Live mode with the bundled sketch model: how soon a picture is there, and on a large page."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.document import Document, Layer
from editor.document.flatten import flatten
from editor.workbench import Preview

from .window import begin_stroke, open_window, warm_live

LIMIT_MS = 100.0
STROKES = 25
SIDE_PX = 256
LARGE_PX, LARGE_LAYERS = (6000, 4000), 10
HELD_UP_MS = 8.0
ROUNDS = 15


def test_a_live_sketch_is_on_the_screen_within_100_ms(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    took_ms: list[float] = []
    with open_window(qtbot) as window:
        workbench = window.workbench
        doc = workbench.new(SIDE_PX, SIDE_PX)
        warm_live(workbench, qtbot)
        shown_s: list[float] = []

        def on_preview(preview: object) -> None:
            # The canvas was told before: it paints now, and the picture is on the screen.
            window.canvas.repaint()
            shown_s.append(time.perf_counter())

        workbench.preview_changed.connect(on_preview)
        for index in range(STROKES):
            stroke = begin_stroke(doc, 40 + 5 * index, 60)
            for y in range(64, 200, 8):
                stroke.move(40 + 5 * index, y)
            # What the dabs set off is over before the end of the stroke is measured.
            qtbot.wait(250)
            shown_s.clear()
            ended_s = time.perf_counter()
            stroke.move(44 + 5 * index, 204)
            stroke.end()
            qtbot.waitUntil(lambda: bool(shown_s))
            took_ms.append((shown_s[0] - ended_s) * 1000)
        workbench.preview_changed.disconnect(on_preview)
    median_ms = statistics.median(took_ms)
    with capsys.disabled():
        print(
            f"\nlive sketch {SIDE_PX} x {SIDE_PX}: {median_ms:.0f} ms from stroke end to screen "
            f"(limit {LIMIT_MS:.0f} ms), best {min(took_ms):.0f}, worst {max(took_ms):.0f} of "
            f"{STROKES}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
    assert median_ms <= LIMIT_MS


def test_a_live_request_on_a_large_page_does_not_hold_up_the_window(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    asked_ms: list[float] = []
    shown_ms: list[float] = []
    with open_window(qtbot) as window:
        workbench = window.workbench
        doc = workbench.new(*LARGE_PX)
        fill_layers(doc, LARGE_LAYERS)
        begin_ms = elapsed_ms(lambda: flatten(doc, doc.bounds))
        workbench.choice.choose("sketch-to-photo")
        workbench.live.switch(on=True)
        qtbot.waitUntil(lambda: workbench.live.variant is not None, timeout=120_000)
        for _ in range(ROUNDS):
            asked_ms.append(elapsed_ms(lambda: workbench.make_job(variants=1, live=True)))
            variant = workbench.live.variant
            assert variant is not None
            beside = doc.bounds.translated(doc.width, 0)
            preview = Preview(variant.rgba, variant.doc_rect, beside)
            shown_ms.append(elapsed_ms(partial(workbench.preview_changed.emit, preview)))
        workbench.live.switch(on=False)
    asked, shown = statistics.median(asked_ms), statistics.median(shown_ms)
    with capsys.disabled():
        width, height = LARGE_PX
        print(
            f"\nlive on {width} x {height}, {LARGE_LAYERS} layers, on the window's thread: "
            f"{asked:.1f} ms to ask (limit {HELD_UP_MS:.0f} ms; flattening there would take "
            f"{begin_ms:.0f} ms), {shown:.1f} ms to take the picture; "
            f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
    assert asked <= HELD_UP_MS
    assert shown <= HELD_UP_MS


def elapsed_ms(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start_s = time.perf_counter()
    call()
    return (time.perf_counter() - start_s) * 1000


def fill_layers(doc: Document, count: int) -> None:
    """Half-transparent layers over the whole page, above the paper."""
    random = np.random.default_rng(1)
    while len(doc.layers) < count:
        layer = Layer(name=f"Wash {len(doc.layers)}")
        color = np.array([*random.integers(0, 256, 3), 128], np.uint8)
        layer.pixels.write(doc.bounds, np.broadcast_to(color, (doc.height, doc.width, 4)))
        doc.layers.insert(1, layer)
