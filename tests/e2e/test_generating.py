"""Real commands on real files: size, alpha, seeds, repetition, white paper, layered input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from psd_tools import PSDImage

from editor.document import commands, selecting
from editor.formats import save_document
from plugins.sketch_to_photo.network import UNet, UNetShape
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import save_half
from tests.e2e.conftest import Figment, picture, pixels_of, saved

SIZES = [(1, 1), (1000, 37), (513, 257), (2, 3000)]
TO_PHOTO = ["generate", "sketch-to-photo", "-o", "out.png", "-i"]
WITHOUT_QT_OR_TORCH = """
import json, sys
from editor.cli import main
code = main(sys.argv[1:])
print(json.dumps(sorted({"torch", "PySide6"} & set(sys.modules))))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of the right shape with weights of no meaning."""
    path = tmp_path_factory.mktemp("models") / "tiny.safetensors"
    torch.manual_seed(3)
    network = UNet(UNetShape(width=4))
    initialise(network)
    save_half(network.state_dict(), path, metadata={})
    return path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("generator", ["photo-to-sketch", "sketch-to-photo"])
def test_the_output_has_the_size_of_its_input(
    figment: Figment, folder: Path, model: Path, generator: str, size: tuple[int, int]
) -> None:
    saved(folder / "in.png", picture(*size))
    words = ["generate", generator, "-i", "in.png", "-o", "out.png"]
    told = figment([*words, "--model", model] if generator == "sketch-to-photo" else words)
    assert (told.code, told.err) == (0, "")
    assert pixels_of(folder / "out.png").shape[1::-1] == size


@pytest.mark.parametrize("size", [(1, 1), (513, 257), (700, 700)])
@pytest.mark.parametrize("alpha", [255, 0])
def test_white_paper_stays_white(
    figment: Figment, folder: Path, model: Path, size: tuple[int, int], alpha: int
) -> None:
    width, height = size
    paper = np.full((height, width, 4), 255, np.uint8)
    paper[..., 3] = alpha
    saved(folder / "in.png", paper)
    assert figment([*TO_PHOTO, "in.png", "--model", model]).code == 0
    with Image.open(folder / "out.png") as image:
        assert (np.asarray(image.convert("RGB")) == 255).all()


def test_transparency_is_kept_by_what_keeps_pixels(
    figment: Figment, folder: Path, echo: None
) -> None:
    pixels = picture(31, 23, channels=4)
    pixels[:10, :, 3] = 0
    saved(folder / "in.png", pixels)
    assert figment(["generate", "echo", "-i", "in.png", "-o", "out.png"]).code == 0
    assert np.array_equal(pixels_of(folder / "out.png")[..., 3], pixels[..., 3])
    told = figment(["generate", "echo", "-i", "in.png", "-o", "out.jpg"])
    assert told.code == 0
    assert "no transparency" in told.err


def test_the_same_command_gives_the_same_pixels(
    figment: Figment, folder: Path, model: Path
) -> None:
    saved(folder / "in.png", picture(300, 200))
    for _ in range(2):
        assert figment([*TO_PHOTO, "in.png", "--model", model, "--seed", 4]).code == 0
        (folder / "out.png").replace(folder / f"{len(list(folder.iterdir()))}.png")
    assert np.array_equal(pixels_of(folder / "2.png"), pixels_of(folder / "3.png"))


def test_seeds_and_counts(figment: Figment, folder: Path, echo: None) -> None:
    saved(folder / "in.png", picture(20, 20))
    words = ["generate", "echo", "-i", "in.png", "-s", "noise=true", "--seed", 7]
    told = figment([*words, "-o", "many.png", "--count", 3])
    assert told.written == ("many-1.png", "many-2.png", "many-3.png")
    assert figment([*words[:-1], 8, "-o", "one.png"]).code == 0
    second, one = pixels_of(folder / "many-2.png"), pixels_of(folder / "one.png")
    assert np.array_equal(second, one)
    assert not np.array_equal(second, pixels_of(folder / "many-1.png"))


def test_negative_numbers_and_equals_signs_are_values(
    figment: Figment, folder: Path, echo: None
) -> None:
    before = saved(folder / "in.png", picture(9, 9))
    assert figment(["generate", "echo", "-i", "in.png", "-o", "o.png", "-s", "shift=-20"]).code == 0
    assert np.array_equal(pixels_of(folder / "o.png"), pixels_of(before) - 20)
    missing = figment([*TO_PHOTO, "in.png", "-s", "model=a=b"])
    missing.refused(1, "“a=b”")


def test_layered_files_are_flattened(figment: Figment, folder: Path, echo: None) -> None:
    doc = commands.new_document(40, 30, background="#ffffff")
    square = np.full((10, 10, 4), (200, 30, 60, 255), np.uint8)
    commands.add_layer(doc, square, x=5, y=5, name="square", label="Paste")
    save_document(doc, folder / "in.ora")
    PSDImage.frompil(Image.fromarray(picture(40, 30))).save(folder / "in.psd")
    for name in ("in.ora", "in.psd"):
        assert figment(["generate", "echo", "-i", name, "-o", "out.png"]).code == 0
        assert pixels_of(folder / "out.png").shape == (30, 40, 3)
        expected = (200, 30, 60) if name == "in.ora" else tuple(picture(40, 30)[7, 7])
        assert tuple(pixels_of(folder / "out.png")[7, 7]) == expected


def test_the_selection_in_a_project_is_the_mask(figment: Figment, folder: Path, echo: None) -> None:
    doc = commands.new_document(200, 200, background="#ffffff")
    mask = np.zeros((200, 200), np.uint8)
    mask[50:150, 50:150] = 255
    selecting.set_selection(doc, mask)
    save_document(doc, folder / "in.ora")
    words = ["generate", "echo", "-i", "in.ora", "-o", "out.png", "-s", "shift=-90"]
    assert figment(words).code == 0
    out = pixels_of(folder / "out.png")
    assert out[100, 100].max() < 200
    assert (out[mask == 0] == 255).all()


def test_input_may_be_the_output(figment: Figment, folder: Path, echo: None) -> None:
    saved(folder / "in.png", picture(9, 9))
    assert figment(["generate", "echo", "-i", "in.png", "-o", "in.png"]).written == ("in.png",)


def test_a_result_is_input_again_and_carries_its_recipe(
    figment: Figment, folder: Path, echo: None
) -> None:
    saved(folder / "in.png", picture(9, 9))
    told = figment(["generate", "echo", "-i", "in.png", "-o", "a.png", "--seed", 3, "--json"])
    (line,) = json.loads(told.out)
    assert (line["recipe"]["generator"], line["seed"]) == ("echo", 3)
    assert figment(["generate", "echo", "-i", "a.png", "-o", "b.png"]).code == 0
    with Image.open(folder / "a.png") as image:
        assert any("echo" in str(value) for value in image.info.values())


def test_torch_and_qt_are_imported_only_where_needed(folder: Path) -> None:
    saved(folder / "in.png", picture(30, 20))
    words = ["generate", "photo-to-sketch", "-i", "in.png", "-o", "out.png"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT_OR_TORCH, *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
