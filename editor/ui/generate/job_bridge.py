"""The one way from the worker to the window: events are posted anywhere and handled on the GUI
thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.jobs import events

if TYPE_CHECKING:
    from editor.workbench import Workbench

_BATCH_S = 0.004
"""A flood of events must not hold up the window: the rest waits for the next turn of the loop."""


class JobBridge(QObject):
    """Carries the runner's events to the workbench. Made on the GUI thread.

    Events keep their order; of a job's unfinished pictures only the newest is handed on.
    """

    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: deque[object] = deque()
        self._newest_preview: dict[str, events.Preview] = {}
        self._is_awake = False
        self._workbench: Workbench | None = None
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def connect_to(self, workbench: Workbench) -> None:
        """Says who handles the events; those that came earlier are handed over too."""
        self._workbench = workbench
        self._wake()

    def post(self, event: object) -> None:
        """Takes an event; from any thread, without waiting."""
        with self._lock:
            if isinstance(event, events.Preview):
                self._newest_preview[event.job_id] = event
            self._waiting.append(event)
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            if self._is_awake or self._workbench is None:
                return
            self._is_awake = True
        self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        until_s = time.perf_counter() + _BATCH_S
        with self._lock:
            self._is_awake = False
        try:
            while time.perf_counter() < until_s and (event := self._next()) is not None:
                self._hand_over(event)
        finally:
            # Also when a handler raised: what comes after it must not be stuck.
            if self._waiting:
                self._wake()

    def _next(self) -> object | None:
        with self._lock:
            while self._waiting:
                event = self._waiting.popleft()
                if not isinstance(event, events.Preview):
                    return event
                if self._newest_preview.get(event.job_id) is event:
                    del self._newest_preview[event.job_id]
                    return event
        return None

    def _hand_over(self, event: object) -> None:
        assert self._workbench is not None
        self._workbench.on_job_event(event)
