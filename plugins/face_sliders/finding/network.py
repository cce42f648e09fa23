"""The network that looks for faces: for each 8 x 8 pixels, is here a face, and where are its eyes.

It is convolutional throughout and sees faces whose eyes are about `EYES_PX` apart; other sizes are
found on a pyramid of smaller pictures.
"""

from __future__ import annotations

from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn

STRIDE_PX = 8
SIDE_PX = 96
"""Of the pictures that it learns from, and of those in which it looks again."""
EYES_PX = 14.0
"""The distance of the eyes that the network is best at; within a factor of 1.5 it is good."""
SLOPE = 0.1


class FinderNetwork(nn.Module):
    """`(N, 1, H, W)` in -1..1, both sides multiples of 8, to `(N, 5, H/8, W/8)`.

    Channels: the logit of a face whose middle between the eyes lies in the cell, then x and y of
    the left eye and of the right eye (as seen in the picture), from the cell's centre, in units of
    `EYES_PX`.
    """

    def __init__(self, widths: tuple[int, int, int] = (24, 36, 64)) -> None:
        super().__init__()
        parts: list[nn.Module] = [nn.PixelUnshuffle(2)]
        for taken, given in pairwise((4, *widths)):
            stride = 1 if taken == 4 else 2
            parts += [
                nn.Conv2d(taken, given, 3, stride, 1, bias=False),
                nn.BatchNorm2d(given),
                nn.LeakyReLU(SLOPE),
            ]
            if given == widths[1]:
                parts.append(_Block(given, 1))
        deep = widths[2]
        parts += [_Block(deep, 1), _Block(deep, 2), _Block(deep, 1)]
        self.trunk = nn.Sequential(*parts)
        self.head = nn.Conv2d(deep, 5, 1)

    def forward(self, x: Tensor) -> Tensor:
        cells: Tensor = self.head(self.trunk(x))
        return cells


class _Block(nn.Module):
    def __init__(self, channels: int, reach: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, 1, reach, dilation=reach, bias=False)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second = nn.Conv2d(channels, channels, 3, 1, reach, dilation=reach, bias=False)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, h: Tensor) -> Tensor:
        inner = F.leaky_relu(self.first_norm(self.first(h)), SLOPE)
        return F.leaky_relu(h + self.second_norm(self.second(inner)), SLOPE)
