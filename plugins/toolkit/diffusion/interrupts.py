"""Cancelling inside a step: every block of every network asks before it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from torch import nn

from plugins.toolkit.diffusion.standing_in import standing_in


@contextmanager
def interruptible(blocks: Iterable[nn.Module], check: Callable[[], None]) -> Iterator[None]:
    """While it lasts, each block calls `check` first; what that raises ends the run.

    The blocks are as they were afterwards: nothing in them remembers a half-made step.
    """
    # Not by hooks: a module with one takes a slow way each time, and a run has hundreds of calls.
    with ExitStack() as stack:
        for block in dict.fromkeys(blocks):
            asking = _asking(block.forward, check)
            stack.enter_context(standing_in(block, "forward", asking))
        yield


def _asking(forward: Callable[..., Any], check: Callable[[], None]) -> Callable[..., Any]:
    def ask(*args: Any, **options: Any) -> Any:
        check()
        return forward(*args, **options)

    return ask


def blocks_of(network: nn.Module) -> Iterator[nn.Module]:
    """The innermost blocks of a network: one that holds others begins with one of them."""
    return (block for block in _stacked(network) if not any(True for _ in _stacked(block)))


def _stacked(network: nn.Module) -> Iterator[nn.Module]:
    """What networks are stacked of: the members of their module lists, which may have gaps.

    Single layers in lists are too many and too quick to ask: they would slow a small model down.
    """
    for module in network.modules():
        if isinstance(module, nn.ModuleList):
            yield from (block for block in module if block is not None and any(block.children()))
