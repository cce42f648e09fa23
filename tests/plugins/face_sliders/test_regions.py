"""Where sliders act in a face, and which colours they leave there."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.editing import Changes, FaceEditor, tinted
from plugins.face_sliders.model import gains_of, model_of, tensors_of
from plugins.face_sliders.regions import region_of
from tests.plugins.face_sliders.conftest import SHAPE, tiny_model

SIDE_PX = 128
MOUTH, EYES, FOREHEAD, TOP = (100, 64), (64, 48), (38, 64), (14, 64)


@pytest.mark.parametrize(
    ("name", "acts", "rests"),
    [
        ("smile", MOUTH, TOP),
        ("glasses", EYES, MOUTH),
        ("facial_hair", MOUTH, FOREHEAD),
        ("bald", TOP, MOUTH),
    ],
)
def test_a_slider_acts_where_it_is_about(
    name: str, acts: tuple[int, int], rests: tuple[int, int]
) -> None:
    region = region_of({name: 1.5}, SIDE_PX)
    assert region.shape == (SIDE_PX, SIDE_PX, 1)
    assert region[acts] == pytest.approx(1)
    assert region[rests] == pytest.approx(0)


def test_hair_colours_are_mostly_around_the_face_and_age_is_everywhere() -> None:
    hair = region_of({"gray_hair": -1.0}, SIDE_PX)
    assert hair[TOP] == pytest.approx(1)
    assert 0 < hair[MOUTH] < 0.5
    assert region_of({"age": 0.1}, SIDE_PX).min() == 1
    assert not region_of({"age": 0.0}, SIDE_PX).any()


def test_sliders_open_their_places_together_and_nothing_jumps() -> None:
    both = region_of({"smile": 2.0, "bald": -2.0}, SIDE_PX)
    assert both[MOUTH] == both[TOP] == pytest.approx(1)
    hardly = region_of({"smile": 0.01, "bald": 2.0}, SIDE_PX)
    assert 0 < hardly[MOUTH] < 0.02


def test_only_the_place_of_a_slider_is_changed() -> None:
    model = tiny_model()
    face = np.random.default_rng(0).integers(60, 200, (SHAPE.side_px, SHAPE.side_px, 3), np.uint8)
    editor = FaceEditor(model, face, aligned_eyes(SHAPE.side_px))
    changed = face.copy()
    editor.change(changed, Changes(attributes={"smile": 3.0}))
    assert not np.array_equal(changed, face)
    assert np.array_equal(changed[:20], face[:20])
    by_component = face.copy()
    editor.change(by_component, Changes(attributes={"smile": 3.0}, components=(2.0,)))
    assert not np.array_equal(by_component[:20], face[:20])


def test_what_lightens_loses_its_tint_and_what_darkens_keeps_it() -> None:
    face = np.full((4, 4, 3), (110, 70, 40), np.uint8)
    lighter = np.full((4, 4, 3), (70, 40, 60), np.float32)
    gray = face + tinted(lighter, face=face, color=np.ones(3, np.float32))
    assert np.ptp(gray[0, 0]) < 0.3 * np.ptp(face[0, 0].astype(float))
    luma = np.array([0.299, 0.587, 0.114])
    assert gray[0, 0] @ luma == pytest.approx((face[0, 0] + lighter[0, 0]) @ luma, abs=0.1)
    darker = face + tinted(-lighter, face=face, color=np.ones(3, np.float32))
    assert np.ptp(darker[0, 0]) == pytest.approx(70)
    blue = np.full((4, 4, 3), (60, 80, 120), np.uint8)
    behind = blue + tinted(lighter, face=blue, color=np.ones(3, np.float32))
    assert np.ptp(behind[0, 0]) == pytest.approx(60), "what is behind the head keeps its tint"


def test_a_scalp_goes_towards_the_skin() -> None:
    hair, skin = np.full((4, 4, 3), (40, 30, 25), np.uint8), np.array((200, 150, 120), np.float32)
    light = float(skin @ (0.299, 0.587, 0.114))
    lighter = np.full((4, 4, 3), 30, np.float32)
    bald = hair + tinted(lighter, face=hair, color=skin / light, light=light)
    assert bald[0, 0, 0] / bald[0, 0, 2] == pytest.approx(200 / 120, rel=0.02)
    assert bald.mean() > (hair + lighter).mean() + 20


def test_a_card_can_lengthen_units() -> None:
    model = tiny_model()
    tensors = tensors_of(model.network, model.units, model.space)
    gains = gains_of({"slider_gains": {"smile": 1.5}})
    longer = model_of(tensors, SHAPE, name="x", device="cpu", dtype="float32", gains=gains)
    np.testing.assert_allclose(longer.units, model.units * (1.5, 1, 1))
    assert gains_of({}) == {}


def test_the_bundled_card_lengthens_only_what_there_is() -> None:
    folder = Path(__file__).parents[3] / "resources" / "models" / "faces"
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert set(gains_of(card)) <= set(card["shape"]["attributes"])
    assert all(0.4 <= gain <= 2 for gain in gains_of(card).values())
