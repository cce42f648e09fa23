"""What generators from picture to picture share: the U-Net of pix2pix, the ResNet of CycleGAN."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from editor.api import GeneratorError, ImageU8
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.weights import fill, tensors_by_name

_STATISTICS = re.compile(r"\.(running_mean|running_var|num_batches_tracked)$")


class TranslatorShape(Protocol):
    """What is asked of a network's shape.

    Attributes:
        in_channels: 3 for RGB, 1 for gray.
        out_channels: likewise.
        norm: "batch", "instance" or, where the layout knows it, "none".
    """

    @property
    def in_channels(self) -> int: ...
    @property
    def out_channels(self) -> int: ...
    @property
    def norm(self) -> str: ...


Network = TypeVar("Network", bound=nn.Module)
Shape = TypeVar("Shape", bound=TranslatorShape)


def initialise(network: nn.Module) -> None:
    """Draws convolutions from N(0, 0.02), as both papers do (Isola 6.2, Zhu 4)."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(module.weight, 0.0, 0.02)


def without_statistics(state: Mapping[str, Tensor], shape: TranslatorShape) -> dict[str, Tensor]:
    """Leaves out the running statistics that instance norms stored before torch 0.4."""
    if shape.norm != "instance":
        return dict(state)
    return {key: tensor for key, tensor in state.items() if not _STATISTICS.search(key)}


def fused(network: Network) -> Network:
    """Folds every batch norm into the convolution before it, in place: same pictures, sooner.

    The network must be in evaluation mode, and cannot be trained or saved afterwards.
    """
    for parts in [m for m in network.modules() if isinstance(m, nn.Sequential)]:
        for i in range(len(parts) - 1):
            convolution, norm = parts[i], parts[i + 1]
            if not isinstance(norm, nn.BatchNorm2d):
                continue
            assert isinstance(convolution, nn.Conv2d | nn.ConvTranspose2d)
            transposed = isinstance(convolution, nn.ConvTranspose2d)
            parts[i] = fuse_conv_bn_eval(convolution, norm, transpose=transposed)
            parts[i + 1] = nn.Identity()
    return network


def network_of(
    content: Mapping[str, Tensor],
    *,
    name: str,
    infer_shape: Callable[[Mapping[str, Tensor]], Shape | None],
    build: Callable[[Shape], Network],
    unknown: tuple[str, str],
    painted: str,
) -> Network:
    """The network for what a weights file holds, ours or one of the reference implementation.

    Args:
        content: of the file.
        name: of the model, for messages.
        infer_shape: the shape the tensors were saved from, None when they are of another network.
        build: makes the network of a shape.
        unknown: what to say, after the name, of another network, and what to do about it.
        painted: what is done to pictures, for messages.

    Raises:
        WeightsError: when the tensors are those of another network, or not finite.
        GeneratorError: when the network takes or gives something else than pictures.
    """
    state = tensors_by_name(content, name=name)
    shape = infer_shape(state)
    if shape is None:
        what, hint = unknown
        raise GeneratorError(f"{name} {what}", hint)
    if not {shape.in_channels, shape.out_channels} <= {1, 3}:
        raise GeneratorError(
            f"{name} takes {shape.in_channels} and gives {shape.out_channels} channels.",
            f"Only gray and RGB pictures can be {painted} here.",
        )
    network = build(shape)
    fill(network, without_statistics(state, shape), name=name)
    return network


class Translator:
    """A network on one device, from pictures to pictures."""

    def __init__(
        self, network: nn.Module, shape: TranslatorShape, *, device: str, dtype: str
    ) -> None:
        self._shape = shape
        self._device = torch.device(device)
        self._dtype: torch.dtype = getattr(torch, dtype)
        network = fused(network.eval()).to(self._device, self._dtype)
        # Channels-last is what makes 16-bit convolutions quick on a CPU: 31 ms against 55 ms.
        self._network = convert_conv2d_weight_memory_format(network, torch.channels_last)

    @torch.inference_mode()
    def through(self, picture_rgb: ImageU8) -> ImageU8:
        """A picture `uint8 (H, W, 3)` of a size that the network takes to one of the same size."""
        x = to_tensor(picture_rgb)  # (1, 3, H, W)
        if self._shape.in_channels == 1:
            x = x.mean(1, keepdim=True)
        x = x.to(self._device, self._dtype, memory_format=torch.channels_last)
        picture = to_pixels(self._network(x))[0]
        return np.repeat(picture, 3, axis=2) if self._shape.out_channels == 1 else picture
