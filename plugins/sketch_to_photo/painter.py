"""A loaded pix2pix network, ready to paint: the half of the generator that needs torch."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from torch import Tensor

from editor.api import Context, ImageU8
from plugins.sketch_to_photo.network import UNet, UNetShape, infer_shape
from plugins.toolkit.translators import Translator, network_of

PAPER_U8 = 246
"""Where all channels are at least this bright, the network means untouched paper."""


class Painter:
    """Turns sketches into pictures with one network on one device."""

    def __init__(self, network: UNet, *, device: str, dtype: str) -> None:
        self.shape: UNetShape = network.shape
        self._translator = Translator(network, network.shape, device=device, dtype=dtype)

    @classmethod
    def of(cls, content: Mapping[str, Tensor], *, name: str, context: Context) -> Painter:
        """The painter for what a weights file holds; raises as `network_of` does."""
        network = network_of(
            content,
            name=name,
            infer_shape=infer_shape,
            build=UNet,
            unknown=(
                "is no pix2pix U-Net.",
                "Choose a generator saved by a pix2pix implementation (a file such as "
                "latest_net_G.pth), trained with --netG unet_256 or unet_128.",
            ),
            painted="drawn",
        )
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
        picture = self._translator.through(_resized(sketch_rgb, fitting))
        return _whitened(_resized(picture, (width, height)))


def _resized(picture: ImageU8, size_px: tuple[int, int]) -> ImageU8:
    if (picture.shape[1], picture.shape[0]) == size_px:
        return picture
    return np.asarray(cv2.resize(picture, size_px, interpolation=cv2.INTER_LINEAR), np.uint8)


def _whitened(picture_rgb: ImageU8) -> ImageU8:
    """Lifts what is nearly white to white, without a step: `PAPER_U8` becomes 255."""
    lowest = picture_rgb.min(axis=2, keepdims=True).astype(np.float32)
    share = np.clip((lowest - (2 * PAPER_U8 - 255)) / (255 - PAPER_U8), 0.0, 1.0)
    return (picture_rgb + (255.0 - picture_rgb) * share + 0.5).astype(np.uint8)
