"""A discriminator that judges patches, and the losses of adversarial training without copies."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

Norm = Literal["batch", "instance", "spectral"]
_NORMS = {"batch": nn.BatchNorm2d, "instance": nn.InstanceNorm2d}


class PatchGAN(nn.Sequential):
    """Tells real from made, once for each patch of 34 x 34 or 70 x 70 pixels.

    Paper: Isola et al. 2017, appendix 6.1.2. Takes `(N, in_channels, H, W)`, gives
    `(N, 1, H', W')`, unbounded.

    Args:
        in_channels: of condition and picture together.
        width: channels after the first convolution (ndf).
        downs: how often it halves: 2 sees 34 pixels, 3 sees 70.
        norm: "batch" as in the paper, "instance" as in CycleGAN, or "spectral" (Miyato et al.
            2018), which is the calmest, and whose word is quiet beside a loss of pixels.
    """

    def __init__(
        self, in_channels: int, *, width: int = 48, downs: int = 2, norm: Norm = "spectral"
    ) -> None:
        channels = [in_channels, *(width * 2**i for i in range(downs + 1))]
        limited = spectral_norm if norm == "spectral" else _unlimited
        parts: list[nn.Module] = []
        for level, (taken, given) in enumerate(pairwise(channels)):
            stride = 2 if level < downs else 1
            parts.append(limited(nn.Conv2d(taken, given, 4, stride, 1)))
            if norm != "spectral" and level > 0:
                parts.append(_NORMS[norm](given))
            parts.append(nn.LeakyReLU(0.2))
        parts.append(limited(nn.Conv2d(channels[-1], 1, 4, 1, 1)))
        super().__init__(*parts)


def _unlimited(layer: nn.Conv2d) -> nn.Conv2d:
    """Weights as the paper draws them (appendix 6.2)."""
    nn.init.normal_(layer.weight, 0.0, 0.02)
    return layer


def hinge_loss(*, real: Tensor, made: Tensor) -> Tensor:
    """What the discriminator minimises (Lim and Ye 2017): real above 1, made below -1."""
    return F.relu(1 - real.float()).mean() + F.relu(1 + made.float()).mean()


def fooling_loss(made: Tensor) -> Tensor:
    """What the generator minimises: to be taken for real."""
    return -made.float().mean()


def picture_loss(made: Tensor, real: Tensor, *, scales: int = 3) -> Tensor:
    """L1 of pixels and of their differences to neighbours, at full size and at smaller ones.

    The differences keep edges sharp where plain L1 would blur; no trained network is needed.
    Both are `(N, C, H, W)` in -1..1.
    """
    loss = (made - real).abs().mean()
    for _ in range(scales):
        for a, b in zip(_differences(made), _differences(real), strict=True):
            loss = loss + 0.5 * (a - b).abs().mean()
        made, real = F.avg_pool2d(made, 2), F.avg_pool2d(real, 2)
        loss = loss + 0.3 * (made - real).abs().mean()
    return loss


def _differences(x: Tensor) -> tuple[Tensor, Tensor]:
    return x[..., 1:, :] - x[..., :-1, :], x[..., :, 1:] - x[..., :, :-1]
