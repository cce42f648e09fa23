"""Face sliders: one frame while a slider moves, with a network of the default size."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from editor.api import Request, validate_params
from editor.api.testing import RecordingContext
from plugins.face_sliders.attributes import NAMES
from plugins.face_sliders.generator import FaceSliders
from plugins.face_sliders.model import tensors_of
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.face_sliders.space import measure_space
from plugins.toolkit.weights import read_weights, save_half

FRAME_MS = 25.0
FRAMES = 15
EYES = {"eyes": "270,200 336,200"}


def test_a_slider_frame_takes_25_ms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the weights are does not matter for the time, so they are random."""
    context = RecordingContext(models={"faces": _random_model(tmp_path)}, load_weights=read_weights)
    generator = FaceSliders()
    picture = np.random.default_rng(0).integers(0, 256, (400, 600, 4), np.uint8)

    def frame_ms(smile: float) -> float:
        params = validate_params(FaceSliders.Params, {"smile": smile, **EYES})
        started_s = time.perf_counter()
        generator.run(Request(params=params, image=picture), context)
        return (time.perf_counter() - started_s) * 1000

    frame_ms(0.1)
    median_ms = statistics.median(frame_ms(0.2 + i / 10) for i in range(FRAMES))
    with capsys.disabled():
        print(f"\nface sliders: {median_ms:.1f} ms a frame at 600 x 400")
    assert median_ms <= FRAME_MS


def _random_model(folder: Path) -> Path:
    torch.manual_seed(0)
    shape = FaceShape(attributes=NAMES)
    random = np.random.default_rng(0)
    codes = random.normal(size=(40, shape.code * shape.code_side**2)).astype(np.float32)
    attributes = random.normal(size=(40, len(NAMES))).astype(np.float32)
    units = np.ones(len(NAMES), np.float32)
    tensors = tensors_of(FaceVAE(shape), units, measure_space(codes, attributes))
    save_half(tensors, folder / "faces.safetensors", metadata={})
    card = {
        "name": "faces",
        "kind": "face-sliders",
        "file": "faces.safetensors",
        "shape": shape.as_card(),
    }
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder
