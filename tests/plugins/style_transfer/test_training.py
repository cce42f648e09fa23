"""Two folders in, a model out; an interrupted run ends where an uninterrupted one does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from editor.api import FileError, Training
from editor.api.testing import RecordingContext
from plugins.style_transfer import export, own_pictures, train
from plugins.style_transfer.network import ResNetShape, infer_shape
from plugins.style_transfer.objective import HISTORY_COUNT, STYLE, History, Weights
from plugins.style_transfer.pairing import Pairing
from plugins.style_transfer.palette import palette, palette_distance
from plugins.style_transfer.pictures import (
    HELD_BACK,
    Pictures,
    crops,
    fitted,
    read_pictures,
    square,
)
from plugins.style_transfer.texture import palette_loss, texture_distance
from plugins.toolkit.training import Phase, Schedule, Trainer
from plugins.toolkit.weights import read_weights
from tests.plugins.style_transfer.pictures import scene, write_pictures

SHAPE = ResNetShape(width=16, blocks=6, norm="batch")
PLAN = Schedule(phases=(Phase(2, 64, 2, 3e-4), Phase(2, 64, 2, 1e-4)), seed=3)
WEIGHTS = Weights(judge_alone=1, identity_every=2)


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pictures, Pictures]:
    folder = tmp_path_factory.mktemp("sides")
    for name in ("photos", "style"):
        write_pictures(folder / name, count=5, side_px=80)
    photos, style = (read_pictures(folder / n, least_px=64) for n in ("photos", "style"))
    return photos, style


def test_a_resumed_run_ends_in_the_same_state(
    sides: tuple[Pictures, Pictures], tmp_path: Path
) -> None:
    whole = _trainer(sides, tmp_path / "whole")
    whole.run()
    _trainer(sides, tmp_path / "parts").run(until=3)
    resumed = _trainer(sides, tmp_path / "parts")
    assert resumed.step == 3
    resumed.run()

    assert whole.step == resumed.step == 4
    for name, network in whole.objective.networks.items():
        other = resumed.objective.networks[name].state_dict()
        assert all(torch.equal(value, other[key]) for key, value in network.state_dict().items())
    averaged = resumed.averaged.state_dict()
    assert all(torch.equal(v, averaged[k]) for k, v in whole.averaged.state_dict().items())


def test_a_run_starts_as_a_copy_learns_and_leaves_a_sheet(
    sides: tuple[Pictures, Pictures], tmp_path: Path
) -> None:
    run = _trainer(sides, tmp_path)
    before = {k: v.clone() for k, v in run.averaged.state_dict().items()}
    run.run()
    after = run.averaged.state_dict()
    assert not torch.equal(before["style.model.1.weight"], after["style.model.1.weight"])
    assert torch.equal(before["style.model.2.running_var"], after["style.model.2.running_var"])
    assert list((tmp_path / "samples").iterdir())


@pytest.mark.parametrize("norm", ["batch", "instance"])
def test_training_and_export_give_a_model_folder(tmp_path: Path, norm: str) -> None:
    folders = [tmp_path / "photos", tmp_path / "style"]
    for folder in folders:
        write_pictures(folder, count=5, side_px=64)
    (folders[0] / "broken.jpg").write_text("no picture")
    words = [word for folder in folders for word in ("--data", str(folder))]
    run = [*words, "--steps", "2", "--judge-alone", "1", "--batch", "2", "--size", "64"]
    run += ["--width", "16", "--norm", norm, "--device", "cpu", "--credit", "made by this test"]
    train.main([*run, "-o", str(tmp_path / "run")])
    export.main(
        [*words, "--run", str(tmp_path / "run"), "--name", "discs", "-o", str(tmp_path / "model")]
    )
    card = json.loads((tmp_path / "model" / "card.json").read_text(encoding="utf-8"))
    assert (card["name"], card["kind"], card["title"]) == ("discs", "style-transfer", "style")
    assert card["data"]["trained_on"] == [4, 4]
    assert 0 < card["quality_on_held_back"]["cycle_l1"] < 1
    assert str(tmp_path) not in json.dumps(card)
    for file in (card["file"], card["back_file"]):
        assert infer_shape(read_weights(tmp_path / "model" / file)) == ResNetShape(**card["shape"])
    assert (tmp_path / "model" / "held-back.webp").exists()


def test_a_run_may_start_from_another(sides: tuple[Pictures, Pictures], tmp_path: Path) -> None:
    first = _trainer(sides, tmp_path / "first")
    first.run(until=2)
    first.save()
    second = train.trainer(
        *sides,
        shape=SHAPE,
        plan=PLAN,
        folder=tmp_path / "second",
        device="cpu",
        weights=WEIGHTS,
        start_from=train.progress_of(first.checkpoint).states,
    )
    wanted, got = first.averaged.state_dict(), second.averaged.state_dict()
    assert all(torch.equal(wanted[key], got[key]) for key in wanted)
    assert second.step == 0


def test_training_through_the_host_starts_from_a_bundled_model(tmp_path: Path) -> None:
    folders = (tmp_path / "photos", tmp_path / "style")
    for folder in folders:
        write_pictures(folder, count=4, side_px=64)
    first = _training(tmp_path / "first", folders)
    own_pictures.train(first, RecordingContext())
    second = _training(tmp_path / "second", folders)
    context = RecordingContext(models={"monet": first.out}, load_weights=read_weights)
    own_pictures.train(second, context)
    assert context.fractions[-1] == 1
    card = json.loads((second.out / "card.json").read_text(encoding="utf-8"))
    assert (card["name"], card["training"]["from"]) == ("mine", "monet")
    with pytest.raises(FileError, match="Two folders are needed"):
        own_pictures.train(_training(tmp_path / "third", folders[:1]), context)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 usable pictures"), (1, "one usable picture\\."), (3, "3 usable pictures")],
)
def test_too_few_pictures_are_said_so(tmp_path: Path, count: int, said: str) -> None:
    write_pictures(tmp_path, count=count)
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "notes.png").write_text("no picture")
    with pytest.raises(FileError, match=f"holds {said}"):
        read_pictures(tmp_path, least_px=64)


def test_one_folder_is_not_enough(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Two folders are needed"):
        train.main(["--data", str(tmp_path), "-o", str(tmp_path / "run")])


def test_a_folder_can_say_what_is_held_back(tmp_path: Path) -> None:
    write_pictures(tmp_path, count=4)
    write_pictures(tmp_path / HELD_BACK, count=2)
    read = read_pictures(tmp_path, least_px=64)
    assert (len(read.train), len(read.held), read.unreadable) == (4, 2, [])


def test_small_and_large_pictures_are_brought_to_a_usable_size(tmp_path: Path) -> None:
    write_pictures(tmp_path / "a", count=4, side_px=20)
    write_pictures(tmp_path / "b", count=4, side_px=400)
    assert {min(p.shape[:2]) for p in read_pictures(tmp_path / "a", least_px=64).train} == {64}
    assert {min(p.shape[:2]) for p in read_pictures(tmp_path / "b", least_px=64).train} == {288}


def test_crops_are_squares_of_the_wanted_size() -> None:
    pictures = [scene(90, 64), scene(300, 200)]
    made = crops(pictures, np.random.default_rng(1), 64, 5)
    assert made.shape == (5, 64, 64, 3)
    assert np.array_equal(made, crops(pictures, np.random.default_rng(1), 64, 5))
    assert square(pictures[1], 96).shape == (96, 96, 3)
    assert fitted(pictures[0], short_px=50).shape == (48, 68, 3)


def test_crops_are_paired_with_those_that_are_alike_in_their_own_set() -> None:
    dark, light = (np.full((80, 80, 3), level, np.uint8) for level in (40, 120))
    darker, lighter = (np.full((80, 80, 3), level, np.uint8) for level in (130, 250))
    pairing = Pairing.of([dark, light], [lighter, darker], size_px=16)
    x, y = pairing.draw(np.random.default_rng(5), 16, 8)
    assert {(a.max(), b.max()) for a, b in zip(x, y, strict=True)} == {(40, 130), (120, 250)}
    again = pairing.draw(np.random.default_rng(5), 16, 8)
    assert all(map(np.array_equal, (x, y), again))


def test_the_history_shows_older_pictures_and_stays_full() -> None:
    history = History(size_px=4)
    torch.manual_seed(0)
    for i in range(HISTORY_COUNT + 5):
        shown = history.exchange(STYLE, torch.full((1, 3, 4, 4), float(i)), count=3)
        assert shown.shape == ((3 if i else 1), 3, 4, 4)
        assert (shown[0] == i).all()
        assert (shown <= i).all()
    assert history.get_buffer("style_count") == HISTORY_COUNT


def test_texture_ignores_flat_colour_and_sees_strokes() -> None:
    torch.manual_seed(0)
    flat, other = torch.zeros(1, 3, 64, 64), torch.full((2, 3, 64, 64), 0.5)
    assert texture_distance(flat, other) < 1e-5
    rough = torch.rand(2, 3, 64, 64)
    assert texture_distance(flat, rough) > texture_distance(0.5 * rough[:1], rough) > 0.01


def test_colours_are_compared_without_strokes() -> None:
    torch.manual_seed(0)
    flat = torch.zeros(1, 3, 32, 32)
    chess = torch.zeros(1, 3, 32, 32)
    chess[..., ::2] = 0.5
    chess[..., 1::2] = -0.5
    assert palette_loss(flat, chess) < 1e-5
    assert palette_loss(flat, flat + 0.5) > 0.1


def test_palettes_are_apart_by_their_colours() -> None:
    red, blue = (np.full((8, 8, 3), c, np.uint8) for c in ((220, 30, 30), (30, 30, 220)))
    assert palette_distance(palette([red]), palette([red])) == 0
    assert palette_distance(palette([red]), palette([blue])) > 0.9
    assert 0.3 < palette_distance(palette([red]), palette([red, blue])) < 0.7


def _training(folder: Path, data: tuple[Path, ...]) -> Training:
    out, run = folder / "model", folder / "run"
    out.mkdir(parents=True)
    return Training(data=data, out=out, run=run, name="mine", steps=1)


def _trainer(sides: tuple[Pictures, Pictures], folder: Path) -> Trainer:
    return train.trainer(
        *sides, shape=SHAPE, plan=PLAN, folder=folder, device="cpu", weights=WEIGHTS
    )
