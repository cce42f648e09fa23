"""The canvas: frames of panning and zooming, and a dab on its way to the screen.

Printed beside a limit measured in the same run: moving as many bytes as the view has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.api import Rect, validate_params
from editor.document import BlendMode, Document, Group, Layer
from editor.document.adjust import find_effect
from editor.document.layer import AdjustmentLayer
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


def rich_document() -> Document:
    """The same ten layers, three of them in a group, with two adjustment layers among them."""
    doc = deep_document()
    below, inside, above = doc.layers[:4], doc.layers[4:7], doc.layers[7:]
    adjusted = [
        AdjustmentLayer(
            name=name,
            effect_id=name,
            params=validate_params(find_effect(name).params_class, values),
        )
        for name, values in (
            ("curves", {"curves": (((0, 0), (90, 140), (255, 255)), *[((0, 0), (255, 255))] * 3)}),
            ("brightness-contrast", {"brightness": 20, "contrast": 10}),
        )
    ]
    group = Group(name="Group", children=list(inside))
    doc.layers = [*below, adjusted[0], group, *above, adjusted[1]]
    return doc


DOCUMENTS = {"10 layers": deep_document, "and 2 adjustments, a group": rich_document}


@pytest.fixture(params=list(DOCUMENTS))
def view(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[CanvasView]:
    workbench = small_workbench(tmp_path)
    workbench.settings.set("motion", False)
    doc = DOCUMENTS[request.param]()
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


class Clock:
    """Times on the clock, which count, and on the processor, which other programs lengthen less."""

    def __init__(self) -> None:
        self._wall_ms: list[float] = []
        self._processor_ms: list[float] = []

    @contextmanager
    def timed(self) -> Iterator[None]:
        wall_s, processor_s = time.perf_counter(), time.process_time()
        yield
        self._processor_ms.append((time.process_time() - processor_s) * 1000)
        self._wall_ms.append((time.perf_counter() - wall_s) * 1000)

    def percentile(self, share: float) -> float:
        return float(np.percentile(self._wall_ms, share))

    def line(self, name: str) -> str:
        p50, p95, p99 = np.percentile(self._wall_ms, [50, 95, 99])
        processor = np.percentile(self._processor_ms, [50, 95, 99])
        return (
            f"{name}: p50 {p50:.2f}, p95 {p95:.2f}, p99 {p99:.2f} ms"
            f" (processor {processor[0]:.2f}, {processor[1]:.2f}, {processor[2]:.2f})"
        )


def frames(view: CanvasView, change: Callable[[int], None], count: int) -> Clock:
    """How long each change takes until it is drawn."""
    clock = Clock()
    for index in range(count):
        with clock.timed():
            change(index)
            view.repaint()
    return clock


def rests(view: CanvasView, zooms: Iterable[float]) -> Clock:
    """How long the frame takes that is drawn when the zoom has come to rest."""
    clock = Clock()
    for zoom in zooms:
        view.zoom_to(zoom)
        view._rest_timer.stop()
        settle(view)
        with clock.timed():
            view.repaint()
    return clock


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


def test_panning_and_zooming(view: CanvasView, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, f"copy of {VIEW_PX[0]} x {VIEW_PX[1]} pixels: {copy_ms():.2f} ms")
    view.zoom_to(1.0)
    way = [(24, 10)] * 60 + [(-24, -10)] * 60
    for dx, dy in way:
        view.pan_by(dx, dy)
        settle(view)
    panned = frames(view, lambda i: view.pan_by(*way[i % len(way)]), 240)
    report(capsys, panned.line("pan at 100 %"))

    view.zoom_to_fit()
    longest = settle(view)
    report(capsys, f"first look at all of it: longest frame {longest * 1e3:.1f} ms")
    middle = (VIEW_PX[0] / 2, VIEW_PX[1] / 2)
    zooms = 0.11 * 2 ** (np.sin(np.linspace(0, 12, 240)) * 0.4)
    for zoom in zooms[:60]:
        view.zoom_to(zoom)
        settle(view)
    zoomed = frames(view, lambda i: view.zoom_by(zooms[i] / view.viewport.zoom, middle), 240)
    report(capsys, zoomed.line("zoom around 12 %"))

    swept = 0.06 * 2 ** np.linspace(0, 2, 240)  # 6 to 24 %, every mip level at its slowest
    for zoom in swept[::4]:
        view.zoom_to(zoom)
        settle(view)
    sweep = frames(view, lambda i: view.zoom_by(swept[i] / view.viewport.zoom, middle), 240)
    report(capsys, sweep.line("zoom from 6 to 24 %"))
    at_rest = rests(view, swept[::4])
    report(capsys, at_rest.line("the sharp frame after it"))

    view.zoom_to(3.0)
    settle(view)
    close = frames(view, lambda i: view.pan_by(*way[i % len(way)]), 240)
    report(capsys, close.line("pan at 300 %"))
    for times in (panned, zoomed, sweep, at_rest, close):
        assert times.percentile(95) <= 4.0


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_a_dab_on_its_way_to_the_screen(
    view: CanvasView,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    zoom: float,
) -> None:
    view.zoom_to(zoom)
    settle(view)
    options = view.tools.options
    for name, value in (("size_px", 256), ("hardness", 0.0), ("smoothing", 0.0), ("spacing", 0.1)):
        options.set("brush", name, value)
    x, y = view.viewport.to_doc((VIEW_PX[0] / 3, VIEW_PX[1] / 3))

    def event(pos: tuple[float, float]) -> PointerEvent:
        return PointerEvent(
            doc_pos=pos,
            view_pos=view.viewport.to_view(pos),
            modifiers=Modifiers.NONE,
            scale=view.viewport.scale,
        )

    def around(index: int) -> PointerEvent:
        angle = index * 0.1
        return event((x + 300 * np.cos(angle), y + 200 * np.sin(angle)))

    def across(index: int) -> PointerEvent:
        """To the right in rows, each dab where none was."""
        row, column = divmod(index, 40)
        return event((x - 300 + 28 * column, y - 200 + 300 * row))

    def along(way: Callable[[int], PointerEvent]) -> Callable[[int], None]:
        return lambda index: view.tools.move(way(index))

    name = f"256-px soft dab to screen, {request.node.callspec.params['view']}, {zoom:.0%}"
    measured = []
    for way, begin, end in ((around, 70, 370), (across, 1, 120)):
        view.tools.press(way(0))
        for index in range(1, begin):
            view.tools.move(way(index))
        settle(view)
        view.workbench.tidy()
        jumps = (40, 80) if way is across else ()  # to the next row: not a dab but many
        times = dabs(view, along(way), begin, end, jumps)
        view.tools.release(way(end))
        report(capsys, times.line(f"{name}, {way.__name__}"))
        measured.append(times)
    for times in measured:
        assert times.percentile(99) <= 4.0


def dabs(
    view: CanvasView, move: Callable[[int], None], first: int, last: int, jumps: Collection[int]
) -> Clock:
    """From the pointer's event to the repainted rectangle, without the rest of the view.

    What was not ready in its slice of time is waited for, as it is not on the screen before.
    Between the events of a pen, of which there are 120 a second, the program tidies ten times.
    """
    dirty: list[Rect] = []
    view.tools.stroke_moved.connect(dirty.append)
    clock, aside = Clock(), Clock()
    for index in range(first, last):
        dirty.clear()
        if index % 12 == 0:
            view.workbench.tidy()
        with (aside if index in jumps else clock).timed():
            move(index)
            for rect in dirty:
                repaint(view, rect)
            while view._scene is not None and view._scene.picture.is_late:
                for rect in view._scene.picture.catch_up(view.viewport):
                    repaint(view, rect)
    view.tools.stroke_moved.disconnect(dirty.append)
    return clock


def repaint(view: CanvasView, doc_rect: Rect) -> None:
    left, top, right, bottom = view.viewport.rect_to_view(doc_rect)
    view.repaint(round(left) - 3, round(top) - 3, round(right - left) + 6, round(bottom - top) + 6)
