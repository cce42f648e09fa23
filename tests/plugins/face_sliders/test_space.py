"""The latent desk without a network: samples, morphs, arithmetic, breeding, own sliders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from editor.api import FileError, GeneratorError
from plugins.face_sliders.slider_file import SliderFile, make_slider
from plugins.face_sliders.space import (
    FacePoint,
    FaceSpace,
    arithmetic,
    breed,
    direction_between,
    measure_space,
    morph,
    sample,
)

LENGTH = 12


@pytest.fixture(scope="module")
def space() -> FaceSpace:
    random = np.random.default_rng(0)
    codes = random.normal(2, 1, (400, LENGTH)) * np.linspace(3, 0.2, LENGTH)
    attributes = random.normal(0, 1, (400, 2))
    attributes[:, 1] = attributes[:, 0] * 0.9 + attributes[:, 1] * 0.1
    return measure_space(codes.astype(np.float32), attributes.astype(np.float32))


def _point(space: FaceSpace, seed: int) -> FacePoint:
    return sample(space, np.random.default_rng(seed))


def test_the_space_is_that_of_its_faces(space: FaceSpace) -> None:
    lengths = np.linalg.norm(space.axes, axis=1)
    assert np.all(np.diff(lengths) <= 1e-4)
    assert lengths[0] == pytest.approx(3, rel=0.1)
    gram = space.axes @ space.axes.T
    assert np.abs(gram - np.diag(np.diagonal(gram))).max() < 1e-3
    far = space.mean + 2 * space.axes[3]
    assert space.coordinates(far) == pytest.approx(np.eye(len(space.axes))[3] * 2, abs=1e-3)


def test_samples_are_spread_like_the_faces(space: FaceSpace) -> None:
    random = np.random.default_rng(1)
    points = [sample(space, random, spread=1.0) for _ in range(600)]
    codes = space.coordinates(np.stack([p.code for p in points]))
    assert codes.std(axis=0) == pytest.approx(np.ones(len(space.axes)), abs=0.15)
    attributes = np.stack([p.attributes for p in points])
    assert np.asarray(np.corrcoef(attributes.T))[0, 1] > 0.9
    assert np.array_equal(_point(space, 4).code, _point(space, 4).code)


@pytest.mark.parametrize("way", ["linear", "spherical"])
def test_a_morph_begins_and_ends_at_its_faces(
    space: FaceSpace, way: Literal["linear", "spherical"]
) -> None:
    a, b = _point(space, 1), _point(space, 2)
    assert np.allclose(morph(space, a, b, 0.0, way).code, a.code, atol=1e-4)
    assert np.allclose(morph(space, a, b, 1.0, way).code, b.code, atol=1e-4)
    assert np.allclose(morph(space, a, a, 0.5, way).code, a.code, atol=1e-4)


def test_a_spherical_morph_keeps_its_distance_from_the_mean(space: FaceSpace) -> None:
    a, b = _point(space, 1), _point(space, 2)
    ends = [float(np.linalg.norm(p.code - space.mean)) for p in (a, b)]
    straight = np.linalg.norm(morph(space, a, b, 0.5, "linear").code - space.mean)
    round_about = np.linalg.norm(morph(space, a, b, 0.5, "spherical").code - space.mean)
    assert straight < round_about
    assert min(ends) * 0.8 < round_about < max(ends) * 1.2


def test_arithmetic_gives_one_face_what_another_has(space: FaceSpace) -> None:
    a, b, c = (_point(space, seed) for seed in (1, 2, 3))
    assert np.allclose(arithmetic(space, a, b, b).code, a.code, atol=1e-4)
    assert np.allclose(arithmetic(space, a, a, c).code, c.code, atol=1e-4)


def test_arithmetic_stays_where_faces_are(space: FaceSpace) -> None:
    for first in range(20):
        a, b, c = (_point(space, seed) for seed in (first, first + 30, first + 60))
        made = arithmetic(space, a, b, c)
        far = max(np.linalg.norm(space.coordinates(p.code)) for p in (a, b, c))
        assert np.linalg.norm(space.coordinates(made.code)) <= far * 1.001
        way, wanted = made.code - space.mean, a.code - b.code + c.code - space.mean
        assert way @ wanted == pytest.approx(np.linalg.norm(way) * np.linalg.norm(wanted))
        assert np.abs(made.attributes).max() <= 1.2


def test_children_take_after_their_parents(space: FaceSpace) -> None:
    parents = {"ada": _point(space, 1), "bob": _point(space, 2)}
    child = breed(space, parents, seed=5, mutation=0.0)
    assert child.parents == ("ada", "bob")
    of_a, of_b = (space.coordinates(p.code) for p in parents.values())
    of_child = space.coordinates(child.point.code)
    assert (of_child >= np.minimum(of_a, of_b) - 1e-3).all()
    assert (of_child <= np.maximum(of_a, of_b) + 1e-3).all()
    again = breed(space, parents, seed=5, mutation=0.0)
    assert np.array_equal(child.point.code, again.point.code)
    wild = breed(space, parents, seed=5, mutation=1.0)
    assert space.distance(wild.point.code, child.point.code) > 0
    with pytest.raises(GeneratorError, match="two parents"):
        breed(space, {"ada": parents["ada"]}, seed=1)


def test_a_slider_of_two_groups_goes_from_one_to_the_other(
    space: FaceSpace, tmp_path: Path
) -> None:
    without = [_point(space, seed) for seed in range(4)]
    shift = FacePoint(3 * space.axes[1], np.array([1, 0], np.float32))
    having = [FacePoint(p.code + shift.code, p.attributes + shift.attributes) for p in without]
    slider = make_slider(space, "Shift", model="faces", without=without, having=having)
    assert np.allclose(2 * slider.direction.code, shift.code, atol=1e-3)
    slider.save(tmp_path / "shift.json")
    assert [path.name for path in tmp_path.iterdir()] == ["shift.json"]
    loaded = SliderFile.load(tmp_path / "shift.json", code_length=LENGTH, attributes=2)
    assert (loaded.name, loaded.model) == ("Shift", "faces")
    assert np.allclose(loaded.direction.code, slider.direction.code, atol=1e-4)
    with pytest.raises(GeneratorError, match="two groups"):
        direction_between([], having)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "other"}', "\x00\x01"])
def test_what_is_no_slider_is_told_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=r"broken\.json is no slider"):
        SliderFile.load(path, code_length=LENGTH, attributes=2)


def test_a_slider_of_another_model_is_refused(space: FaceSpace, tmp_path: Path) -> None:
    slider = SliderFile("X", "theirs", FacePoint(space.axes[0], np.zeros(2, np.float32)))
    slider.save(tmp_path / "x.json")
    with pytest.raises(FileError, match="another model, theirs"):
        SliderFile.load(tmp_path / "x.json", code_length=5, attributes=2)
    content = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    content["code"][0] = float("nan")
    (tmp_path / "x.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(FileError, match="not finite"):
        SliderFile.load(tmp_path / "x.json", code_length=LENGTH, attributes=2)
