"""Rims of glasses and lines of age: measured on drawn faces, drawn onto others, taken off again."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
import pytest

from editor.api import ImageU8
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.attributes import Floats, read_table
from plugins.face_sliders.data import Faces, read_faces
from plugins.face_sliders.desk import open_model
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.marking import measure_marks
from plugins.face_sliders.marks import LUMA, SIDE_PX, MarkedFace, Marks
from plugins.face_sliders.model import model_of, tensors_of
from tests.plugins.face_sliders.drawn_faces import drawn_face, write_faces
from tests.plugins.face_sliders.test_bundled_model import FOLDERS


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("marked-faces")
    return read_faces(folder, read_table(write_faces(folder, count=80)))


@pytest.fixture(scope="module")
def marks(faces: Faces) -> Marks:
    found = measure_marks(faces, side_px=SIDE_PX)
    assert found is not None
    return found


def _face(*, glasses: bool) -> ImageU8:
    face = drawn_face(smiling=False, dark=True, glasses=glasses, seed=5)
    return np.asarray(cv2.resize(face, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA), np.uint8)


def _under_rims(face: ImageU8 | Floats, marks: Marks) -> float:
    return float((face @ LUMA)[marks.rims > 0.6].mean())


def test_rims_are_where_wearers_have_them(marks: Marks) -> None:
    rows, columns = np.nonzero(marks.rims > 0.6)
    far = np.hypot(rows - 63.9, np.abs(columns - 63.5) - 16)
    assert len(rows) > 40
    assert np.abs(far - 12).max() < 3, "circles of 15 around the eyes, in pictures of 160"
    assert marks.rim_color.max() < 90


def test_glasses_are_put_on_and_taken_off(marks: Marks) -> None:
    bare, worn = _face(glasses=False), _face(glasses=True)
    put_on = [
        _under_rims(bare + MarkedFace(marks, bare, glasses=-1).glasses(u), marks) for u in (1, 2)
    ]
    assert _under_rims(bare, marks) > put_on[0] + 40 > put_on[1] + 40
    taken_off = worn + MarkedFace(marks, worn, glasses=1).glasses(-2)
    assert _under_rims(taken_off, marks) > _under_rims(worn, marks) + 40


def test_glasses_stay_as_they_are_where_that_is_wished(marks: Marks) -> None:
    bare, worn = _face(glasses=False), _face(glasses=True)
    assert not MarkedFace(marks, bare, glasses=-1).glasses(-2).any()
    assert not MarkedFace(marks, worn, glasses=1).glasses(2).any()
    assert not MarkedFace(marks, bare, glasses=-1).glasses(0).any()


def test_age_deepens_lines_and_youth_smooths_them() -> None:
    none = np.zeros((SIDE_PX, SIDE_PX), np.float32)
    lines = np.zeros((3, SIDE_PX, SIDE_PX), np.float32)
    lines[:, 30:60] = 0.1
    face = np.random.default_rng(0).integers(80, 160, (SIDE_PX, SIDE_PX, 3), np.uint8)
    marked = MarkedFace(Marks(none, none, np.zeros(3, np.float32), lines), face, glasses=0)
    light = face @ LUMA
    spread = [float((light + marked.age(u)[..., 0])[35:55].std()) for u in (-1, 0, 1)]
    assert spread[0] < spread[1] - 3 < spread[2] - 6
    assert spread[1] == pytest.approx(float(light[35:55].std()))
    assert not marked.age(2)[70:].any()


def test_few_faces_and_other_sides_have_no_marks(faces: Faces) -> None:
    assert measure_marks(faces, side_px=64) is None
    assert (
        measure_marks(dataclasses.replace(faces, train=faces.train[:20]), side_px=SIDE_PX) is None
    )
    wearers = [f for f in faces.train if f.attributes[faces.names.index("glasses")] > 0]
    bare = [f for f in faces.train if f not in wearers]
    few = measure_marks(dataclasses.replace(faces, train=(*bare, *wearers[:3])), side_px=SIDE_PX)
    assert few is not None
    assert not few.rims.any()


def test_marks_survive_the_weights_file_and_reach_the_picture(marks: Marks) -> None:
    shipped = open_model(FOLDERS["faces"])
    tensors = tensors_of(shipped.network, shipped.units, shipped.space, marks)
    model = model_of(tensors, shipped.shape, name="faces", device="cpu", dtype="float32")
    assert model.marks is not None
    face = _face(glasses=False)
    marked, plain = (
        FaceEditor(m, face, aligned_eyes(SIDE_PX)).difference(Changes({"glasses": 1.0}))
        for m in (model, dataclasses.replace(model, marks=None))
    )
    assert (marked @ LUMA)[marks.rims > 0.6].mean() < (plain @ LUMA)[marks.rims > 0.6].mean() - 20


def test_the_bundled_model_has_marks() -> None:
    marks = open_model(FOLDERS["faces"]).marks
    assert marks is not None
    assert 0.005 < marks.rims.mean() < 0.05
    assert marks.lines.max() > 0.05
