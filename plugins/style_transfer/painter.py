"""A loaded CycleGAN generator, ready to paint: the half of the generator that needs torch."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from torch import Tensor

from editor.api import Context, ImageU8
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.network import ResNet, ResNetShape, infer_shape
from plugins.toolkit.translators import Translator, network_of

_TINY_PX = 48
"""As large as a picture is made that is smaller than the network takes."""


class Painter:
    """Turns pictures into pictures of the other side with one network on one device."""

    def __init__(
        self, network: ResNet, *, device: str, dtype: str, brush: Brush | None = None
    ) -> None:
        self.shape: ResNetShape = network.shape
        self._brush = brush
        self._translator = Translator(network, network.shape, device=device, dtype=dtype)

    @classmethod
    def of(
        cls,
        content: Mapping[str, Tensor],
        *,
        name: str,
        context: Context,
        brush: Brush | None = None,
    ) -> Painter:
        """The painter for what a weights file holds; raises as `network_of` does."""
        network = network_of(
            content,
            name=name,
            infer_shape=infer_shape,
            build=ResNet,
            unknown=(
                "is no CycleGAN generator.",
                "Choose a generator saved by a CycleGAN implementation (a file such as "
                "latest_net_G_A.pth), trained with --netG resnet_9blocks or resnet_6blocks.",
            ),
            painted="painted",
        )
        return cls(network, device=context.device, dtype=context.dtype, brush=brush)

    def paint(self, picture_rgb: ImageU8) -> ImageU8:
        """A picture `uint8 (H, W, 3)` of any size to one of the same size, in one piece.

        The norms average over the whole picture, so there are no tiles and no seams.
        """
        height, width = picture_rgb.shape[:2]
        padded, top, left = _padded(picture_rgb, self.shape)
        if self._brush:
            padded = self._brush.applied(padded)
        return self._translator.through(padded)[top : top + height, left : left + width]


def _padded(picture_rgb: ImageU8, shape: ResNetShape) -> tuple[ImageU8, int, int]:
    """A picture that the network takes, and where in it the given one begins."""
    height, width = picture_rgb.shape[:2]
    step, least = shape.multiple_px, shape.least_px
    if min(height, width) < least:
        # Its border is all that the network would see of it, and there it paints other colours.
        top, left = (max(0, _TINY_PX - side) // 2 for side in (height, width))
        border, least = cv2.BORDER_REPLICATE, _TINY_PX
    else:
        top, left, border = 0, 0, cv2.BORDER_REFLECT_101
    down = max(least, -(-(height + top) // step) * step) - height - top
    right = max(least, -(-(width + left) // step) * step) - width - left
    if not (top or left or down or right):
        return picture_rgb, 0, 0
    padded = cv2.copyMakeBorder(picture_rgb, top, down, left, right, border)
    return np.asarray(padded, np.uint8), top, left
