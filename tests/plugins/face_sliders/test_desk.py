"""The latent desk on the command line, and training one's own sliders."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from editor.api import FileError, Training
from editor.api.testing import RecordingContext
from plugins.face_sliders import desk, own_faces
from plugins.face_sliders.network import FaceShape
from plugins.face_sliders.slider_file import SliderFile
from tests.plugins.face_sliders.drawn_faces import write_faces


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    write_faces(folder / "a", count=2)
    write_faces(folder / "b", count=3)
    return folder


def _run(models: dict[str, Path], *words: object) -> None:
    desk.main(["--model", str(models["faces"]), *map(str, words)])


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_samples_are_new_faces_that_follow_from_their_seed(
    models: dict[str, Path], tmp_path: Path
) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        _run(models, "sample", "--count", 7, "--seed", seed, "-o", tmp_path / f"{name}.png")
    a, b, c = (_pixels(tmp_path / f"{name}.png") for name in "abc")
    assert a.shape == (2 * 64 + 4, 6 * 64 + 5 * 4, 3)
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_a_morph_ends_as_pngs_or_as_a_gif(
    models: dict[str, Path], folder: Path, tmp_path: Path
) -> None:
    faces = (folder / "a" / "f000.png", folder / "a" / "f001.png")
    _run(models, "morph", *faces, "--frames", 5, "-o", tmp_path / "frames")
    frames = sorted((tmp_path / "frames").iterdir())
    assert [path.name for path in frames] == [f"{i:04}.png" for i in range(5)]
    _run(models, "morph", *faces, "--frames", 5, "--way", "linear", "-o", tmp_path / "m.gif")
    with Image.open(tmp_path / "m.gif") as gif:
        assert isinstance(gif, GifImageFile)
        assert gif.n_frames == 8


def test_faces_are_added_and_bred(models: dict[str, Path], folder: Path, tmp_path: Path) -> None:
    a, b, c = (folder / "b" / f"f00{i}.png" for i in range(3))
    _run(models, "arithmetic", a, b, c, "-o", tmp_path / "sum.png")
    _run(models, "breed", a, b, "--count", 3, "-o", tmp_path / "children.png")
    assert _pixels(tmp_path / "sum.png").shape == (64, 64, 3)
    assert _pixels(tmp_path / "children.png").shape == (64, 3 * 64 + 8, 3)


def test_two_groups_become_a_slider(models: dict[str, Path], folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    _run(models, "slider", "--without", folder / "a", "--having", folder / "b", "-o", out)
    slider = SliderFile.load(out, code_length=48, attributes=3)
    assert slider.name == "mine"
    assert np.abs(slider.direction.code).max() > 0


def test_what_is_no_model_or_no_picture_is_told(
    models: dict[str, Path], folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(FileError, match="is no model of faces"):
        desk.main(["--model", str(folder), "sample", "-o", str(tmp_path / "x.png")])
    with pytest.raises(FileError, match="holds no pictures"):
        _run(models, "slider", "--without", tmp_path, "--having", tmp_path, "-o", tmp_path / "x")
    csv = folder / "a" / "attributes.csv"
    with pytest.raises(FileError, match="no picture that can be read"):
        _run(models, "breed", csv, csv, "-o", tmp_path / "x.png")


def test_ones_own_faces_become_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(*, attributes: tuple[str, ...], side_px: int) -> FaceShape:
        return FaceShape(attributes, side_px, (4, 4, 8), fine=4, code=2, placed=2)

    monkeypatch.setattr(own_faces, "FaceShape", small)
    monkeypatch.setattr(own_faces, "SIDE_PX", 32)
    write_faces(tmp_path / "faces", count=12)
    context = RecordingContext()
    training = Training(
        data=(tmp_path / "faces",), out=tmp_path / "out", run=tmp_path / "run", name="us", steps=2
    )
    own_faces.train(training, context)
    card = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert (card["name"], card["kind"]) == ("us", "face-sliders")
    assert (tmp_path / "out" / card["file"]).is_file()
    assert context.fractions[-1] == 1.0
    with pytest.raises(FileError, match=r"no attributes\.csv"):
        own_faces.train(
            Training(data=(tmp_path,), out=tmp_path, run=tmp_path, name="us"), RecordingContext()
        )
