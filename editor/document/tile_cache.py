"""A cache of tiles by level and place, the least recently used dropped first.

Where memory is short it stops growing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from editor import memory
from editor.document.tiles import TILE, Key

K = TypeVar("K")
T = TypeVar("T")
LevelKey = tuple[int, Key]
"""The level of a pyramid and a tile in it."""
_TILE_BYTES = TILE * TILE * 4


def made_among(kept: OrderedDict[Any, T], make: Callable[[], T]) -> T:
    """A new tile; at the cost of the least recently used ones where no memory is left at all."""
    try:
        return make()
    except MemoryError:
        if not kept:
            raise
    for _ in range((len(kept) + 1) // 2):
        kept.popitem(last=False)
    return make()


class TileCache(OrderedDict[K, T]):
    """Composite tiles by what tells them apart.

    Args:
        make: makes a tile where one is missing.
    """

    # A coarse tile needs its four children at once, at every level.
    _LEAST = 64

    def __init__(self, budget_bytes: int, make: Callable[[], T]) -> None:
        super().__init__()
        self._make = make
        self._most = max(self._LEAST, budget_bytes // _TILE_BYTES)

    def use(self, key: K) -> T:
        """The tile, made where it is missing."""
        tile = self.get(key)
        if tile is None:
            tile = self[key] = made_among(self, self._make)
            if len(self) > self._most or (
                len(self) > self._LEAST and memory.gauge.is_short(_TILE_BYTES)
            ):
                self.popitem(last=False)
        self.move_to_end(key)
        return tile
