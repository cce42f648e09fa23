"""Changed pixels as a step of history: shared tiles at first, packed differences later."""

from __future__ import annotations

import weakref
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from editor import memory
from editor.api import FigmentError, Rect
from editor.document.edits import Edit, Target
from editor.document.layer import Layer
from editor.document.tiles import TILE, Array, Key, TileGrid, tile_rect

if TYPE_CHECKING:
    from editor.document.document import Document

_ZLIB_LEVEL = 1


@dataclass(eq=False)
class _Patch:
    """What happened to a tile: both states as they are, or what is different, packed.

    Attributes:
        area: where they differ, in the tile.
        before, after: the tile, None where it was absent; both None once packed.
        packed: before XOR after of the area, colour planes one after the other.
    """

    key: Key
    area: Rect
    existed: bool
    exists: bool
    before: Array | None
    after: Array | None
    packed: bytes = b""
    packed_size: int = 0

    @property
    def is_packed(self) -> bool:
        return self.packed_size > 0

    @property
    def nbytes(self) -> int:
        # The tile after is the grid's, or the tile before of the next step.
        return len(self.packed) + (0 if self.before is None else self.before.nbytes)

    def pack(self) -> None:
        delta = _difference(self.before, self.after, self.area)
        # Plane by plane: a colour that is the same all over packs to almost nothing.
        planes = delta.transpose(2, 0, 1) if delta.ndim == 3 else delta
        self.packed = zlib.compress(planes.tobytes(), _ZLIB_LEVEL)
        self.packed_size = len(self.packed)
        self.before = self.after = None

    def toggle(self, grid: TileGrid, packed: bytes, *, forward: bool) -> None:
        """Puts the other state into a grid."""
        exists = self.exists if forward else self.existed
        if not self.is_packed:
            grid.set_tile(*self.key, self.after if forward else self.before)
        elif not exists:
            grid.set_tile(*self.key, None)
        else:
            area = grid.writable(self.key)[self.area.slices()]
            planes = np.frombuffer(zlib.decompress(packed), np.uint8)
            if grid.channels > 1:
                shape = (grid.channels, self.area.height, self.area.width)
                area ^= planes.reshape(shape).transpose(1, 2, 0)
            else:
                area ^= planes.reshape(area.shape)


class PatchPixels(Edit):
    """Changed tiles of a layer, a mask or the selection.

    Args:
        before, after: per tile key the tile before and after, None for an absent one; neither
            is ever written again.
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
        self._file: Path | None = None
        self._patches = [
            patch for key in before if (patch := _patch(key, before[key], after[key])) is not None
        ]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self._patches

    @property
    def nbytes(self) -> int:
        return sum(patch.nbytes for patch in self._patches)

    @property
    def disk_nbytes(self) -> int:
        return 0 if self._file is None else sum(patch.packed_size for patch in self._patches)

    def pack(self) -> bool:
        waiting = [patch for patch in self._patches if not patch.is_packed]
        if waiting:
            waiting[0].pack()
        return len(waiting) > 1

    def spill(self, path: Path) -> None:
        if self._file is not None:
            return
        while self.pack():
            pass
        weakref.finalize(self, path.unlink, missing_ok=True)
        path.write_bytes(b"".join(patch.packed for patch in self._patches))
        self._file = path
        for patch in self._patches:
            patch.packed = b""

    def apply(self, doc: Document) -> None:
        self._toggle(doc, forward=True)

    def revert(self, doc: Document) -> None:
        self._toggle(doc, forward=False)

    def _toggle(self, doc: Document, *, forward: bool) -> None:
        grid = target_grid(doc, self._node_id, self._target)
        # Half of a step could neither be undone nor redone.
        memory.check(sum(patch.is_packed for patch in self._patches) * grid.tile_nbytes)
        data = b"" if self._file is None else read_spilled(self._file)
        offset = 0
        dirty = Rect(0, 0, 0, 0)
        for patch in self._patches:
            packed = patch.packed or data[offset : offset + patch.packed_size]
            offset += patch.packed_size
            patch.toggle(grid, packed, forward=forward)
            corner = tile_rect(patch.key)
            dirty = dirty.union(patch.area.translated(corner.x, corner.y))
        announce(doc, self._target, dirty)


def _patch(key: Key, before: Array | None, after: Array | None) -> _Patch | None:
    """None where the two are the same."""
    if before is after:
        return None
    delta = _difference(before, after, Rect(0, 0, TILE, TILE))
    differs = delta.view(np.uint32)[..., 0] if delta.ndim == 3 else delta
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if rows.size:
        left, top = int(columns[0]), int(rows[0])
        area = Rect.from_edges(left, top, int(columns[-1]) + 1, int(rows[-1]) + 1)
    elif (before is None) != (after is None):
        area = Rect(0, 0, 1, 1)
    else:
        return None
    return _Patch(key, area, before is not None, after is not None, before, after)


def _difference(before: Array | None, after: Array | None, area: Rect) -> Array:
    if before is None or after is None:
        there = after if before is None else before
        assert there is not None
        return np.ascontiguousarray(there[area.slices()])
    return np.bitwise_xor(before[area.slices()], after[area.slices()])


def read_spilled(path: Path) -> bytes:
    """What a step of history moved to disk. Raises FigmentError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FigmentError(
            "This step cannot be undone or redone, since its file is gone.",
            f"It was {path}.",
            details=str(error),
        ) from error


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
    elif not dirty.is_empty:
        doc.pixels_changed.emit(dirty)
