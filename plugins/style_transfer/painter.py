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
        if self._brush:
            picture_rgb = self._brush.applied(picture_rgb)
        return self._translator.through(_padded(picture_rgb, self.shape))[:height, :width]


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
