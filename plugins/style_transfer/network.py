"""The CycleGAN generator in its published layout, and how to recognise one from its tensors.

Paper: Zhu, Park, Isola, Efros, "Unpaired Image-to-Image Translation using Cycle-Consistent
Adversarial Networks" (ICCV 2017), appendix 7.2, after Johnson et al. 2016. The modules are
numbered as in the authors' reference implementation, so that its weights load here under the
same keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Norm = Literal["instance", "batch"]

_BLOCK = re.compile(r"model\.(\d+)\.conv_block\.(\d+)\.weight$")
FIRST_BLOCK = 10


@dataclass(frozen=True, slots=True)
class ResNetShape:
    """What decides every tensor's shape.

    Attributes:
        in_channels: of the picture, 3 for RGB.
        out_channels: of the result.
        width: channels after the first convolution (ngf in the reference).
        blocks: residual blocks in the middle, 9 or 6 in the paper.
        norm: which normalisation follows the convolutions; the paper's has no weights.
        dropout: whether the blocks drop half of their channels while training.
    """

    in_channels: int = 3
    out_channels: int = 3
    width: int = 32
    blocks: int = 6
    norm: Norm = "instance"
    dropout: bool = False

    @property
    def multiple_px(self) -> int:
        """The sides of a picture are multiples of this."""
        return 4

    @property
    def least_px(self) -> int:
        """Below this, there is less to reflect at the edges than the padding asks for."""
        return 16

    def as_card(self) -> dict[str, Any]:
        """The fields by name, for a model's card."""
        return asdict(self)


class InstanceNorm(nn.Module):
    """Each channel of each picture to mean 0 and variance 1, without weights.

    As `nn.InstanceNorm2d`, but by way of batch norm's kernel, which leaves the channels last and
    so saves a third of a step on a processor.
    """

    def forward(self, x: Tensor) -> Tensor:
        parts = [F.batch_norm(one, None, None, training=True) for one in x.split(1)]
        return parts[0] if len(parts) == 1 else torch.cat(parts)  # (N, C, H, W)


class ResidualBlock(nn.Module):
    """Two convolutions whose result is added to what came in.

    Args:
        channels: in and out.
        shape: supplies normalisation and dropout.
    """

    def __init__(self, channels: int, shape: ResNetShape) -> None:
        super().__init__()
        parts = _convolved(channels, shape)
        parts.append(nn.ReLU())
        if shape.dropout:
            parts.append(nn.Dropout(0.5))
        self.conv_block = nn.Sequential(*parts, *_convolved(channels, shape))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv_block(x)  # (N, channels, H, W)


class ResNet(nn.Module):
    """Picture `(N, in_channels, H, W)` in -1..1 to `(N, out_channels, H, W)` in -1..1.

    H and W are multiples of `shape.multiple_px` and at least `shape.least_px`; the picture's size
    matters nowhere else, though the norms average over all of it.
    """

    def __init__(self, shape: ResNetShape) -> None:
        super().__init__()
        self.shape = shape
        w, bias = shape.width, shape.norm == "instance"
        parts: list[nn.Module] = [
            nn.ReflectionPad2d(3),
            nn.Conv2d(shape.in_channels, w, 7, bias=bias),
            _norm(shape.norm, w),
            nn.ReLU(),
        ]
        for taken in (w, 2 * w):
            down = nn.Conv2d(taken, 2 * taken, 3, 2, 1, bias=bias)
            parts += [down, _norm(shape.norm, 2 * taken), nn.ReLU()]
        parts += [ResidualBlock(4 * w, shape) for _ in range(shape.blocks)]
        for taken in (4 * w, 2 * w):
            up = nn.ConvTranspose2d(taken, taken // 2, 3, 2, 1, output_padding=1, bias=bias)
            parts += [up, _norm(shape.norm, taken // 2), nn.ReLU()]
        parts += [nn.ReflectionPad2d(3), nn.Conv2d(w, shape.out_channels, 7), nn.Tanh()]
        self.model = nn.Sequential(*parts)

    def forward(self, picture: Tensor) -> Tensor:
        result: Tensor = self.model(picture)
        return result


def infer_shape(state: Mapping[str, Tensor]) -> ResNetShape | None:
    """The shape that a state dict was saved from; None when it is no such ResNet."""
    first = state.get("model.1.weight")
    found = [m for m in map(_BLOCK.match, state) if m]
    numbers = {int(m[1]) for m in found}
    if first is None or first.ndim != 4 or not numbers or min(numbers) != FIRST_BLOCK:
        return None
    last = state.get(f"model.{max(numbers) + 8}.weight")
    if last is None or last.ndim != 4:
        return None
    return ResNetShape(
        in_channels=first.shape[1],
        out_channels=last.shape[0],
        width=first.shape[0],
        blocks=len(numbers),
        # Batch norms have weights.
        norm="batch" if "model.2.weight" in state else "instance",
        # The second convolution comes one place later where a dropout lies between.
        dropout=any(m[2] == "6" and state[m[0]].ndim == 4 for m in found),
    )


def _convolved(channels: int, shape: ResNetShape) -> list[nn.Module]:
    bias = shape.norm == "instance"
    convolution = nn.Conv2d(channels, channels, 3, bias=bias)
    return [nn.ReflectionPad2d(1), convolution, _norm(shape.norm, channels)]


def _norm(norm: Norm, channels: int) -> nn.Module:
    return nn.BatchNorm2d(channels) if norm == "batch" else InstanceNorm()
