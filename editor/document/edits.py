"""What undo is made of: patches of tiles, changed properties, and whole states that share tiles."""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from editor.api import Rect
from editor.document.layer import Group, Layer, Node
from editor.document.tiles import Array, Key, TileGrid, tile_rect

if TYPE_CHECKING:
    from editor.document.document import Document, Snapshot

Target = Literal["pixels", "mask", "selection"]
_ZLIB_LEVEL = 1


class Edit(ABC):
    """One step of history: it can be applied and reverted, and knows its memory."""

    label: str

    @abstractmethod
    def apply(self, doc: Document) -> None:
        """Does it (again)."""

    @abstractmethod
    def revert(self, doc: Document) -> None:
        """Takes it back."""

    @property
    @abstractmethod
    def nbytes(self) -> int:
        """The memory that it keeps."""

    def spill(self, path: Path) -> bool:
        """Moves what it keeps to a file; False where there is nothing to move."""
        del path
        return False

    def absorb(self, later: Edit) -> bool:
        """Takes a later edit into this one, if they are one change to the user."""
        del later
        return False


@dataclass
class _TilePatch:
    key: Key
    rows: slice
    columns: slice
    existed: bool
    exists: bool
    packed_bytes: int


class PatchPixels(Edit):
    """Changed pixels as compressed differences (before XOR after), which serve both ways.

    Args:
        before, after: per tile key the tile before and after, None for an absent one.
    """

    def __init__(
        self,
        label: str,
        node_id: str,
        target: Target,
        *,
        before: Mapping[Key, Array | None],
        after: Mapping[Key, Array | None],
    ) -> None:
        self.label = label
        self._node_id = node_id
        self._target: Target = target
        self._patches: list[_TilePatch] = []
        self._file: Path | None = None
        packed = [self._pack(key, before[key], after[key]) for key in before]
        self._data = b"".join(packed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self._patches

    @property
    def nbytes(self) -> int:
        return len(self._data)

    def spill(self, path: Path) -> bool:
        if self._file is not None or not self._data:
            return False
        path.write_bytes(self._data)
        self._file, self._data = path, b""
        return True

    def apply(self, doc: Document) -> None:
        self._toggle(doc, forward=True)

    def revert(self, doc: Document) -> None:
        self._toggle(doc, forward=False)

    def _pack(self, key: Key, before: Array | None, after: Array | None) -> bytes:
        if before is after:
            return b""
        sample = before if before is not None else after
        assert sample is not None
        zeros = np.zeros_like(sample)
        delta = np.bitwise_xor(
            zeros if before is None else before, zeros if after is None else after
        )
        seen = delta.view(np.uint32)[..., 0] if delta.ndim == 3 else delta
        rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
        if not rows.size:
            if (before is None) == (after is None):
                return b""
            rows = columns = np.zeros(1, np.intp)
        patch = _TilePatch(
            key,
            slice(int(rows[0]), int(rows[-1]) + 1),
            slice(int(columns[0]), int(columns[-1]) + 1),
            existed=before is not None,
            exists=after is not None,
            packed_bytes=0,
        )
        packed = zlib.compress(delta[patch.rows, patch.columns].tobytes(), _ZLIB_LEVEL)
        patch.packed_bytes = len(packed)
        self._patches.append(patch)
        return packed

    def _toggle(self, doc: Document, *, forward: bool) -> None:
        grid = target_grid(doc, self._node_id, self._target)
        data = self._file.read_bytes() if self._file is not None else self._data
        offset = 0
        dirty = Rect(0, 0, 0, 0)
        for patch in self._patches:
            packed = data[offset : offset + patch.packed_bytes]
            offset += patch.packed_bytes
            tile = grid.writable(patch.key)
            area = tile[patch.rows, patch.columns]
            delta = np.frombuffer(zlib.decompress(packed), tile.dtype).reshape(area.shape)
            tile[patch.rows, patch.columns] = np.bitwise_xor(area, delta)
            if not (patch.exists if forward else patch.existed):
                grid.set_tile(*patch.key, None)
            corner = tile_rect(patch.key)
            dirty = dirty.union(
                Rect.from_edges(
                    corner.x + patch.columns.start,
                    corner.y + patch.rows.start,
                    corner.x + patch.columns.stop,
                    corner.y + patch.rows.stop,
                )
            )
        announce(doc, self._target, dirty)


def target_grid(doc: Document, node_id: str, target: Target) -> TileGrid:
    """The grid that a patch is about."""
    if target == "selection":
        if doc.selection.mask is None:
            doc.selection.mask = TileGrid(channels=1)
        return doc.selection.mask
    node = doc.find(node_id)
    assert node is not None
    if target == "mask":
        assert node.mask is not None
        return node.mask
    assert isinstance(node, Layer)
    return node.pixels


def announce(doc: Document, target: Target, dirty: Rect) -> None:
    """Tells the watchers of a document which pixels changed."""
    if target == "selection":
        if doc.selection.mask is not None and not doc.selection.mask.keys():
            doc.selection.mask = None
        doc.selection_changed.emit()
    else:
        doc.pixels_changed.emit(dirty)


class SetProperty(Edit):
    """A property of one node; a run of changes to the same one is one step."""

    # What is seen does not depend on these.
    _INVISIBLE = frozenset({"name", "locked", "alpha_locked", "recipe"})

    def __init__(self, node_id: str, name: str, before: Any, after: Any, *, label: str) -> None:
        self.label = label
        self._node_id = node_id
        self._name = name
        self._before = before
        self._after = after

    @property
    def nbytes(self) -> int:
        return 200

    def apply(self, doc: Document) -> None:
        self._set(doc, self._after)

    def revert(self, doc: Document) -> None:
        self._set(doc, self._before)

    def absorb(self, later: Edit) -> bool:
        if not isinstance(later, SetProperty) or self._name in ("visible", "locked"):
            return False
        if (later._node_id, later._name) != (self._node_id, self._name):
            return False
        self._after = later._after
        return True

    def _set(self, doc: Document, value: Any) -> None:
        node = doc.find(self._node_id)
        assert node is not None
        setattr(node, self._name, value)
        doc.properties_changed.emit(self._node_id)
        if self._name not in self._INVISIBLE:
            doc.pixels_changed.emit(doc.bounds)


class Restructure(Edit):
    """Any change of layers, sizes or selection: the state before and after, sharing tiles."""

    def __init__(self, label: str, before: Snapshot, after: Snapshot) -> None:
        self.label = label
        self._before = before
        self._after = after
        kept, now = _tiles(before), _tiles(after)
        self._nbytes = sum(size for tile, size in kept.items() if tile not in now)
        self._nbytes += sum(size for tile, size in now.items() if tile not in kept)

    @property
    def nbytes(self) -> int:
        return self._nbytes

    def apply(self, doc: Document) -> None:
        doc.restore(self._after)

    def revert(self, doc: Document) -> None:
        doc.restore(self._before)


class Compound(Edit):
    """Several edits as one step."""

    def __init__(self, label: str, edits: Iterable[Edit]) -> None:
        self.label = label
        self._edits = list(edits)

    @property
    def nbytes(self) -> int:
        return sum(edit.nbytes for edit in self._edits)

    def apply(self, doc: Document) -> None:
        for edit in self._edits:
            edit.apply(doc)

    def revert(self, doc: Document) -> None:
        for edit in reversed(self._edits):
            edit.revert(doc)


def _tiles(snapshot: Snapshot) -> dict[int, int]:
    found: dict[int, int] = {}

    def visit(nodes: Iterable[Node]) -> None:
        for node in nodes:
            if node.mask is not None:
                found.update(node.mask.tiles_by_identity())
            if isinstance(node, Group):
                visit(node.children)
            elif isinstance(node, Layer):
                found.update(node.pixels.tiles_by_identity())

    visit(snapshot.layers)
    if snapshot.selection is not None:
        found.update(snapshot.selection.tiles_by_identity())
    return found
