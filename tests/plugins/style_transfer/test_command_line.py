"""Style transfer with the real `main` and argv."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from editor.cli import main
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.toolkit.translators import initialise
from tests.plugins.style_transfer.pictures import scene


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(scene(90, 60)).save(path)
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """What the reference implementation saves."""
    path = tmp_path / "latest_net_G_A.pth"
    torch.manual_seed(3)
    network = ResNet(ResNetShape(width=2, blocks=9))
    initialise(network)
    torch.save(network.state_dict(), path)
    return path


def test_a_photo_goes_in_and_a_painting_comes_out(photo: Path, model: Path, tmp_path: Path) -> None:
    words = ["generate", "style-transfer", "-i", str(photo), "--model", str(model)]
    one, two, none = (tmp_path / f"{name}.png" for name in ("one", "two", "none"))
    assert main([*words, "-o", str(one)]) == 0
    assert main([*words, "-o", str(two), "-s", "strength=1", "-s", "resolution=512"]) == 0
    assert main([*words, "-o", str(none), "-s", "strength=0"]) == 0
    given, made, again, same = map(_pixels, (photo, one, two, none))
    assert made.shape == given.shape == (60, 90, 3)
    assert np.array_equal(made, again)
    assert not np.array_equal(made, given)
    assert np.array_equal(same, given)


def test_without_a_model_it_says_so(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["generate", "style-transfer", "-i", str(photo), "-o", str(tmp_path / "out.png")]
    assert main([*words, "--model", "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err
    assert not (tmp_path / "out.png").exists()


def test_a_style_that_does_not_exist_is_wrong_usage(photo: Path, tmp_path: Path) -> None:
    words = ["generate", "style-transfer", "-i", str(photo), "-o", str(tmp_path / "out.png")]
    assert main([*words, "-s", "style=rembrandt"]) == 2
    assert main([*words, "-s", "strength=1.5"]) == 2


def test_two_folders_become_a_model(tmp_path: Path, photo: Path) -> None:
    for name in ("photos", "style"):
        (tmp_path / name).mkdir()
        for i in range(4):
            Image.fromarray(scene(64, 64, seed=i)).save(tmp_path / name / f"{i}.png")
    words = ["train", "style-transfer", "--steps", "1", "-o", str(tmp_path / "mine")]
    folders = [word for n in ("photos", "style") for word in ("--data", str(tmp_path / n))]
    assert main([*words, *folders[:2]]) == 1
    assert main([*words, *folders]) == 0
    out = tmp_path / "out.png"
    words = ["generate", "style-transfer", "-i", str(photo), "-o", str(out)]
    assert main([*words, "--model", str(tmp_path / "mine")]) == 0
    assert _pixels(out).shape == (60, 90, 3)


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)
