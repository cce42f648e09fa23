"""Out of the picture and back: the face lands where it was, softly."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from plugins.face_sliders.align import EYES_SHARE, Alignment, add, add_colors, soft_edge, take
from tests.plugins.face_sliders.drawn_faces import drawn_face

SIDE_PX = 128


@pytest.mark.parametrize("distance", [6.0, 20.0, 32.0, 57.0, 300.0])
@pytest.mark.parametrize("turn", [0.0, 25.0])
def test_eyes_come_to_their_places(distance: float, turn: float) -> None:
    angle = np.deg2rad(turn)
    half = distance / 2 * np.array([np.cos(angle), np.sin(angle)])
    eyes = np.array([400 - half, 400 + half], np.float32)
    alignment = Alignment.of_eyes(eyes, SIDE_PX)
    mine = np.array(EYES_SHARE) * SIDE_PX - 0.5
    assert np.allclose(cv2.transform(mine[None], alignment.matrix)[0], eyes, atol=1e-3)
    assert alignment.scale == pytest.approx(distance / 32, rel=1e-4)


@pytest.mark.parametrize("factor", [1, 3])
def test_a_face_comes_back_as_it_was(factor: int) -> None:
    face = drawn_face(smiling=True, dark=True, glasses=True)
    face = cv2.GaussianBlur(face, (0, 0), 1.2)
    side = 160 * factor
    picture = np.full((side + 60, side + 90, 3), 90, np.uint8)
    picture[20 : 20 + side, 40 : 40 + side] = cv2.resize(face, (side, side))
    eyes = (np.array([[60.5, 80.5], [100.5, 80.5]]) * factor - 0.5 + [40, 20]).astype(np.float32)
    taken = take(picture, Alignment.of_eyes(eyes, SIDE_PX))
    wanted = cv2.resize(face, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
    assert np.abs(taken.astype(int) - wanted).mean() < 2.0


def test_what_is_added_lies_over_the_face_it_came_from() -> None:
    """Taking the changed face again shows the change, within the soft edge."""
    picture = np.full((400, 500, 3), 100, np.uint8)
    alignment = Alignment.of_eyes(np.array([[200, 190], [300, 215]], np.float32), SIDE_PX)
    difference = np.zeros((SIDE_PX, SIDE_PX, 3), np.float32)
    difference[50:80, 40:90] = 40
    changed = picture.copy()
    add(changed, difference, alignment)
    back = take(changed, alignment).astype(float) - 100
    assert np.abs(back - difference).mean() < 1.0


def test_nothing_added_changes_nothing() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8)
    alignment = Alignment.of_eyes(np.array([[30, 50], [60, 45]], np.float32), SIDE_PX)
    none = np.zeros((SIDE_PX, SIDE_PX, 3), np.float32)
    changed = picture.copy()
    add(changed, none, alignment)
    assert np.array_equal(changed, picture)


@pytest.mark.parametrize("middle", [(0, 0), (-400, -400), (120, 45)])
def test_faces_over_the_edge_or_outside_are_no_trouble(middle: tuple[int, int]) -> None:
    picture = np.full((90, 120, 3), 60, np.uint8)
    eyes = np.array([[-12, 0], [12, 0]], np.float32) + np.array(middle, np.float32)
    alignment = Alignment.of_eyes(eyes, SIDE_PX)
    assert take(picture, alignment).shape == (SIDE_PX, SIDE_PX, 3)
    changed = picture.copy()
    add(changed, np.full((SIDE_PX, SIDE_PX, 3), 9, np.float32), alignment)
    assert np.array_equal(changed, picture) == (middle == (-400, -400))


def test_the_edge_is_soft() -> None:
    edge = soft_edge(SIDE_PX)[..., 0]
    assert edge[SIDE_PX // 2, SIDE_PX // 2] == 1
    assert edge[0].max() < 0.01
    assert edge[:, -1].max() < 0.01
    assert np.abs(np.diff(edge, axis=0)).max() < 0.12
    picture = np.full((300, 300, 3), 100, np.uint8)
    alignment = Alignment.of_eyes(np.array([[120, 140], [180, 140]], np.float32), SIDE_PX)
    add(picture, soft_edge(SIDE_PX) * np.full(3, 60, np.float32), alignment)
    assert picture.max() == 160
    assert np.abs(np.diff(picture.astype(int), axis=1)).max() < 8


def test_a_small_face_gets_the_mean_of_a_fine_change() -> None:
    picture = np.full((60, 60, 3), 100, np.uint8)
    alignment = Alignment.of_eyes(np.array([[26, 30], [34, 30]], np.float32), SIDE_PX)
    stripes = np.zeros((SIDE_PX, SIDE_PX, 3), np.float32)
    stripes[::2] = 80
    add(picture, stripes, alignment)
    assert np.abs(picture[22:38, 22:38].astype(int) - 140).max() <= 4


def test_alpha_is_left_alone() -> None:
    picture = np.full((200, 200, 4), 77, np.uint8)
    alignment = Alignment.of_eyes(np.array([[80, 90], [120, 90]], np.float32), SIDE_PX)
    add(picture, np.full((SIDE_PX, SIDE_PX, 3), 30, np.float32), alignment)
    assert (picture[..., 3] == 77).all()
    assert picture[100, 100, :3].tolist() == [107, 107, 107]


def test_colours_are_added_to_pixels_with_and_without_alpha_alike() -> None:
    random = np.random.default_rng(0)
    picture = random.integers(0, 256, (20, 30, 4), np.uint8)
    difference = random.normal(0, 90, (8, 9, 3)).astype(np.float32)
    wanted = picture.astype(np.float32)
    wanted[3:11, 5:14, :3] += np.rint(difference)
    plain = picture[..., :3].copy()
    for one in (picture, plain):
        add_colors(one[3:11, 5:14], difference)
    assert np.abs(picture.astype(np.float32) - wanted.clip(0, 255)).max() <= 1
    assert np.array_equal(picture[..., :3], plain)
