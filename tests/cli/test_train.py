"""`figment train` with the bundled generator's own training code, as short as it goes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.cli import main
from editor.settings import folders
from tests.plugins.pictures import write_objects


def test_a_few_pictures_become_a_model_that_generates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_objects(tmp_path / "discs", count=5)
    words = ["train", "sketch-to-photo", "--data", str(tmp_path / "discs"), "--steps", "1"]
    assert main([*words, "--device", "cpu"]) == 0
    told = capsys.readouterr()
    out = folders().models / "sketch-to-photo" / "discs"
    assert told.out == f"discs for sketch-to-photo: {out}\n"
    assert told.err == ""
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    assert card["training"]["from"] == "objects"
    assert str(tmp_path) not in json.dumps(card)
    assert sorted(path.name for path in out.parent.iterdir()) == ["discs"]

    sketch, picture = tmp_path / "sketch.png", tmp_path / "picture.png"
    Image.fromarray(np.full((64, 64, 3), 255, np.uint8)).save(sketch)
    words = ["generate", "sketch-to-photo", "-i", str(sketch), "--model", "discs"]
    assert main([*words, "-o", str(picture)]) == 0
    with Image.open(picture) as image:
        assert image.size == (64, 64)
    assert main(["train", "sketch-to-photo", "--data", str(tmp_path / "discs")]) == 1
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["train", "photo-to-sketch", "--data", "EMPTY"], 2, "sketch-to-photo"),
        (["train", "sketch-to-foto", "--data", "EMPTY"], 2, "Did you mean"),
        (["train", "sketch-to-photo"], 2, "--data"),
        (["train", "sketch-to-photo", "--data", "EMPTY", "--steps", "0"], 2, "--steps"),
        (["train", "sketch-to-photo", "--data", "EMPTY", "--device", "tpu"], 2, "cuda"),
        (["train", "sketch-to-photo", "--data", "MISSING"], 1, "missing"),
        (["train", "sketch-to-photo", "--data", "EMPTY"], 1, "0 usable pictures"),
        (["train", "sketch-to-photo", "--data", "BROKEN"], 1, "broken.png"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_leaves_nothing(
    words: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {name: tmp_path / name.lower() for name in ("EMPTY", "BROKEN", "MISSING")}
    places["EMPTY"].mkdir()
    places["BROKEN"].mkdir()
    (places["BROKEN"] / "broken.png").write_bytes(b"no picture")
    assert main([str(places.get(word, word)) for word in words]) == code
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not list(folders().models.rglob("*.*"))
