"""`figment replay` on real projects of the bundled generators."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.cli import main
from editor.document import Document, Layer
from editor.document.layer import Recipe
from editor.formats import save_document
from editor.formats.grids import grid_of
from editor.workbench.recipes import pixel_hash


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A photo, and line art that the command line made of it."""
    photo, lines = tmp_path / "photo.png", tmp_path / "lines.png"
    pixels = np.full((60, 80, 4), 255, np.uint8)
    pixels[20:40, 30:60, :3] = (200, 60, 40)
    Image.fromarray(pixels[..., :3]).save(photo)
    words = ["generate", "photo-to-sketch", "-i", str(photo), "-o", str(lines), "--seed", "4"]
    assert main(words) == 0
    doc = Document(80, 60)
    below, made = Layer(name="photo"), Layer(name="lines")
    below.pixels = grid_of(pixels, x=0, y=0)
    with Image.open(lines) as image:
        made.pixels = grid_of(np.array(image.convert("RGBA")), x=0, y=0)
    made.recipe = Recipe(
        generator="photo-to-sketch",
        params={},
        seed=4,
        doc_rect=(0, 0, 80, 60),
        input_hashes={"image": pixel_hash(pixels)},
    )
    doc.layers.extend([below, made])
    path = tmp_path / "project.ora"
    save_document(doc, path)
    return path


def test_identical_is_zero(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["replay", str(project)]) == 0
    assert capsys.readouterr().out == "lines (photo-to-sketch): identical\n"


def test_anything_else_is_one(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["plugins", "disable", "sketch_to_photo"])
    capsys.readouterr()
    assert main(["replay", str(project), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["layer"], told["state"]) == ("lines", "missing plugin")


def test_a_picture_without_layers_to_replay(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["replay", str(tmp_path / "photo.png")]) == 0
    assert "no generation layers" in capsys.readouterr().out
    assert main(["replay", str(tmp_path / "lines.png")]) == 1
    assert "failed: What it was made from is not in the file." in capsys.readouterr().out
    assert main(["replay", str(tmp_path / "missing.ora")]) == 1
    assert "missing.ora" in capsys.readouterr().err
    assert main(["replay"]) == 2
