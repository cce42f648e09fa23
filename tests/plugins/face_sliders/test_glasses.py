"""Taking glasses off: what the remover learns from, and what it does to photos of any size."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from editor.api import FileError, ImageU8
from plugins.face_sliders.align import Alignment, aligned_eyes
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.data import Face
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.glasses.data import (
    batch,
    put_on,
    sample,
    worn_and_bare,
)
from plugins.face_sliders.glasses.drawing import pair
from plugins.face_sliders.glasses.export import export
from plugins.face_sliders.glasses.network import BAND, BAND_PX, FACE_PX, GlassesNetwork, parted
from plugins.face_sliders.glasses.remover import (
    GlassesRemover,
    Seen,
    removal_of,
    share_of,
)
from plugins.face_sliders.glasses.train import color_loss, main
from tests.plugins.face_sliders.conftest import SHAPE, tiny_model
from tests.plugins.face_sliders.drawn_faces import drawn_face, write_faces

RIM = (slice(76, 79), slice(40, 121))
"""A dark bar over both eyes of an aligned face."""


def test_pairs_follow_from_their_seed_and_no_two_are_alike() -> None:
    pairs = [pair(np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert np.array_equal(pairs[0].cover, pairs[1].cover)
    assert not np.array_equal(pairs[0].cover, pairs[2].cover)
    for glasses in pairs:
        assert glasses.cover.shape == glasses.lenses.shape == (BAND_PX, FACE_PX)
        assert glasses.color.shape == (BAND_PX, FACE_PX, 3)


def test_pairs_have_a_lens_for_each_eye() -> None:
    random = np.random.default_rng(0)
    lenses = np.mean([pair(random).lenses for _ in range(40)], axis=0)
    eye = BAND_PX // 2
    assert lenses[eye, 60] > 0.8
    assert lenses[eye, 100] > 0.8
    assert lenses[eye, 80] < 0.2, "the nose is between them"
    assert lenses[2, 60] < 0.2


def test_what_is_put_on_hides_the_face_under_it() -> None:
    random = np.random.default_rng(3)
    face = np.full((BAND_PX, FACE_PX, 3), 180, np.uint8)
    glasses = pair(random)
    worn, blind = put_on(face, glasses, random)
    assert (blind[glasses.cover > 0.5] == 1).all()
    far = cv2.dilate(glasses.cover + glasses.lenses, np.ones((25, 25), np.uint8)) == 0
    assert (worn[far] == 180).all()
    assert (worn != face).any()


def test_some_faces_stay_bare_and_the_rest_of_a_face_is_the_same() -> None:
    pixels = drawn_face(smiling=False, dark=True, glasses=False)
    face = Face("drawn", pixels, np.zeros(2, np.float32))
    samples = batch([face], np.random.default_rng(0), 40)
    bare = [one for one in samples if not (one.worn != one.bare).any()]
    assert 2 < len(bare) < 20
    for one in samples:
        assert (one.worn[one.changed == 0].astype(int) - one.bare[one.changed == 0] <= 2).all()
    assert np.array_equal(
        sample(pixels, np.random.default_rng(5)).worn,
        sample(pixels, np.random.default_rng(5)).worn,
    )


def test_who_wears_glasses_has_to_be_told() -> None:
    with pytest.raises(FileError, match="glasses"):
        worn_and_bare(("smile",), [])


def test_an_untrained_network_changes_next_to_nothing() -> None:
    torch.manual_seed(0)
    x = torch.rand(1, 3, BAND_PX, FACE_PX) * 2 - 1
    network = GlassesNetwork().eval()
    with torch.inference_mode():
        parts = parted(network(x), x)
    made = parts.bare(torch.sigmoid(parts.rims))
    assert made.shape == x.shape
    assert parts.gate.shape == parts.rims.shape == (1, 1, BAND_PX, FACE_PX)
    assert float((made - x).abs().mean()) < 0.15
    assert sum(weight.numel() for weight in network.parameters()) < 500_000


def test_the_loss_looks_where_glasses_were() -> None:
    bare = torch.zeros(1, 3, 8, 8)
    changed = torch.zeros(1, 1, 8, 8)
    changed[..., :4] = 1
    inside, outside = bare.clone(), bare.clone()
    inside[..., 1:3], outside[..., 5:7] = 0.5, 0.5
    assert float(color_loss(bare, bare, changed)) == 0
    assert float(color_loss(inside, bare, changed)) > 2 * float(color_loss(outside, bare, changed))


def test_the_slider_takes_half_of_them_soon_and_the_rest_at_the_end() -> None:
    assert share_of(0) == share_of(1.5) == 0
    shares = [share_of(units) for units in (-0.5, -1.0, -2.0, -3.0)]
    assert 0.3 < shares[0] < 0.6 < shares[1] < 0.9
    assert shares[2:] == [1.0, 1.0]


def _seen(face: ImageU8, bare: ImageU8) -> Seen:
    """What a perfect network would see."""
    change = bare.astype(np.float32) - face
    return Seen(face, change, np.asarray(np.abs(change).max(axis=2) > 8, np.float32))


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0, 7.0])
def test_rims_go_in_any_resolution_and_all_else_stays(factor: float) -> None:
    """Thin rims are sharp in a large photo and soft in the face that the network sees."""
    side = round(FACE_PX * factor)
    random = np.random.default_rng(0)
    photo = random.integers(150, 171, (side, side, 3), np.uint8)
    bare = photo.copy()
    rows, columns = (slice(round(s.start * factor), round(s.stop * factor)) for s in RIM)
    photo[rows, columns] = 20
    size = (FACE_PX, FACE_PX)
    face, without = (
        np.asarray(cv2.resize(one, size, interpolation=cv2.INTER_AREA), np.uint8)
        for one in (photo, bare)
    )
    alignment = Alignment.of_eyes(aligned_eyes(FACE_PX) * factor + (factor - 1) / 2, FACE_PX)
    removal = removal_of(_seen(face, without), photo, alignment)
    assert removal is not None
    made = photo.copy()
    removal.lift(made, 1.0)
    light = made[rows, columns].mean()
    assert abs(light - 160) < 8
    # No ghost: neither dark nor bright lines are left where the rim's edges were.
    profile = made.astype(float).mean(axis=2)[:, columns].mean(axis=1)
    near = profile[rows.start - round(3 * factor) : rows.stop + round(3 * factor)]
    assert np.ptp(near) < (30 if factor < 1 else 12)
    away = np.ones(side, bool)
    away[rows.start - round(8 * factor) : rows.stop + round(8 * factor)] = False
    assert np.array_equal(made[away], photo[away])
    half = photo.copy()
    removal.lift(half, 0.5)
    assert 20 + 40 < half[rows, columns].mean() < light - 40


def test_what_is_behind_lenses_keeps_its_detail() -> None:
    photo = np.full((640, 640, 3), 120, np.uint8)
    photo[310:330:2, 200:440] = 60  # lashes, say
    face = np.asarray(cv2.resize(photo, (160, 160), interpolation=cv2.INTER_AREA), np.uint8)
    lighter = np.zeros((160, 160, 3), np.float32)
    lighter[70:90, 45:115] = 30
    seen = Seen(face, lighter, np.zeros((160, 160), np.float32))
    removal = removal_of(seen, photo, Alignment.of_eyes(aligned_eyes(160) * 4 + 1.5, 160))
    assert removal is not None
    made = photo.copy()
    removal.lift(made, 1.0)
    assert (made[310:329, 300] == photo[310:329, 300] + 30).all()


def test_under_rims_skin_has_its_grain() -> None:
    random = np.random.default_rng(1)
    bare = random.normal(150, 8, (960, 960, 1)).clip(0, 255).astype(np.uint8).repeat(3, axis=2)
    photo = bare.copy()
    photo[460:472, 240:720] = 10
    face, without = (
        np.asarray(cv2.resize(one, (160, 160), interpolation=cv2.INTER_AREA), np.uint8)
        for one in (photo, bare)
    )
    alignment = Alignment.of_eyes(aligned_eyes(160) * 6 + 2.5, 160)
    removal = removal_of(_seen(face, without), photo, alignment)
    assert removal is not None
    made = photo.copy()
    removal.lift(made, 1.0)
    assert 5 < made[460:472, 300:660].std() < 14


class _Shade(GlassesNetwork):
    """Sees rims where it is dark, and skin behind them."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        dark = (x.mean(1, keepdim=True) < -0.5).float()
        told = torch.zeros(len(x), 8, *x.shape[2:])
        told[:, :3] = 0.3 - torch.nn.functional.interpolate(
            torch.nn.functional.avg_pool2d(x, 8), scale_factor=8, mode="bilinear"
        )
        told[:, 6:7], told[:, 7:8] = -20, dark * 40 - 20
        return told


