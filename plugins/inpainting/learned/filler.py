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
from plugins.toolkit.diffusion.fillers import NAVIER_STOKES, TELEA
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

        It is the middle of what the network says and what OpenCV's two methods do, which err in
        other ways: nearer to what was there than any of them.
        """
        said = self._said(image_rgb, mask)
        if not mask.all():
            both = [classical.fill(image_rgb, mask, method=way) for way in (TELEA, NAVIER_STOKES)]
            said = (said + np.stack(both).mean(0, np.float32)) / 2
        filled = np.clip(said + 0.5, 0, 255).astype(np.uint8)
        return np.where(mask[..., None] > 0, filled, image_rgb)

    def _said(self, image_rgb: ImageU8, mask: MaskU8) -> npt.NDArray[np.float32]:
        """What the network makes of it, `float32 (H, W, 3)` in 0..255.

        It is asked twice, about the picture and about its mirror image, and believed in the
        middle: what it makes of an edge depends a little on where that comes from.
        """
        picture = to_tensor(image_rgb[None])
        known = torch.from_numpy((mask == 0).astype(np.float32))[None, None]
        height, width = mask.shape
        side = multiple_px(height, width)
        # What is added at the edges is a hole like any other.
        more = (0, -width % side, 0, -height % side)
        padded = (torch.nn.functional.pad(tensor, more) for tensor in (picture, known))
        pairs = [torch.cat([tensor, tensor.flip(3)]) for tensor in padded]
        one, other = self._network(*pairs)[-1].float()
        made = ((one + other.flip(2)) / 2)[:, :height, :width].clamp(-1, 1)
        return np.asarray(made.permute(1, 2, 0).numpy() * 127.5 + 127.5, np.float32)
