"""Undo and redo under a byte budget: a list of edits and a position in it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.document.edits import Compound, Edit, Restructure

if TYPE_CHECKING:
    from editor.document.document import Document

BUDGET_BYTES = 512 * 1024 * 1024
_MERGE_WITHIN_S = 1.5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HistoryEntry:
    """A line of the history panel."""

    label: str
    nbytes: int
    when_s: float


@dataclass(eq=False)
class _Step:
    edit: Edit
    when_s: float


class History:
    """What was done to a document.

    Over the budget the oldest steps move to files in `spill_folder`; where there is none, or the
    disk is full, the oldest are forgotten.

    Signals:
        changed: a step was added, undone, redone or forgotten.
    """

    changed = Signal()

    def __init__(
        self, doc: Document, *, budget_bytes: int = BUDGET_BYTES, spill_folder: Path | None = None
    ) -> None:
        self._doc = doc
        self._steps: list[_Step] = []
        self._position = 0
        self._start = object()
        self._open: list[Edit] | None = None
        self.budget_bytes = budget_bytes
        self.spill_folder = spill_folder

    @property
    def state(self) -> object:
        """Stands for the document's present state: the same object, the same state."""
        return self._steps[self._position - 1] if self._position else self._start

    @property
    def entries(self) -> list[HistoryEntry]:
        """All steps, oldest first."""
        return [
            HistoryEntry(step.edit.label, step.edit.nbytes, step.when_s) for step in self._steps
        ]

    @property
    def position(self) -> int:
        """How many of the steps are done."""
        return self._position

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._position < len(self._steps)

    @property
    def nbytes(self) -> int:
        """The memory of all steps."""
        return sum(step.edit.nbytes for step in self._steps)

    def do(self, edit: Edit) -> None:
        """Applies an edit and keeps it."""
        edit.apply(self._doc)
        self.push(edit)

    def push(self, edit: Edit) -> None:
        """Keeps an edit that has been applied already, such as a stroke."""
        if self._open is not None:
            self._open.append(edit)
            return
        del self._steps[self._position :]
        now = time.monotonic()
        last = self._steps[-1] if self._steps else None
        if last and now - last.when_s < _MERGE_WITHIN_S and last.edit.absorb(edit):
            # A new step object, so that a saved mark on the old one no longer matches.
            self._steps[-1] = _Step(last.edit, now)
        else:
            self._steps.append(_Step(edit, now))
        self._position = len(self._steps)
        self._keep_to_budget()
        self.changed.emit()

    def undo(self) -> None:
        """Takes the last step back; nothing happens where there is none."""
        if self.can_undo:
            self._position -= 1
            self._steps[self._position].edit.revert(self._doc)
            self.changed.emit()

    def redo(self) -> None:
        """Does the next step again; nothing happens where there is none."""
        if self.can_redo:
            self._steps[self._position].edit.apply(self._doc)
            self._position += 1
            self.changed.emit()

    def go_to(self, position: int) -> None:
        """Undoes or redoes until `position` steps are done."""
        if not 0 <= position <= len(self._steps):
            raise ValueError(f"no position {position} in {len(self._steps)} steps")
        while self._position > position:
            self._position -= 1
            self._steps[self._position].edit.revert(self._doc)
        while self._position < position:
            self._steps[self._position].edit.apply(self._doc)
            self._position += 1
        self.changed.emit()

    @contextmanager
    def change(self, label: str) -> Iterator[None]:
        """Makes one step of whatever is done to the document inside; an error takes it back."""
        before = self._doc.snapshot()
        try:
            yield
        except BaseException:
            self._doc.restore(before)
            raise
        edit = Restructure(label, before, self._doc.snapshot())
        doc = self._doc
        doc.structure_changed.emit()
        doc.selection_changed.emit()
        doc.active_changed.emit()
        doc.pixels_changed.emit(doc.bounds)
        self.push(edit)

    @contextmanager
    def group(self, label: str) -> Iterator[None]:
        """Makes one step of all edits done inside; an error takes them back."""
        assert self._open is None, "history groups do not nest"
        self._open = []
        try:
            yield
        except BaseException:
            for edit in reversed(self._open):
                edit.revert(self._doc)
            self._open = None
            raise
        edits, self._open = self._open, None
        if edits:
            self.push(Compound(label, edits))

    def _keep_to_budget(self) -> None:
        excess = self.nbytes - self.budget_bytes
        for step in self._steps:
            if excess <= 0:
                return
            held = step.edit.nbytes
            if self._spill(step.edit):
                excess -= held
        while excess > 0 and self._position > 1:
            excess -= self._steps.pop(0).edit.nbytes
            self._position -= 1

    def _spill(self, edit: Edit) -> bool:
        if self.spill_folder is None:
            return False
        try:
            self.spill_folder.mkdir(parents=True, exist_ok=True)
            return edit.spill(self.spill_folder / f"{id(edit):x}-{time.monotonic_ns():x}.undo")
        except OSError as error:
            log.info("undo cannot spill to %s: %s", self.spill_folder, error)
            return False
