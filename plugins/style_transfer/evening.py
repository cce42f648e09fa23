"""Takes the dot grid out of a trained generator.

A transposed convolution of 3 x 3 that steps by 2 makes each pixel of four from other numbers of its
weights: 1, 2, 2 or 4 (Odena, Dumoulin, Olah 2016). Where training was short they do not give the
four the same lightness, and flat places, dark ones above all, show it as a grid of dots. Here the
weights are changed by as little as makes the four alike in the mean over a small place. What
differs within such a place, the picture itself, is hardly touched.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from plugins.style_transfer.network import ResNet

_PLACE_PX = 32
"""The side of a small place, in pixels of the picture."""
_RIDGE = 0.1
"""What is rare in the means stays as it is: with less, edges become steps of four pixels."""
_FOUR = (
    ((1, 1),),
    ((1, 0), (1, 2)),
    ((0, 1), (2, 1)),
    ((0, 0), (0, 2), (2, 0), (2, 2)),
)
"""The weights that each of four neighbours is made from."""


@torch.no_grad()
def even_out(network: ResNet, pictures: Sequence[Tensor]) -> None:
    """Evens out a network in place.

    Args:
        network: in evaluation mode.
        pictures: what it is shown in use, each `(1, channels, H, W)` in -1..1.
    """
    scale = 4
    for place, layer in enumerate(network.model):
        if not isinstance(layer, nn.ConvTranspose2d):
            continue
        window = _PLACE_PX // scale
        means = [F.avg_pool2d(network.model[:place](x), window).flatten(2)[0].T for x in pictures]
        layer.weight.copy_(_evened(layer.weight, torch.cat(means).to(layer.weight.dtype)))
        scale //= 2


def _evened(weight: Tensor, means: Tensor) -> Tensor:
    """Weights that give four neighbours the same where the input is one of some means.

    Args:
        weight: `(in, out, 3, 3)`.
        means: `(count, in)`.
    """
    gram = means.T @ means
    ridge = _RIDGE * gram.diagonal().mean() * torch.eye(len(gram), device=gram.device)
    seen = torch.linalg.solve(gram + ridge, gram)  # (in, in): onto what the means span
    sums = [sum((weight[:, :, y, x] for y, x in taps), torch.zeros(())) for taps in _FOUR]
    mean = torch.stack(sums).mean(0)
    evened = weight.clone()
    for taps, total in zip(_FOUR, sums, strict=True):
        change = seen @ (mean - total) / len(taps)
        for y, x in taps:
            evened[:, :, y, x] += change
    return evened
