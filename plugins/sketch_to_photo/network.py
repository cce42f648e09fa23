"""The pix2pix generator in its published layout, and how to recognise one from its tensors.

Paper: Isola, Zhu, Zhou, Efros, "Image-to-Image Translation with Conditional Adversarial Networks"
(CVPR 2017), section 3.2.1 and appendix 6.1. The modules nest and are numbered as in the authors'
reference implementation, so that its weights load here under the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import torch
from torch import Tensor, nn

Norm = Literal["batch", "instance", "none"]

_FIRST = "model.model.0.weight"
_DEEPER = "model.model.1"


@dataclass(frozen=True, slots=True)
class UNetShape:
    """What decides every tensor's shape.

    Attributes:
        in_channels: of the sketch, 3 for RGB.
        out_channels: of the picture, 3 for RGB.
        width: channels after the first convolution (ngf in the reference).
        downs: how often the picture is halved; 5 to 9. Sides are multiples of `2 ** downs`.
        norm: which normalisation follows the inner convolutions.
        dropout: whether the inner blocks drop half of their channels while training.
    """

    in_channels: int = 3
    out_channels: int = 3
    width: int = 32
    downs: int = 6
    norm: Norm = "batch"
    dropout: bool = False

    @property
    def multiple_px(self) -> int:
        """The sides of a picture are multiples of this."""
        return int(2**self.downs)

    def as_card(self) -> dict[str, Any]:
        """The fields by name, for a model's card."""
        return asdict(self)


class SkipBlock(nn.Module):
    """One level: halve, go deeper, double, and put the input beside the result.

    Args:
        outer: channels that come in from above and, doubled by the skip, go back.
        inner: channels on the level below.
        deeper: the next level; None at the bottom.
        shape: supplies normalisation and dropout.
        dropout: whether this level has it.
    """

    def __init__(
        self, outer: int, inner: int, deeper: nn.Module | None, shape: UNetShape, *, dropout: bool
    ) -> None:
        super().__init__()
        bias = shape.norm == "instance"
        down = nn.Conv2d(outer, inner, 4, 2, 1, bias=bias)
        below = inner if deeper is None else 2 * inner
        up = nn.ConvTranspose2d(below, outer, 4, 2, 1, bias=bias)
        parts: list[nn.Module] = [nn.LeakyReLU(0.2), down]
        if deeper is not None:
            parts += [_norm(shape.norm, inner), deeper]
        parts += [nn.ReLU(), up, _norm(shape.norm, outer)]
        if dropout:
            parts.append(nn.Dropout(0.5))
        self.model = nn.Sequential(*parts)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, self.model(x)], 1)  # (N, 2 * outer, H, W)


class OuterBlock(nn.Module):
    """The level that meets the picture: no normalisation, no skip, tanh at the end."""

    def __init__(self, deeper: nn.Module, shape: UNetShape) -> None:
        super().__init__()
        width, bias = shape.width, shape.norm == "instance"
        self.model = nn.Sequential(
            nn.Conv2d(shape.in_channels, width, 4, 2, 1, bias=bias),
            deeper,
            nn.ReLU(),
            nn.ConvTranspose2d(2 * width, shape.out_channels, 4, 2, 1),
            nn.Tanh(),
        )

    def forward(self, x: Tensor) -> Tensor:
        picture: Tensor = self.model(x)
        return picture


class UNet(nn.Module):
    """Sketch `(N, in_channels, H, W)` in -1..1 to picture `(N, out_channels, H, W)` in -1..1.

    H and W are multiples of `shape.multiple_px`; nothing else in it knows the picture's size.
    """

    def __init__(self, shape: UNetShape) -> None:
        super().__init__()
        if shape.downs < 5:
            raise ValueError("the published layout has at least five levels")
        self.shape = shape
        w = shape.width
        level = SkipBlock(8 * w, 8 * w, None, shape, dropout=False)
        for _ in range(shape.downs - 5):
            level = SkipBlock(8 * w, 8 * w, level, shape, dropout=shape.dropout)
        for outer, inner in ((4 * w, 8 * w), (2 * w, 4 * w), (w, 2 * w)):
            level = SkipBlock(outer, inner, level, shape, dropout=False)
        self.model = OuterBlock(level, shape)

    def forward(self, sketch: Tensor) -> Tensor:
        picture: Tensor = self.model(sketch)
        return picture


def infer_shape(state: Mapping[str, Tensor]) -> UNetShape | None:
    """The shape that a state dict was saved from; None when it is no such U-Net.

    Dropout leaves no trace in the tensors and does nothing after training: it comes back False.
    """
    first = state.get(_FIRST)
    if first is None or first.ndim != 4:
        return None
    block, deepest = _DEEPER, ""
    downs = 1
    while f"{block}.model.1.weight" in state:
        downs, deepest = downs + 1, block
        block += ".model.3"
    last = state.get("model.model.3.weight")
    if downs < 5 or last is None or last.ndim != 4:
        return None
    return UNetShape(
        in_channels=first.shape[1],
        out_channels=last.shape[1],
        width=first.shape[0],
        downs=downs,
        norm=_infer_norm(state, deepest),
    )


def _norm(norm: Norm, channels: int) -> nn.Module:
    match norm:
        case "batch":
            return nn.BatchNorm2d(channels)
        case "instance":
            return nn.InstanceNorm2d(channels)
        case "none":
            return nn.Identity()


def _infer_norm(state: Mapping[str, Tensor], deepest: str) -> Norm:
    """Only batch norms have weights; where there is none, only instance norms leave biases."""
    if f"{deepest}.model.4.weight" in state:
        return "batch"
    return "instance" if f"{deepest}.model.1.bias" in state else "none"