@pytest.fixture
def remover() -> GlassesRemover:
    made = GlassesRemover(GlassesNetwork().state_dict())
    made._network = _Shade()
    return made


def _portrait(*, worn: bool) -> ImageU8:
    picture = np.full((320, 400, 4), 165, np.uint8)
    if worn:
        picture[120:125, 90:290, :3] = 15
    picture[..., 3] = 200
    return picture


EYES: Floats = np.array([[150, 125], [230, 125]], np.float32)


def test_a_face_without_glasses_is_left_alone(remover: GlassesRemover) -> None:
    assert remover.removal(_portrait(worn=False), EYES) is None
    assert remover.removal(_portrait(worn=True), EYES) is not None


def test_gray_photos_stay_gray(remover: GlassesRemover) -> None:
    picture = _portrait(worn=True)
    removal = remover.removal(picture, EYES)
    assert removal is not None
    removal.lift(picture, 0.8)
    assert (picture[..., 0] == picture[..., 2]).all()
    assert (picture[..., 3] == 200).all()


@pytest.mark.parametrize("place", [(-60, -60), (395, 310), (-900, 0)])
def test_faces_over_the_edge_are_no_trouble(
    remover: GlassesRemover, place: tuple[float, float]
) -> None:
    picture = _portrait(worn=True)
    eyes = EYES - EYES.mean(axis=0) + np.array(place, np.float32)
    removal = remover.removal(picture, eyes)
    if removal is not None:
        removal.lift(picture, 1.0)
    assert picture.shape == (320, 400, 4)


