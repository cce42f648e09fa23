"""The published layout: every width, depth and norm is saved, recognised and loaded again."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from plugins.sketch_to_photo.network import UNet, UNetShape, infer_shape
from plugins.toolkit.translators import fused, initialise, without_statistics
from plugins.toolkit.weights import fill, tensors_by_name

SHAPES = [
    UNetShape(width=4, downs=5),
    UNetShape(width=6, downs=6, dropout=True),
    UNetShape(width=4, downs=7, norm="instance"),
    UNetShape(width=2, downs=8, norm="none", in_channels=1),
    UNetShape(width=2, downs=9, out_channels=1),
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_saved_network_paints_the_same_after_its_shape_was_inferred(shape: UNetShape) -> None:
    saved = _network(shape)
    state = {f"module.{key}": tensor for key, tensor in saved.state_dict().items()}

    tensors = tensors_by_name({"state_dict": state}, name="x")
    inferred = infer_shape(tensors)
    assert inferred is not None
    assert inferred.as_card() == {**shape.as_card(), "dropout": False}
    loaded = UNet(inferred).eval()
    fill(loaded, tensors, name="x")

    x = _sketch(shape, side_px=shape.multiple_px)
    with torch.inference_mode():
        assert torch.equal(loaded(x), saved(x))


def test_keys_are_those_of_the_reference_implementation() -> None:
    keys = set(UNet(UNetShape(width=2, downs=5)).state_dict())
    inner = "model.model.1.model.3.model.3.model.3.model"
    assert {
        "model.model.0.weight",
        "model.model.3.bias",
        "model.model.1.model.1.weight",
        "model.model.1.model.2.running_mean",
        "model.model.1.model.5.weight",
        "model.model.1.model.6.running_var",
        f"{inner}.1.weight",
        f"{inner}.3.weight",
        f"{inner}.4.bias",
    } <= keys
    assert f"{inner}.2.running_mean" not in keys
    assert "model.model.0.bias" not in keys


def test_statistics_that_old_instance_norms_stored_are_left_out() -> None:
    shape = UNetShape(width=2, downs=5, norm="instance")
    saved = _network(shape)
    state = dict(saved.state_dict())
    state["model.model.1.model.2.running_mean"] = torch.ones(4)
    state["model.model.1.model.2.running_var"] = torch.ones(4)
    assert infer_shape(state) == shape
    fill(UNet(shape), without_statistics(state, shape), name="x")


@pytest.mark.parametrize("shape", SHAPES[:3], ids=str)
def test_folding_batch_norms_changes_no_picture(shape: UNetShape) -> None:
    network = _network(shape)
    x = _sketch(shape, side_px=shape.multiple_px)
    with torch.inference_mode():
        before = network(x)
        after = fused(network)(x)
    torch.testing.assert_close(after, before, atol=2e-5, rtol=1e-4)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in network.modules())


def test_any_multiple_of_its_step_is_a_size() -> None:
    shape = UNetShape(width=2, downs=6)
    with torch.inference_mode():
        assert _network(shape)(torch.zeros(1, 3, 128, 192)).shape == (1, 3, 128, 192)


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"model.model.0.weight": torch.zeros(3)},
        {"conv.weight": torch.zeros(4, 3, 4, 4)},
        {"model.1.weight": torch.zeros(64, 3, 7, 7), "model.1.bias": torch.zeros(64)},
    ],
    ids=["empty", "vector", "plain convolution", "resnet generator"],
)
def test_other_networks_are_not_recognised(state: dict[str, Tensor]) -> None:
    assert infer_shape(state) is None


def _network(shape: UNetShape) -> UNet:
    torch.manual_seed(3)
    network = UNet(shape)
    initialise(network)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean = torch.randn(module.num_features) * 0.1
            module.running_var = torch.rand(module.num_features) + 0.5
    return network.eval()


def _sketch(shape: UNetShape, *, side_px: int) -> Tensor:
    random = torch.Generator().manual_seed(5)
    return torch.rand(1, shape.in_channels, side_px, side_px, generator=random) * 2 - 1
