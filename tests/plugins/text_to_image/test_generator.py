"""Text to image as the host sees it, with tiny random pipelines."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import cv2
import numpy as np
import pytest

from editor.api import (
    AnySize,
    GeneratorError,
    InvalidParams,
    MissingModel,
    Rect,
    Request,
    Result,
    validate_params,
)
from editor.api.testing import RecordingContext, check_generator
from plugins.text_to_image import figment_generators
from plugins.text_to_image.generator import TextToImage
from tests.plugins.conftest import Families

FEW = {"steps": 2, "prompt": "a red apple"}


def request(image: np.ndarray | None = None, **values: Any) -> Request:
    size = (0, 0) if image is None else (image.shape[1], image.shape[0])
    params = validate_params(TextToImage.Params, {**FEW, **values})
    return Request(params=params, image=image, size_px=size, rect=Rect(0, 0, *size), seed=5)


def run(families: Families, asked: Request, family: str = "sd") -> Any:
    return TextToImage().run(asked, RecordingContext(models={"tiny": families[family]}))


@pytest.mark.parametrize("values", [{}, {"width": 72, "height": 64}, {"strength": 0.6}])
def test_it_keeps_to_the_contract(families: Families, values: dict[str, Any]) -> None:
    check_generator(TextToImage, models={"tiny": families["sd"]}, params={**FEW, **values})


def test_a_page_without_a_picture_to_change_is_told_before_a_model_is_read() -> None:
    with pytest.raises(GeneratorError, match="no picture to change"):
        TextToImage.check(request(np.zeros((8, 8, 4), np.uint8), strength=0.5))


def test_the_hook_lists_it() -> None:
    assert [g.id for g in figment_generators()] == ["text-to-image"]


@pytest.mark.parametrize("family", ["sd", "flow-sd"])
def test_without_a_size_the_model_chooses(families: Families, family: str) -> None:
    made = run(families, request(), family)
    assert isinstance(made, Result)
    assert made.rect == Rect(0, 0, 64, 64)


def test_any_size_can_be_asked_for(families: Families) -> None:
    made = run(families, request(width=100, height=71))
    assert made.rect == Rect(0, 0, 100, 71)
    assert made.images[0].shape == (71, 100, 3)
    with pytest.raises(GeneratorError, match="100 x 8 is too small"):
        run(families, request(width=100, height=8))


def test_one_side_alone_makes_a_square_where_there_is_no_page(families: Families) -> None:
    assert run(families, request(width=80)).rect == Rect(0, 0, 80, 80)
    assert run(families, request(height=72)).rect == Rect(0, 0, 72, 72)


def test_what_is_far_smaller_than_the_model_paints_is_shrunk_from_a_whole_picture(
    families: Families,
) -> None:
    whole = run(families, request()).images[0]
    made = run(families, request(width=16, height=16))
    assert made.rect == Rect(0, 0, 16, 16)
    assert np.array_equal(made.images[0], cv2.resize(whole, (16, 16), interpolation=cv2.INTER_AREA))
    assert run(families, request(width=20, height=8)).images[0].shape == (8, 20, 3)


def test_a_page_is_filled(families: Families) -> None:
    params = validate_params(TextToImage.Params, FEW)
    page = Request(params=params, size_px=(300, 100), rect=Rect(10, 20, 300, 100), seed=5)
    made = run(families, page)
    assert made.rect is None
    assert made.images[0].shape == (100, 300, 3)
    assert not made.finer, "the page has more pixels than the model painted"


def test_what_is_made_of_a_picture_is_as_transparent(families: Families) -> None:
    cutout = np.full((48, 80, 4), (200, 30, 60, 255), np.uint8)
    assert run(families, request(cutout, strength=0.6)).images[0].shape == (48, 80, 3)
    cutout[:, :40, 3] = 0
    made = run(families, request(cutout, strength=0.6)).images[0]
    assert np.array_equal(made[..., 3], cutout[..., 3])


def test_what_is_larger_than_the_selection_comes_along(families: Families) -> None:
    params = validate_params(TextToImage.Params, FEW)
    page = Request(params=params, size_px=(32, 24), rect=Rect(10, 20, 32, 24), seed=5)
    made = run(families, page)
    assert made.images[0].shape == (24, 32, 3)
    assert made.finer[0].shape == (56, 72, 3)


def test_a_little_strength_stays_near_the_picture(families: Families) -> None:
    image = np.full((48, 64, 4), 255, np.uint8)
    image[10:30, 10:40, :3] = (200, 30, 30)
    (little,) = run(families, request(image, strength=0.05, steps=10)).images
    (much,) = run(families, request(image, strength=0.95, steps=10)).images
    assert little.shape == much.shape == (48, 64, 3)
    assert not np.array_equal(little, much)


def test_it_looks_at_the_page_only_where_it_changes_it() -> None:
    new, changed = (validate_params(TextToImage.Params, {"strength": s}) for s in (1, 0.5))
    assert TextToImage.need("image", new) is None
    assert TextToImage.need("image", changed) == "required"
    assert TextToImage.need("image") == "optional"
    assert TextToImage.size == AnySize()


def test_without_a_model_it_says_what_to_do() -> None:
    context = RecordingContext()
    generator = TextToImage()
    generator.load(context)
    with pytest.raises(MissingModel) as caught:
        generator.run(request(), context)
    assert "figment doctor" in caught.value.hint


def test_an_unknown_name_is_answered_with_the_known_ones(families: Families) -> None:
    context = RecordingContext(models={"tiny": families["sd"]})
    with pytest.raises(MissingModel, match="tiny"):
        TextToImage().run(request(model="huge"), context)


def test_a_bad_model_does_not_spoil_the_next_run(families: Families, tmp_path: Any) -> None:
    (tmp_path / "bad").mkdir()
    models = {"bad": tmp_path / "bad", "tiny": families["sd"]}
    generator, context = TextToImage(), RecordingContext(models=models)
    generator.load(context)
    with pytest.raises(Exception, match="bad holds no pipeline"):
        generator.run(request(model="bad"), context)
    assert generator.run(request(model="tiny"), context).rect == Rect(0, 0, 64, 64)


@pytest.mark.parametrize(
    "values", [{"steps": 0}, {"guidance_scale": 99}, {"scheduler": "magic"}, {"strength": 0}]
)
def test_values_out_of_range_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidParams):
        validate_params(TextToImage.Params, values)


def test_a_missing_model_is_told_without_importing_diffusers() -> None:
    probe = """
import sys
from editor.api import MissingModel, Request
from editor.api.testing import RecordingContext
from plugins.inpainting.generator import Inpainting
from plugins.text_to_image.generator import TextToImage
context = RecordingContext()
for kind in (TextToImage, Inpainting):
    kind().load(context)
try:
    TextToImage().run(Request(params=TextToImage.Params()), context)
except MissingModel:
    print(sorted({"torch", "diffusers", "transformers"} & set(sys.modules)))
"""
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
