"""The trained network at work: a hole of a small picture filled with what is likely there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from plugins.inpainting import classical
from plugins.inpainting.learned.network import FillingNetwork, multiple_px
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import fill

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]


class Filler:
    """Fills holes on the CPU, in some tenths of a second.

    Raises:
        GeneratorError: the weights are of something else.
    """

    def __init__(self, state: Mapping[str, Tensor], *, name: str) -> None:
        network = FillingNetwork()
        fill(network, state, name=name)
        self._network = convert_conv2d_weight_memory_format(
            network.float().eval(), torch.channels_last
        )

    @torch.inference_mode()
    def __call__(self, image_rgb: ImageU8, mask: MaskU8) -> ImageU8:
        """RGB `uint8 (H, W, 3)` with what `mask` `uint8 (H, W)` covers filled, without grain.

        The network is asked twice, about the picture and about its mirror image, and believed in
        the middle: what it makes of an edge depends a little on where that comes from.
        """
        height, width = mask.shape
        side = multiple_px(height, width)
        # What is added at the edges is a hole like any other.
        more = ((0, -height % side), (0, -width % side))
        picture = np.pad(image_rgb, (*more, (0, 0)))
        hole = np.pad(mask, more, constant_values=255)
        continued = np.zeros_like(picture).repeat(2, 2)
        if not hole.all():
            continued = classical.both_ways(picture, hole)
        known = torch.from_numpy((hole == 0).astype(np.float32))[None, None]
        seen = (to_tensor(picture[None]), known, to_tensor(continued[None]))
        one, other = self._network(*(torch.cat([each, each.flip(3)]) for each in seen))[-1].float()
        made = ((one + other.flip(2)) / 2)[:, :height, :width].clamp(-1, 1)
        said = made.permute(1, 2, 0).numpy() * 127.5 + 127.5
        return np.where(mask[..., None] > 0, (said + 0.5).astype(np.uint8), image_rgb)
