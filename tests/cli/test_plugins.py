"""Writing a plugin and having it checked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.api.testing import check_generator
from editor.cli import main
from editor.host import discover
from editor.settings import folders
from tests.fixtures import BAD


def test_a_new_plugin_is_sound_and_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "new", "Old-poster"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == folders().plugins / "old_poster.py"
    registry = discover(folders=[folders().plugins], markers=tmp_path / "markers")
    generator = registry.get("old-poster")
    assert (generator.title, generator.__name__) == ("Old poster", "OldPoster")
    assert check_generator(generator).failures == []
    registry.close()

    photo, out = tmp_path / "photo.png", tmp_path / "out.png"
    pixels = np.random.default_rng(1).integers(0, 256, (20, 30, 3), np.uint8)
    Image.fromarray(pixels).save(photo)
    words = ["generate", "old-poster", "-i", str(photo), "-o", str(out), "-s", "levels=2"]
    assert main(words) == 0
    with Image.open(out) as picture:
        assert set(np.unique(np.asarray(picture))) == {0, 255}


def test_a_new_plugin_goes_where_it_is_told_and_replaces_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plugins", "new", "poster", "-o", str(tmp_path / "mine")]
    assert main(words) == 0
    path = tmp_path / "mine" / "poster.py"
    assert capsys.readouterr().out.strip() == str(path)
    path.write_text("# changed by its author\n")
    assert main(words) == 1
    assert "there already" in capsys.readouterr().err
    assert path.read_text() == "# changed by its author\n"


@pytest.mark.parametrize("name", ["", "4ever", "a--b", "../up", "poster.py", "photo-to-sketch"])
def test_names_that_no_new_plugin_can_have(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "new", name]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not folders().plugins.exists()


def test_the_doctor_checks_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "doctor", str(BAD / "good.py")]) == 0
    assert capsys.readouterr().out == "good: sound\n"
    assert main(["plugins", "doctor", str(BAD / "raises_in_hook.py"), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["state"] == "failed"
    assert "hook" in told["failures"][0]
    assert main(["plugins", "doctor", str(tmp_path / "nothing.py")]) == 1
    assert "nothing.py" in capsys.readouterr().err
    assert main(["plugins", "doctor", "nobody"]) == 2


def test_the_doctor_finds_what_breaks_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plugins", "new", "poster", "-o", str(tmp_path)]) == 0
    path = tmp_path / "poster.py"
    path.write_text(path.read_text().replace("return picture\n", "return picture[::2]\n"))
    capsys.readouterr()
    assert main(["plugins", "doctor", str(path)]) == 1
    told = capsys.readouterr().out
    assert told.startswith("poster: not sound\n  - poster: Its picture is 48 x 16, not 48 x 32")


def test_the_doctor_says_what_it_did_not_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "disable", "sketch_to_photo"]) == 0
    assert main(["plugins", "doctor", "sketch_to_photo"]) == 0
    assert "not checked" in capsys.readouterr().out
