"""Whether measuring tells good pictures from bad ones."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from editor.api.testing import RecordingContext
from plugins.text_to_image import measuring
from plugins.text_to_image.subjects import Subject
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.metrics import structural_similarity
from tests.plugins.conftest import Families

SIDE_PX = 96


def drawn(shape: str) -> np.ndarray:
    """A cut-out thing, `(96, 96, 4)`."""
    rgba = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    match shape:
        case "disc":
            cv2.circle(rgba, (48, 48), 40, (220, 30, 30, 255), -1)
        case "bar":
            cv2.rectangle(rgba, (8, 40), (88, 56), (30, 30, 220, 255), -1)
        case "wedge":
            cv2.fillPoly(rgba, [np.array([[8, 88], [88, 88], [8, 8]])], (40, 160, 60, 255))
    return rgba


@pytest.fixture
def things(tmp_path: Path) -> list[Subject]:
    found = []
    for shape in ("disc", "bar", "wedge"):
        path = tmp_path / f"{shape}.png"
        Image.fromarray(drawn(shape)).save(path)
        found.append(Subject(path, "thing", (shape, f"a {shape}")))
    return found


def laid(shape: str, *, at: tuple[int, int], side_px: int, mirrored: bool = False) -> np.ndarray:
    """A thing somewhere on a light page of 256 px."""
    page = np.full((256, 256, 3), 245, np.uint8)
    small = cv2.resize(drawn(shape), (side_px, side_px), interpolation=cv2.INTER_AREA)
    small = small[:, ::-1] if mirrored else small
    x, y = at
    part = page[y : y + side_px, x : x + side_px]
    part[small[..., 3] > 127] = small[small[..., 3] > 127][:, :3]
    return page


@pytest.mark.parametrize("shape", ["disc", "bar", "wedge"])
@pytest.mark.parametrize(("at", "side_px"), [((10, 10), 220), ((120, 30), 100)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_thing_is_known_wherever_it_lies(
    things: list[Subject], shape: str, at: tuple[int, int], side_px: int, mirrored: bool
) -> None:
    gallery = measuring.Gallery(things)
    picture = laid(shape, at=at, side_px=side_px, mirrored=mirrored)
    assert gallery.nearest(picture).names[0] == shape


def test_names_are_asked_for_that_tell_pictures_apart(things: list[Subject]) -> None:
    dish = [Subject(Path("dish.jpg"), "photo", ("one dish",))]
    pears = [Subject(Path(f"{i}.jpg"), "photo", ("pear",)) for i in range(8)]
    scene = [Subject(Path("scene.jpg"), "scene", ("a scene",))]
    known = measuring.nameable([*things, *dish, *pears, *scene])
    asked = measuring.asked_for(known, 200)
    assert [name for _, name in asked] == ["bar", "disc", "pear", "wedge"]
    assert asked == measuring.asked_for(known, 200)
    assert ("photo of a pear", "pear") in asked


def test_a_model_is_measured_from_prompt_to_figure(
    families: Families, things: list[Subject]
) -> None:
    loaded = load("flow-sd", families["flow-sd"], RecordingContext())
    painted = list(
        measuring.retrieve(loaded, things, RecordingContext, count=2, steps=1, guidance_scale=1.0)
    )
    assert len(painted) == 2
    assert painted[0].picture.shape == (64, 64, 3)
    assert all(one.is_right == (one.wanted in one.nearest.names) for one in painted)


def test_holes_are_filled_by_all_and_measured(families: Families, tmp_path: Path) -> None:
    held = []
    for i in range(400):
        subject = Subject(tmp_path / f"{i}.png", "scene", ("a scene",))
        if subject.is_held_back:
            ramp = np.add.outer(np.arange(96), np.arange(96)).astype(np.uint8)
            Image.fromarray(np.dstack([ramp, ramp, ramp])).save(subject.path)
            held.append(subject)
    loaded = load("flow-sd", families["flow-sd"], RecordingContext())
    filled = list(measuring.fill_holes(loaded, held, RecordingContext, count=3, steps=1))
    for one in filled:
        for made in one.by_method.values():
            assert np.array_equal(made[one.mask == 0], one.picture[one.mask == 0])
    quality = measuring.hole_quality(filled)
    assert quality["hole_psnr_db_telea"] > quality["hole_psnr_db_model"], "its weights are random"
    assert quality["hole_ssim_telea"] > quality["hole_ssim_model"]


def test_similarity_can_be_asked_for_inside_a_hole_only() -> None:
    one = np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8)
    other = one.copy()
    other[:32] = 255 - other[:32]
    lower = np.zeros((64, 64), np.uint8)
    lower[44:] = 255
    assert structural_similarity(one, other, inside=lower) == pytest.approx(1.0)
    assert structural_similarity(one, other) < 0.6
