"""The network that guesses what a hole hides: it learns, is exported, and guides patches."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from editor.api import MissingModel, Rect, Request, Result, validate_params
from editor.api.testing import RecordingContext
from plugins.inpainting import patches
from plugins.inpainting.generator import Inpainting
from plugins.inpainting.learned import export, train
from plugins.inpainting.learned.filler import Filler
from plugins.inpainting.learned.network import FillingNetwork, multiple_px
from plugins.toolkit.metrics import gray, structural_similarity
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import Phase, Schedule
from plugins.toolkit.weights import read_weights
from tests.plugins.inpainting.test_patches import covered, off, stripes
from tests.plugins.pictures import write_photos


def untrained() -> Filler:
    torch.manual_seed(0)
    return Filler(FillingNetwork().state_dict(), name="untrained")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    write_photos(root / "photos" / "grocery", count=30)
    return root


def _run(data: Path, folder: Path, steps: int) -> None:
    plan = Schedule((Phase(steps, 32, 4, 2e-3),), seed=1, ema=0.5)
    train.trainer(data, plan=plan, folder=folder, device="cpu").run()
    facts: Mapping[str, Any] = {"seed": 1}
    (folder / train.RUN).write_text(json.dumps(facts), encoding="utf-8")


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder after a moment of training."""
    folder = tmp_path_factory.mktemp("filler")
    _run(data, folder / "run", 6)
    export.export(run=folder / "run", data=data, credit="drawn", out=folder / "filler", photos=2)
    return folder / "filler"


