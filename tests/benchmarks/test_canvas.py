"""The canvas: frames of panning and zooming, and a dab on its way to the screen.

Printed beside a limit measured in the same run: moving as many bytes as the view has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.api import Rect
from editor.document import BlendMode, Document, Layer
from editor.document.tiles import TILE, tile_keys
from editor.ui.canvas import CanvasView
from editor.ui.tools import Modifiers, PointerEvent
from tests.ui.tools.hand import small_workbench

SIDE = 8192
LAYERS = 10
VIEW_PX = (1500, 900)
MODES = {7: BlendMode.MULTIPLY, 8: BlendMode.SCREEN, 9: BlendMode.OVERLAY}


def deep_document() -> Document:
    """8192 x 8192 with ten full layers, three of them in costly modes. Layers share few tiles."""
    random = np.random.default_rng(0)
    doc = Document(SIDE, SIDE)
    tiles = []
    for index in range(8):
        tile = random.integers(0, 256, (TILE, TILE, 4), np.uint8)
        tile[..., 3] = 255 if index == 0 else random.integers(60, 256, (TILE, TILE), np.uint8)
        tiles.append(tile)
    for index in range(LAYERS):
        layer = Layer(name=f"Layer {index}", blend_mode=MODES.get(index, BlendMode.NORMAL))
        for place, key in enumerate(tile_keys(doc.bounds)):
            layer.pixels.set_tile(*key, tiles[0 if index == 0 else 1 + (place + index) % 7])
        doc.layers.append(layer)
    doc.active_id = doc.layers[5].id
    return doc


@pytest.fixture
def view(tmp_path: Path, qtbot: QtBot) -> Iterator[CanvasView]:
    workbench = small_workbench(tmp_path)
    workbench.settings.set("motion", False)
    doc = deep_document()
    workbench.documents.append(doc)
    workbench.activate(doc)
    view = CanvasView(workbench)
    qtbot.addWidget(view)
    view.resize(*VIEW_PX)
    view.show()
    qtbot.waitExposed(view)
    yield view
    workbench.close(timeout_s=2.0)


def settle(view: CanvasView) -> float:
    """Draws until all that is seen is composed; returns the longest frame in seconds."""
    longest = 0.0
    while True:
        start = time.perf_counter()
        view.repaint()
        view._catch_up()
        longest = max(longest, time.perf_counter() - start)
        if view._scene is None or not view._scene.picture.is_late:
            view.repaint()
            return longest


def frames_ms(view: CanvasView, change: Callable[[int], None], count: int) -> np.ndarray:
    """How long each change takes until it is drawn."""
    times = []
    for index in range(count):
        start = time.perf_counter()
        change(index)
        view.repaint()
        times.append((time.perf_counter() - start) * 1000)
    return np.array(times)


def copy_ms() -> float:
    source = np.zeros((VIEW_PX[1], VIEW_PX[0], 4), np.uint8)
    target = np.ones_like(source)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        target[...] = source
        times.append((time.perf_counter() - start) * 1000)
    return float(np.median(times))


def report(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")


def line(name: str, times: np.ndarray) -> str:
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    return f"{name}: p50 {p50:.2f}, p95 {p95:.2f}, p99 {p99:.2f} ms"


def test_panning_and_zooming(view: CanvasView, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, f"copy of {VIEW_PX[0]} x {VIEW_PX[1]} pixels: {copy_ms():.2f} ms")
    view.zoom_to(1.0)
    way = [(24, 10)] * 60 + [(-24, -10)] * 60
    for dx, dy in way:
        view.pan_by(dx, dy)
        settle(view)
    panned = frames_ms(view, lambda i: view.pan_by(*way[i % len(way)]), 240)
    report(capsys, line("pan at 100 %", panned))

    view.zoom_to_fit()
    longest = settle(view)
    report(capsys, f"first look at all of it: longest frame {longest * 1e3:.1f} ms")
    middle = (VIEW_PX[0] / 2, VIEW_PX[1] / 2)
    zooms = 0.11 * 2 ** (np.sin(np.linspace(0, 12, 240)) * 0.4)
    for zoom in zooms[:60]:
        view.zoom_to(zoom)
        settle(view)
    zoomed = frames_ms(view, lambda i: view.zoom_by(zooms[i] / view.viewport.zoom, middle), 240)
    report(capsys, line("zoom around 12 %", zoomed))

    view.zoom_to(3.0)
    settle(view)
    close = frames_ms(view, lambda i: view.pan_by(*way[i % len(way)]), 240)
    report(capsys, line("pan at 300 %", close))
    for times in (panned, zoomed, close):
        assert np.percentile(times, 95) <= 4.0


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_a_dab_on_its_way_to_the_screen(
    view: CanvasView, capsys: pytest.CaptureFixture[str], zoom: float
) -> None:
    view.zoom_to(zoom)
    settle(view)
    options = view.tools.options
    for name, value in (("size_px", 256), ("hardness", 0.0), ("smoothing", 0.0), ("spacing", 0.1)):
        options.set("brush", name, value)
    x, y = view.viewport.to_doc((VIEW_PX[0] / 3, VIEW_PX[1] / 3))

    def event(index: int) -> PointerEvent:
        angle = index * 0.1
        pos = (x + 300 * np.cos(angle), y + 200 * np.sin(angle))
        return PointerEvent(
            doc_pos=pos,
            view_pos=view.viewport.to_view(pos),
            modifiers=Modifiers.NONE,
            scale=view.viewport.scale,
        )

    def move(index: int) -> None:
        view.tools.move(event(index))

    view.tools.press(event(0))
    for index in range(1, 70):
        view.tools.move(event(index))
    settle(view)
    times = dabs_ms(view, move, 70, 370)
    view.tools.release(event(370))
    report(capsys, line(f"256-px soft dab to screen, {LAYERS} layers, {zoom:.0%}", times))
    assert np.percentile(times, 99) <= 4.0


def dabs_ms(view: CanvasView, move: Callable[[int], None], first: int, last: int) -> np.ndarray:
    """From the pointer's event to the repainted rectangle, without the rest of the view."""
    dirty: list[Rect] = []
    view.tools.stroke_moved.connect(dirty.append)
    times = []
    for index in range(first, last):
        dirty.clear()
        start = time.perf_counter()
        move(index)
        for rect in dirty:
            left, top, right, bottom = view.viewport.rect_to_view(rect)
            view.repaint(
                round(left) - 3, round(top) - 3, round(right - left) + 6, round(bottom - top) + 6
            )
        times.append((time.perf_counter() - start) * 1000)
    return np.array(times)
