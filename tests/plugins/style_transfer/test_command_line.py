"""Style transfer with the real `main` and argv."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from editor.api.testing import RecordingContext
from editor.cli import main
from editor.settings import folders
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.style_transfer.painter import Painter
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import read_weights
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


@pytest.mark.parametrize("prefix", ["", "module.", "netG.", "netG.module."])
def test_a_file_of_the_reference_implementation_is_added_and_paints(
    photo: Path, tmp_path: Path, prefix: str
) -> None:
    """Its layers are put together here as its authors do, so that only the layout is shared."""
    torch.manual_seed(5)
    reference = torch.nn.Sequential(*_reference_layers(width=2, blocks=9))
    state = {f"{prefix}model.{key}": value for key, value in reference.state_dict().items()}
    assert f"{prefix}model.10.conv_block.2.running_mean" in state
    path = tmp_path / "latest_net_G_A.pth"
    torch.save(state, path)
    assert main(["models", "add", str(path), "--name", "reference"]) == 0
    added = list(folders().models.rglob("reference.pth"))
    assert len(added) == 1
    assert added[0].parent.name == "style-transfer"
    out = tmp_path / "out.png"
    words = ["generate", "style-transfer", "-i", str(photo), "-o", str(out)]
    assert main([*words, "--model", "reference"]) == 0
    # The way of the picture around the network is another test's; here, that it is this network.
    painter = Painter.of(read_weights(path), name="x", context=RecordingContext())
    given = _pixels(photo)
    x = torch.from_numpy(given[:60, :88].copy()).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.inference_mode():
        wanted = ((reference.train()(x)[0] + 1) * 127.5).permute(1, 2, 0).numpy()
    assert np.abs(painter.paint(given[:60, :88].copy()) - wanted).max() < 1.5
    assert not np.array_equal(_pixels(out), given)


def _reference_layers(*, width: int, blocks: int) -> list[torch.nn.Module]:
    """`ResnetGenerator` of the published code, with norms that count as those before torch 0.4."""
    nn = torch.nn

    def norm(channels: int) -> torch.nn.Module:
        return nn.InstanceNorm2d(channels, affine=False, track_running_stats=True)

    class Block(nn.Module):
        def __init__(self, channels: int) -> None:
            super().__init__()
            half = [nn.ReflectionPad2d(1), nn.Conv2d(channels, channels, 3), norm(channels)]
            rest = [nn.ReflectionPad2d(1), nn.Conv2d(channels, channels, 3), norm(channels)]
            self.conv_block = nn.Sequential(*half, nn.ReLU(inplace=True), *rest)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x + self.conv_block(x)

    layers = [nn.ReflectionPad2d(3), nn.Conv2d(3, width, 7), norm(width), nn.ReLU(inplace=True)]
    for wide in (width, 2 * width):
        layers += [nn.Conv2d(wide, 2 * wide, 3, stride=2, padding=1), norm(2 * wide), nn.ReLU()]
    layers += [Block(4 * width) for _ in range(blocks)]
    for wide in (4 * width, 2 * width):
        up = nn.ConvTranspose2d(wide, wide // 2, 3, stride=2, padding=1, output_padding=1)
        layers += [up, norm(wide // 2), nn.ReLU(inplace=True)]
    return [*layers, nn.ReflectionPad2d(3), nn.Conv2d(width, 3, 7), nn.Tanh()]


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


def test_two_folders_become_a_model(
    tmp_path: Path, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("photos", "style"):
        (tmp_path / name).mkdir()
        for i in range(4):
            Image.fromarray(scene(64, 64, seed=i)).save(tmp_path / name / f"{i}.png")
    (tmp_path / "photos" / "broken.jpg").write_bytes(b"no picture")
    (tmp_path / "style" / "empty.png").touch()
    (tmp_path / "style" / "notes.txt").write_text("about the pictures")
    words = ["train", "style-transfer", "--steps", "1", "-o", str(tmp_path / "mine")]
    folders = [word for n in ("photos", "style") for word in ("--data", str(tmp_path / n))]
    assert main([*words, *folders[:2]]) == 1
    assert main([*words, *folders]) == 0
    said = capsys.readouterr().err
    assert "Left out, since they cannot be read: broken.jpg, empty.png." in said
    out = tmp_path / "out.png"
    words = ["generate", "style-transfer", "-i", str(photo), "-o", str(out)]
    assert main([*words, "--model", str(tmp_path / "mine")]) == 0
    assert _pixels(out).shape == (60, 90, 3)


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)
