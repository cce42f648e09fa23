"""The ResNet in its published layout: keys, files of the reference implementation, the copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from plugins.style_transfer.colours import ColourMap
from plugins.style_transfer.copying import initialise_as_copy
from plugins.style_transfer.network import InstanceNorm, ResNet, ResNetShape, infer_shape
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.translators import fused, initialise, without_statistics
from plugins.toolkit.weights import fill, read_weights

SHAPES = [
    ResNetShape(width=2),
    ResNetShape(width=2, blocks=9),
    ResNetShape(width=3, norm="batch"),
    ResNetShape(width=2, dropout=True),
    ResNetShape(width=2, in_channels=1, out_channels=1),
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_shape_is_read_from_the_tensors(shape: ResNetShape) -> None:
    assert infer_shape(ResNet(shape).state_dict()) == shape


def test_the_keys_are_the_published_ones() -> None:
    state = ResNet(ResNetShape(width=64, blocks=9)).state_dict()
    assert state["model.1.weight"].shape == (64, 3, 7, 7)
    assert state["model.4.weight"].shape == (128, 64, 3, 3)
    assert state["model.7.bias"].shape == (256,)
    assert state["model.10.conv_block.1.weight"].shape == (256, 256, 3, 3)
    assert state["model.18.conv_block.5.bias"].shape == (256,)
    assert state["model.19.weight"].shape == (256, 128, 3, 3)
    assert state["model.22.weight"].shape == (128, 64, 3, 3)
    assert state["model.26.weight"].shape == (3, 64, 7, 7)
    assert len(state) == 48
    six = ResNet(ResNetShape(width=2)).state_dict()
    assert "model.23.weight" in six
    assert "model.26.weight" not in six
    dropped = ResNet(ResNetShape(width=2, dropout=True)).state_dict()
    assert "model.10.conv_block.6.weight" in dropped


@pytest.mark.parametrize("prefix", ["", "module.", "netG."])
def test_files_of_the_reference_implementation_load(tmp_path: Path, prefix: str) -> None:
    """With their prefixes, and with the statistics that old instance norms stored."""
    shape = ResNetShape(width=2, blocks=9)
    saved = ResNet(shape)
    initialise(saved)
    state = {prefix + key: tensor for key, tensor in saved.state_dict().items()}
    for place, channels in (("model.2", 2), ("model.10.conv_block.2", 8)):
        state[f"{prefix}{place}.running_mean"] = torch.ones(channels)
        state[f"{prefix}{place}.running_var"] = torch.ones(channels)
    torch.save(state, tmp_path / "latest_net_G_A.pth")

    read = read_weights(tmp_path / "latest_net_G_A.pth")
    assert infer_shape(read) == shape
    network = ResNet(shape)
    fill(network, without_statistics(read, shape), name="x")
    x = torch.rand(1, 3, 32, 32)
    with torch.inference_mode():
        assert torch.equal(network(x), saved(x))


def test_the_norm_is_torchs_instance_norm() -> None:
    x = torch.randn(3, 4, 5, 7) * 3 + 1
    torch.testing.assert_close(
        InstanceNorm()(x), torch.nn.InstanceNorm2d(4)(x), atol=1e-5, rtol=1e-4
    )


def test_a_network_can_start_as_a_copy() -> None:
    torch.manual_seed(1)
    network = ResNet(ResNetShape(width=32, norm="batch")).eval()
    initialise_as_copy(network)
    # Smooth, as pictures are: what is carried by four channels is exact for any.
    x = torch.nn.functional.interpolate(torch.rand(1, 3, 8, 8) * 1.8 - 0.9, scale_factor=8)
    with torch.inference_mode():
        difference = (network(x) - x).abs()
    assert difference.mean() < 0.03
    assert difference.max() < 0.2


def test_a_network_can_start_as_a_map_of_colours() -> None:
    torch.manual_seed(1)
    random = np.random.default_rng(3)
    ours = random.integers(60, 120, (1, 40, 40, 3), np.uint8)
    theirs = np.clip(ours[..., [1, 0, 2]] * 1.4 + (20, 0, 40), 0, 255).astype(np.uint8)
    colours = ColourMap.between(list(ours), list(theirs))
    network = ResNet(ResNetShape(width=32, norm="batch")).eval()
    initialise_as_copy(network, colours)
    with torch.inference_mode():
        made = to_pixels(network(to_tensor(ours)))
    for axis in range(3):
        assert abs(float(made[..., axis].mean()) - theirs[..., axis].mean()) < 5
        assert abs(float(made[..., axis].std()) - theirs[..., axis].std()) < 5


def test_folding_batch_norms_changes_no_picture() -> None:
    network = ResNet(ResNetShape(width=3, norm="batch")).eval()
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean = torch.randn(module.num_features) * 0.1
            module.running_var = torch.rand(module.num_features) + 0.5
    x = torch.rand(1, 3, 32, 32)
    with torch.inference_mode():
        before = network(x)
        after = fused(network)(x)
    torch.testing.assert_close(after, before, atol=2e-5, rtol=1e-4)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in network.modules())


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"model.1.weight": torch.zeros(64, 3, 7, 7)},
        {"model.model.0.weight": torch.zeros(4, 3, 4, 4)},
        {"model.1.weight": torch.zeros(2, 3, 7, 7), "model.10.conv_block.1.weight": torch.ones(2)},
    ],
    ids=["empty", "no blocks", "U-Net", "no end"],
)
def test_other_networks_are_not_recognised(state: dict[str, Tensor]) -> None:
    assert infer_shape(state) is None


def test_any_multiple_of_four_is_a_size() -> None:
    with torch.inference_mode():
        made = ResNet(ResNetShape(width=2))(torch.zeros(1, 3, 20, 44))
    assert np.array_equal(made.shape, (1, 3, 20, 44))
