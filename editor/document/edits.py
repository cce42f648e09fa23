"""What undo is made of: a step that can be done and taken back, and the small kinds of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from editor.document.layer import reach

if TYPE_CHECKING:
    from editor.document.document import Document

Target = Literal["pixels", "mask", "selection"]
_SMALL_BYTES = 200


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

    @property
    def disk_nbytes(self) -> int:
        """What it moved to a file."""
        return 0

    def pack(self) -> bool:
        """Does a little work (some milliseconds) to need less memory; False when all is done."""
        return False

    def spill(self, path: Path) -> None:
        """Moves what it keeps to a file that goes when the edit goes. Raises OSError."""
        del path

    def absorb(self, later: Edit) -> bool:
        """Takes a later edit into this one, if they are one change to the user."""
        del later
        return False


class SetProperty(Edit):
    """A property of one node; a run of changes to the same one is one step."""

    # What is seen does not depend on these.
    _INVISIBLE = frozenset({"name", "locked", "alpha_locked", "recipe"})
    # Switches: each turn is a step of its own.
    _SWITCHES = frozenset({"visible", "locked", "alpha_locked", "mask_enabled"})

    def __init__(self, node_id: str, name: str, before: Any, after: Any, *, label: str) -> None:
        self.label = label
        self._node_id = node_id
        self._name = name
        self._before = before
        self._after = after

    @property
    def nbytes(self) -> int:
        return _SMALL_BYTES

    def apply(self, doc: Document) -> None:
        self._set(doc, self._after)

    def revert(self, doc: Document) -> None:
        self._set(doc, self._before)

    def absorb(self, later: Edit) -> bool:
        if not isinstance(later, SetProperty) or self._name in self._SWITCHES:
            return False
        if (later._node_id, later._name) != (self._node_id, self._name):
            return False
        self._after, self.label = later._after, later.label
        return True

    def _set(self, doc: Document, value: Any) -> None:
        node = doc.find(self._node_id)
        assert node is not None
        setattr(node, self._name, value)
        doc.properties_changed.emit(self._node_id)
        if self._name not in self._INVISIBLE:
            dirty = reach(node).intersect(doc.bounds)
            if not dirty.is_empty:
                doc.pixels_changed.emit(dirty)


class Compound(Edit):
    """Several edits as one step."""

    def __init__(self, label: str, edits: Iterable[Edit]) -> None:
        self.label = label
        self._edits = list(edits)

    @property
    def nbytes(self) -> int:
        return sum(edit.nbytes for edit in self._edits)

    @property
    def disk_nbytes(self) -> int:
        return sum(edit.disk_nbytes for edit in self._edits)

    def apply(self, doc: Document) -> None:
        for edit in self._edits:
            edit.apply(doc)

    def revert(self, doc: Document) -> None:
        for edit in reversed(self._edits):
            edit.revert(doc)

    def pack(self) -> bool:
        return any(edit.pack() for edit in self._edits)

    def spill(self, path: Path) -> None:
        for index, edit in enumerate(self._edits):
            edit.spill(path.with_name(f"{path.stem}-{index}{path.suffix}"))
