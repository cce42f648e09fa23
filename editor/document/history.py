"""Undo and redo under a byte budget: a list of edits and a position in it."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.document.edits import Compound, Edit
from editor.document.restructure import Restructure

if TYPE_CHECKING:
    from editor.document.document import Document

BUDGET_BYTES = 512 * 1024 * 1024
_MERGE_WITHIN_S = 1.5
_PACK_FOR_S = 0.004
"""How long each new step may be held up by packing older ones."""

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

    New steps share their tiles with the document. They are packed a little at a time, with each
    new step and whenever `tidy` is called. Over the budget the oldest steps move to files in
    `spill_folder`; where there is none, or the disk is full, the oldest are forgotten.

    Signals:
        changed: a step was added, undone, redone or forgotten.
        ran_short(OSError): the oldest steps were forgotten since `spill_folder` could not be
            written, and why; told once until it can be again.
    """

    changed = Signal()
    ran_short = Signal(object)

    def __init__(
        self, doc: Document, *, budget_bytes: int = BUDGET_BYTES, spill_folder: Path | None = None
    ) -> None:
        self._doc = doc
        self._steps: list[_Step] = []
        self._position = 0
        self._packed = 0
        # Stands for the state before the first step that is kept.
        self._start: object = object()
        self._open: list[Edit] | None = None
        self._end_stroke: Callable[[], object] | None = None
        self.budget_bytes = budget_bytes
        self.spill_folder = spill_folder
        self._cannot_spill: OSError | None = None
        self._told_short = False

    @property
    def state(self) -> object:
        """Stands for the document's present state: the same object, the same state."""
        return self._steps[self._position - 1] if self._position else self._start

    @property
    def states(self) -> list[object]:
        """What stands for each state that can be gone to, oldest first."""
        return [self._start, *self._steps]

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

    @property
    def disk_nbytes(self) -> int:
        """What steps moved to files."""
        return sum(step.edit.disk_nbytes for step in self._steps)

    def open_stroke(self, end: Callable[[], object]) -> None:
        """A stroke begins: `end` is called before anything else is done, undone or redone."""
        self.settle()
        self._end_stroke = end

    def close_stroke(self) -> None:
        """The open stroke came to its end."""
        self._end_stroke = None

    @property
    def is_stroke_open(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return self._end_stroke is not None

    def settle(self) -> None:
        """Ends an open stroke, so that what was drawn so far is a step of its own."""
        if self._end_stroke is not None:
            self._end_stroke()

    def do(self, edit: Edit) -> None:
        """Applies an edit and keeps it."""
        self.settle()
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
        self._packed = min(self._packed, self._position - 1)
        self.tidy(_PACK_FOR_S)
        self._keep_to_budget()
        self.changed.emit()

    def undo(self) -> None:
        """Takes the last step back; nothing happens where there is none."""
        self.settle()
        if self.can_undo:
            self._step_back()
            self.changed.emit()

    def redo(self) -> None:
        """Does the next step again; nothing happens where there is none."""
        self.settle()
        if self.can_redo:
            self._step_forward()
            self.changed.emit()

    def go_to(self, position: int) -> None:
        """Undoes or redoes until `position` steps are done."""
        self.settle()
        if not 0 <= position <= len(self._steps):
            raise ValueError(f"no position {position} in {len(self._steps)} steps")
        try:
            while self._position > position:
                self._step_back()
            while self._position < position:
                self._step_forward()
        finally:
            self.changed.emit()

    @contextmanager
    def change(self, label: str, *, run: str = "") -> Iterator[None]:
        """Makes one step of whatever is done to the document inside; an error takes it back.

        Args:
            run: quick changes of the same label and run become one step.
        """
        self.settle()
        before = self._doc.snapshot()
        try:
            yield
        except BaseException:
            failed = Restructure(label, before, self._doc.snapshot())
            self._doc.restore(before)
            failed.announce(self._doc)
            raise
        edit = Restructure(label, before, self._doc.snapshot(), run=run)
        edit.announce(self._doc)
        if not edit.is_empty:
            self.push(edit)

    @contextmanager
    def group(self, label: str) -> Iterator[None]:
        """Makes one step of all edits done inside; an error takes them back."""
        self.settle()
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

    def tidy(self, seconds: float) -> bool:
        """Packs steps for a while, the oldest first, best when nothing else is to do.

        Returns whether something is left to pack.
        """
        until = time.perf_counter() + seconds
        while self._packed < len(self._steps):
            if not self._steps[self._packed].edit.pack():
                self._packed += 1
            if time.perf_counter() >= until:
                break
        return self._packed < len(self._steps)

    def _step_back(self) -> None:
        self._steps[self._position - 1].edit.revert(self._doc)
        self._position -= 1

    def _step_forward(self) -> None:
        self._steps[self._position].edit.apply(self._doc)
        self._position += 1

    def _keep_to_budget(self) -> None:
        """Packs, then spills, then forgets; the last step stays in memory whatever it takes."""
        if self._excess() <= 0:
            return
        while self.tidy(1.0):
            pass
        excess = self._excess()
        self._cannot_spill = None
        for step in self._steps[:-1]:
            held = step.edit.nbytes
            if excess > 0 and held and self._spill(step.edit):
                excess -= held
        while excess > 0 and self._position > 1:
            # What was saved before the first step that is left can no longer be come back to.
            self._start = self._steps[0]
            excess -= self._steps.pop(0).edit.nbytes
            self._position -= 1
            self._packed -= 1
            self._tell_short()

    def _tell_short(self) -> None:
        if self._cannot_spill is not None and not self._told_short:
            self._told_short = True
            self.ran_short.emit(self._cannot_spill)

    def _excess(self) -> int:
        return sum(step.edit.nbytes for step in self._steps[:-1]) - self.budget_bytes

    def _spill(self, edit: Edit) -> bool:
        if self.spill_folder is None:
            return False
        path = self.spill_folder / f"{uuid.uuid4().hex}.undo"
        try:
            self.spill_folder.mkdir(parents=True, exist_ok=True)
            edit.spill(path)
        except OSError as error:
            with suppress(OSError):
                path.unlink()
            log.info("undo cannot spill to %s: %s", self.spill_folder, error)
            self._cannot_spill = error
            return False
        self._told_short = False
        return True
