"""Who may still speak: events in order, one at a time, and none from a job that is over."""

from __future__ import annotations

import threading
from collections.abc import Callable

from editor.api import Cancelled
from editor.jobs.events import CancelledEvent, Event, Loading, Progress, Started

Tell = Callable[[Event], None]


class Outlet:
    """Passes events on to one listener, never two at once."""

    def __init__(self, on_event: Tell) -> None:
        self._on_event = on_event
        self.lock = threading.RLock()

    def tell(self, event: Event) -> None:
        """Passes an event on."""
        with self.lock:
            self._on_event(event)


class Ticket:
    """One run's right to go on and to tell. Whoever ends it first has the last word.

    After `cancel` or `end` returned, no event of this run is told, from whichever thread.

    Args:
        job_id: of the run.
        outlet: where to tell.
        is_quiet: how far it is is not told: nobody sees that of a run that has no place in the
            queue, and each event wakes the window's thread while a live picture is made.
    """

    def __init__(self, job_id: str, outlet: Outlet, *, is_quiet: bool = False) -> None:
        self.job_id = job_id
        self._outlet = outlet
        self._is_quiet = is_quiet
        self._is_over = False  # nobody waits for it, and a run asks hundreds of times
        self.is_cancelled = False

    @property
    def is_over(self) -> bool:
        """Whether the run was cancelled or has ended."""
        return self._is_over

    def check(self) -> None:
        """Raises Cancelled once the run is over."""
        if self._is_over:
            raise Cancelled

    def tell(self, event: Event) -> None:
        """Tells an event, unless the run is over."""
        if self._is_quiet and isinstance(event, Loading | Started | Progress):
            return
        with self._outlet.lock:
            if not self._is_over:
                self._outlet.tell(event)

    def end(self, event: Event) -> None:
        """Tells the last event, unless the run is over already."""
        with self._outlet.lock:
            self.tell(event)
            self._is_over = True

    def cancel(self) -> bool:
        """Gives the run up. False where it was over already."""
        with self._outlet.lock:
            if self._is_over:
                return False
            self.end(CancelledEvent(self.job_id))
            self.is_cancelled = True
            return True