def test_the_editor_takes_glasses_off_before_all_else(remover: GlassesRemover) -> None:
    model, photo = replace(tiny_model(), remover=remover), _portrait(worn=True)
    editor = FaceEditor(model, photo, EYES)
    untouched = photo.copy()
    editor.change(untouched, Changes(attributes={"glasses": 0.0}))
    assert np.array_equal(untouched, photo)
    made = photo.copy()
    editor.change(made, Changes(attributes={"glasses": -2.0}))
    assert made[122, 110:270, :3].min() > 120
    assert np.array_equal(made[200:], photo[200:])
    bare = _portrait(worn=False)
    kept = bare.copy()
    FaceEditor(model, bare, EYES).change(kept, Changes(attributes={"glasses": -3.0}))
    assert np.array_equal(kept, bare)


def test_sunglasses_that_hide_the_eyes_stay_on_and_that_is_said(remover: GlassesRemover) -> None:
    model, photo = replace(tiny_model(), remover=remover), _portrait(worn=True)
    for x, y in EYES.astype(int).tolist():
        cv2.circle(photo, (x, y), 34, (15, 15, 15, 200), -1)
    editor, changes = FaceEditor(model, photo, EYES), Changes(attributes={"glasses": -2.0})
    kept = photo.copy()
    editor.change(kept, changes)
    assert np.array_equal(kept, photo)
    assert editor.keeps_sunglasses(changes)
    assert not editor.keeps_sunglasses(Changes(attributes={"glasses": 1.0, "smile": 1.0}))
    plain = FaceEditor(model, _portrait(worn=True), EYES)
    assert not plain.keeps_sunglasses(changes)


def test_with_a_smile_glasses_go_as_well(remover: GlassesRemover) -> None:
    model, photo = replace(tiny_model(), remover=remover), _portrait(worn=True)
    made = photo.copy()
    changes = Changes(attributes={"glasses": -2.0, "smile": 1.0})
    FaceEditor(model, photo, EYES).change(made, changes)
    bare = _portrait(worn=False)
    smiling = bare.copy()
    editor = FaceEditor(model, bare, EYES)
    editor.change(smiling, Changes(attributes={"smile": 1.0}))
    assert np.abs(made[118:127, 110:270].astype(int) - smiling[118:127, 110:270]).mean() < 30
    assert SHAPE.attributes[0] == "smile"


def test_training_and_export_give_a_remover(tmp_path: Path) -> None:
    write_faces(tmp_path / "faces", count=120)
    words = ["--data", str(tmp_path / "faces"), "--credit", "drawn", "--device", "cpu"]
    main([*words, "-o", str(tmp_path / "run"), "--steps", "3", "--batch", "2"])
    assert list((tmp_path / "run" / "samples").glob("*.png"))
    quality = export(
        run=tmp_path / "run",
        data=tmp_path / "faces",
        csv=tmp_path / "faces" / "attributes.csv",
        out=tmp_path / "model",
    )
    assert quality["drawn_glasses_psnr_db"] > 5
    card = json.loads((tmp_path / "model" / "card.json").read_text(encoding="utf-8"))
    assert (card["name"], card["kind"]) == ("glasses", "glasses-remover")
    assert "/" not in card["training"]["command"]
    assert (tmp_path / "model" / card["file"]).stat().st_size < 1_000_000
    assert (tmp_path / "model" / "held-back.webp").is_file()
    assert BAND.stop - BAND.start == BAND_PX
