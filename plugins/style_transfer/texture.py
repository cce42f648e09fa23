"""How far the strokes and the palette of some pictures are from those of others.

Both are compared as distributions, whatever the pictures show: what random filters answer, or
colours, are sorted on both sides and subtracted (the sliced Wasserstein distance, Rabin et al.
2011). It needs no trained network and tells from the first step what a judge learns late.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

_FILTERS, _SIDE, _STRIDE, _SCALES = 32, 7, 2, 3
_COLOURS, _SHRUNK = 16, 4


def texture_distance(made: Tensor, wanted: Tensor) -> Tensor:
    """The distance between the strokes of `(N, 3, H, W)` and `(M, 3, H', W')`, both in -1..1.

    The filters ignore the colour of a surface and see what happens on it. All of the second
    together are what each of the first is compared with. The filters are drawn anew in each call,
    from torch's own generator.
    """
    made, wanted = made.float(), wanted.float()
    total = made.new_zeros(())
    for _ in range(_SCALES):
        filters = torch.randn(_FILTERS, 3, _SIDE, _SIDE).to(made.device)
        filters = filters - filters.mean((2, 3), keepdim=True)
        total = total + _distance(made, wanted, filters, stride=_STRIDE)
        made, wanted = F.avg_pool2d(made, 2), F.avg_pool2d(wanted, 2)
    return total / _SCALES


def palette_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """The distance between the colours of the same, strokes averaged away."""
    made, wanted = (F.avg_pool2d(t.float(), _SHRUNK) for t in (made, wanted))
    directions = torch.randn(_COLOURS, 3, 1, 1).to(made.device)
    return _distance(made, wanted, directions, stride=1)


def _distance(made: Tensor, wanted: Tensor, filters: Tensor, *, stride: int) -> Tensor:
    """How far what the filters answer to the one is from what they answer to the other."""
    filters = filters / filters.flatten(1).norm(dim=1)[:, None, None, None]
    answers = F.conv2d(made, filters, stride=stride).flatten(2).sort(dim=2).values
    with torch.no_grad():
        pool = F.conv2d(wanted, filters, stride=stride).transpose(0, 1).flatten(1)
        count = answers.shape[2]
        places = (torch.arange(count, device=made.device) + 0.5) / count * pool.shape[1]
        goal = pool.sort(dim=1).values[None, :, places.long()]  # (1, filters, count)
    return (answers - goal).abs().mean()
