"""What the meters and the probe say."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.editing import Changes, FaceEditor, toned
from plugins.face_sliders.meters import heat_map, meters_of, psnr_db
from plugins.face_sliders.probe import apart, effects, fit_probe, holders, separation
from tests.plugins.face_sliders.conftest import SHAPE, tiny_model
from tests.plugins.face_sliders.drawn_faces import drawn_face


def test_equal_pictures_differ_in_nothing() -> None:
    face = drawn_face(smiling=True, dark=False, glasses=False)
    assert psnr_db(face, face) == 99.0
    assert not heat_map(face, face).any()
    assert psnr_db(face, face // 2) < psnr_db(face, face // 8 * 8)


def test_a_heat_map_is_hot_where_the_error_is() -> None:
    face = np.full((40, 40, 3), 100, np.uint8)
    other = face.copy()
    other[10:20, 10:20] += 90
    heat = heat_map(face, other)
    assert heat[15, 15].tolist() == [255, 255, 255]
    assert not heat[30, 30].any()


def test_meters_warn_of_strangers_and_of_faces_the_model_does_not_know() -> None:
    heat = np.zeros((8, 8, 3), np.uint8)
    known, same = meters_of(24.0, 0.2, heat)
    assert not known.is_poor
    assert not same.is_poor
    assert known.picture is heat
    unknown, stranger = meters_of(12.0, 0.9, heat)
    assert "hardly knows" in unknown.text
    assert "somebody else" in stranger.text
    assert unknown.is_poor
    assert stranger.is_poor


def test_no_change_is_no_drift() -> None:
    model = tiny_model()
    face = np.ascontiguousarray(
        drawn_face(smiling=False, dark=True, glasses=False)[16:144, 16:144][::2, ::2]
    )
    editor = FaceEditor(model, face, aligned_eyes(SHAPE.side_px))
    assert Changes().is_none
    assert np.array_equal(editor.face, face)
    changed = face.copy()
    editor.change(changed, Changes())
    assert np.array_equal(changed, face)
    assert editor.drift(face) == pytest.approx(0, abs=1e-4)
    moved = editor.moved(Changes(components=(0.0, 2.0)))
    assert model.space.distance(moved.code, editor.point.code) > 0
    assert editor.drift(face[::-1]) > 0.01


def test_a_probe_reads_what_it_was_taught() -> None:
    marks = [(i % 2 == 0, i % 3 == 0) for i in range(48)]
    faces = [drawn_face(smiling=s, dark=d, glasses=False, seed=i) for i, (s, d) in enumerate(marks)]
    told = np.array(marks, np.float32) * 2 - 1
    probe = fit_probe(faces[:36], told[:36], np.full(36, 1 / 36, np.float32))
    has = holders(told[36:])
    assert separation(probe.read(faces[36:]), has).min() > 0.9

    def moved(index: int, slider: int, units: float) -> np.ndarray:
        smiling, dark = marks[index]
        if slider == 0:
            smiling = units > 0
        else:
            dark = units > 0
        return drawn_face(smiling=smiling, dark=dark, glasses=False, seed=index)

    can = np.ones_like(has)
    can[:, 1] = False
    does = effects(probe, faces[36:], moved, has=has, can=can)
    assert does.per_unit[0, 0] > 0.5 > abs(does.per_unit[0, 1])
    assert does.per_unit[1, 1] > 0.5 > abs(does.per_unit[1, 0])
    between = apart(probe.read(faces[36:]), has)
    assert does.reversing[0] == pytest.approx(between[0, 0], rel=0.2), "all the way"
    assert np.isnan(does.reversing[1]), "no face can be changed"


def test_who_has_more_of_a_number_has_it() -> None:
    told = np.array([[1, 0.2, 5], [-1, 0.4, 5], [1, 0.6, 5]], np.float32)
    assert holders(told).tolist() == [
        [True, False, False],
        [False, False, False],
        [True, True, False],
    ]
    between = apart(np.array([[3], [1], [4]], np.float32), holders(told))
    assert between[:2, 0].tolist() == [2.5, 2.0]
    assert np.isnan(between[2, 0]), "everybody is alike"


def test_separation_of_guesses_is_a_half() -> None:
    told = np.array([[1], [-1], [1], [-1]], np.float32)
    assert separation(np.array([[1], [1], [0], [0]], np.float32), holders(told))[0] == 0.25
    assert np.isnan(separation(np.zeros((4, 1), np.float32), np.ones((4, 1), np.bool_))[0])


def test_darkening_shades_a_face_in_its_own_colours() -> None:
    face = np.full((4, 4, 3), (110, 70, 50), np.uint8)
    decoded = face.astype(np.float32)
    taken = np.full((4, 4, 3), (-60, -30, -20), np.float32)  # what a beard takes from light skin
    darker = face + toned(taken, decoded=decoded, face=face)[0, 0]
    assert darker[0, 0, 0] > darker[0, 0, 1] > darker[0, 0, 2]
    luma = np.array([0.299, 0.587, 0.114])
    assert darker[0, 0] @ luma == pytest.approx((face[0, 0] + taken[0, 0]) @ luma, abs=2)
    added = np.full((4, 4, 3), (60, 40, 10), np.float32)
    assert np.allclose(toned(added, decoded=decoded, face=face), added, atol=1e-3)
