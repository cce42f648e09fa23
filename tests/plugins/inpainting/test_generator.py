"""Inpainting as the host sees it: every mode, engine and edge of a mask."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.api import (
    GeneratorError,
    InvalidParams,
    MissingModel,
    Rect,
    Request,
    Result,
    validate_params,
)
from editor.api.testing import RecordingContext, check_generator
from editor.jobs import framing
from plugins.inpainting import classical, figment_generators, outpainting
from plugins.inpainting.generator import Inpainting
from tests.plugins.conftest import Families

FEW = {"steps": 2}
CLASSICAL = ["telea", "navier-stokes"]
WITHOUT_MODEL = ["patches", *CLASSICAL]


def picture(width: int = 96, height: int = 64) -> np.ndarray:
    """A soft slope of colours, opaque but for one corner."""
    rows, columns = np.mgrid[0:height, 0:width]
    rgba = np.full((height, width, 4), 255, np.uint8)
    rgba[..., 0] = columns * 255 // width
    rgba[..., 1] = rows * 255 // height
    rgba[..., 2] = 90
    rgba[:6, :6, 3] = 0
    return rgba


def hole(kind: str, width: int = 96, height: int = 64) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    match kind:
        case "pixel":
            mask[30, 40] = 255
        case "edge":
            mask[20:50, -12:] = 255
        case "corner":
            mask[:10, :10] = 255
        case "middle":
            mask[20:44, 30:70] = 255
        case "soft":
            mask[20:44, 30:70] = 128
        case "full":
            mask[:] = 255
    return mask


def request(mask: np.ndarray | None, image: np.ndarray | None = None, **values: Any) -> Request:
    image = picture() if image is None else image
    size = image.shape[1], image.shape[0]
    params = validate_params(Inpainting.Params, {**FEW, **values})
    return Request(
        params=params, image=image, mask=mask, size_px=size, rect=Rect(0, 0, *size), seed=2
    )


def run(families: Families, asked: Request, family: str = "sd-inpaint") -> Any:
    context = RecordingContext(models={"tiny": families[family]})
    result: Result = Inpainting().run(asked, context)
    return result


def pasted(made: Result, asked: Request) -> np.ndarray:
    """What the host makes of a result."""
    assert asked.image is not None
    frame = framing.frame_for(asked.rect, Inpainting.size)
    assert asked.mask is not None
    assert asked.mask is not None
    limit = framing.blending(asked.mask, frame)
    ((patch, rect),) = framing.results_of(made, asked, frame, mask=limit, expected=1)
    return framing.paste(asked.image, patch, rect)


@pytest.mark.parametrize(
    "values",
    [
        {"mode": "fill"},
        {"engine": "patches"},
        {"engine": "telea"},
        {"engine": "navier-stokes", "mode": "remove"},
        {"mode": "outpaint", "engine": "telea"},
        {"mode": "remove"},
        {"mode": "replace", "prompt": "a cat"},
        {"mode": "outpaint", "prompt": "sky"},
    ],
)
def test_it_keeps_to_the_contract(families: Families, values: dict[str, Any]) -> None:
    check_generator(Inpainting, models={"tiny": families["sd-inpaint"]}, params={**FEW, **values})


def test_the_hook_lists_it() -> None:
    assert [g.id for g in figment_generators()] == ["inpainting"]


@pytest.mark.parametrize("kind", ["pixel", "edge", "corner", "middle", "soft"])
@pytest.mark.parametrize("family", ["fill", "sd", "sd-inpaint", "flow-sd"])
def test_outside_the_mask_nothing_changes_a_bit(families: Families, kind: str, family: str) -> None:
    mask = hole(kind)
    if family == "fill":
        asked = request(mask, mode="fill")
        made = Inpainting().run(asked, RecordingContext())
    else:
        asked = request(mask, mode="replace", prompt="cat")
        made = run(families, asked, family)
    after = pasted(made, asked)
    assert np.array_equal(after[mask == 0], picture()[mask == 0])
    assert (after[mask == 255][:, 3] == 255).all()
    if family != "fill" and kind != "pixel":
        assert not np.array_equal(after[mask > 0], picture()[mask > 0])


@pytest.mark.parametrize("engine", WITHOUT_MODEL)
def test_a_fill_continues_what_is_around(engine: str) -> None:
    image, mask = picture(), hole("middle")
    image[mask > 0] = (255, 0, 255, 255)
    asked = request(mask, image, mode="fill", engine=engine)
    (made,) = Inpainting().run(asked, RecordingContext()).images
    error = np.abs(made[mask > 0][:, :3].astype(int) - picture()[mask > 0][:, :3])
    assert error.mean() < 12


@pytest.mark.parametrize("engine", CLASSICAL)
def test_large_holes_are_filled_at_a_small_size(engine: str) -> None:
    image = picture(1600, 1200)[..., :3]
    mask = np.zeros((1200, 1600), np.uint8)
    mask[300:900, 400:1200] = 255
    spoilt = image.copy()
    spoilt[mask > 0] = (0, 255, 0)
    filled = classical.fill(spoilt, mask, method=engine)
    assert np.array_equal(filled[mask == 0], image[mask == 0])
    assert np.abs(filled[mask > 0].astype(int) - image[mask > 0]).mean() < 20


def test_a_small_fill_is_seen_before_the_model_begins(families: Families) -> None:
    context = RecordingContext(models={"tiny": families["sd-inpaint"]})
    image, mask = picture(400, 300), np.zeros((300, 400), np.uint8)
    mask[100:200, 100:300] = 255
    image = image.copy()
    image[mask > 0] = (255, 0, 255, 255)
    Inpainting().run(request(mask, image), context)
    first = context.previews[0]
    assert first.shape == (120, 160, 4)
    assert np.abs(first[60, 80, :3].astype(int) - (255, 0, 255)).max() > 60, "it is gone"
    assert len(context.previews) > FEW["steps"]


@pytest.mark.parametrize("mode", ["fill", "auto", "remove"])
def test_an_empty_mask_is_said_before_anything_is_loaded(mode: str) -> None:
    with pytest.raises(GeneratorError, match="mask is empty"):
        Inpainting.check(request(hole("none"), mode=mode))
    Inpainting.check(request(hole("none"), mode="outpaint"))


def test_a_mask_over_everything_leaves_nothing_to_fill_from(families: Families) -> None:
    fills: list[dict[str, Any]] = [{"mode": "fill"}, {"engine": "telea"}, {"engine": "patches"}]
    for values in fills:
        with pytest.raises(GeneratorError, match="covers everything"):
            Inpainting.check(request(hole("full"), **values))
    paints: list[dict[str, Any]] = [{"mode": "replace", "prompt": "cat"}, {}]
    for values in paints:
        Inpainting.check(request(hole("full"), **values))
        (made,) = run(families, request(hole("full"), **values)).images
        assert made.shape == (64, 96, 4)


def test_without_a_model_there_is_the_fill_and_a_sentence() -> None:
    context = RecordingContext()
    generator = Inpainting()
    generator.load(context)
    (filled,) = generator.run(request(hole("middle"), mode="fill"), context).images
    alike: list[dict[str, Any]] = [{"engine": "patches"}, {}, {"mode": "remove"}]
    for values in alike:
        (made,) = generator.run(request(hole("middle"), **values), context).images
        assert np.array_equal(made, filled)
    lacking: list[dict[str, Any]] = [{"engine": "model"}, {"prompt": "a cat"}, {"model": "gone"}]
    for values in lacking:
        with pytest.raises(MissingModel):
            generator.run(request(hole("middle"), **values), context)
    with pytest.raises(MissingModel, match="Mode “fill” needs none"):
        generator.run(request(hole("full")), context)


def test_a_model_is_not_asked_for_what_its_card_says_it_does_worse(
    families: Families, tmp_path: Path
) -> None:
    folder = tmp_path / "measured"
    shutil.copytree(families["sd-inpaint"], folder)
    context = RecordingContext(models={"measured": folder})

    def card_with(model: float, telea: float, navier_stokes: float) -> None:
        figures = {"model": model, "telea": telea, "navier-stokes": navier_stokes}
        quality = {f"hole_psnr_db_{engine}": value for engine, value in figures.items()}
        (folder / "card.json").write_text(json.dumps({"quality": quality}), encoding="utf-8")

    def made(**values: Any) -> np.ndarray:
        result: Result = Inpainting().run(request(hole("middle"), **values), context)
        return result.images[0]

    card_with(12.0, 16.0, 17.0)
    assert np.array_equal(made(), made(engine="patches"))
    assert np.array_equal(made(prompt="a cat"), made(prompt="a cat", engine="model"))
    card_with(18.0, 16.0, 17.0)
    assert np.array_equal(made(), made(engine="model"))
    assert not np.array_equal(made(), made(engine="patches"))


@pytest.mark.parametrize("values", [{"mode": "replace"}, {}])
def test_prompts_need_a_model(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidParams, match="engine: cannot paint what a prompt says"):
        request(hole("middle"), engine="telea", prompt="a cat", **values)


def test_what_is_to_be_replaced_by_nothing_is_said() -> None:
    with pytest.raises(InvalidParams, match="prompt: must say what shall be there"):
        request(hole("middle"), mode="replace", prompt="  ")
    request(hole("middle"), mode="remove", engine="telea", prompt="a cat")


def test_a_prompt_makes_the_difference(families: Families) -> None:
    mask = hole("middle")
    (removed,) = run(families, request(mask)).images
    (replaced,) = run(families, request(mask, prompt="a red apple")).images
    assert not np.array_equal(removed, replaced)
    (same,) = run(families, request(mask, mode="replace", prompt="a red apple")).images
    assert np.array_equal(same, replaced)
    (ignored,) = run(families, request(mask, mode="remove", prompt="a red apple")).images
    assert np.array_equal(ignored, removed)


@pytest.mark.parametrize("side", outpainting.SIDES)
def test_outpainting_grows_the_picture_and_keeps_it(families: Families, side: str) -> None:
    asked = request(None, mode="outpaint", side=side, grow=50, prompt="sky")
    made = run(families, asked)
    assert isinstance(made, Result)
    assert made.rect is not None
    rect = made.rect
    grows = ["left", "right", "top", "bottom"] if side == "all" else side.split("-")
    assert (rect.x < 0) == ("left" in grows)
    assert (rect.y < 0) == ("top" in grows)
    assert (rect.right > 96) == ("right" in grows)
    assert (rect.bottom > 64) == ("bottom" in grows)
    frame = framing.frame_for(asked.rect, Inpainting.size)
    ((patch, place),) = framing.results_of(made, asked, frame, mask=None, expected=1)
    assert place == rect
    inner = patch[-rect.y : 64 - rect.y, -rect.x : 96 - rect.x]
    opaque = picture()[..., 3] == 255
    assert opaque.any()
    assert np.array_equal(inner[opaque], picture()[opaque])
    assert (patch[..., 3] == 255).all()


def test_outpainting_fills_what_is_transparent_too() -> None:
    cutout = picture().copy()
    cutout[:20, :, 3] = 0
    canvas = outpainting.grown((96, 64), share=0.25, side="left")
    _, mask = outpainting.on_canvas(cutout, canvas)
    assert (mask[:20] == 255).all()
    assert (mask[20:, 16:] == 0).all()
    cutout[..., 3] = 128
    _, mask = outpainting.on_canvas(cutout, canvas)
    assert (mask[:, 16:] == 0).all(), "there is nothing else to go on from"


def test_the_mask_is_needed_but_for_outpainting() -> None:
    params = {m: validate_params(Inpainting.Params, {"mode": m}) for m in ("auto", "outpaint")}
    assert Inpainting.need("mask", params["auto"]) == "required"
    assert Inpainting.need("mask", params["outpaint"]) is None
    assert Inpainting.need("mask") == "required"


def test_a_small_hole_keeps_what_was_painted_larger(families: Families) -> None:
    mask, image = hole("middle", 40, 24), picture(40, 24)
    mask[8:16, 10:30] = 255
    asked = request(mask, image, mode="replace", prompt="cat")
    made = run(families, asked, "sd")
    (small,), (finer,) = made.images, made.finer
    assert small.shape == (24, 40, 4)
    assert finer.shape[0] > 24
    assert finer.shape[1] > 40
    shrunk = framing.resized(finer, (40, 24))
    inside = mask == 255
    assert np.abs(shrunk[inside].astype(int) - small[inside]).mean() < 12