def test_every_size_is_filled_from_the_coarsest_on() -> None:
    network = FillingNetwork(width=8, dilations=(1, 2))
    picture, known = torch.rand(2, 3, 64, 96) * 2 - 1, torch.ones(2, 1, 64, 96)
    known[:, :, 20:40, 30:60] = 0
    continued = torch.rand(2, 6, 64, 96) * 2 - 1
    guesses = network(picture, known, continued)
    assert [tuple(guess.shape[-2:]) for guess in guesses] == [(8, 12), (16, 24), (32, 48), (64, 96)]
    inside = (known == 0).expand_as(picture)
    assert torch.equal(guesses[-1][~inside], picture[~inside])
    changed = picture.clone()
    changed[inside] = 5.0
    # What lies in the hole is not looked at.
    assert torch.equal(network(changed, known, continued)[-1], guesses[-1])


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (37, 23), (130, 71), (126, 140)])
def test_pictures_of_any_size_are_taken(size: tuple[int, int]) -> None:
    image = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    mask = np.zeros(size, np.uint8)
    mask[: size[0] // 2 + 1, : size[1] // 2 + 1] = 255
    made = untrained()(image, mask)
    assert made.shape == image.shape
    assert np.array_equal(made[mask == 0], image[mask == 0])
    assert multiple_px(*size) >= 2


def test_an_untrained_network_fills_with_the_colour_around() -> None:
    image = np.full((40, 48, 3), (30, 160, 90), np.uint8)
    spoilt, mask, inside = covered(image, slice(10, 25), slice(12, 30))
    assert off(untrained()(spoilt, mask), image, inside) < 2


def test_it_learns_and_goes_on_where_it_was(data: Path, tmp_path: Path) -> None:
    plan = Schedule((Phase(40, 32, 4, 2e-3),), seed=1)
    run = train.trainer(data, plan=plan, folder=tmp_path / "run", device="cpu")
    batch = run.draw(np.random.default_rng(0), 32, 16)
    picture, known, _ = batch

    def off_by(network: torch.nn.Module) -> float:
        with torch.no_grad():
            return float(train.filling_loss(network(*batch)[-1], picture, 1 - known))

    first = copy.deepcopy(run.objective.networks[train.NETWORK].state_dict())
    before = off_by(FillingNetwork())
    run.run(until=16)
    again = train.trainer(data, plan=plan, folder=tmp_path / "run", device="cpu")
    assert again.step == 16
    again.run()
    network = again.objective.networks[train.NETWORK]
    assert off_by(network) < 0.98 * before
    assert [name for name, weight in network.named_parameters() if first[name].equal(weight)] == []
    assert len(list((tmp_path / "run" / "samples").iterdir())) == 2


def test_structure_is_compared_as_fillings_are_judged() -> None:
    random = np.random.default_rng(0)
    real = random.integers(0, 256, (40, 48, 3)).astype(np.uint8)
    guess = cv2.GaussianBlur(real, (5, 5), 1.0)
    inside = np.zeros((40, 48), np.uint8)
    inside[8:30, 8:30] = 255
    judged = structural_similarity(gray(guess), gray(real), inside=inside)
    told = train.similarity(to_tensor(guess[None]), to_tensor(real[None]))[0, 0]
    assert float(told[torch.from_numpy(inside > 0)].mean()) == pytest.approx(judged, abs=2e-3)


def test_a_command_trains_it(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    train.main(["--data", str(data), "-o", str(out), "--steps", "1", "--batch", "1"])
    facts = json.loads((out / train.RUN).read_text(encoding="utf-8"))
    assert facts["command"].startswith("python -m plugins.inpainting.learned.train --data data")


def test_its_card_tells_how_near_each_way_of_filling_comes(model: Path) -> None:
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert (card["name"], card["kind"], card["training"]["steps"]) == ("filler", "filler", 6)
    ways = {"telea", "navier-stokes", "patches", "learned", "learned_smooth"}
    assert {f"hole_psnr_db_{way}" for way in ways} <= card["quality"].keys()
    assert all(card["quality"][f"hole_ssim_{way}"] <= 1 for way in ways)
    assert (model / "held-back.webp").is_file()


def in_two_lights() -> np.ndarray:
    image = stripes()
    image[:, 80:] = image[:, 80:] // 3
    return image


def test_patches_agree_with_their_guide() -> None:
    image = in_two_lights()
    # Where in this hole it becomes dark cannot be seen from its rim.
    spoilt, mask, inside = covered(image, slice(0, 120), slice(50, 110))
    light, dark = image[:, :50].mean((0, 1)), image[:, 110:].mean((0, 1))

    def filled(edge: int) -> np.ndarray:
        def guide(whole: np.ndarray, hole: np.ndarray) -> np.ndarray:
            told = np.where(np.arange(160)[None, :, None] < edge, light, dark)
            return np.where(hole[..., None] > 0, told, whole).astype(np.uint8)

        return patches.fill(spoilt, mask, guide=guide)

    early, late = filled(62), filled(98)
    for made in (early, late):
        assert np.array_equal(made[~inside], image[~inside])
        assert made[:, 50:110].std() > 40  # still striped
    assert late[:, 66:94].mean() > 1.5 * early[:, 66:94].mean()


def test_the_generator_takes_it_where_it_is_installed(model: Path) -> None:
    spoilt, mask, inside = covered(in_two_lights(), slice(0, 120), slice(50, 110))
    rgba = np.dstack([spoilt, np.full(mask.shape, 255, np.uint8)])

    def made(context: RecordingContext, **values: Any) -> np.ndarray:
        params = validate_params(Inpainting.Params, values)
        size = rgba.shape[1], rgba.shape[0]
        asked = Request(
            params=params, image=rgba, mask=mask, size_px=size, rect=Rect(0, 0, *size), seed=2
        )
        result: Result = Inpainting().run(asked, context)
        return result.images[0]

    with_it = RecordingContext(models={"filler": model}, load_weights=read_weights)
    without = RecordingContext()
    learned = made(with_it, engine="learned")
    assert np.array_equal(learned[~inside], rgba[~inside])
    assert np.array_equal(made(with_it, mode="remove"), learned)
    assert not np.array_equal(made(with_it, engine="patches"), learned)
    assert np.array_equal(made(without, mode="remove"), made(without, engine="patches"))
    with pytest.raises(MissingModel):
        made(without, engine="learned")
