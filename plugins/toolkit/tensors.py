"""Pictures to tensors and back: uint8 pixels on one side, floats in -1..1 on the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

ImageU8 = npt.NDArray[np.uint8]


def to_tensor(pixels: ImageU8) -> Tensor:
    """Pixels `uint8 (H, W, C)` or `(N, H, W, C)` to float32 `(N, C, H, W)` in -1..1.

    The result is laid out channels-last, which is how the pixels lie already and what
    convolutions on a CPU like best.
    """
    batch = torch.from_numpy(np.array(pixels, copy=True))
    if batch.ndim == 3:
        batch = batch[None]
    return batch.permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)


def to_pixels(batch: Tensor) -> ImageU8:
    """Tensor `(N, C, H, W)` in -1..1, of any float type, to `uint8 (N, H, W, C)`."""
    scaled = batch.detach().float().add(1.0).mul(127.5).add_(0.5).clamp_(0, 255)
    pixels: ImageU8 = scaled.byte().permute(0, 2, 3, 1).contiguous().cpu().numpy()
    return pixels
