"""The training of face sliders: resumes bit for bit, and ends as a model the generator loads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from editor.api import Request, validate_params
from editor.api.testing import RecordingContext
from plugins.face_sliders import export, train
from plugins.face_sliders.attributes import read_table
from plugins.face_sliders.data import Faces, read_faces
from plugins.face_sliders.generator import FaceSliders
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.toolkit.training import Phase, Schedule, Trainer
from plugins.toolkit.weights import read_weights
from tests.plugins.face_sliders.drawn_faces import drawn_face, write_faces

PLAN = Schedule(phases=(Phase(2, 32, 2, 3e-4), Phase(1, 32, 2, 1e-4)), seed=3)


def _shape(names: tuple[str, ...]) -> FaceShape:
    return FaceShape(names, side_px=32, widths=(4, 4, 8), fine=4, code=2, placed=2)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("faces")
    return read_faces(folder, read_table(write_faces(folder, count=12)))


def _trainer(faces: Faces, folder: Path) -> Trainer:
    return train.trainer(faces, shape=_shape(faces.names), plan=PLAN, folder=folder, device="cpu")


def test_a_resumed_run_ends_in_the_same_state(faces: Faces, tmp_path: Path) -> None:
    whole = _trainer(faces, tmp_path / "whole")
    whole.run()
    _trainer(faces, tmp_path / "parts").run(until=1)
    resumed = _trainer(faces, tmp_path / "parts")
    assert resumed.step == 1
    resumed.run()
    for name, network in whole.objective.networks.items():
        other = resumed.objective.networks[name].state_dict()
        assert all(torch.equal(value, other[key]) for key, value in network.state_dict().items())
    assert list((tmp_path / "parts" / "samples").glob("*.webp"))


def test_the_pace_falls_towards_the_end() -> None:
    plan = train.schedule(20, seed=0, count=4, side_px=128)
    assert plan.steps == 20
    paces = [plan.phase(step).learning_rate for step in range(20)]
    assert paces == sorted(paces, reverse=True)


def test_shapes_survive_the_card() -> None:
    shape = _shape(("smile", "age"))
    assert FaceShape.of_card(json.loads(json.dumps(shape.as_card()))) == shape
    network = FaceVAE(shape).eval()
    picture, mean, log_variance, guessed = network(torch.zeros(2, 3, 32, 32), torch.zeros(2, 2))
    assert picture.shape == (2, 3, 32, 32)
    assert mean.shape == log_variance.shape == (2, 2, 2, 2)
    assert guessed.shape == (2, 2)


def test_training_and_export_give_a_model_that_the_generator_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "FaceShape", _small_shape)
    csv = write_faces(tmp_path / "faces", count=12)
    words = ["--data", str(tmp_path / "faces"), "-o", str(tmp_path / "run"), "--side", "32"]
    train.main([*words, "--steps", "10", "--batch", "2", "--device", "cpu", "--credit", "drawn"])
    quality = export.export(
        run=tmp_path / "run",
        data=tmp_path / "faces",
        csv=csv,
        out=tmp_path / "model",
        name="mine",
    )
    card = json.loads((tmp_path / "model" / "card.json").read_text(encoding="utf-8"))
    assert card["kind"] == "face-sliders"
    assert card["data"]["credit"] == "drawn"
    assert "not a claim about anyone" in card["notice"]
    assert card["quality_on_held_back"] == json.loads(json.dumps(quality))
    assert set(quality["probe_change_per_unit"]["smile"]) == {
        "smile",
        "age",
        "glasses",
        "dark_hair",
    }
    assert (tmp_path / "model" / "held-back.webp").stat().st_size > 0
    assert str(tmp_path) not in json.dumps(card)

    context = RecordingContext(models={"mine": tmp_path / "model"}, load_weights=read_weights)
    face = drawn_face(smiling=False, dark=True, glasses=False)
    picture = np.dstack([face, np.full((160, 160), 255, np.uint8)])
    eyes = {"eyes": "60.5,80.5 100.5,80.5"}
    params = validate_params(FaceSliders.Params, {"model": "mine", "dark_hair": -2, **eyes})
    result = FaceSliders().run(Request(params=params, image=picture), context)
    hair = result.images[0][14:20, 74:86, :3].mean() - picture[14:20, 74:86, :3].mean()
    assert hair > 3


def _small_shape(*, attributes: tuple[str, ...], side_px: int) -> FaceShape:
    assert side_px == 32
    return _shape(attributes)
