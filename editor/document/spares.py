"""Memory for tiles that is there before it is needed, so that a stroke does not wait for it.

The system hands memory out page by page when it is first written to. For a tile that takes a
quarter of a millisecond, or several where the pages must be found first (a virtual machine asks its
host for them): longer than a whole dab, whenever a stroke enters tiles that are new to it.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class Spares:
    """Some blocks of zeros that were written to once. Any thread may take them.

    Args:
        nbytes: the size of a block; arrays of other sizes are made anew.
        most: how many are kept.
    """

    def __init__(self, *, nbytes: int, most: int) -> None:
        self._nbytes = nbytes
        self._most = most
        self._kept: list[npt.NDArray[np.uint8]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def zeros(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> Array:
        """An array of zeros of one's own."""
        block = self._take(int(np.prod(shape)) * np.dtype(dtype).itemsize)
        return np.zeros(shape, dtype) if block is None else block.view(dtype).reshape(shape)

    def copy(self, array: Array) -> Array:
        """A copy of an array of one's own."""
        block = self._take(array.nbytes)
        if block is None:
            return array.copy()
        out = block.view(array.dtype).reshape(array.shape)
        out[...] = array
        return out

    def refill(self, seconds: float) -> None:
        """Makes new blocks for a while, when nothing else is to do."""
        until = time.perf_counter() + seconds
        while len(self._kept) < self._most:
            self._kept.append(np.full(self._nbytes, 0, np.uint8))
            if time.perf_counter() >= until:
                break

    def _take(self, nbytes: int) -> npt.NDArray[np.uint8] | None:
        if nbytes != self._nbytes:
            return None
        try:
            return self._kept.pop()
        except IndexError:
            return None
