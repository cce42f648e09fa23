"""Muon for weights that are no matrices."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from plugins.toolkit.optimizers import FlatMuon


def _after_steps(network: nn.Module, optimizer: FlatMuon, count: int) -> torch.Tensor:
    picture, wanted = torch.ones(1, 2, 6, 6), torch.zeros(1, 3, 4, 4)
    for _ in range(count):
        network.zero_grad()
        loss = (network(picture) - wanted).square().mean()
        loss.backward()
        optimizer.step()
    return loss.detach()


def _convolution() -> nn.Conv2d:
    torch.manual_seed(0)
    return nn.Conv2d(2, 3, 3, bias=False)


def test_a_convolution_is_learned_as_the_matrix_that_shares_its_memory() -> None:
    network = _convolution()
    before = network.weight.detach().clone()
    optimizer = FlatMuon([network.weight])
    optimizer.param_groups[0]["lr"] = 0.02
    first = _after_steps(network, optimizer, 1)
    assert not torch.equal(network.weight, before)
    assert _after_steps(network, optimizer, 10) < 0.5 * first


def test_channels_that_are_last_in_memory_are_learned_alike() -> None:
    network, other = _convolution(), _convolution()
    for parameter in other.parameters():
        if parameter.dim() == 4:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)
    assert not other.weight.is_contiguous()
    for each in (network, other):
        optimizer = FlatMuon([each.weight])
        optimizer.param_groups[0]["lr"] = 0.1
        _after_steps(each, optimizer, 5)
    # Muon computes in bfloat16, and adds in another order here.
    assert torch.allclose(network.weight, other.weight, atol=0.005)
    assert not torch.allclose(network.weight, _convolution().weight, atol=0.02)


def test_a_weight_that_no_matrix_shares_memory_with_is_refused() -> None:
    with pytest.raises(ValueError, match="contiguous"):
        FlatMuon([torch.ones(4, 2, 3, 3).transpose(2, 3)])


def test_an_update_has_even_singular_values() -> None:
    network = _convolution()
    before = network.weight.detach().clone()
    optimizer = FlatMuon([network.weight])
    optimizer.param_groups[0].update(lr=1.0, weight_decay=0.0)
    network.weight.grad = torch.randn_like(before)
    optimizer.step()
    values = torch.linalg.svdvals((network.weight.detach() - before).flatten(1))
    assert values.min() > 0.3 * values.max()


def test_weights_without_a_gradient_stay() -> None:
    network = _convolution()
    before = network.weight.detach().clone()
    FlatMuon([network.weight]).step()
    assert torch.equal(network.weight, before)


def test_its_state_goes_into_a_checkpoint_and_back() -> None:
    network, other = _convolution(), _convolution()
    optimizer, again = FlatMuon([network.weight]), FlatMuon([other.weight])
    _after_steps(network, optimizer, 3)
    other.load_state_dict(network.state_dict())
    again.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    _after_steps(network, optimizer, 1)
    _after_steps(other, again, 1)
    assert torch.equal(network.weight, other.weight)
