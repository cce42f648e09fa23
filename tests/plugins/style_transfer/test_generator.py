"""The generator as the host sees it, with tiny random weights."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from editor.api import GeneratorError, ImageU8, MissingModel, Rect, Request, validate_params
from editor.api.testing import RecordingContext, check_generator
from plugins.style_transfer import figment_generators
from plugins.style_transfer.generator import StyleTransfer
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.style_transfer.painter import Painter
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import OtherShapes, read_weights, save_half
from tests.plugins.style_transfer.pictures import scene


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two models of ours, with both directions, and one as users have them."""
    folder = tmp_path_factory.mktemp("models")
    for name in ("monet", "vangogh"):
        (folder / name).mkdir()
        files = {"file": "to-style.safetensors", "back_file": "to-photo.safetensors"}
        for seed, file in enumerate(files.values()):
            state = _state(ResNetShape(width=4), seed=seed)
            save_half(state, folder / name / file, metadata={})
        (folder / name / "card.json").write_text(json.dumps(files))
    theirs = {f"module.{k}": v for k, v in _state(ResNetShape(width=2, blocks=9)).items()}
    torch.save(theirs, folder / "latest_net_G_A.pth")
    return {
        "monet": folder / "monet",
        "vangogh": folder / "vangogh",
        "theirs": folder / "latest_net_G_A.pth",
    }


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"style": "vangogh-to-photo", "keep_color": True, "strength": 0.5},
        {"show": "difference"},
        {"show": "back"},
        {"model": "theirs"},
    ],
    ids=str,
)
def test_it_keeps_to_the_contract(models: dict[str, Path], params: dict[str, Any]) -> None:
    check_generator(StyleTransfer, models=models, load_weights=read_weights, params=params)


def test_a_page_without_a_picture_is_told_before_a_model_is_read() -> None:
    params = validate_params(StyleTransfer.Params, {})
    with pytest.raises(GeneratorError, match="no picture to repaint"):
        StyleTransfer.check(Request(params=params, image=np.zeros((8, 8, 4), np.uint8)))


def test_the_hook_lists_it() -> None:
    assert [g.id for g in figment_generators()] == ["style-transfer"]


@pytest.mark.parametrize(
    ("width", "height"), [(1, 1), (2, 3), (17, 5), (64, 64), (700, 500), (5000, 50)]
)
def test_any_size_comes_back_as_it_was(models: dict[str, Path], width: int, height: int) -> None:
    image = _rgba(scene(width, height))
    made = _run(image, models, resolution=256)
    assert made.shape == image.shape
    assert made.dtype == np.uint8
    assert (made[..., 3] == 255).all()


@pytest.mark.parametrize("size_px", [(60, 40), (900, 600)], ids=str)
@pytest.mark.parametrize("keep_color", [False, True])
def test_no_strength_is_the_picture_to_the_last_bit(
    models: dict[str, Path], size_px: tuple[int, int], keep_color: bool
) -> None:
    image = _rgba(scene(*size_px))
    made = _run(image, models, strength=0.0, keep_color=keep_color, resolution=256)
    assert np.array_equal(made, image)


@pytest.mark.parametrize("size_px", [(60, 40), (900, 600)], ids=str)
def test_strength_is_linear(models: dict[str, Path], size_px: tuple[int, int]) -> None:
    image = _rgba(scene(*size_px))
    none, half, full = (
        _run(image, models, strength=s, resolution=256).astype(int) for s in (0.0, 0.5, 1.0)
    )
    assert np.abs(2 * half - none - full).max() <= 2
    assert np.abs(full - none).mean() > 5


def test_kept_colours_differ_in_lightness_only(models: dict[str, Path]) -> None:
    image = np.clip(_rgba(scene(80, 60)), 60, 190)
    image[..., 3] = 255
    made = _run(image, models, keep_color=True).astype(int)[..., :3]
    change = made - image[..., :3]
    inside = ((made > 0) & (made < 255)).all(axis=2)
    assert np.ptp(change, axis=2)[inside].max() <= 1
    assert np.abs(change).mean() > 1


def test_alpha_and_hidden_pixels_stay(models: dict[str, Path]) -> None:
    image = _rgba(scene(64, 48))
    image[:20, :, 3] = 0
    image[20:30, :, 3] = 100
    made = _run(image, models)
    assert np.array_equal(made[..., 3], image[..., 3])
    assert np.array_equal(made[:20], image[:20])
    assert not np.array_equal(made[20:30], image[20:30])
    image[..., 3] = 0
    assert np.array_equal(_run(image, models), image)


def test_what_lies_hidden_changes_nothing_that_shows(models: dict[str, Path]) -> None:
    image = _rgba(scene(64, 48))
    image[:20, :, 3] = 0
    other = image.copy()
    other[:20, :, :3] = 7
    assert np.array_equal(_run(image, models)[20:], _run(other, models)[20:])


