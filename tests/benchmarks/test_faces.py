"""Face sliders: one frame while a slider moves, with a network of the default size."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from editor.api import ImageU8, Request, validate_params
from editor.api.testing import RecordingContext
from editor.document import Layer
from editor.ui.main_window import MainWindow
from plugins.face_sliders.align import EYES_SHARE
from plugins.face_sliders.attributes import NAMES
from plugins.face_sliders.generator import FaceSliders
from plugins.face_sliders.marks import SIDE_PX, Marks
from plugins.face_sliders.model import tensors_of
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.face_sliders.parts import PARTS, HeadTemplates
from plugins.face_sliders.space import measure_space
from plugins.toolkit.weights import read_weights, save_half

from .window import open_window

FRAME_MS, FRAME_MEDIAN_MS = 25.0, 22.0
FRAMES, PAUSE_MS = 20, 60
LARGE_PX = (4000, 3000)
EYES = {"eyes": "270,200 336,200"}
SLIDERS = (*NAMES, "pc1")
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "face-sliders" / "sample.jpg"
FACE_PX, _FACE_AT = 2400, (800, 300)
_LARGE_EYES = " ".join(
    f"{x * FACE_PX + _FACE_AT[0]:.0f},{y * FACE_PX + _FACE_AT[1]:.0f}" for x, y in EYES_SHARE
)


FACE = ("smile", "age")
HAIR = ("gray_hair", "facial_hair", "smile")


@pytest.mark.parametrize("names", [FACE, HAIR], ids=["face", "hair"])
def test_a_slider_frame_takes_25_ms(
    names: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With all that can be drawn; what the weights are does not matter, so they are random."""
    context = RecordingContext(models={"faces": _random_model(tmp_path)}, load_weights=read_weights)
    generator = FaceSliders()
    picture = np.random.default_rng(0).integers(0, 256, (400, 600, 4), np.uint8)

    def frame_ms(units: float) -> float:
        third = "glasses" if names == FACE else "bald"
        params = validate_params(
            FaceSliders.Params, {**dict.fromkeys(names, units), third: 1, **EYES}
        )
        started_s = time.perf_counter()
        generator.run(Request(params=params, image=picture), context)
        return (time.perf_counter() - started_s) * 1000

    frame_ms(0.1)
    median_ms = statistics.median(frame_ms(0.2 + i / 10) for i in range(FRAMES))
    with capsys.disabled():
        print(f"\nface sliders, {names[0]}: {median_ms:.1f} ms a frame at 600 x 400")
    assert median_ms <= FRAME_MS


def test_every_slider_is_on_the_screen_in_time_on_a_large_portrait(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the value to the painted canvas, with the bundled model, 12 megapixels."""
    told: dict[str, tuple[float, float]] = {}
    with open_window(qtbot) as window:
        workbench = window.workbench
        doc = workbench.new(*LARGE_PX)
        layer = doc.active
        assert isinstance(layer, Layer)
        layer.pixels.write(doc.bounds, _portrait())
        workbench.choice.choose("face-sliders")
        workbench.choice.set_values({"smile": 0.1, "eyes": _LARGE_EYES})
        workbench.live.switch(on=True)
        qtbot.waitUntil(lambda: workbench.live.variant is not None, timeout=60_000)
        qtbot.wait(1000)  # the sharp picture too
        for name in SLIDERS:
            plain = dict.fromkeys(SLIDERS, 0.0)
            took_ms = [
                _value_to_screen_ms(window, qtbot, plain | {name: 0.1 + index / 10})
                for index in range(-2, FRAMES)
            ]
            told[name] = (statistics.median(took_ms[2:]), float(np.percentile(took_ms[2:], 95)))
        workbench.live.switch(on=False)
    with capsys.disabled():
        print(f"\nface sliders, value to screen at {LARGE_PX}, p50 and p95 in ms:")
        print(", ".join(f"{name} {p50:.1f} {p95:.1f}" for name, (p50, p95) in told.items()))
    assert max(p50 for p50, _ in told.values()) <= FRAME_MEDIAN_MS
    assert max(p95 for _, p95 in told.values()) <= FRAME_MS


def _value_to_screen_ms(window: MainWindow, qtbot: QtBot, values: Mapping[str, float]) -> float:
    """From new values to the painted canvas."""
    shown_s: list[float] = []

    def on_preview(preview: object) -> None:
        window.canvas.repaint()
        shown_s.append(time.perf_counter())

    window.workbench.preview_changed.connect(on_preview)
    start_s = time.perf_counter()
    window.workbench.choice.set_values(values)
    qtbot.waitUntil(lambda: bool(shown_s))
    window.workbench.preview_changed.disconnect(on_preview)
    qtbot.wait(PAUSE_MS)
    return (shown_s[0] - start_s) * 1000


def _portrait() -> ImageU8:
    """The sample that the program opens, enlarged, before something soft."""
    face = cv2.resize(cv2.imread(str(SAMPLE)), (FACE_PX, FACE_PX), interpolation=cv2.INTER_CUBIC)
    page = _soft(np.random.default_rng(0))
    left, top = _FACE_AT
    page[top : top + FACE_PX, left : left + FACE_PX, :3] = face[..., ::-1]
    return page


def _soft(random: np.random.Generator) -> ImageU8:
    small = random.integers(0, 256, (30, 40, 4), np.uint8)
    small[..., 3] = 255
    return np.asarray(cv2.resize(small, LARGE_PX, interpolation=cv2.INTER_CUBIC), np.uint8)


def _random_model(folder: Path) -> Path:
    torch.manual_seed(0)
    shape = FaceShape(attributes=NAMES)
    random = np.random.default_rng(0)
    codes = random.normal(size=(40, shape.code * shape.code_side**2)).astype(np.float32)
    attributes = random.normal(size=(40, len(NAMES))).astype(np.float32)
    units = np.ones(len(NAMES), np.float32)
    rims = random.random((SIDE_PX, SIDE_PX), np.float32)
    lines = 0.1 * random.random((3, SIDE_PX, SIDE_PX), np.float32)
    marks = Marks(rims, 0 * rims, np.zeros(3, np.float32), lines)
    heads = HeadTemplates(
        random.dirichlet(np.ones(PARTS), (8, 32, 32)).transpose(0, 3, 1, 2).astype(np.float32)
    )
    space = measure_space(codes, attributes)
    tensors = tensors_of(FaceVAE(shape), units, space, marks, heads)
    save_half(tensors, folder / "faces.safetensors", metadata={})
    card = {
        "name": "faces",
        "kind": "face-sliders",
        "file": "faces.safetensors",
        "shape": shape.as_card(),
    }
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder
