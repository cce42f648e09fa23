"""The network that sees glasses in a face, and what is behind them."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FACE_PX = 160
"""Of the aligned faces that it looks at."""
BAND = slice(48, 112)
"""The rows of a face in which glasses are."""
BAND_PX = BAND.stop - BAND.start
EYE_ROW_PX = 80.0 - BAND.start
"""From the band's top."""
WIDTHS = (32, 64, 96)
SLOPE = 0.1
_AROUND_PX = 8


class GlassesNetwork(nn.Module):
    """`(N, 3, 64, 160)` in -1..1 to what it says of every pixel, `(N, 8, 64, 160)`.

    A U-Net (Ronneberger, Fischer, Brox 2015) whose skips are added instead of stacked, 0.45 million
    weights. See `parted` for the channels.
    """

    def __init__(self, widths: tuple[int, int, int] = WIDTHS) -> None:
        super().__init__()
        fine, middle, deep = widths
        self.stem = nn.Conv2d(12, fine, 3, padding=1)
        self.down = nn.Conv2d(fine, middle, 3, 2, 1)
        self.seen = _Block(middle)
        self.deeper = nn.Conv2d(middle, deep, 3, 2, 1)
        self.deep = _Block(deep, dilation=2)
        self.up = nn.ModuleList([nn.Conv2d(deep, middle * 4, 1), nn.Conv2d(middle, fine * 4, 1)])
        self.joined = nn.ModuleList([_Block(middle), _Block(fine)])
        self.told = nn.Conv2d(fine, 32, 3, padding=1)
        with torch.no_grad():
            # It begins with no change, and with hardly a glass in sight.
            self.told.weight.mul_(0.1)
            assert self.told.bias is not None
            self.told.bias.zero_()
            self.told.bias[24:] = -2.0

    def forward(self, x: Tensor) -> Tensor:
        fine = self.stem(F.pixel_unshuffle(x, 2))
        middle = self.seen(self.down(_bent(fine)))
        h = self.deep(self.deeper(_bent(middle)))
        h = self.joined[0](middle + F.pixel_shuffle(self.up[0](_bent(h)), 2))
        h = self.joined[1](fine + F.pixel_shuffle(self.up[1](_bent(h)), 2))
        told: Tensor = F.pixel_shuffle(self.told(_bent(h)), 2)
        return told


class Parts(NamedTuple):
    """What the network said of faces, `(N, channels, H, W)` each.

    Attributes:
        kept: the faces with what tinted lenses and shadows change taken back.
        guess: what is behind rims, of which nothing is to be seen.
        gate: the logit of such a change.
        rims: the logit of a rim.
    """

    kept: Tensor
    guess: Tensor
    gate: Tensor
    rims: Tensor

    def bare(self, cover: Tensor) -> Tensor:
        """The faces without glasses, given how much rims cover, 0 to 1."""
        return self.kept + cover * (self.guess - self.kept)


def parted(told: Tensor, x: Tensor) -> Parts:
    """What the network said of faces `x`: its channels are the guess less the colours around, the
    change, and both logits."""
    told, x = told.float(), x.float()
    around = F.interpolate(F.avg_pool2d(x, _AROUND_PX), scale_factor=_AROUND_PX, mode="bilinear")
    change, gate, rims = told[:, 3:6], told[:, 6:7], told[:, 7:8]
    return Parts(x + change * torch.sigmoid(gate), told[:, :3] + around, gate, rims)


def _bent(h: Tensor) -> Tensor:
    return F.leaky_relu(h, SLOPE)


class _Block(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, channels: int, *, dilation: int = 1) -> None:
        super().__init__()
        self.one = nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.other = nn.Conv2d(channels, channels, 3, padding=1)
        with torch.no_grad():
            self.other.weight.mul_(0.2)

    def forward(self, h: Tensor) -> Tensor:
        return h + self.other(_bent(self.one(_bent(h))))
