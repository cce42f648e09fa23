"""Weights with which the published layout gives back what it gets: where training starts.

An ordinary start spends its first hours on learning to copy. Here every colour is carried through
the network, plus 1 so that no ReLU touches it: in 3 channels, after halving twice in 48, and back.
The other channels are random; what they answer is for training to use.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from plugins.style_transfer.colours import ColourMap
from plugins.style_transfer.network import FIRST_BLOCK, ResNet

_CARRIED = 48
_BLOCK_GAIN = 0.3
_LAST_GAIN = 0.05
_SLOPE = 1.07
_BENDS = ((0.5, 0.76), (0.8, 4.2))
"""From where, and by how much, the inverse of tanh is steeper than before."""


@torch.no_grad()
def initialise_as_copy(network: ResNet, colours: ColourMap | None = None) -> None:
    """Makes the network a copier to within a few levels, or one that maps colours on the way.

    For the norm "batch" with statistics of 0 and 1, which leaves a weight and a bias a channel,
    and at least 16 channels at the top.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.kaiming_normal_(module.weight, a=0.5)
    state = network.state_dict()  # shares memory with the network
    after = FIRST_BLOCK + network.shape.blocks
    first: Tensor = state["model.1.weight"]
    first[:3] = 0
    for colour in range(3):
        first[colour, colour, 3, 3] = 1
    state["model.2.bias"][:3] = 1
    _fold(state["model.4.weight"], state[f"model.{after + 3}.weight"], 3)
    _fold(state["model.7.weight"], state[f"model.{after}.weight"], 12)
    second = 6 if network.shape.dropout else 5
    for place in range(FIRST_BLOCK, after):
        state[f"model.{place}.conv_block.{second}.weight"][:_CARRIED] = 0
        state[f"model.{place}.conv_block.{second + 1}.weight"].fill_(_BLOCK_GAIN)
    _undo_tanh(
        state[f"model.{after + 3}.weight"],
        state[f"model.{after + 4}.bias"],
        state[f"model.{after + 7}.weight"],
        state[f"model.{after + 7}.bias"],
        colours or ColourMap(np.eye(3), np.zeros(3)),
    )


def _fold(down: Tensor, up: Tensor, carried: int) -> None:
    """Four neighbours of each carried channel become four channels, and these neighbours again.

    Args:
        down: the weight of the convolution that halves, (out, in, 3, 3).
        up: that of the transposed one that doubles, (in, out, 3, 3).
        carried: how many channels at the larger size.
    """
    down[: 4 * carried] = 0
    up[:, :carried] = 0
    for channel in range(carried):
        for i in range(4):
            # A kernel of 3 that steps by 2 meets the pixels 2n and 2n + 1 at its places 1 and 2.
            place = (4 * channel + i, channel, 1 + i // 2, 1 + i % 2)
            down[place] = up[place] = 1


def _undo_tanh(
    last_up: Tensor, norm_bias: Tensor, last: Tensor, last_bias: Tensor, colours: ColourMap
) -> None:
    """Maps the carried colours, and bends them so that tanh straightens them."""
    matrix, offset = (torch.from_numpy(a).float() for a in (colours.matrix, colours.offset))
    carriers = torch.einsum("iokl,co->ickl", last_up[:, :3], matrix)
    # What is carried has 1 added already, and mapped with the rest.
    offset = offset - matrix.sum(dim=1)
    last *= _LAST_GAIN
    last[:, : 3 * (1 + 2 * len(_BENDS))] = 0
    pieces = [(1.0, 1.0, _SLOPE)]  # sign, bias, slope: ReLU(sign * colour + bias) * slope
    for at, slope in _BENDS:
        pieces += [(1.0, -at, slope), (-1.0, -at, -slope)]
    for i, (sign, bias, slope) in enumerate(pieces):
        for colour in range(3):
            channel = 3 * i + colour
            last_up[:, channel] = sign * carriers[:, colour]
            norm_bias[channel] = bias + sign * offset[colour]
            last[colour, channel, 3, 3] = slope
    last_bias.fill_(-_SLOPE)
