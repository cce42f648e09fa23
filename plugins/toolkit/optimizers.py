"""What moves the weights: Muon for matrices and convolutions, AdamW for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import AdamW, Muon, Optimizer

_WEIGHT_DECAY = 0.01


class FlatMuon(Muon):
    """Muon (Jordan et al. 2024) for weights of any shape, convolutions' included.

    It evens out an update's singular values, so it needs matrices; a convolution `(out, in, h, w)`
    is learned as the matrix `(out, in * h * w)` that shares its memory, with channels last if they
    are last in memory: what Muon does to a matrix does not depend on the order of its columns.
    Updates are scaled as those of AdamW are (Liu et al., "Muon is Scalable for LLM Training",
    2025), so that both take one learning rate.

    Args:
        weights: of two dimensions or more, contiguous or with channels last.

    Raises:
        ValueError: a weight lies otherwise in memory; moving its matrix would not move it.
    """

    def __init__(self, weights: Iterable[Tensor]) -> None:
        self._weights = list(weights)
        matrices = [
            torch.nn.Parameter(_matrix(weight.detach(), of=weight)) for weight in self._weights
        ]
        for matrix, weight in zip(matrices, self._weights, strict=True):
            if matrix.data_ptr() != weight.data_ptr():
                raise ValueError(
                    f"A weight of shape {tuple(weight.shape)} and strides {weight.stride()} "
                    "shares no memory with a matrix; make it contiguous first."
                )
        super().__init__(matrices, weight_decay=_WEIGHT_DECAY, adjust_lr_fn="match_rms_adamw")

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Moves the weights by their gradients."""
        for group in self.param_groups:
            for matrix, weight in zip(group["params"], self._weights, strict=True):
                matrix.grad = None if weight.grad is None else _matrix(weight.grad, of=weight)
        return super().step(closure)


def _matrix(values: Tensor, *, of: Tensor) -> Tensor:
    """Values in the shape of a weight as its matrix; shares their memory if they lie as it does."""
    if not of.is_contiguous() and of.is_contiguous(memory_format=torch.channels_last):
        values = values.movedim(1, -1)
    return values.flatten(1)


def muon_and_adamw(
    network: nn.Module, is_matrix: Callable[[str, Tensor], bool]
) -> dict[str, Optimizer]:
    """Muon for the weights of a network that are matrices by their name and shape, and AdamW with
    the moments that suit short runs for the rest."""
    matrices: list[Tensor] = []
    rest: list[Tensor] = []
    for name, weight in network.named_parameters():
        (matrices if is_matrix(name, weight) else rest).append(weight)
    adamw = AdamW(rest, betas=(0.9, 0.99), weight_decay=_WEIGHT_DECAY, fused=True)
    return {"matrices": FlatMuon(matrices), "rest": adamw}
