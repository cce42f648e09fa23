"""What is learned from: a CSV on one scale, a fair draw, faces held back, looks that vary."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from editor.api import FileError
from plugins.face_sliders.attributes import balanced, changed, read_table
from plugins.face_sliders.data import Faces, average_faces, batch, held_back, read_faces, wish
from tests.plugins.face_sliders.drawn_faces import write_faces


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("faces")
    return read_faces(folder, read_table(write_faces(folder, count=20)))


def test_attributes_are_put_on_one_scale(tmp_path: Path) -> None:
    table = read_table(write_faces(tmp_path, count=20))
    assert table.names == ("smile", "age", "glasses", "dark_hair")
    assert table.ids[:2] == ("f000", "f001")
    assert set(table.values[:, 0]) == {-1.0, 1.0}
    ages = table.values[:, 1]
    assert ages[0] > 0 > ages[-1]  # the first was born first
    assert np.abs(ages).max() <= 1.5


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no column 'id'"),
        ("id,colour\na,1\n", "none of an attribute"),
        ("smiling\n1\n", "has no column 'id'"),
        ("id,smiling\na,1\nb,perhaps\n", "'perhaps' in column smiling, row 3"),
        ("id,smiling\na\n", "'' in column smiling, row 2"),
    ],
)
def test_a_csv_that_does_not_fit_is_explained(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "attributes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=sentence):
        read_table(path)


def test_words_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("file,gender,glasses\nx.jpg,M,yes\ny.jpg,f,no\n", encoding="utf-8")
    table = read_table(path)
    assert table.ids == ("x", "y")
    assert table.values.tolist() == [[1, 1], [-1, -1]]


def test_unreadable_pictures_and_other_files_are_left_alone(tmp_path: Path) -> None:
    csv = write_faces(tmp_path, count=8)
    (tmp_path / "f003.png").write_bytes(b"no picture")
    (tmp_path / "f005.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    faces = read_faces(tmp_path, read_table(csv))
    assert len(faces.train) + len(faces.held) == 6
    assert faces.unreadable == ("f003.png", "f005.png")


def test_too_few_faces_are_told(tmp_path: Path) -> None:
    csv = write_faces(tmp_path, count=3)
    with pytest.raises(FileError, match="holds 3 usable pictures"):
        read_faces(tmp_path, read_table(csv))


def test_faces_are_held_back_by_name(faces: Faces) -> None:
    assert faces.held
    assert not {f.id for f in faces.train} & {f.id for f in faces.held}
    assert sum(held_back(f"person {i}") for i in range(1000)) == pytest.approx(60, abs=25)


def test_rare_attributes_are_drawn_more_often() -> None:
    values = -np.ones((200, 2), np.float32)
    values[:10, 0] = 1
    values[:100, 1] = 1
    odds = balanced(values)
    assert odds.sum() == pytest.approx(1, abs=1e-4)
    assert odds[:10].sum() == pytest.approx(0.25, abs=0.01)
    assert odds.max() <= 8 / 200 + 1e-3


def test_hair_that_takes_a_colour_loses_the_other() -> None:
    names = ("smile", "gray_hair", "dark_hair")
    values = np.array([0.5, 1, -1], np.float32)
    dark = changed(values, names, {"dark_hair": 2.0})
    assert dark.tolist() == [0.5, -1, 1]
    slightly = changed(values, names, {"dark_hair": 0.25})
    assert slightly.tolist() == [0.5, 0.75, -0.75]
    both = changed(values, names, {"dark_hair": 1.0, "gray_hair": 0.1})
    assert both == pytest.approx([0.5, 1.1, 0.0])
    assert changed(values, names, {"gray_hair": -1.0}).tolist() == [0.5, 0, -1]


def test_a_batch_follows_from_its_seed(faces: Faces) -> None:
    first = batch(faces, np.random.default_rng(3), 64, 5)
    second = batch(faces, np.random.default_rng(3), 64, 5)
    assert all(np.array_equal(first[part], second[part]) for part in (0, 1, 2))
    pictures, told, wished = first
    assert pictures.shape == (5, 64, 64, 3)
    assert told.shape == wished.shape == (5, 4)
    assert not np.array_equal(told, wished)


def test_wishes_stay_near_what_faces_have(faces: Faces) -> None:
    random = np.random.default_rng(0)
    wishes = np.stack([wish(faces.train[0].attributes, faces, random) for _ in range(200)])
    assert np.abs(wishes).max() < 3.5


def test_one_slider_is_enough(tmp_path: Path) -> None:
    path = write_faces(tmp_path, count=8)
    path.write_text("id,smiling\n" + "".join(f"f{i:03},{i % 2}\n" for i in range(8)))
    faces = read_faces(tmp_path, read_table(path))
    assert faces.names == ("smile",)
    random = np.random.default_rng(0)
    assert np.stack([wish(faces.train[0].attributes, faces, random) for _ in range(50)]).std() > 0


def test_average_faces_know_what_an_attribute_looks_like(faces: Faces) -> None:
    average = average_faces(faces, 32).reshape(-1, 3, 32, 32)
    assert len(average) == 1 + len(faces.names)
    dark = average[1 + faces.names.index("dark_hair")]
    hair, cheek = dark[:, 3:6, 14:18].mean(), dark[:, 20:22, 10:12].mean()
    assert hair < -0.2
    assert abs(cheek) < abs(hair) / 2
    assert np.allclose(average[1], average[1][..., ::-1], atol=0.02)
