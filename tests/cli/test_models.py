"""`figment models add` and what a program reads of it afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from safetensors.torch import save_file

from editor.cli import main
from tests.models.test_identity import UNET


def test_an_added_model_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "shoes.safetensors"
    save_file(UNET, path)
    assert main(["models", "add", str(path), "--name", "boots"]) == 0
    assert capsys.readouterr().out.startswith("boots for sketch-to-photo: ")
    assert main(["models", "list", "sketch-to-photo", "--json"]) == 0
    names = [entry["name"] for entry in json.loads(capsys.readouterr().out)]
    assert "boots" in names
    assert main(["models", "add", str(path), "--name", "boots"]) == 1
    assert "already" in capsys.readouterr().err


def test_what_cannot_be_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = tmp_path / "words.pth"
    words.write_text("no weights")
    assert main(["models", "add", str(words)]) == 1
    assert "words.pth" in capsys.readouterr().err
    assert main(["models", "add", str(words), "--kind", "sculpture"]) == 2
    assert "sketch-to-photo" in capsys.readouterr().err
    assert main(["models", "add"]) == 2
