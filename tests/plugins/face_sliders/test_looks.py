"""Hair, skin and background told apart in drawn faces, and hair and beards changed in them."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import cv2
import numpy as np
import pytest

from editor.api import ImageU8
from plugins.face_sliders.align import Alignment, aligned_eyes, take
from plugins.face_sliders.data import Face, Faces
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.heads import FEWEST, measure_heads
from plugins.face_sliders.looks import Looks
from plugins.face_sliders.model import FaceModel, model_of, tensors_of
from plugins.face_sliders.part_colors import features_of
from plugins.face_sliders.parts import BACKGROUND, HAIR, SIDE_PX, SKIN, HeadTemplates, find_parts
from plugins.face_sliders.white_hair import is_shade, proves_white, weighed
from tests.plugins.face_sliders.conftest import tiny_model
from tests.plugins.face_sliders.drawn_faces import drawn_face

NAMES = ("bald", "gender")
TOP, CHEEK, CHIN, CORNER = (18, 80), (104, 52), (136, 80), (8, 8)
"""Rows and columns of a drawn face."""


def bare_face(seed: int = 0) -> ImageU8:
    """A drawn face with skin where its hair would be."""
    face = drawn_face(smiling=False, dark=True, glasses=False, seed=seed)
    skin = face[CHEEK].copy()
    is_hair = (np.abs(face.astype(int) - (40, 30, 25)).sum(axis=2) < 12) & (
        np.arange(160)[:, None] < 145
    )
    eyes = np.zeros((160, 160), bool)
    eyes[70:90, 45:115] = True
    face[is_hair & ~eyes] = skin
    return face


@lru_cache(maxsize=1)
def templates() -> HeadTemplates:
    """Measured on drawn faces."""
    rows = []
    for i in range(FEWEST):
        is_bald = i % 3 == 0
        face = (
            bare_face(i)
            if is_bald
            else drawn_face(smiling=bool(i % 2), dark=bool(i % 4 > 1), glasses=False, seed=i)
        )
        told = np.array([1.0 if is_bald else -1.0, 1.0 if i % 5 else -1.0], np.float32)
        rows.append(Face(f"f{i}", face, told))
    faces = Faces(NAMES, tuple(rows), tuple(rows[:1]), np.ones(len(rows), np.float32))
    assert measure_heads(dataclasses.replace(faces, train=faces.train[:40])) is None
    found = measure_heads(faces)
    assert found is not None
    return found


def model_with_heads() -> FaceModel:
    """The tiny model as a weights file with measured heads gives it back."""
    tiny = tiny_model()
    tensors = tensors_of(tiny.network, tiny.units, tiny.space, heads=templates())
    return model_of(tensors, tiny.shape, name="x", device="cpu", dtype="float32")


def looks_of(picture: ImageU8, *, bearded: float = -1.0) -> Looks:
    alignment = Alignment.of_eyes(np.array([[60, 80], [100, 80]], np.float32), 128)
    face = np.ascontiguousarray(take(picture, alignment)[..., :3])
    return Looks(picture, alignment, find_parts(face, templates()), bearded=bearded, bald=-1)


def changed(picture: ImageU8, *, bearded: float = -1.0, **attributes: float) -> ImageU8:
    result = picture.copy()
    looks_of(picture, bearded=bearded).change(result, attributes)
    return result


def light(picture: ImageU8, place: tuple[int, int]) -> float:
    row, column = place
    return float(picture[row - 4 : row + 5, column - 4 : column + 5, :3].mean())


def test_hair_skin_and_background_are_told_apart() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False, seed=7)
    small = np.asarray(cv2.resize(face, (128, 128), interpolation=cv2.INTER_AREA), np.uint8)
    shares = find_parts(small, templates()).shares
    for part, (row, column) in ((HAIR, TOP), (SKIN, CHEEK), (BACKGROUND, CORNER)):
        place = shares[:, row * SIDE_PX // 160, column * SIDE_PX // 160]
        assert place.argmax() == part
    assert not looks_of(face).is_bald
    assert looks_of(bare_face(7)).is_bald


def test_templates_survive_the_weights_file() -> None:
    again = model_with_heads().heads
    assert again is not None
    assert np.abs(again.maps - templates().maps).max() < 0.03
    assert tiny_model().heads is None


@pytest.mark.parametrize(
    ("name", "lighter"), [("gray_hair", True), ("blond_hair", True), ("dark_hair", False)]
)
def test_hair_takes_a_colour_and_nothing_else_does(name: str, *, lighter: bool) -> None:
    face = drawn_face(smiling=False, dark=lighter, glasses=False)
    result = changed(face, **{name: 2.0})
    assert abs(light(result, TOP) - light(face, TOP)) > 40
    assert (light(result, TOP) > light(face, TOP)) == lighter
    for place in (CHEEK, CORNER, CHIN):
        assert light(result, place) == pytest.approx(light(face, place), abs=0.5)


def test_a_bald_head_takes_no_colour_and_that_is_said() -> None:
    face = bare_face()
    result = changed(face, dark_hair=3.0)
    assert light(result, TOP) == pytest.approx(light(face, TOP), abs=0.5)
    small = np.asarray(cv2.resize(face, (64, 64), interpolation=cv2.INTER_AREA), np.uint8)
    editor = FaceEditor(model_with_heads(), small, aligned_eyes(64))
    assert editor.lacks_hair(Changes({"dark_hair": 1.0}))
    assert not editor.lacks_hair(Changes({"smile": 1.0}))


def test_hair_goes_and_comes() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    bald = changed(face, bald=3.0)
    assert np.abs(bald[40, 80].astype(int) - face[CHEEK]).max() < 40, "skin where hair was"
    assert light(bald, CHIN) == pytest.approx(light(face, CHIN), abs=0.5)
    bare = bare_face()
    hairy = changed(bare, bald=-3.0)
    assert light(hairy, (24, 80)) < light(bare, (24, 80)) - 40
    assert light(changed(face, bald=-3.0), CHEEK) == pytest.approx(light(face, CHEEK), abs=0.5)


def test_long_hair_goes_from_the_crown_and_hangs_on_at_the_sides() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    for left in (16, 122):
        cv2.rectangle(face, (left, 70), (left + 22, 159), (40, 30, 25), -1)
    bald = changed(face, bald=3.0)
    assert np.abs(bald[40, 80].astype(int) - face[CHEEK]).max() < 40, "skin where hair was"
    assert light(bald, (50, 26)) > light(face, (50, 26)) + 25, "no hair beside nothing"
    for side in (30, 130):
        assert light(bald, (125, side)) == pytest.approx(light(face, (125, side)), abs=4)


def test_a_fringe_goes_too() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    for across in range(64, 100, 8):
        cv2.line(face, (80 + (across - 80) // 2, 30), (across, 55), (40, 30, 25), 2)
    bald = changed(face, bald=3.0)
    assert face[36:54, 60:100].min() < 60
    assert bald[36:54, 60:100].min() > 90


def test_a_beard_grows_and_is_shaved() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    assert light(changed(face, facial_hair=1.0), CHIN) < light(face, CHIN) - 15
    grown = changed(face, facial_hair=3.0)
    assert light(grown, CHIN) < light(face, CHIN) - 40
    assert light(grown, CORNER) == pytest.approx(light(face, CORNER), abs=0.5)
    shaved = changed(grown, bearded=1.0, facial_hair=-3.0)
    assert light(shaved, CHIN) > light(grown, CHIN) + 15


def test_a_grown_beard_takes_the_colour_that_the_hair_gets() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    dark, gray = (changed(face, facial_hair=3.0, gray_hair=units) for units in (0.0, 3.0))
    assert light(gray, CHIN) > light(dark, CHIN) + 40
    bald = bare_face()
    blacker, grayer = (changed(bald, facial_hair=3.0, gray_hair=units) for units in (0.0, 3.0))
    assert light(grayer, CHIN) > light(blacker, CHIN)


def test_a_beard_that_is_there_takes_it_too() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    random = np.random.default_rng(0)
    for x, y in random.normal((80, 134), (11, 5), (300, 2)).astype(int).tolist():
        cv2.line(face, (x, y), (x, y + 4), (150, 150, 152), 1)
    assert light(changed(face, bearded=1.0, dark_hair=2.0), CHIN) < light(face, CHIN) - 25
    assert light(changed(face, dark_hair=2.0), CHIN) == pytest.approx(light(face, CHIN), abs=0.5)


def test_gray_pictures_stay_gray_and_alpha_is_kept() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    gray = np.repeat(cv2.cvtColor(face, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    result = changed(gray, blond_hair=2.0, bald=-1.0, facial_hair=2.0)
    assert not np.array_equal(result, gray)
    assert np.ptp(result.astype(int), axis=2).max() == 0
    clear = np.dstack([face, np.full(face.shape[:2], 77, np.uint8)])
    result = changed(clear, gray_hair=2.0)
    assert (result[..., 3] == 77).all()
    assert not np.array_equal(result, clear)


@pytest.mark.parametrize(
    "eyes", [((-30, 40), (20, 40)), ((300, 300), (340, 300)), ((3, 3), (6, 3))]
)
def test_faces_cut_by_the_edge_and_out_of_sight_do_no_harm(
    eyes: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    picture = drawn_face(smiling=False, dark=True, glasses=False)
    editor = FaceEditor(model_with_heads(), picture, np.array(eyes, np.float32))
    result = picture.copy()
    everything = dict.fromkeys(("gray_hair", "bald", "facial_hair", "gender"), 2.0)
    editor.change(result, Changes(everything))
    editor.change(result, Changes({name: -value for name, value in everything.items()}))
    assert result.shape == picture.shape


def test_a_large_photo_is_changed_as_a_small_one() -> None:
    face = drawn_face(smiling=False, dark=True, glasses=False)
    large = np.asarray(cv2.resize(face, (1600, 1600), interpolation=cv2.INTER_CUBIC), np.uint8)
    alignment = Alignment.of_eyes(np.array([[604.5, 804.5], [1004.5, 804.5]], np.float32), 128)
    looks = Looks(
        large, alignment, find_parts(take(large, alignment), templates()), bearded=-1, bald=-1
    )
    looks.change(large, {"gray_hair": 2.0})
    small = cv2.resize(large, (160, 160), interpolation=cv2.INTER_AREA)
    assert light(np.asarray(small, np.uint8), TOP) == pytest.approx(
        light(changed(face, gray_hair=2.0), TOP), abs=12
    )


def test_white_hair_is_told_from_a_cheek_in_the_shade() -> None:
    face = drawn_face(smiling=False, dark=False, glasses=False, seed=7)
    shade = np.ones((160, 160, 1), np.float32)
    shade[60:150, 90:128] = 0.62
    face = np.asarray(face * cv2.GaussianBlur(shade, (0, 0), 4)[..., None], np.uint8)
    small = np.asarray(cv2.resize(face, (128, 128), interpolation=cv2.INTER_AREA), np.uint8)
    found = find_parts(small, templates())
    assert found.shares[HAIR, 42:52, 38:46].mean() < 0.1
    features = features_of(np.asarray(cv2.resize(face, (SIDE_PX, SIDE_PX)), np.uint8))
    even = np.full((5, SIDE_PX**2), 0.2, np.float32)
    hair = weighed(even, features)[HAIR].reshape(SIDE_PX, SIDE_PX)
    assert hair[7:9, 30:34].mean() > 0.3
    assert hair[42:48, 42:46].mean() < 0.05
    assert is_shade(np.ones((SIDE_PX, SIDE_PX), np.float32))
    assert not proves_white(np.ones((SIDE_PX, SIDE_PX), np.float32), features, gain=1.0)
    crown = np.zeros((SIDE_PX, SIDE_PX), np.float32)
    crown[5:9, 24:40] = 1
    assert proves_white(crown, features, gain=0.0)
    assert not proves_white(crown, features, gain=-1.0)
