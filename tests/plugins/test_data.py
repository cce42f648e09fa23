"""Pairs of sketch and picture: what they must have in common, and what not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from plugins.sketch_to_photo import data
from plugins.sketch_to_photo.cutouts import cut_out
from plugins.sketch_to_photo.data import batch, compose, pair
from plugins.sketch_to_photo.hints import add_hints
from plugins.sketch_to_photo.lines import creased, draw_lines
from plugins.sketch_to_photo.parts import in_clay, parts_of
from plugins.sketch_to_photo.pictures import (
    Picture,
    favoured,
    held_back,
    read_pictures,
    split,
)
from tests.plugins.pictures import write_objects, write_photos

_REACH = np.ones((15, 15), np.uint8)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    folder = tmp_path_factory.mktemp("objects")
    write_objects(folder)
    return read_pictures(folder, "objects", cache=folder / "unused.npz")


def test_the_same_seed_gives_the_same_pairs(pictures: list[Picture]) -> None:
    one, other, third = (
        batch(pictures, np.random.default_rng(seed), 64, 6, single=False) for seed in (4, 4, 5)
    )
    assert np.array_equal(one[0], other[0])
    assert np.array_equal(one[1], other[1])
    assert not np.array_equal(one[0], third[0])


def test_pairs_are_pictures_with_something_drawn(pictures: list[Picture]) -> None:
    sketches, targets = batch(pictures, np.random.default_rng(1), 64, 24, single=True)
    assert sketches.shape == targets.shape == (24, 64, 64, 3)
    assert sketches.dtype == targets.dtype == np.uint8
    drawn = (sketches.min(axis=3) < 128).mean(axis=(1, 2))
    assert np.median(drawn) > 0.01
    assert drawn.max() < 0.6


def test_white_paper_is_to_stay_white(
    pictures: list[Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "WHITE_ODDS", 1.0)
    sketch, target = pair(pictures, np.random.default_rng(1), 64, single=True)
    assert (sketch == 255).all()
    assert (target == 255).all()


def test_paper_around_things_is_white(pictures: list[Picture]) -> None:
    for seed in range(8):
        scene = compose(pictures, np.random.default_rng(seed), 64, count=1)
        assert scene.rgb.shape == (64, 64, 3)
        assert 0.02 < scene.inside.mean() < 0.8
        corners = scene.rgb[[0, 0, -1, -1], [0, -1, 0, -1]]
        assert (corners == 255).all()


def test_strokes_have_the_colours_beneath_them(pictures: list[Picture]) -> None:
    random = np.random.default_rng(3)
    for _ in range(10):
        scene = compose(pictures, random, 128, count=1)
        labels = parts_of(scene.rgb, scene.inside, random, most=3)
        told = set(labels[labels > 0].tolist())
        paper = add_hints(_paper(128), scene.rgb, labels, told, random)
        hinted = scene.inside & (paper.min(axis=2) < 230)
        if hinted.sum() < 40:
            continue
        # Strokes may be thin paint, so what is compared is how they differ from white.
        stroke, thing = (255 - p[hinted].mean(axis=0) for p in (paper, scene.rgb))
        cosine = stroke @ thing / (np.linalg.norm(stroke) * np.linalg.norm(thing))
        assert cosine > 0.98


def test_only_parts_that_are_told_get_strokes() -> None:
    rgb, inside = two_halves()
    random = np.random.default_rng(1)
    labels = parts_of(rgb, inside, random, most=2)
    red, blue = int(labels[64, 40]), int(labels[64, 90])
    assert red != blue
    assert labels[64, 5] == 0
    for told, other in ((red, blue), (blue, red)):
        paper = add_hints(_paper(128), rgb, labels, {told}, random)
        middle = (labels == other) & (cv2.dilate((labels == told).astype(np.uint8), _REACH) == 0)
        assert (paper[labels == told].min(axis=1) < 230).any()
        assert (paper[middle] == 255).mean() > 0.9
    assert (add_hints(_paper(128), rgb, labels, set(), random) == 255).all()


def test_parts_nobody_told_are_gray_clay_with_their_shade() -> None:
    rgb, inside = two_halves()
    labels = parts_of(rgb, inside, np.random.default_rng(1), most=2)
    red, blue = int(labels[64, 40]), int(labels[64, 90])
    shown = in_clay(rgb, labels, {red})
    assert np.array_equal(shown[labels == red], rgb[labels == red])
    assert np.array_equal(shown[labels == 0], rgb[labels == 0])
    clay = shown[labels == blue].astype(int)
    assert (np.ptp(clay, axis=1) == 0).all()
    assert clay.mean() > 150, "clay is light, however dark the thing was"
    column = shown[34:94, 90, 0].astype(int)
    assert column[0] > column[-1], "the shade is kept"
    assert np.array_equal(in_clay(rgb, labels, {red, blue}), rgb)


def two_halves() -> tuple[np.ndarray, np.ndarray]:
    """A square, its left half red and its right half blue, both darker further down."""
    rgb = np.full((128, 128, 3), 255, np.uint8)
    inside = np.zeros((128, 128), bool)
    inside[30:98, 30:98] = True
    shade = np.linspace(1.0, 0.8, 68)[:, None, None]
    rgb[30:98, 30:64] = np.array([200, 30, 30]) * shade
    rgb[30:98, 64:98] = np.array([20, 40, 160]) * shade
    return rgb, inside


def _paper(side_px: int) -> np.ndarray:
    return np.full((side_px, side_px, 3), 255, np.float32)


def test_lines_run_along_the_outline(pictures: list[Picture]) -> None:
    random = np.random.default_rng(2)
    scene = compose(pictures, random, 128, count=1)
    labels = scene.inside.astype(np.uint8)
    ink = np.sum(
        [draw_lines(scene.rgb, scene.inside, labels, None, random) for _ in range(12)], axis=0
    )
    middle = scene.inside.nonzero()
    centre = int(np.mean(middle[0])), int(np.mean(middle[1]))
    assert ink.max() > 4 * 255
    assert ink[centre] < ink.max() / 4


def test_the_borders_of_parts_are_drawn_more_often_than_not() -> None:
    rgb, inside = two_halves()
    labels = parts_of(rgb, inside, np.random.default_rng(1), most=2)
    drawn = [
        draw_lines(rgb, inside, labels, None, np.random.default_rng(seed))[40:90, 58:70].max() > 100
        for seed in range(40)
    ]
    assert np.mean(drawn) > 0.5


def test_a_line_on_a_thing_leaves_a_crease_and_one_beside_it_none() -> None:
    rgb, inside = two_halves()
    lines = np.zeros((128, 128), np.float32)
    lines[60:63] = 255
    shown = creased(rgb, inside, lines)
    assert shown[61, 50].sum() < 0.9 * rgb[61, 50].sum()
    assert np.array_equal(shown[61, :25], rgb[61, :25])
    assert np.array_equal(shown[90], rgb[90])


def test_the_held_back_twentieth_is_fixed() -> None:
    names = [f"class/{i}.jpg" for i in range(2000)]
    assert 70 < sum(map(held_back, names)) < 130
    assert held_back("31") == held_back("31")
    pixels = np.zeros((1, 1, 4), np.uint8)
    train, held = split([Picture(name, pixels) for name in names])
    assert not {p.id for p in train} & {p.id for p in held}
    assert len(train) + len(held) == len(names)


def test_favoured_folders_are_drawn_more_often() -> None:
    pixels = np.zeros((1, 1, 4), np.uint8)
    pictures = [Picture("shoes/a", pixels), Picture("hat/b", pixels)]
    assert [p.id for p in favoured(pictures, {"shoes": 3})] == ["shoes/a"] * 3 + ["hat/b"]


def test_things_are_cut_out_of_photos_once(tmp_path: Path) -> None:
    write_photos(tmp_path / "photos")
    cache = tmp_path / "run" / "cutouts.npz"
    pictures = read_pictures(tmp_path / "photos", "photos", cache=cache)
    assert [p.id for p in pictures] == [f"disc/{i}.jpg" for i in range(4)]
    for picture in pictures:
        assert picture.pixels[128, 128, 3] == 255
        assert not picture.pixels[:4].any()
    again = read_pictures(tmp_path / "nowhere", "photos", cache=cache)
    assert np.array_equal(again[2].pixels, pictures[2].pixels)


def test_a_photo_without_a_thing_is_refused() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (80, 80, 3), np.uint8)
    assert cut_out(noise) is None
    assert cut_out(np.full((80, 60, 3), 120, np.uint8)) is None


def test_pictures_without_transparency_are_no_objects(tmp_path: Path) -> None:
    write_photos(tmp_path)
    assert read_pictures(tmp_path, "objects", cache=tmp_path / "unused.npz") == []
