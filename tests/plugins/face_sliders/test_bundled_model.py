"""The weights that ship, on faces made up here: what can be promised without anybody's portrait."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from editor.api import ImageU8, Request, validate_params
from editor.api.testing import RecordingContext
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.desk import new_faces, open_model
from plugins.face_sliders.finding.finder import Finder
from plugins.face_sliders.generator import FaceSliders
from plugins.face_sliders.glasses.data import put_on
from plugins.face_sliders.glasses.drawing import pair
from plugins.face_sliders.glasses.network import BAND, FACE_PX
from plugins.toolkit.weights import read_weights
from tests.plugins.face_sliders.conftest import PORTRAIT_EYES

MODELS = Path(__file__).parents[3] / "resources" / "models"
FOLDERS = {
    "faces": MODELS / "faces",
    "finder": MODELS / "faces-finder",
    "glasses": MODELS / "faces-glasses",
}


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_the_card_tells_where_a_model_comes_from(name: str) -> None:
    folder = FOLDERS[name]
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    content = (folder / card["file"]).read_bytes()
    assert card["name"] == name
    assert card["sha256"] == hashlib.sha256(content).hexdigest()
    assert len(content) < (12_000_000 if name == "faces" else 2_000_000)
    assert card["data"]["credit"]
    assert card["training"]["hours"] > 0
    assert "/" not in card["training"]["command"]


def test_faces_of_nobody_are_found_and_changed() -> None:
    """Drawn from the model itself, laid onto gray: the finder sees them, the sliders move them."""
    model = open_model(FOLDERS["faces"])
    finder = Finder(read_weights(FOLDERS["finder"] / "finder.safetensors"))
    found = 0
    for face in model.pictures(new_faces(model, count=8, seed=3, spread=0.5)):
        picture = np.full((260, 320), 120, np.uint8)
        picture[60:188, 130:258] = face.mean(axis=2)
        wanted = np.array([[47.9 + 130, 63.9 + 60], [79.9 + 130, 63.9 + 60]])
        faces = finder.find(picture)
        found += any(np.hypot(*(f.eyes - wanted).T).max() < 0.2 * 32 for f in faces)
    assert found >= 6


def test_faces_are_outlined_in_order_and_a_click_chooses_one() -> None:
    """Two faces of nobody: the larger is number 1, whatever was chosen before."""
    model = open_model(FOLDERS["faces"])
    face = model.pictures(new_faces(model, count=4, seed=3, spread=0.5))[1]
    picture = np.full((300, 520, 4), 120, np.uint8)
    picture[60:188, 30:158, :3] = face
    picture[40:232, 260:452, :3] = cv2.resize(face, (192, 192))
    context = RecordingContext(models=FOLDERS, load_weights=read_weights)
    faces = FaceSliders()
    params = FaceSliders.Params()
    spots = faces.find(Request(params=params, image=picture), context)
    assert len(spots) == 2
    for spot, (left, top, side) in zip(spots, ((260, 40, 192), (30, 60, 128)), strict=True):
        xs, ys = np.array(spot.outline).T
        assert left < xs.min() < xs.max() < left + side
        assert top < ys.min() < ys.max() < top + side * 1.1
    assert FaceSliders.chosen(spots, params) == 0
    for index, spot in enumerate(spots):
        clicked = validate_params(FaceSliders.Params, {"eyes": "1,1 9,1", **spot.values})
        assert FaceSliders.chosen(spots, clicked) == index
    by_hand = validate_params(FaceSliders.Params, {"eyes": "1,1 9,1"})
    assert FaceSliders.chosen(spots, by_hand) is None
    fourth = validate_params(FaceSliders.Params, {"face": 4})
    assert FaceSliders.chosen(spots, fourth) is None
    changed = faces.run(
        Request(
            params=validate_params(FaceSliders.Params, {"smile": 2, **spots[1].values}),
            image=picture,
        ),
        context,
    )
    moved = np.abs(changed.images[0].astype(int) - picture).sum(axis=(0, 2))
    assert moved[:200].any()
    assert not moved[250:].any()


def test_glasses_are_taken_off_and_faces_without_any_stay() -> None:
    model = open_model(FOLDERS["faces"])
    random = np.random.default_rng(4)
    near, before, after = aligned_eyes(FACE_PX) + 40, 0.0, 0.0
    for face in model.pictures(new_faces(model, count=6, seed=3, spread=0.5)):
        bare = np.full((FACE_PX + 80, FACE_PX + 80, 4), 255, np.uint8)
        bare[40:-40, 40:-40, :3] = cv2.resize(face, (FACE_PX, FACE_PX))
        worn = bare.copy()
        band = worn[40:-40, 40:-40, :3][BAND]
        band[...], _ = put_on(band.copy(), pair(random), random)
        assert np.abs(_without_glasses(bare, near).astype(int) - bare).max() <= 40
        made = _without_glasses(worn, near)
        there = (worn != bare).any(axis=2)
        before += float(np.abs(worn.astype(float) - bare)[there].mean())
        after += float(np.abs(made.astype(float) - bare)[there].mean())
        assert (made[..., 3] == 255).all()
    assert after < 0.5 * before


def _without_glasses(picture: ImageU8, eyes: Floats) -> ImageU8:
    """By the slider, with all that ships."""
    context = RecordingContext(models=FOLDERS, load_weights=read_weights)
    (left, top), (right, bottom) = eyes + 0.5
    placed = {"eyes": f"{left},{top} {right},{bottom}", "glasses": -2.0}
    params = validate_params(FaceSliders.Params, placed)
    result = FaceSliders().run(Request(params=params, image=picture), context)
    return np.asarray(result.images[0], np.uint8)


def test_hair_darkens_and_turns_gray() -> None:
    model = open_model(FOLDERS["faces"])
    face = model.pictures(new_faces(model, count=1, seed=1, spread=0.3))[0]
    picture = np.dstack([face, np.full(face.shape[:2], 255, np.uint8)])
    eyes = {"eyes": "48.4,64.4 80.4,64.4"}

    def light(**values: float) -> float:
        context = RecordingContext(models=FOLDERS, load_weights=read_weights)
        params = validate_params(FaceSliders.Params, {**eyes, **values})
        result = FaceSliders().run(Request(params=params, image=picture), context)
        image = getattr(result, "images", [result])[0]
        return float(image[12:26, 44:84, :3].mean())

    assert set(eyes) == set(PORTRAIT_EYES)
    assert light(dark_hair=2) < light() - 5
    assert light(gray_hair=2) > light() + 2