def test_both_directions_come_from_one_model(models: dict[str, Path]) -> None:
    image = _rgba(scene(64, 48))
    there, back = (_run(image, models, style=s) for s in ("monet", "monet-to-photo"))
    assert not np.array_equal(there, back)
    context, generator = _context(models), StyleTransfer()
    shown = generator.run(_request(image, {"show": "back"}), context)
    twice = _run(there, models, style="monet-to-photo")
    assert np.array_equal(np.asarray(shown.images[0]), twice)
    (meter,) = shown.meters
    assert meter.name == "cycle_l1"
    assert 0 < meter.value < 1


def test_the_cycle_check_comes_with_the_painting_and_changes_nothing_of_it(
    models: dict[str, Path],
) -> None:
    image = _rgba(scene(900, 600))
    generator, context = StyleTransfer(), _context(models)
    plain = generator.run(_request(image, {}), context)
    checked = generator.run(_request(image, {"cycle_check": True}), context)
    assert np.array_equal(plain.images[0], checked.images[0])
    assert not plain.meters
    assert checked.meters[0].picture.shape == (256, 384, 3)
    assert checked.meters[0].picture.any()


def test_a_part_in_view_is_painted_at_the_scale_of_the_whole(models: dict[str, Path]) -> None:
    image = _rgba(scene(400, 300))
    request = replace(
        _request(image, {"resolution": 256}),
        rect=Rect(300, 150, 400, 300),
        whole=Rect(0, 0, 1600, 1200),
    )
    generator = StyleTransfer()
    seen = generator.run(request, _context(models)).images[0]
    assert seen.shape == image.shape
    assert generator._painted is not None
    # 256 px for the side of a square with the area of the whole: a fifth of its size.
    assert generator._painted[1].shape == (55, 74, 3)


def test_a_network_runs_once_while_its_result_is_only_blended(models: dict[str, Path]) -> None:
    loads: list[Path] = []

    def load_weights(path: Path) -> dict[str, Any]:
        loads.append(path)
        return read_weights(path)

    context = RecordingContext(models=models, load_weights=load_weights)
    generator = StyleTransfer()
    generator.load(context)
    image = _rgba(scene(64, 48))
    first = generator.run(_request(image, {}), context)
    again = generator.run(_request(image, {"strength": 1.0}), context)
    assert np.array_equal(first.images[0], again.images[0])
    generator.run(_request(image, {"model": "theirs"}), context)
    generator.run(_request(image, {}), context)
    assert len(loads) == 3
    generator.unload()
    generator.run(_request(image, {}), context)
    assert len(loads) == 4


def test_a_style_that_is_not_installed_says_so() -> None:
    context = RecordingContext()
    generator = StyleTransfer()
    generator.load(context)
    with pytest.raises(MissingModel, match="monet"):
        generator.run(_request(_rgba(scene(8, 8)), {}), context)


def test_a_single_file_has_no_way_back(models: dict[str, Path]) -> None:
    with pytest.raises(GeneratorError, match="has no way back"):
        _run(_rgba(scene(32, 32)), models, model="theirs", show="difference")


def test_wrong_models_are_refused_with_a_sentence() -> None:
    context = RecordingContext()
    with pytest.raises(GeneratorError, match="x is no CycleGAN generator"):
        Painter.of({"weight": torch.zeros(2)}, name="x", context=context)
    with pytest.raises(GeneratorError, match="takes 4 and gives 3 channels"):
        Painter.of(_state(ResNetShape(width=2, in_channels=4)), name="x", context=context)
    state = _state(ResNetShape(width=2))
    state["model.4.weight"] = torch.zeros(8, 2, 3, 3)
    with pytest.raises(OtherShapes, match=r"model\.4\.weight is"):
        Painter.of(state, name="x", context=context)


def test_gray_networks_give_gray_pictures(models: dict[str, Path]) -> None:
    network = ResNet(ResNetShape(width=2, in_channels=1, out_channels=1))
    made = Painter(network, device="cpu", dtype="float32").paint(scene(33, 21))
    assert made.shape == (21, 33, 3)
    assert (made[..., 0] == made[..., 2]).all()


def _state(shape: ResNetShape, *, seed: int = 0) -> dict[str, torch.Tensor]:
    torch.manual_seed(seed)
    network = ResNet(shape)
    initialise(network)
    return dict(network.state_dict())


def _rgba(picture_rgb: ImageU8) -> ImageU8:
    return np.dstack([picture_rgb, np.full(picture_rgb.shape[:2], 255, np.uint8)])


def _context(models: dict[str, Path]) -> RecordingContext:
    return RecordingContext(models=models, load_weights=read_weights)


def _request(image: ImageU8, params: dict[str, Any]) -> Request:
    values = validate_params(StyleTransfer.Params, params)
    return Request(params=values, image=image, size_px=(image.shape[1], image.shape[0]))


def _run(image: ImageU8, models: dict[str, Path], **params: Any) -> ImageU8:
    result = StyleTransfer().run(_request(image, params), _context(models))
    return np.asarray(result.images[0])
