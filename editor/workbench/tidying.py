"""What is done a little at a time while nothing else is to do, and once when work rests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor.document.tiles import spares

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_PACK_S = 0.004
_SPARES_S = 0.002
_REST_CALLS = 20
"""So many calls without a change, two seconds in the window, are a rest."""
_HARDLY_EVER = 1000


class Tidying:
    """Keeps house for a workbench: journal, what can be pointed at, undo, memory."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._seen: object = None
        self._calls_left = 0

    def do(self) -> None:
        """Some milliseconds of it; called often, between events."""
        workbench = self._workbench
        workbench.recovery.flush()
        workbench.seeking.flush()
        workbench.live.flush()
        workbench.trainings.look()
        if workbench.document is not None:
            workbench.document.history.tidy(_PACK_S)
        spares.refill(_SPARES_S)
        self._collect_at_rest()

    def _collect_at_rest(self) -> None:
        """Frees what refers to itself, such as a closed document, once in every rest."""
        state = self._state()
        if self._is_busy() or state != self._seen:
            self._seen, self._calls_left = state, _REST_CALLS
        elif self._calls_left:
            self._calls_left -= 1
            if not self._calls_left:
                gc.collect()

    def _is_busy(self) -> bool:
        workbench, doc = self._workbench, self._workbench.document
        draws = doc is not None and doc.history.is_stroke_open
        return draws or workbench.live.is_on or bool(workbench.runner.queue)

    def _state(self) -> object:
        """A value that is another one whenever something was done."""
        doc = self._workbench.document
        open_ids = [one.id for one in self._workbench.documents]
        return open_ids, None if doc is None else doc.history.state


@contextmanager
def collected_at_rest() -> Iterator[None]:
    """Leaves whole collections of garbage to rests: with torch imported one takes 150 ms.

    Young garbage is collected as ever, and all of it where no rest ever comes.
    """
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], _HARDLY_EVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
