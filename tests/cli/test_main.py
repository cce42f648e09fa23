"""The command line with its real `main` and argv."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.cli import main
from editor.cli.main import arranged
from editor.cli.options import split_values
from tests.fixtures import BAD, ECHO, HELLO


@pytest.fixture(autouse=True)
def installed_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ECHO))
    monkeypatch.delitem(sys.modules, "echo_plugin", raising=False)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    pixels = np.random.default_rng(1).integers(60, 190, (20, 30, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_a_picture_goes_in_and_comes_out(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    arguments = ["generate", "echo", "-i", str(photo), "-s", "shift=-20", "-o", str(out)]
    assert main([*arguments, "--seed", "5"]) == 0
    with Image.open(out) as picture:
        assert picture.mode == "RGB"
    assert np.array_equal(pixels_of(out), pixels_of(photo) - 20)


def test_the_suffix_chooses_the_format(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.webp"
    assert main(["generate", "echo", "-i", str(photo), "-o", str(out)]) == 0
    with Image.open(out) as picture:
        assert picture.format == "WEBP"


def test_a_drawn_seed_is_printed_and_repeats(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    start = ["generate", "echo", "-i", str(photo), "-s", "noise=true", "-o"]
    assert main([*start, str(one)]) == 0
    told = capsys.readouterr()
    path, _, seed = told.out.strip().rpartition("  seed ")
    assert path == str(one)
    assert told.err == ""
    assert main([*start, str(two), "--seed", seed]) == 0
    assert capsys.readouterr().out.strip() == str(two)
    assert np.array_equal(pixels_of(one), pixels_of(two))


def test_several_are_numbered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "many.png"
    arguments = ["generate", "echo-size", "-s", "width=40", "--count", "2", "--seed", "3", "--json"]
    assert main([*arguments, "-o", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [line["seed"] for line in told] == [3, 4]
    assert [line["width"] for line in told] == [40, 40]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many-1.png", "many-2.png"]


def test_a_model_that_is_not_there_is_told_at_once(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["generate", "style-transfer", "-i", str(photo), "-o", str(tmp_path / "x.png")]
    assert main([*start, "--model", "gone"]) == 1
    assert "no model named “gone”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["generate", "eco", "-o", "x.png"], "Did you mean echo"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "-s", "nope=1"], "there are: steps"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "-s", "steps=0"], "must be 1 or more"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "-s", "steps"], "name=value"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "--model", "x"], "no such parameter"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "--seed", "-1"], "--seed"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "--count", "0"], "--count"),
        (
            ["generate", "style-transfer", "-i", "PHOTO", "-o", "x.png", "--count", "3"],
            "every seed",
        ),
        (["generate", "photo-to-sketch", "-i", "PHOTO", "-o", "x.png", "--count", "2"], "same"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.png", "--device", "tpu"], "cuda"),
        (["generate", "echo", "-i", "PHOTO", "-o", "x.doc"], ".png"),
        (["generate", "echo", "-o", "x.png"], "-i"),
        (["generate", "echo-size", "-i", "PHOTO", "-o", "x.png"], "takes no picture"),
        (["generate", "echo", "--wrong"], "--wrong"),
        (["generate"], "ID"),
        (["generators", "eco"], "Did you mean echo"),
        (["plugins", "disable", "nobody"], "echo"),
        (["--plugins", "missing", "generators"], "missing"),
    ],
)
def test_wrong_usage_is_two_and_a_sentence(
    arguments: list[str], said: str, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(photo) if word == "PHOTO" else word for word in arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["-s", "ending=sentence"], "Echo was told to fail."),
        (["-s", "ending=exception"], "Echo failed: "),
        (["-s", "ending=exit"], "Echo failed: "),
        (["-i", "missing.png"], "missing.png"),
        (["-m", "SMALL"], "one size"),
        (["-o", "nowhere/x.png"], "nowhere"),
    ],
)
def test_what_fails_is_one_and_a_sentence(
    values: list[str], said: str, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = tmp_path / "small.png"
    Image.new("L", (4, 4)).save(small)
    words = [str(small) if word == "SMALL" else word for word in values]
    out = tmp_path / "out.png"
    assert main(["generate", "echo", "-i", str(photo), "-o", str(out), *words]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1
    assert not out.exists()


def test_values_split_at_the_first_equals_sign() -> None:
    assert split_values(["prompt=a=b", "smile=-2", "empty="], "x.pth") == {
        "prompt": "a=b",
        "smile": "-2",
        "empty": "",
        "model": "x.pth",
    }


def test_a_word_that_is_no_verb_is_a_file() -> None:
    assert arranged([]) == ["edit"]
    assert arranged(["a.png", "b.png"]) == ["edit", "a.png", "b.png"]
    assert arranged(["--safe-mode", "a.png"]) == ["--safe-mode", "edit", "a.png"]
    assert arranged(["generators", "--plugins", "x"]) == ["--plugins", "x", "generators"]
    assert arranged(["generate", "e", "-s", "--debug"]) == ["generate", "e", "-s", "--debug"]
    assert arranged(["--help"]) == ["--help"]


def test_lists_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generators", "--json", "--plugins", str(HELLO), "--plugins", str(BAD)]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[0]["id"] == "sketch-to-photo"
    assert {"echo", "negative", "good"} <= {entry["id"] for entry in listed}
    assert main(["generators", "echo", "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["params"][0]
    assert (steps["name"], steps["default"], steps["maximum"]) == ("steps", 3, 1000)
    assert main(["plugins", "list", "--json", "--plugins", str(BAD)]) == 0
    states = {info["name"]: info["state"] for info in json.loads(capsys.readouterr().out)}
    assert states["raises_at_import"] == "failed"
    assert states["echo"] == "enabled"
    assert main(["models", "list", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_places_and_amounts_are_shown_as_they_are_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["generators", "face-sliders"]) == 0
    listed = capsys.readouterr().out
    assert "x,y x,y in pixels" in listed
    assert "name=amount" in listed


def test_a_disabled_plugin_stays_away_until_enabled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "disable", "echo"]) == 0
    assert main(["generators", "echo"]) == 2
    assert main(["plugins", "enable", "echo"]) == 0
    assert main(["generators", "echo"]) == 0
    assert "steps" in capsys.readouterr().out


def test_the_doctor_fits_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    for part in ("Python", "torch", "plugins:", "echo 1.0 (enabled)", "resources:"):
        assert part in told
    assert len(told.splitlines()) <= 60


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("figment 0.")


def test_a_flat_picture_needs_no_qt(photo: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from editor.cli import main\n"
        f"assert main(['generate', 'echo', '-i', {str(photo)!r}, '-o', "
        f"{str(tmp_path / 'out.png')!r}]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ECHO)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_the_module_runs_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "editor", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("figment ")
