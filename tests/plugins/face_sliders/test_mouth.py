"""Open mouths of drawn faces found, and closed in the photo's own pixels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from editor.api import ImageU8
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.mouth import SIDE_PX, closing, find_opening, mouth_of
from tests.plugins.face_sliders.conftest import tiny_model
from tests.plugins.face_sliders.drawn_faces import drawn_face

EYES = aligned_eyes(SIDE_PX)


def laughing(seed: int = 0) -> ImageU8:
    """A drawn face that shows teeth between red lips."""
    face = drawn_face(smiling=False, dark=True, glasses=False, seed=seed)
    cv2.ellipse(face, (80, 121), (21, 9), 0, 0, 360, (170, 70, 70), -1)
    cv2.ellipse(face, (80, 121), (17, 5), 0, 0, 360, (240, 240, 235), -1)
    return face


def teeth(face: ImageU8) -> int:
    mouth = face[105:140, 55:105].astype(int)
    return int(((mouth.min(axis=2) > 200) & (np.ptp(mouth, axis=2) < 20)).sum())


def test_an_open_mouth_is_found_and_a_closed_one_is_not() -> None:
    opening = find_opening(laughing())
    assert opening is not None
    assert opening.across == pytest.approx(80, abs=2)
    assert opening.middle[80] == pytest.approx(121, abs=2)
    assert 7 < opening.height[80] < 14
    assert find_opening(drawn_face(smiling=False, dark=True, glasses=False)) is None
    gray = np.repeat(laughing()[..., :1], 3, axis=2)
    assert find_opening(gray) is None


def test_lips_close_over_the_teeth_step_by_step() -> None:
    face = laughing()
    left = []
    for share in (0.0, 0.5, 1.0):
        changed = face.copy()
        mouth = mouth_of(face, EYES)
        assert mouth is not None
        mouth.close(changed, share)
        assert (changed[:88] == face[:88]).all()
        left.append(teeth(changed))
    assert left[0] == teeth(face) > 200
    assert left[0] > left[1] > left[2] < 0.1 * left[0]
    assert (closing(0.0), closing(-2.0), closing(3.0)) == (0.0, 1.0, 0.0)


def test_a_large_picture_with_alpha_is_closed_as_the_small_one() -> None:
    large = cv2.resize(laughing(), (640, 640), interpolation=cv2.INTER_CUBIC)
    alpha = np.full((640, 640, 1), 90, np.uint8)
    picture = np.concatenate([large, alpha], axis=2)
    mouth = mouth_of(picture, aligned_eyes(640))
    assert mouth is not None
    mouth.close(picture, 1.0)
    assert (picture[..., 3] == 90).all()
    small = cv2.resize(picture[..., :3], (160, 160), interpolation=cv2.INTER_AREA)
    assert teeth(small) < 0.1 * teeth(laughing())


def test_a_mouth_below_the_picture_does_no_harm() -> None:
    face = laughing()[:100].copy()
    mouth = mouth_of(face, EYES)
    if mouth is not None:
        mouth.close(face, 1.0)
    editor = FaceEditor(tiny_model(), face, EYES)
    editor.change(face, Changes(attributes={"smile": -3.0}))


def test_the_slider_closes_it() -> None:
    face = laughing()
    changed = face.copy()
    FaceEditor(tiny_model(), face, EYES).change(changed, Changes(attributes={"smile": -3.0}))
    assert teeth(changed) < 0.2 * teeth(face)
