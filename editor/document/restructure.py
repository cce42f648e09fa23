"""Any change of layers, sizes or selection as a step of history: the states before and after."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from editor import memory
from editor.api import Rect
from editor.document.edits import Edit
from editor.document.layer import AdjustmentLayer, Group, Layer, Node, reach
from editor.document.patches import read_spilled
from editor.document.tiles import Key, TileGrid, tile_rect

if TYPE_CHECKING:
    from editor.document.document import Document, Snapshot

_NOWHERE = Rect(0, 0, 0, 0)


class Restructure(Edit):
    """Two states that share their tiles with each other, with the document and with other steps.

    Args:
        run: changes of one run that follow each other are one step; "" is no run.
    """

    def __init__(self, label: str, before: Snapshot, after: Snapshot, *, run: str = "") -> None:
        self.label = label
        self._run = run
        self._file: Path | None = None
        self._is_spilled = False
        self._take(before, after)

    def _take(self, before: Snapshot, after: Snapshot) -> None:
        self._before = before
        self._after = after
        self._nodes_differ = (before.width, before.height) != (after.width, after.height) or (
            list(map(_state, before.layers)) != list(map(_state, after.layers))
        )
        self._selection_differs = _beside(before) != _beside(after)
        self._dirty = _changed_rect(before, after)
        self._own = list(_own_tiles(before, after))
        self._own_bytes = sum(grid.tile_nbytes for grid, _ in self._own)

    @property
    def nbytes(self) -> int:
        return 0 if self._is_spilled else self._own_bytes

    @property
    def disk_nbytes(self) -> int:
        return 0 if self._file is None else self._own_bytes

    @property
    def is_empty(self) -> bool:
        """Whether the two states are the same, but for the active node."""
        return not self._nodes_differ and not self._selection_differs

    def absorb(self, later: Edit) -> bool:
        if not isinstance(later, Restructure) or not self._run:
            return False
        if (self.label, self._run) != (later.label, later._run) or self._file is not None:
            return False
        self._take(self._before, later._after)
        return True

    def apply(self, doc: Document) -> None:
        self._restore(doc, self._after)

    def revert(self, doc: Document) -> None:
        self._restore(doc, self._before)

    def announce(self, doc: Document) -> None:
        """Tells the watchers of a document what is different."""
        if self._nodes_differ:
            doc.structure_changed.emit()
        if self._selection_differs or self._nodes_differ:
            doc.selection_changed.emit()
        if self._before.active_id != self._after.active_id or self._nodes_differ:
            doc.active_changed.emit()
        if not self._dirty.is_empty:
            doc.pixels_changed.emit(self._dirty)

    def spill(self, path: Path) -> None:
        if self._is_spilled or not self._own:
            return
        if self._file is None:
            weakref.finalize(self, path.unlink, missing_ok=True)
            with path.open("wb") as file:
                for grid, key in self._own:
                    file.write(grid.read(tile_rect(key)).tobytes())
            self._file = path
        self._is_spilled = True
        for grid, key in self._own:
            # The stand-in keeps the key's place and takes no memory.
            grid.set_tile(*key, np.broadcast_to(np.uint8(0), grid.tile_shape))

    def _restore(self, doc: Document, state: Snapshot) -> None:
        if self._is_spilled:
            self._load()
        if self._nodes_differ:
            doc.restore(state)
        else:
            doc.restore_selection(state)
        self.announce(doc)

    def _load(self) -> None:
        assert self._file is not None
        memory.check(self._own_bytes)
        data = np.frombuffer(read_spilled(self._file), np.uint8)
        offset = 0
        for grid, key in self._own:
            grid.set_tile(*key, data[offset : offset + grid.tile_nbytes].reshape(grid.tile_shape))
            offset += grid.tile_nbytes
        self._is_spilled = False


def _grids(state: Snapshot) -> Iterator[TileGrid]:
    def visit(nodes: Iterable[Node]) -> Iterator[TileGrid]:
        for node in nodes:
            if node.mask is not None:
                yield node.mask
            if isinstance(node, Group):
                yield from visit(node.children)
            elif isinstance(node, Layer):
                yield node.pixels

    yield from visit(state.layers)
    if state.selection is not None:
        yield state.selection
    for _, grid in state.channels:
        yield grid


def _own_tiles(before: Snapshot, after: Snapshot) -> Iterator[tuple[TileGrid, Key]]:
    """The tiles that one of the states has and the other has not."""
    kept = {identity for grid in _grids(before) for identity in grid.tile_ids().values()}
    now = {identity for grid in _grids(after) for identity in grid.tile_ids().values()}
    for state, others in ((before, now), (after, kept)):
        for grid in _grids(state):
            for key, identity in grid.tile_ids().items():
                if identity not in others:
                    yield grid, key


def _beside(state: Snapshot) -> tuple[object, ...]:
    """What there is besides the layers: selection, channels and guides, to compare."""
    channels = [(name, _tile_ids(grid)) for name, grid in state.channels]
    return _tile_ids(state.selection), channels, state.guides


def _tile_ids(grid: TileGrid | None) -> dict[Key, int] | None:
    return None if grid is None else grid.tile_ids()


def _state(node: Node) -> tuple[object, ...]:
    """All there is to know of a node, to compare."""
    own: tuple[object, ...] = (
        node.id,
        node.name,
        node.locked,
        node.mask_enabled,
        _tile_ids(node.mask),
        *_look(node),
    )
    if isinstance(node, Group):
        return (*own, *map(_state, node.children))
    if isinstance(node, AdjustmentLayer):
        return own
    assert isinstance(node, Layer)
    return (*own, node.alpha_locked, node.recipe, node.text, node.original, _tile_ids(node.pixels))


def _look(node: Node) -> tuple[object, ...]:
    """What of a node, besides its pixels, is seen."""
    masked = node.mask is not None and node.mask_enabled
    look = (type(node), node.visible, node.opacity, node.blend_mode, masked)
    return (*look, node.effect_id, node.params) if isinstance(node, AdjustmentLayer) else look


def _changed_rect(before: Snapshot, after: Snapshot) -> Rect:
    """The rectangle around all that looks different."""
    page = Rect(0, 0, after.width, after.height)
    if (before.width, before.height) != (after.width, after.height):
        return page.union(Rect(0, 0, before.width, before.height))
    return _difference(before.layers, after.layers).intersect(page)


def _difference(old: Sequence[Node], new: Sequence[Node]) -> Rect:
    """Where two stacks differ: nodes that came, went or changed places, and those that changed."""
    start = 0
    while start < min(len(old), len(new)) and old[start].id == new[start].id:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end].id == new[-1 - end].id:
        end += 1
    out = _NOWHERE
    for node in (*old[start : len(old) - end], *new[start : len(new) - end]):
        if node.visible:
            out = out.union(reach(node))
    pairs = [*zip(old[:start], new[:start], strict=True)]
    if end:
        pairs += zip(old[-end:], new[-end:], strict=True)
    for one, other in pairs:
        out = out.union(_changed(one, other))
    return out


def _changed(one: Node, other: Node) -> Rect:
    """Where a node looks different from how it was."""
    if not one.visible and not other.visible:
        return _NOWHERE
    if _look(one) != _look(other):
        return reach(one).union(reach(other))
    out = _tiles_between(one.mask, other.mask)
    if isinstance(one, Group) and isinstance(other, Group):
        return out.union(_difference(one.children, other.children))
    if isinstance(one, AdjustmentLayer):
        return out
    assert isinstance(one, Layer)
    assert isinstance(other, Layer)
    return out.union(_tiles_between(one.pixels, other.pixels))


def _tiles_between(one: TileGrid | None, other: TileGrid | None) -> Rect:
    """The rectangle around the tiles that two grids do not share."""
    old, new = _tile_ids(one) or {}, _tile_ids(other) or {}
    out = _NOWHERE
    for key in old.keys() | new.keys():
        if old.get(key) != new.get(key):
            out = out.union(tile_rect(key))
    return out
