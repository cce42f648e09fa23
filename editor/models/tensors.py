"""Tensors as a file's header declares them: shape and type, no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """Shape and type of one tensor; `dtype` as in torch, such as "float32"."""

    shape: tuple[int, ...]
    dtype: str

    @property
    def count(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)


Header = Mapping[str, TensorInfo]
"""The tensors of a file by name."""
