"""A folder of pictures through a generator: bad files, resuming, masks."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.cli import main
from tests.fixtures import ECHO


@pytest.fixture(autouse=True)
def installed_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ECHO))
    monkeypatch.delitem(sys.modules, "echo_plugin", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures, of which one is none, and a file that is not meant."""
    folder = tmp_path / "in"
    folder.mkdir()
    for index, name in enumerate(("a.png", "c.tif")):
        pixels = np.full((8, 12, 3), 40 * (index + 1), np.uint8)
        Image.fromarray(pixels).save(folder / name)
    (folder / "b.png").write_bytes(b"no picture")
    (folder / "notes.txt").write_text("no picture either")
    return folder


def batch(folder: Path, out: Path, *words: str) -> int:
    return main(["batch", "echo", str(folder), "-o", str(out), "-s", "shift=5", *words])


def test_goes_on_after_a_bad_file_and_says_which(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "out"
    assert batch(folder, out, "--seed", "1") == 1
    told = capsys.readouterr()
    assert sorted(path.name for path in out.iterdir()) == ["a.png", "c.tif"]
    with Image.open(out / "c.tif") as picture:
        assert np.asarray(picture)[0, 0].tolist() == [85, 85, 85]
    assert told.err.startswith("figment: b.png: ")
    assert len(told.err.splitlines()) == 1
    assert told.out.splitlines()[-1] == "2 made, 1 failed."


def test_goes_on_where_it_was_interrupted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (folder / "b.png").unlink()
    out.mkdir()
    (out / "a.png").write_bytes(b"made before")
    assert batch(folder, out) == 0
    assert (out / "a.png").read_bytes() == b"made before"
    assert "there already" in capsys.readouterr().out
    assert batch(folder, out, "--overwrite", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(Path(item["input"]).name, item["state"]) for item in told] == [
        ("a.png", "made"),
        ("c.tif", "made"),
    ]
    with Image.open(out / "a.png") as picture:
        assert picture.size == (12, 8)


def test_each_picture_gets_its_own_mask(folder: Path, tmp_path: Path) -> None:
    masks, out = tmp_path / "masks", tmp_path / "out"
    masks.mkdir()
    mask = np.zeros((8, 12), np.uint8)
    mask[:4] = 255
    Image.fromarray(mask).save(masks / "a.png")
    assert batch(folder, out, "-m", str(masks)) == 1
    assert [path.name for path in out.iterdir()] == ["a.png"]
    with Image.open(out / "a.png") as picture:
        pixels = np.asarray(picture)
    assert pixels[0, 0].tolist() == [45, 45, 45]
    assert pixels[7, 0].tolist() == [40, 40, 40]


def test_layered_and_unwritable_formats_become_png(folder: Path, tmp_path: Path) -> None:
    (folder / "b.png").unlink()
    (folder / "a.png").rename(folder / "a.psd")  # the content counts when it is read
    assert batch(folder, tmp_path / "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.psd.png", "c.tif"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["batch", "eco", "IN", "-o", "OUT"], 2, "Did you mean echo"),
        (["batch", "echo", "IN", "-o", "OUT", "-s", "steps=0"], 2, "must be 1 or more"),
        (["batch", "echo-size", "IN", "-o", "OUT"], 2, "takes no picture"),
        (["batch", "echo", "IN", "-o", "IN"], 2, "another"),
        (["batch", "echo", "IN"], 2, "-o"),
        (["batch", "echo", "OUT", "-o", "IN"], 1, "cannot be read"),
        (["batch", "echo", "EMPTY", "-o", "OUT"], 1, "no picture"),
        (["batch", "echo", "IN", "-o", "IN/a.png/x"], 1, "cannot be made"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    words: list[str],
    code: int,
    said: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"IN": folder, "OUT": tmp_path / "out", "EMPTY": tmp_path / "empty"}
    places["IN/a.png/x"] = folder / "a.png" / "x"
    assert main([str(places.get(word, word)) for word in words]) == code
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()
