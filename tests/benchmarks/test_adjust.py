"""Adjustments on a photo of 24 megapixels: frames of a curve's drag, and applying.

Printed beside Pillow doing the same to the same pixels in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from pytestqt.qtbot import QtBot

from editor.api import Params, Rect
from editor.document import BlendMode, Document, Group, Layer, commands
from editor.document.adjust import Curves, find_effect
from editor.document.adjust.curves import STRAIGHT
from editor.document.effects import add_adjustment, apply_effect
from editor.ui.adjust import AdjustSession
from editor.ui.canvas import CanvasView
from tests.benchmarks.test_canvas import Clock, report, settle
from tests.ui.tools.hand import small_workbench

SIZE = (6000, 4000)
VIEW_PX = (1500, 900)
FRAMES, WARM = 80, 5
FRAME_MS = 33.0


def photo() -> np.ndarray:
    """Soft shapes and grain, opaque."""
    random = np.random.default_rng(0)
    small = Image.fromarray(random.integers(0, 256, (40, 60, 3), np.uint8))
    rgba = np.array(small.resize(SIZE, Image.Resampling.BICUBIC).convert("RGBA"))
    grain = random.integers(0, 12, (SIZE[1], SIZE[0], 1), np.uint8)
    rgba[..., :3] = np.clip(rgba[..., :3].astype(np.int16) + grain - 6, 0, 255)
    return rgba


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    return photo()


@pytest.fixture
def doc(pixels: np.ndarray) -> Document:
    doc = Document(*SIZE)
    layer = Layer(name="photo", id="photo")
    layer.pixels.write(doc.bounds, pixels)
    doc.layers.append(layer)
    doc.active_id = layer.id
    return doc


@pytest.fixture
def view(tmp_path: Path, qtbot: QtBot, doc: Document) -> Iterator[CanvasView]:
    workbench = small_workbench(tmp_path)
    workbench.settings.set("motion", False)
    workbench.documents.append(doc)
    workbench.activate(doc)
    view = CanvasView(workbench)
    qtbot.addWidget(view)
    view.resize(*VIEW_PX)
    view.show()
    qtbot.waitExposed(view)
    yield view
    workbench.close(timeout_s=2.0)


def curves(number: int) -> Params:
    """A curve under the hand: its middle point somewhere else in each frame."""
    bent = ((0, 0), (100 + number % 40, 140 - number % 30), (255, 255))
    return Curves(curves=(bent, STRAIGHT, STRAIGHT, STRAIGHT))


def drag(view: CanvasView, session: AdjustSession, params: Callable[[int], Params]) -> Clock:
    """From each change of the values until all that is seen shows it."""
    settle(view)
    picture = view.picture
    assert picture is not None
    clock, aside = Clock(), Clock()
    for number in range(FRAMES + WARM):
        with (clock if number >= WARM else aside).timed():
            session.set_params(params(number))
            view.repaint(picture.view_rect(view.viewport))
            while picture.is_late:
                view._catch_up()
                view.repaint(picture.view_rect(view.viewport))
    return clock


def point_ms(pixels: np.ndarray) -> float:
    """Pillow's lookup, as quick as it can be: three channels at once."""
    picture = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
    table = list(range(255, -1, -1)) * 3
    return min(_ms(lambda: picture.point(table)) for _ in range(5))


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


@pytest.mark.parametrize("zoom", ["fit", 0.5, 1.0])
def test_a_curve_is_dragged(
    view: CanvasView, pixels: np.ndarray, capsys: pytest.CaptureFixture[str], zoom: float | str
) -> None:
    if isinstance(zoom, float):
        view.zoom_to(zoom)
    session = AdjustSession(view.workbench, view)
    session.begin(find_effect("curves"))
    times = drag(view, session, curves)
    shown = "fit" if zoom == "fit" else f"{zoom:.0%}"
    report(capsys, times.line(f"curves on 24 megapixels, {shown}"))
    report(capsys, f"  Pillow's point on the whole photo: {point_ms(pixels):.1f} ms")
    alone = point_ms(pixels[: VIEW_PX[1], : VIEW_PX[0]])
    report(capsys, f"  and on the view alone: {alone:.1f} ms")
    session.cancel()
    assert times.percentile(95) <= FRAME_MS


