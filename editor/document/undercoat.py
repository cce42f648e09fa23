"""What lies below the node that is worked on, composed once and kept while the work goes on.

A dab changes one layer of many. All that is seen below it, and in groups that it is not in, was
composed for the dab before: laying that down again as one picture gives the same pixels, whatever
modes, masks and adjustments it is made of. What lies above depends on the dab and is drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from editor.api import Rect
from editor.document.compositing import Buffer, TileScene
from editor.document.layer import AdjustmentLayer, Group, Layer, Node
from editor.document.tile_cache import TileCache
from editor.document.tiles import TILE, Array, Key, spares

UNDERCOAT_BUDGET_BYTES = 128 * 1024 * 1024
_CELL = 128
_CELLS = TILE // _CELL

Looks = Callable[[Sequence[Node], Key], Hashable]
"""Nodes and a tile to a value that is another one whenever they look different there."""


@dataclass(eq=False)
class _Coat:
    """One tile of the lowest siblings of a list.

    Attributes:
        looks: what it is made of.
        made: which cells of it are composed.
    """

    looks: Hashable = None
    buffer: Buffer | None = None
    made: Array = field(default_factory=lambda: np.zeros((_CELLS, _CELLS), bool))


class Undercoat:
    """The composite below one node, and of the groups that it is not in, tile by tile.

    It is kept from the second time on that the same is wanted: what is composed once, as in
    looking around, costs no more than it did. The least recently used tiles are let go.

    Args:
        pivot: the id of the node that is worked on.
    """

    def __init__(
        self, pivot: Callable[[], str], looks: Looks, *, budget_bytes: int = UNDERCOAT_BUDGET_BYTES
    ) -> None:
        self._pivot = pivot
        self._looks = looks
        self._coats: TileCache[tuple[int, Key, str], _Coat] = TileCache(budget_bytes, _Coat)

    def known(self, scene: TileScene, siblings: Sequence[Node]) -> tuple[int, Array | None]:
        """How many of the lowest siblings are composed already, and their pixels in the area."""
        pivot = self._pivot()
        count = next((i for i, node in enumerate(siblings) if _holds(node, pivot)), len(siblings))
        if count < 2:
            return 0, None  # one layer is laid as quickly
        lowest = siblings[:count]
        # A node is in one list only, so the lowest one tells the lists apart.
        coat = self._coats.use((scene.level, scene.key, lowest[0].id))
        looks = self._looks(lowest, scene.key)
        if coat.looks != looks:
            coat.looks = looks
            coat.made[...] = False
            return 0, None
        if coat.buffer is None:
            coat.buffer = Buffer(spares.zeros((TILE, TILE, 4), np.uint8))
        for cells in _missing(coat.made, scene.area):
            part = _pixels_of(cells)
            plain = replace(scene, area=part, below=None)
            plain.draw(lowest, coat.buffer, corner=(part.x, part.y))
            coat.made[cells.slices()] = True
        return count, coat.buffer.pixels[scene.area.slices()]


def looks(nodes: Sequence[Node], key: Key) -> Hashable:
    """What is seen of nodes in a full-size tile, as a value to compare."""
    return tuple(_look(node, key) for node in nodes if node.visible and node.opacity)


def _look(node: Node, key: Key) -> Hashable:
    mask = node.mask if node.mask_enabled else None
    common = node.id, node.opacity, node.blend_mode, None if mask is None else mask.revision(key)
    if isinstance(node, Group):
        return common, looks(node.children, key)
    if isinstance(node, AdjustmentLayer):
        return common, node.effect_id, node.params
    assert isinstance(node, Layer)
    return common, node.pixels.revision(key)


def _holds(node: Node, node_id: str) -> bool:
    if node.id == node_id:
        return True
    return isinstance(node, Group) and any(_holds(child, node_id) for child in node.children)


def _missing(made: Array, area: Rect) -> Iterator[Rect]:
    """The cells that an area needs and that are not made, as runs along the rows."""
    left, right = area.x // _CELL, -(-area.right // _CELL)
    for row in range(area.y // _CELL, -(-area.bottom // _CELL)):
        (found,) = np.nonzero(~made[row, left:right])
        if found.size:
            yield Rect.from_edges(left + int(found[0]), row, left + int(found[-1]) + 1, row + 1)


def _pixels_of(cells: Rect) -> Rect:
    return Rect(cells.x * _CELL, cells.y * _CELL, cells.width * _CELL, cells.height * _CELL)
