"""The generator as the host sees it, with tiny random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from editor.api import (
    FileError,
    GeneratorError,
    ImageU8,
    InvalidParams,
    Meter,
    MissingModel,
    Request,
    Result,
    read_only,
    validate_params,
)
from editor.api.testing import RecordingContext, check_generator
from plugins.face_sliders import figment_generators
from plugins.face_sliders.generator import FaceSliders, _Sums
from plugins.face_sliders.slider_file import SliderFile
from plugins.face_sliders.space import FacePoint
from plugins.toolkit.weights import read_weights
from tests.plugins.face_sliders.conftest import PORTRAIT_EYES


def _run(image: ImageU8, models: dict[str, Path], **values: Any) -> tuple[ImageU8, list[Meter]]:
    context = RecordingContext(models=models, load_weights=read_weights)
    request = Request(params=validate_params(FaceSliders.Params, values), image=image)
    result = FaceSliders().run(request, context)
    if isinstance(result, Result):
        told = result.meters
        return result.images[0], list(told() if callable(told) else told)
    return result, []


def test_the_hook_lists_it() -> None:
    assert [g.id for g in figment_generators()] == ["face-sliders"]


@pytest.mark.parametrize("params", [{}, {"smile": 1, "pc2": -1, **PORTRAIT_EYES}])
def test_it_keeps_to_the_contract(models: dict[str, Path], params: dict[str, float]) -> None:
    check_generator(FaceSliders, models=models, load_weights=read_weights, params=params)


def test_all_zero_is_the_untouched_picture_even_without_a_face_or_a_model() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (37, 53, 4), np.uint8)
    same, meters = _run(noise, {})
    assert np.array_equal(same, noise)
    assert not meters


def test_a_slider_changes_the_face_and_nothing_around_it(
    models: dict[str, Path], portrait: ImageU8
) -> None:
    changed, meters = _run(portrait, models, smile=2, **PORTRAIT_EYES)
    assert changed.shape == portrait.shape
    differs = (changed != portrait).any(axis=2)
    assert differs[80:150, 110:190].mean() > 0.5
    assert not differs[:29].any()
    assert not differs[:, 231:].any()
    assert np.array_equal(changed[..., 3], portrait[..., 3])
    assert [meter.name for meter in meters] == ["reconstruction_db", "identity_drift"]
    assert meters[0].picture.shape == (64, 64, 3)


def test_a_gray_picture_stays_gray(models: dict[str, Path], portrait: ImageU8) -> None:
    portrait[..., :3] = portrait[..., :1]
    changed, _ = _run(portrait, models, gray_hair=3, **PORTRAIT_EYES)
    assert not np.array_equal(changed, portrait)
    assert (changed[..., :3] == changed[..., :1]).all()


@pytest.mark.parametrize("size", [(23, 31), (92, 61), (693, 951)])
def test_any_size_will_do(
    models: dict[str, Path], portrait: ImageU8, size: tuple[int, int]
) -> None:
    picture = np.asarray(cv2.resize(portrait, size[::-1]), np.uint8)
    x, y = size[1] / portrait.shape[1], size[0] / portrait.shape[0]
    eyes = f"{130.5 * x},{110.5 * y} {170.5 * x},{110.5 * y}"
    changed, _ = _run(picture, models, dark_hair=2, eyes=eyes)
    assert changed.shape == picture.shape
    assert not np.array_equal(changed, picture)


def test_eyes_that_are_swapped_mean_the_same(models: dict[str, Path], portrait: ImageU8) -> None:
    swapped = {"eyes": "170.5,110.5 130.5,110.5"}
    first, _ = _run(portrait, models, smile=1, **PORTRAIT_EYES)
    second, _ = _run(portrait, models, smile=1, **swapped)
    assert np.array_equal(first, second)


def test_no_face_is_one_sentence(models: dict[str, Path], portrait: ImageU8) -> None:
    with pytest.raises(GeneratorError, match="no face to be found") as caught:
        _run(portrait, models, smile=1)
    assert "by hand" in caught.value.hint


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (16, 16)])
def test_a_picture_too_small_for_a_face_is_told_so(
    models: dict[str, Path], shape: tuple[int, int]
) -> None:
    with pytest.raises(GeneratorError, match="no face"):
        _run(np.full((*shape, 4), 200, np.uint8), models, age=1)


def test_a_face_cut_by_the_edge_is_changed_and_told(
    models: dict[str, Path], portrait: ImageU8
) -> None:
    changed, meters = _run(portrait[:, :155].copy(), models, smile=2, **PORTRAIT_EYES)
    assert changed.shape[1] == 155
    assert meters[-1].name == "cut"
    assert meters[-1].is_poor


def test_half_placed_eyes_are_a_bad_parameter(models: dict[str, Path], portrait: ImageU8) -> None:
    with pytest.raises(InvalidParams, match="eyes: must be 2 places"):
        _run(portrait, models, smile=1, eyes="130,110")
    with pytest.raises(GeneratorError, match="on each other"):
        _run(portrait, models, smile=1, eyes="130,110 130,110")


def test_a_missing_model_is_named(portrait: ImageU8) -> None:
    with pytest.raises(MissingModel):
        _run(portrait, {}, smile=1, **PORTRAIT_EYES)
    FaceSliders().load(RecordingContext())


def test_a_model_of_another_kind_is_refused(models: dict[str, Path], portrait: ImageU8) -> None:
    with pytest.raises(GeneratorError, match="no model of faces"):
        _run(portrait, {"faces": models["finder"]}, smile=1, **PORTRAIT_EYES)


def test_sliders_of_ones_own_are_named_with_their_amounts(
    models: dict[str, Path], portrait: ImageU8, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    direction = FacePoint(np.full(48, 0.3, np.float32), np.full(3, 0.2, np.float32))
    SliderFile("Mine", "faces", direction).save(path)
    own = {**models, "Mine": path, "gone": tmp_path / "none"}
    changed, _ = _run(portrait, own, own="Mine=2", **PORTRAIT_EYES)
    less, _ = _run(portrait, own, own="Mine=1", **PORTRAIT_EYES)
    assert not np.array_equal(changed, portrait)
    assert not np.array_equal(changed, less)
    with pytest.raises(MissingModel, match="Nobody"):
        _run(portrait, own, own="Nobody=2", **PORTRAIT_EYES)
    with pytest.raises(FileError, match="could not be read"):
        _run(portrait, own, own="gone=2", **PORTRAIT_EYES)
    with pytest.raises(InvalidParams, match="between -3 and 3 for Mine"):
        _run(portrait, own, own="Mine=4", **PORTRAIT_EYES)


def test_the_error_is_shown_where_the_model_does_not_know_the_face(
    models: dict[str, Path], portrait: ImageU8
) -> None:
    shown, meters = _run(portrait, models, show="error", **PORTRAIT_EYES)
    assert meters[1].value == pytest.approx(0, abs=1e-3)
    differs = (shown != portrait).any(axis=2)
    assert differs[90:140, 120:180].mean() > 0.5
    assert not differs[:29].any()


def test_a_face_is_read_once_however_often_sliders_move(
    models: dict[str, Path], portrait: ImageU8
) -> None:
    generator = FaceSliders()
    context = RecordingContext(models=models, load_weights=read_weights)
    pictures = []
    for smile in (1, 2, 1):
        params = validate_params(FaceSliders.Params, {"smile": smile, **PORTRAIT_EYES})
        pictures.append(generator.run(Request(params=params, image=portrait), context).images[0])
        editors = list(generator._editors.values())
        assert len(editors) == 1
    assert np.array_equal(pictures[0], pictures[2])
    assert not np.array_equal(pictures[0], pictures[1])
    generator.unload()
    assert not generator._editors


def test_a_picture_that_was_drawn_on_is_another_one_and_a_read_only_one_is_known_again() -> None:
    sums, picture = _Sums(), np.zeros((8, 8, 4), np.uint8)
    before = sums.of(picture)
    picture[2, 2] = 9
    drawn = read_only(picture.copy())
    assert sums.of(picture) != before
    assert sums.of(drawn) == sums.of(drawn) == sums.of(picture)