def test_a_curve_is_dragged_among_layers(
    view: CanvasView, doc: Document, pixels: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten layers, two adjustment layers and a group; the upper adjustment is dragged."""
    for number in range(7):
        layer = Layer(name=f"Layer {number}", opacity=0.8)
        layer.blend_mode = list(BlendMode)[number % 3]
        part = Rect(200 * number, 150 * number, 3000, 2600)
        layer.pixels.write(part, pixels[part.slices()])
        doc.layers.append(layer)
    inner = [Layer(name=f"Inner {number}") for number in range(2)]
    for layer in inner:
        layer.pixels.write(Rect(900, 700, 2500, 2000), pixels[:2000, :2500])
    doc.layers.append(Group(name="Group", opacity=0.7, children=list(inner)))
    doc.active_id = doc.layers[-1].id
    exposure = find_effect("exposure")
    doc.activate(doc.layers[3].id)
    add_adjustment(doc, exposure, exposure.params_class.model_validate({"stops": 0.3}))
    doc.activate(doc.layers[-1].id)
    session = AdjustSession(view.workbench, view)
    commands.new_layer(doc)
    effect = find_effect("curves")
    add_adjustment(doc, effect, effect.params_class())
    times = drag(view, session, curves)
    report(capsys, times.line("curves layer over ten layers, a group and an adjustment, fit"))
    assert times.percentile(95) <= FRAME_MS


@pytest.mark.parametrize(
    ("effect_id", "values"),
    [
        ("hue-saturation", lambda n: {"hue": n + 1}),
        ("black-and-white", lambda n: {"reds": n}),
        ("gaussian-blur", lambda n: {"radius": 20 + n / 10}),
        ("unsharp-mask", lambda n: {"amount": 60 + n}),
        ("median", lambda n: {"radius": 8 + n % 2}),
    ],
)
def test_others_are_dragged(
    view: CanvasView,
    capsys: pytest.CaptureFixture[str],
    effect_id: str,
    values: Callable[[int], dict[str, float]],
) -> None:
    session = AdjustSession(view.workbench, view)
    effect = find_effect(effect_id)
    session.begin(effect)
    times = drag(view, session, lambda n: effect.params_class(**values(n)))
    report(capsys, times.line(f"{effect_id} on 24 megapixels, fit"))
    session.cancel()


def test_applying(doc: Document, pixels: np.ndarray, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole layer with its undo, beside Pillow's bare function."""
    picture = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
    table = list(range(255, -1, -1)) * 3
    for effect_id, values, theirs in (
        ("curves", {"curves": curves(0).model_dump()["curves"]}, lambda: picture.point(table)),
        ("gaussian-blur", {"radius": 8}, lambda: picture.filter(ImageFilter.GaussianBlur(8))),
        ("box-blur", {"radius": 8}, lambda: picture.filter(ImageFilter.BoxBlur(8))),
        ("unsharp-mask", {}, lambda: picture.filter(ImageFilter.UnsharpMask(1.5, 80, 0))),
        ("median", {"radius": 2}, lambda: picture.filter(ImageFilter.MedianFilter(5))),
    ):
        effect = find_effect(effect_id)
        params = effect.params_class.model_validate(values)
        bare = _ms(partial(effect.apply, pixels, params))
        ours = _ms(partial(apply_effect, doc, effect, params))
        doc.history.undo()
        pillow = _ms(theirs)
        report(
            capsys,
            f"{effect_id}: {ours:.0f} ms with undo, {bare:.0f} ms the pixels alone, "
            f"Pillow {pillow:.0f} ms",
        )
