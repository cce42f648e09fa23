"""The training loop: a run that was interrupted ends where an uninterrupted one does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from editor.api import Cancelled, FileError
from editor.api.testing import RecordingContext
from plugins.sketch_to_photo import export, train
from plugins.sketch_to_photo.network import UNet, UNetShape, infer_shape
from plugins.sketch_to_photo.pictures import Picture, read_pictures
from plugins.toolkit.adversarial import PatchGAN, fooling_loss, hinge_loss, picture_loss
from plugins.toolkit.metrics import mean_difference, structural_similarity
from plugins.toolkit.reporting import run_told
from plugins.toolkit.training import Phase, Schedule, Trainer, recalibrate
from plugins.toolkit.weights import read_weights
from tests.plugins.pictures import write_objects, write_photos

SHAPE = UNetShape(width=4, downs=5)
PLAN = Schedule(phases=(Phase(2, 64, 2, 3e-4), Phase(1, 128, 1, 1e-4)), seed=3)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    folder = tmp_path_factory.mktemp("objects")
    write_objects(folder, count=4)
    return read_pictures(folder, "objects", cache=folder / "unused.npz")


def test_a_resumed_run_ends_in_the_same_state(pictures: list[Picture], tmp_path: Path) -> None:
    whole = _trainer(pictures, tmp_path / "whole")
    whole.run()
    interrupted = _trainer(pictures, tmp_path / "parts")
    interrupted.run(until=1)
    resumed = _trainer(pictures, tmp_path / "parts")
    assert resumed.step == 1
    resumed.run()

    assert whole.step == resumed.step == 3
    for name, network in whole.objective.networks.items():
        other = resumed.objective.networks[name].state_dict()
        assert all(torch.equal(value, other[key]) for key, value in network.state_dict().items())
    averaged = resumed.averaged.state_dict()
    assert all(torch.equal(v, averaged[k]) for k, v in whole.averaged.state_dict().items())


def test_one_that_is_given_up_loses_no_step(pictures: list[Picture], tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_told(_trainer(pictures, tmp_path), RecordingContext(cancel_at=2))
    resumed = _trainer(pictures, tmp_path)
    assert resumed.step == 2
    run_told(resumed, RecordingContext())
    whole = _trainer(pictures, tmp_path / "whole")
    whole.run()
    averaged = resumed.averaged.state_dict()
    assert all(torch.equal(v, averaged[k]) for k, v in whole.averaged.state_dict().items())


def test_a_run_learns_and_leaves_a_sheet(pictures: list[Picture], tmp_path: Path) -> None:
    run = _trainer(pictures, tmp_path)
    before = {k: v.clone() for k, v in run.averaged.state_dict().items()}
    run.run()
    after = run.averaged.state_dict()
    assert not torch.equal(before["model.model.0.weight"], after["model.model.0.weight"])
    assert list((tmp_path / "samples").iterdir())
    assert not list(tmp_path.glob("*.new"))


def test_the_schedule_changes_size_in_its_last_third() -> None:
    plan = train.schedule(9, seed=0)
    assert [plan.phase(step).size_px for step in (0, 5, 6, 8, 99)] == [128, 128, 256, 256, 256]
    assert plan.steps == 9


def test_the_learning_rate_falls_without_a_jump_within_a_phase() -> None:
    plan = Schedule(phases=(Phase(3, 64, 1, 1e-3, 1e-5), Phase(2, 64, 1, 5e-4)))
    assert [plan.rate(step) for step in range(6)] == pytest.approx(
        [1e-3, 1e-4, 1e-5, 5e-4, 5e-4, 5e-4]
    )


def test_the_judge_takes_part_at_the_end(pictures: list[Picture], tmp_path: Path) -> None:
    run = _trainer(pictures, tmp_path, judged_share=0.4)
    judge = run.objective.networks["judge"]
    before = {k: v.clone() for k, v in judge.state_dict().items()}
    run.run(until=1)
    assert all(torch.equal(before[k], v) for k, v in judge.state_dict().items())
    run.run()
    assert not all(torch.equal(before[k], v) for k, v in judge.state_dict().items())


def test_training_and_export_give_a_model_folder(tmp_path: Path) -> None:
    write_photos(tmp_path / "photos", count=5)
    words = ["--data", str(tmp_path / "photos"), "-o", str(tmp_path / "run")]
    words += ["--steps", "1", "--batch", "1", "--width", "4", "--device", "cpu"]
    train.main([*words, "--favour", "disc=2", "--credit", "made by this test"])
    quality = export.export(
        run=tmp_path / "run",
        data=tmp_path / "photos",
        out=tmp_path / "model",
        name="discs",
        validation_pairs=2,
        calibration_batches=1,
    )
    card = json.loads((tmp_path / "model" / "card.json").read_text(encoding="utf-8"))
    assert card["name"] == "discs"
    assert card["kind"] == "sketch-to-photo"
    assert card["quality_on_held_back"] == quality
    assert card["data"]["held_back"] == 1
    assert "--favour disc=2" in card["training"]["command"]
    assert str(tmp_path) not in json.dumps(card)
    shape = infer_shape(read_weights(tmp_path / "model" / card["file"]))
    assert shape == UNetShape(**card["shape"])
    assert (tmp_path / "model" / "held-back.webp").exists()


def test_too_few_pictures_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="holds 0 usable pictures"):
        train.main(["--data", str(tmp_path), "-o", str(tmp_path / "run"), "--kind", "objects"])


def test_losses_know_better_from_worse() -> None:
    real, made = torch.full((1, 1, 2, 2), 2.0), torch.full((1, 1, 2, 2), -2.0)
    assert hinge_loss(real=real, made=made) == 0
    assert hinge_loss(real=made, made=real) == 6
    assert fooling_loss(real) < fooling_loss(made)
    x = torch.zeros(1, 3, 16, 16)
    assert picture_loss(x, x) == 0
    assert picture_loss(x + 0.1, x) < picture_loss(x + 0.2, x)


def test_the_judge_sees_patches() -> None:
    assert PatchGAN(6, width=4)(torch.zeros(1, 6, 64, 64)).shape == (1, 1, 14, 14)
    assert PatchGAN(6, width=4, downs=3)(torch.zeros(1, 6, 128, 128)).shape == (1, 1, 14, 14)


def test_recalibrated_statistics_are_those_of_the_batches() -> None:
    network = UNet(SHAPE).eval()
    batch = torch.rand(4, 3, 32, 32)
    recalibrate(network, [batch, batch])
    layers = dict(network.named_modules())
    entrance, second = layers["model.model.0"], layers["model.model.1.model.1"]
    norm = layers["model.model.1.model.2"]
    with torch.no_grad():
        wanted = second(torch.nn.functional.leaky_relu(entrance(batch), 0.2))
    torch.testing.assert_close(norm.running_mean, wanted.mean((0, 2, 3)))
    assert not network.training


def test_metrics_are_perfect_for_the_same_picture_only() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (32, 32), np.uint8)
    assert mean_difference(picture, picture) == 0
    assert structural_similarity(picture, picture) == pytest.approx(1)
    assert structural_similarity(picture, 255 - picture) < 0
    assert mean_difference(np.zeros((2, 2), np.uint8), np.full((2, 2), 255, np.uint8)) == 1


def _trainer(pictures: list[Picture], folder: Path, *, judged_share: float = 1.0) -> Trainer:
    return train.trainer(
        pictures,
        shape=SHAPE,
        plan=PLAN,
        folder=folder,
        device="cpu",
        single=False,
        judged_share=judged_share,
    )
