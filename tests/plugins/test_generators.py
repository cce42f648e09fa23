"""The two generators as the host sees them, with tiny random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from editor.api import GeneratorError, MissingModel, Rect, Request, validate_params
from editor.api.testing import RecordingContext, check_generator
from plugins.sketch_to_photo import figment_generators
from plugins.sketch_to_photo.generator import SketchToPhoto
from plugins.sketch_to_photo.network import UNet, UNetShape
from plugins.sketch_to_photo.painter import Painter
from plugins.sketch_to_photo.photo_to_sketch import PhotoToSketch
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import NotFiniteWeights, OtherShapes, read_weights, save_half
from tests.plugins.doodles import doodle


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two networks with random weights, one in our own layout and one as users have them."""
    folder = tmp_path_factory.mktemp("models")
    save_half(_state(UNetShape(width=4)), folder / "ours.safetensors", metadata={})
    state = _state(UNetShape(width=2, downs=8, norm="instance"))
    torch.save({f"module.{k}": v for k, v in state.items()}, folder / "latest_net_G.pth")
    return {"objects": folder / "ours.safetensors", "theirs": folder / "latest_net_G.pth"}


@pytest.mark.parametrize("model", ["objects", "theirs"])
def test_sketch_to_photo_keeps_to_the_contract(models: dict[str, Path], model: str) -> None:
    check_generator(
        SketchToPhoto, models=models, load_weights=read_weights, params={"model": model}
    )


@pytest.mark.parametrize("style", ["edges", "contours", "pencil"])
def test_photo_to_sketch_keeps_to_the_contract(style: str) -> None:
    for color_hints in (True, False):
        check_generator(PhotoToSketch, params={"style": style, "color_hints": color_hints})


def test_the_hook_lists_both() -> None:
    assert [g.id for g in figment_generators()] == ["sketch-to-photo", "photo-to-sketch"]


def test_white_and_transparent_paper_stay_exactly_white(models: dict[str, Path]) -> None:
    for alpha in (255, 0):
        sheet = np.full((256, 256, 4), 255, np.uint8)
        sheet[..., 3] = alpha
        if alpha == 0:
            sheet[..., :3] = 90
        assert (_run(sheet, models) == 255).all()


def test_transparent_strokes_are_laid_over_white_paper(models: dict[str, Path]) -> None:
    opaque = np.dstack([doodle("apple"), np.full((256, 256), 255, np.uint8)])
    drawn = (opaque[..., :3].min(axis=2) < 255).astype(np.uint8) * np.uint8(255)
    layer = np.dstack([opaque[..., :3] * (drawn[..., None] > 0), drawn])
    assert np.array_equal(_run(opaque, models), _run(layer, models))


def test_loading_without_an_installed_model_waits_for_the_run() -> None:
    context = RecordingContext()
    generator = SketchToPhoto()
    generator.load(context)
    with pytest.raises(MissingModel, match="objects"):
        generator.run(_request(np.zeros((256, 256, 4), np.uint8), {}), context)


def test_a_network_is_kept_until_another_is_asked_for(models: dict[str, Path]) -> None:
    loads: list[Path] = []

    def load_weights(path: Path) -> dict[str, Any]:
        loads.append(path)
        return read_weights(path)

    context = RecordingContext(models=models, load_weights=load_weights)
    generator = SketchToPhoto()
    generator.load(context)
    sheet = np.dstack([doodle("mug"), np.full((256, 256), 255, np.uint8)])
    for model in ("objects", "objects", "theirs"):
        generator.run(_request(sheet, {"model": model}), context)
    assert [path.name for path in loads] == ["ours.safetensors", "latest_net_G.pth"]


def test_wrong_models_are_refused_with_a_sentence() -> None:
    context = RecordingContext()
    with pytest.raises(GeneratorError, match=r"x is no pix2pix U-Net"):
        Painter.of({"weight": torch.zeros(2)}, name="x", context=context)
    with pytest.raises(GeneratorError, match="takes 4 and gives 3 channels"):
        Painter.of(_state(UNetShape(width=2, in_channels=4)), name="x", context=context)
    state = _state(UNetShape(width=2))
    state["model.model.3.bias"][0] = float("nan")
    with pytest.raises(NotFiniteWeights, match=r"model\.model\.3\.bias"):
        Painter.of(state, name="x", context=context)
    state = _state(UNetShape(width=2))
    state["model.model.1.model.1.weight"] = torch.zeros(8, 2, 4, 4)
    with pytest.raises(OtherShapes, match=r"model\.model\.1\.model\.1\.weight is"):
        Painter.of(state, name="x", context=context)


@pytest.mark.parametrize(("side_px", "downs"), [(256, 9), (100, 6), (96, 5)])
def test_sizes_that_do_not_fit_are_scaled_and_scaled_back(side_px: int, downs: int) -> None:
    painter = _painter(UNetShape(width=2, downs=downs))
    sketch = np.full((side_px, side_px, 3), 255, np.uint8)
    sketch[20:60, 30] = 0
    assert painter.paint(sketch).shape == (side_px, side_px, 3)


def test_gray_networks_give_gray_pictures() -> None:
    picture = _painter(UNetShape(width=2, in_channels=1, out_channels=1)).paint(doodle("fish"))
    assert picture.shape == (256, 256, 3)
    assert (picture[..., 0] == picture[..., 2]).all()


def _painter(shape: UNetShape) -> Painter:
    network = UNet(shape)
    initialise(network)
    return Painter(network, device="cpu", dtype="float32")


def _state(shape: UNetShape) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    network = UNet(shape)
    initialise(network)
    return dict(network.state_dict())


def _request(sketch: np.ndarray, params: dict[str, Any]) -> Request:
    height, width = sketch.shape[:2]
    return Request(
        params=validate_params(SketchToPhoto.Params, params),
        sketch=sketch,
        rect=Rect(0, 0, width, height),
        size_px=(width, height),
    )


def _run(sketch: np.ndarray, models: dict[str, Path]) -> np.ndarray:
    context = RecordingContext(models=models, load_weights=read_weights)
    return np.asarray(SketchToPhoto().run(_request(sketch, {}), context))
