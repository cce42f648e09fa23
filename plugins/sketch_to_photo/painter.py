"""A loaded pix2pix network, ready to paint: the half of the generator that needs torch."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from editor.api import Context, GeneratorError, ImageU8
from plugins.sketch_to_photo.network import UNet, UNetShape, fused, infer_shape, without_statistics
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.weights import fill, tensors_by_name

PAPER_U8 = 246
"""Where all channels are at least this bright, the network means untouched paper."""


class Painter:
    """Turns sketches into pictures with one network on one device."""

    def __init__(self, network: UNet, *, device: str, dtype: str) -> None:
        self.shape: UNetShape = network.shape
        self._device = torch.device(device)
        self._dtype: torch.dtype = getattr(torch, dtype)
        network = fused(network.eval()).to(self._device, self._dtype)
        # Channels-last is what makes 16-bit convolutions quick on a CPU: 31 ms against 55 ms.
        self._network = convert_conv2d_weight_memory_format(network, torch.channels_last)

    @classmethod
    def of(cls, content: Mapping[str, Tensor], *, name: str, context: Context) -> Painter:
        """The painter for what a weights file holds, ours or one of the reference implementation.

        Raises:
            WeightsError: when the tensors are those of another network, or not finite.
            GeneratorError: when the network takes or gives something else than pictures.
        """
        state = tensors_by_name(content, name=name)
        shape = infer_shape(state)
        if shape is None:
            raise GeneratorError(
                f"{name} is no pix2pix U-Net.",
                "Choose a generator saved by a pix2pix implementation (a file such as "
                "latest_net_G.pth), trained with --netG unet_256 or unet_128.",
            )
        if not {shape.in_channels, shape.out_channels} <= {1, 3}:
            raise GeneratorError(
                f"{name} takes {shape.in_channels} and gives {shape.out_channels} channels.",
                "Only gray and RGB pictures can be drawn here.",
            )
        network = UNet(shape)
        fill(network, without_statistics(state, shape), name=name)
        return cls(network, device=context.device, dtype=context.dtype)

    def paint(self, sketch_rgb: ImageU8) -> ImageU8:
        """Sketch `uint8 (H, W, 3)` on white paper to picture `uint8 (H, W, 3)`.

        Blank paper stays white to the last bit, and so does what the network leaves untouched
        around a drawing: it comes within a few levels of white, which shows on a white canvas.
        """
        if (sketch_rgb == 255).all():
            return np.full_like(sketch_rgb, 255)
        height, width = sketch_rgb.shape[:2]
        step = self.shape.multiple_px
        fitting = (-(-width // step) * step, -(-height // step) * step)
        picture = self._through(_resized(sketch_rgb, fitting))
        return _whitened(_resized(picture, (width, height)))

    @torch.inference_mode()
    def _through(self, sketch_rgb: ImageU8) -> ImageU8:
        x = to_tensor(sketch_rgb)  # (1, 3, H, W)
        if self.shape.in_channels == 1:
            x = x.mean(1, keepdim=True)
        x = x.to(self._device, self._dtype, memory_format=torch.channels_last)
        picture = to_pixels(self._network(x))[0]
        if self.shape.out_channels == 1:
            return np.repeat(picture, 3, axis=2)
        return picture


def _resized(picture: ImageU8, size_px: tuple[int, int]) -> ImageU8:
    if (picture.shape[1], picture.shape[0]) == size_px:
        return picture
    return np.asarray(cv2.resize(picture, size_px, interpolation=cv2.INTER_LINEAR), np.uint8)


def _whitened(picture_rgb: ImageU8) -> ImageU8:
    """Lifts what is nearly white to white, without a step: `PAPER_U8` becomes 255."""
    lowest = picture_rgb.min(axis=2, keepdims=True).astype(np.float32)
    share = np.clip((lowest - (2 * PAPER_U8 - 255)) / (255 - PAPER_U8), 0.0, 1.0)
    return (picture_rgb + (255.0 - picture_rgb) * share + 0.5).astype(np.uint8)
