"""Cancelling inside a step: every block of every network asks before it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn


@contextmanager
def interruptible(pipeline: Any, check: Callable[[], None]) -> Iterator[None]:
    """While it lasts, each block calls `check` first; what that raises ends the run.

    A pipeline is as it was afterwards: nothing in it remembers a half-made step.
    """

    def ask(*_: Any) -> None:
        check()

    handles = [
        block.register_forward_pre_hook(ask)
        for network in pipeline.components.values()
        if isinstance(network, nn.Module)
        for block in _blocks(network)
    ]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _blocks(network: nn.Module) -> Iterator[nn.Module]:
    """What networks are stacked of: the members of their module lists, which may have gaps.

    Single layers in lists are too many and too quick to ask: they would slow a small model down.
    """
    for module in network.modules():
        if isinstance(module, nn.ModuleList):
            yield from (block for block in module if block is not None and any(block.children()))
