"""A loaded CycleGAN generator, ready to paint: the half of the generator that needs torch."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from editor.api import Context, GeneratorError, ImageU8
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.network import (
    ResNet,
    ResNetShape,
    fused,
    infer_shape,
    without_statistics,
)
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.weights import fill, tensors_by_name


class Painter:
    """Turns pictures into pictures of the other side with one network on one device."""

    def __init__(
        self, network: ResNet, *, device: str, dtype: str, brush: Brush | None = None
    ) -> None:
        self.shape: ResNetShape = network.shape
        self._brush = brush
        self._device = torch.device(device)
        self._dtype: torch.dtype = getattr(torch, dtype)
        network = fused(network.eval()).to(self._device, self._dtype)
        self._network = convert_conv2d_weight_memory_format(network, torch.channels_last)

    @classmethod
    def of(
        cls,
        content: Mapping[str, Tensor],
        *,
        name: str,
        context: Context,
        brush: Brush | None = None,
    ) -> Painter:
        """The painter for what a weights file holds, ours or one of the reference implementation.

        Raises:
            WeightsError: when the tensors are those of another network, or not finite.
            GeneratorError: when the network takes or gives something else than pictures.
        """
        state = tensors_by_name(content, name=name)
        shape = infer_shape(state)
        if shape is None:
            raise GeneratorError(
                f"{name} is no CycleGAN generator.",
                "Choose a generator saved by a CycleGAN implementation (a file such as "
                "latest_net_G_A.pth), trained with --netG resnet_9blocks or resnet_6blocks.",
            )
        if not {shape.in_channels, shape.out_channels} <= {1, 3}:
            raise GeneratorError(
                f"{name} takes {shape.in_channels} and gives {shape.out_channels} channels.",
                "Only gray and RGB pictures can be painted here.",
            )
        network = ResNet(shape)
        fill(network, without_statistics(state, shape), name=name)
        return cls(network, device=context.device, dtype=context.dtype, brush=brush)

    @torch.inference_mode()
    def paint(self, picture_rgb: ImageU8) -> ImageU8:
        """A picture `uint8 (H, W, 3)` of any size to one of the same size, in one piece.

        The norms average over the whole picture, so there are no tiles and no seams.
        """
        height, width = picture_rgb.shape[:2]
        if self._brush:
            picture_rgb = self._brush.applied(picture_rgb)
        x = to_tensor(_padded(picture_rgb, self.shape))  # (1, 3, H', W')
        if self.shape.in_channels == 1:
            x = x.mean(1, keepdim=True)
        x = x.to(self._device, self._dtype, memory_format=torch.channels_last)
        picture = to_pixels(self._network(x))[0, :height, :width]
        return np.repeat(picture, 3, axis=2) if self.shape.out_channels == 1 else picture


def _padded(picture_rgb: ImageU8, shape: ResNetShape) -> ImageU8:
    height, width = picture_rgb.shape[:2]
    step, least = shape.multiple_px, shape.least_px
    down = max(least, -(-height // step) * step) - height
    right = max(least, -(-width // step) * step) - width
    if not down and not right:
        return picture_rgb
    # Whatever is smaller than the padding has nothing to reflect.
    border = cv2.BORDER_REFLECT_101 if down < height and right < width else cv2.BORDER_REPLICATE
    return np.asarray(cv2.copyMakeBorder(picture_rgb, 0, down, 0, right, border), np.uint8)
