"""A picture in layers, with its selection and its history."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psygnal import Signal

from editor.api import FigmentError, Rect
from editor.document.guides import Guide
from editor.document.history import History
from editor.document.layer import Group, Node
from editor.document.selection import Selection
from editor.document.tiles import TileGrid


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything of a document that undo restores, sharing tiles with it."""

    width: int
    height: int
    layers: tuple[Node, ...]
    active_id: str
    selection: TileGrid | None
    channels: tuple[tuple[str, TileGrid], ...]
    guides: tuple[Guide, ...]


class Document:
    """Layers bottom to top, a selection, kept selections (channels), guides, and what was done.

    It is changed only through its history; nodes are looked up by id, since an undone structure
    change puts other node objects in their place.

    Signals:
        pixels_changed(Rect): what is seen changed in that rectangle.
        structure_changed: layers came, went or moved, or the size changed.
        properties_changed(str): a name, lock, opacity... of the node with that id.
        selection_changed, active_changed.
    """

    pixels_changed = Signal(object)
    structure_changed = Signal()
    properties_changed = Signal(str)
    selection_changed = Signal()
    active_changed = Signal()

    def __init__(
        self, width: int, height: int, *, dpi: float = 72.0, icc_profile: bytes | None = None
    ) -> None:
        self.id = uuid.uuid4().hex
        self.width = width
        self.height = height
        self.dpi = dpi
        self.icc_profile = icc_profile
        self.layers: list[Node] = []
        self.active_id = ""
        self.selection = Selection()
        self.channels: dict[str, TileGrid] = {}
        self.guides: list[Guide] = []
        self.title = "Untitled"
        self.path: Path | None = None
        self.metadata: dict[str, Any] = {}
        self.history = History(self)
        self._saved_at: object = self.history.state

    @property
    def bounds(self) -> Rect:
        """The page."""
        return Rect(0, 0, self.width, self.height)

    @property
    def active(self) -> Node | None:
        """The node that tools work on."""
        return self.find(self.active_id) if self.active_id else None

    def activate(self, node_id: str) -> None:
        """Makes a node the active one; not an edit."""
        if node_id != self.active_id:
            self.active_id = node_id
            self.active_changed.emit()

    @property
    def modified(self) -> bool:
        """Whether there is something to save."""
        return self.history.state is not self._saved_at

    def mark_saved(self, state: object | None = None) -> None:
        """What was there at a state of history (now, where none is given) is what the file has."""
        self._saved_at = self.history.state if state is None else state
        self.history.changed.emit()

    def mark_unsaved(self) -> None:
        """No file has any state of it, as after a recovery."""
        self._saved_at = object()
        self.history.changed.emit()

    def walk(self) -> Iterator[Node]:
        """All nodes bottom to top, a group's children before the group."""
        return walk(self.layers)

    def find(self, node_id: str) -> Node | None:
        """The node of that id."""
        return next((node for node in self.walk() if node.id == node_id), None)

    def parent(self, node_id: str) -> Group | None:
        """The group around a node; None at the top."""
        for node in self.walk():
            if isinstance(node, Group) and any(child.id == node_id for child in node.children):
                return node
        return None

    def ancestors(self, node_id: str) -> Iterator[Group]:
        """The groups around a node, the nearest first."""
        group = self.parent(node_id)
        while group is not None:
            yield group
            group = self.parent(group.id)

    def require_unlocked(self, node_id: str) -> Node:
        """The node, if neither it nor a group around it is locked. Raises FigmentError."""
        node = self.find(node_id)
        if node is None:
            raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
        locked = next((n for n in (node, *self.ancestors(node_id)) if n.locked), None)
        if locked is not None:
            raise FigmentError(f"“{locked.name}” is locked.", "Unlock it in the layers panel.")
        return node

    def siblings(self, node_id: str) -> list[Node]:
        """The list that holds a node."""
        parent = self.parent(node_id)
        return self.layers if parent is None else parent.children

    def layer_below(self, node_id: str) -> Node | None:
        """The next node below in the same group."""
        siblings = self.siblings(node_id)
        index = next(i for i, node in enumerate(siblings) if node.id == node_id)
        return siblings[index - 1] if index > 0 else None

    def snapshot(self) -> Snapshot:
        """The state of now, to come back to."""
        mask = self.selection.mask
        return Snapshot(
            width=self.width,
            height=self.height,
            layers=tuple(node.clone() for node in self.layers),
            active_id=self.active_id,
            selection=mask.copy() if mask is not None else None,
            channels=tuple((name, grid.copy()) for name, grid in self.channels.items()),
            guides=tuple(self.guides),
        )

    def frozen(self) -> Document:
        """A twin without history that shares tiles: any thread may read it while this one changes.

        It costs as little as a snapshot, and whoever has it must not change it.
        """
        state = self.snapshot()
        twin = Document(self.width, self.height, dpi=self.dpi, icc_profile=self.icc_profile)
        twin.id, twin.title, twin.path = self.id, self.title, self.path
        twin.metadata = dict(self.metadata)
        twin.layers, twin.active_id = list(state.layers), state.active_id
        twin.selection.mask = state.selection
        twin.channels, twin.guides = dict(state.channels), list(state.guides)
        return twin

    def restore(self, snapshot: Snapshot) -> None:
        """Goes to a state taken before. Telling the watchers is the caller's."""
        self.width, self.height = snapshot.width, snapshot.height
        self.layers = [node.clone() for node in snapshot.layers]
        self.restore_selection(snapshot)

    def restore_selection(self, snapshot: Snapshot) -> None:
        """Takes the selection, channels, guides and active node of a state taken before."""
        self.active_id = snapshot.active_id
        self.channels = {name: grid.copy() for name, grid in snapshot.channels}
        self.guides = list(snapshot.guides)
        self.selection.mask = snapshot.selection.copy() if snapshot.selection is not None else None


# No function inside of `Document.walk`: one that calls itself is garbage that must be looked for,
# and every dab walks.
def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes and all that is in them; what is in a group before the group itself."""
    for node in nodes:
        if isinstance(node, Group):
            yield from walk(node.children)
        yield node
