"""The network that fills holes from coarse to fine, with the same weights at every size."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

COARSEST_PX = 8
"""Pictures are halved until their shorter side would be less; a hole is a few pixels then."""
WIDTH, DILATIONS = 96, (1, 2, 4, 1)
CONTINUED = 2
"""How many other fillings it looks at."""


class FillingNetwork(nn.Module):
    """Guesses what a hole hides, at each size from the guess at half of it.

    The layers are shared by all sizes, as an edge goes on in the same way at any of them: that
    makes the network small (0.7 million weights), and lets it fill pictures of any size. What it
    thinks of a coarser size is handed on beside the guess. It also looks at what other methods
    make of the hole, which err in other ways.

    Args:
        width: channels inside.
        dilations: of the residual blocks, one each.
    """

    def __init__(self, width: int = WIDTH, dilations: tuple[int, ...] = DILATIONS) -> None:
        super().__init__()
        self.width = width
        self.seen = nn.Conv2d(4 * (4 + 3 * CONTINUED), width, 3, padding=1)
        self.handed = nn.Conv2d(width, width, 1)
        self.blocks = nn.ModuleList(_Block(width, dilation) for dilation in dilations)
        self.told = nn.Conv2d(width, 12, 3, padding=1)
        with torch.no_grad():
            # It begins with no change, and with every size on its own.
            for weight in (*self.told.parameters(), self.handed.weight):
                weight.zero_()

    def forward(self, picture: Tensor, known: Tensor, continued: Tensor) -> list[Tensor]:
        """The picture filled, at each size from the coarsest to its own.

        Args:
            picture: `(N, 3, H, W)` in -1..1; what it holds in holes is not looked at. Both sides
                are multiples of `multiple_px(H, W)`.
            known: `(N, 1, H, W)`, 1 outside of holes and 0 inside.
            continued: `(N, 3 * CONTINUED, H, W)` in -1..1, the picture as others fill it.
        """
        sizes = [(picture * known, known)]
        for _ in range(_halvings(*picture.shape[-2:])):
            sizes.append(_halved(*sizes[-1]))
        share = sizes[-1][1].mean((2, 3), keepdim=True)
        colour = (sizes[-1][0] * sizes[-1][1]).mean((2, 3), keepdim=True) / share.clamp_min(1e-4)
        guess = colour.expand_as(sizes[-1][0])
        thoughts: Tensor | None = None
        guesses: list[Tensor] = []
        for colours, share in reversed(sizes):
            if guesses:
                guess = F.interpolate(guesses[-1], scale_factor=2.0, mode="bilinear")
            guess = colours * share + guess * (1 - share)
            others = F.interpolate(continued, size=guess.shape[-2:], mode="area")
            others = others - guess.repeat(1, CONTINUED, 1, 1)
            h = self.seen(F.pixel_unshuffle(torch.cat([guess, 1 - share, others], 1), 2))
            if thoughts is not None:
                h = h + self.handed(F.interpolate(thoughts, scale_factor=2.0, mode="nearest"))
            for block in self.blocks:
                h = block(h)
            thoughts = h
            change = F.pixel_shuffle(self.told(F.gelu(h)), 2).float()
            guesses.append(guess + change * (1 - share))
        return guesses


class _Block(nn.Module):
    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.one = nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation)
        self.other = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():
            self.other.weight.mul_(0.2)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.other(F.gelu(self.one(F.gelu(x))))


def multiple_px(height: int, width: int) -> int:
    """What the sides are padded to a multiple of; padding does not change it."""
    return int(2 ** (_halvings(height, width) + 1))


def _halvings(height: int, width: int) -> int:
    count = 0
    while -(-min(height, width) // 2 ** (count + 1)) >= COARSEST_PX:
        count += 1
    return count


def _halved(colours: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
    """(colours of what is known, which share of each pixel that is) at half of the size."""
    share = F.avg_pool2d(known, 2)
    sums = F.avg_pool2d(colours * known, 2)
    return sums / share.clamp_min(1e-4), share
