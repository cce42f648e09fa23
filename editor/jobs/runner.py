"""The queue, and the worker that works it off; a worker that does not stop is replaced."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from editor.api import Generator
from editor.jobs import events
from editor.jobs.context import PREVIEW_RATE_HZ
from editor.jobs.device import Device
from editor.jobs.job import Job, JobState, JobView
from editor.jobs.store import ResultStore
from editor.jobs.ticket import Outlet, Tell, Ticket
from editor.jobs.worker import Run, Worker
from editor.models import Catalogue

GRACE_S = 5.0
LOAD_GRACE_S = 30.0
"""Imports and weights cannot be interrupted, and a cold disk is slow."""
_REST_S = 0.3
_PAUSE_S = 0.02
"""Longer than a picture takes to be painted, or a slider that is dragged to move on."""


@dataclass(frozen=True)
class _LeftBehind:
    worker: Worker
    plugin: str
    nbytes: int


class Runner:
    """Runs jobs one after the other on a thread of its own; live jobs go before queued ones.

    Every method may be called from any thread and returns at once; what happens is told to
    `on_event`, one event at a time, from whichever thread it happens on.

    Args:
        on_event: takes events; it must not block.
        device: auto, cpu, cuda, cuda:1 or mps.
        store: where results are written before they are told; None for no store.
        grace_s: how long a cancelled run may take to stop before it is left behind.
        load_grace_s: the same while it loads.
        preview_rate_hz: how many previews a second are told at most; 0 where nobody looks at them.
    """

    def __init__(
        self,
        *,
        on_event: Tell,
        catalogue: Catalogue,
        store: ResultStore | None = None,
        device: str = "auto",
        memory_budget_bytes: int = 4 * 1024**3,
        grace_s: float = GRACE_S,
        load_grace_s: float = LOAD_GRACE_S,
        preview_rate_hz: int = PREVIEW_RATE_HZ,
    ) -> None:
        self._outlet = Outlet(on_event)
        self._silence = Outlet(_nobody)
        self._catalogue = catalogue
        self._store = store
        self._memory_budget_bytes = memory_budget_bytes
        self._grace_s = grace_s
        self._load_grace_s = load_grace_s
        self._device = device
        self._preview_rate_hz = preview_rate_hz
        # Never held while an event is told: listeners may call back.
        self._condition = threading.Condition()
        self._waiting: list[Job] = []
        self._live: Job | None = None
        self._live_was_last = False
        self._ahead: type[Generator] | None = None
        self._sought: Job | None = None
        self._run: Run | None = None
        self._left_behind: list[_LeftBehind] = []
        self._closing = False
        self._worker = self._start_worker()

    @property
    def queue(self) -> tuple[JobView, ...]:
        """The running job, unless it is cancelled or live, and those that wait."""
        with self._condition:
            jobs = [(job, JobState.QUEUED) for job in self._waiting]
            run = self._run
            if run is not None and run.job and not run.job.is_quiet and not run.ticket.is_over:
                jobs.insert(0, (run.job, run.state))
        return tuple(JobView(job.id, job.label, state, job.variants) for job, state in jobs)

    @property
    def abandoned(self) -> tuple[str, ...]:
        """The plugins whose runs were left behind and still hold a thread and memory."""
        with self._condition:
            return tuple(left.plugin for left in self._left_behind)

    @property
    def device(self) -> Device | None:
        """The device in use, once a generator asked for one."""
        return self._worker.device

    @property
    def resident_bytes(self) -> int:
        """What weights and traces take, those of left-behind runs too."""
        with self._condition:
            left = sum(left.nbytes for left in self._left_behind)
            return self._worker.resident_bytes + left

    def submit(self, job: Job) -> None:
        """Puts a job at the end of the queue."""
        self._outlet.tell(events.Queued(job.id))
        with self._condition:
            self._waiting.append(job)
            self._condition.notify_all()
        self._make_way(job.generator_class)
        self._tell_queue()

    def submit_live(self, job: Job) -> None:
        """Runs a job as soon as the worker is free, in place of any live job that waits."""
        with self._condition:
            replaced, self._live = self._live, job
            self._condition.notify_all()
        if replaced is not None:
            self._outlet.tell(events.CancelledEvent(replaced.id))
        self._make_way(job.generator_class)

    def submit_seeking(self, job: Job) -> None:
        """Looks for what can be pointed at while nothing else is to do, in place of an older one
        that waits."""
        with self._condition:
            replaced, self._sought = self._sought, job
            self._condition.notify_all()
        if replaced is not None:
            self._outlet.tell(events.CancelledEvent(replaced.id))
        self._make_way(job.generator_class)

    def preload(self, generator: type[Generator]) -> None:
        """Loads a generator while nothing else is to do."""
        with self._condition:
            self._ahead = generator
            self._condition.notify_all()
        self._make_way(generator)

    def move(self, job_id: str, index: int) -> None:
        """Puts a waiting job at a place among those that wait."""
        with self._condition:
            job = next((job for job in self._waiting if job.id == job_id), None)
            if job is None:
                return
            self._waiting.remove(job)
            self._waiting.insert(max(0, index), job)
        self._tell_queue()

    def cancel(self, job_id: str) -> None:
        """Gives a job up. It leaves the queue at once; a running one stops at its next call."""
        was_waiting = self._take_back(job_id)
        run = self._run  # read second: a job goes from the one place to the other in one step
        if was_waiting:
            self._outlet.tell(events.CancelledEvent(job_id))
            if run is not None and run.job is None:
                self._stop(run)  # what it waited for need not go on either
        elif run is None or run.job is None or run.job.id != job_id or not self._stop(run):
            return
        self._tell_queue()

    def cancel_all(self) -> None:
        """Gives all jobs up, live ones too."""
        with self._condition:
            run, live, sought = self._run, self._live, self._sought
            ids = [job.id for job in self._waiting]
        ids += [job.id for job in (live, sought, run.job if run else None) if job is not None]
        for job_id in ids:
            self.cancel(job_id)

    def set_device(self, name: str) -> None:
        """Computes elsewhere from the next job on; loaded generators are loaded anew."""
        with self._condition:
            self._device = name

    def set_preview_rate(self, rate_hz: int) -> None:
        """Tells so many previews a second at most, from the next job on."""
        self._preview_rate_hz = rate_hz

    def close(self, timeout_s: float) -> tuple[str, ...]:
        """Cancels everything and ends the worker. Returns the plugins that were left behind."""
        with self._condition:
            self._closing = True
            self._waiting.clear()
            self._live = self._ahead = self._sought = None
            run = self._run
            self._condition.notify_all()
        if run is not None:
            run.ticket.cancel()
        ended = self._worker.join(timeout_s)
        with self._condition:
            if run is not None and run.grace is not None:
                run.grace.cancel()
            names = tuple(left.plugin for left in self._left_behind if left.worker.is_alive)
        return names if ended or run is None else (*names, run.plugin_name)

    # Stopping

    def _take_back(self, job_id: str) -> bool:
        """Removes a job that waits. False where it does not."""
        with self._condition:
            if self._live is not None and self._live.id == job_id:
                self._live = None
                return True
            if self._sought is not None and self._sought.id == job_id:
                self._sought = None
                return True
            left = [job for job in self._waiting if job.id != job_id]
            found = len(left) < len(self._waiting)
            self._waiting = left
        return found

    def _make_way(self, generator: type[Generator]) -> None:
        """Stops what was done because nothing else was: looking, or loading another generator."""
        run = self._run
        if run is None:
            return
        if run.job.seeks if run.job is not None else run.generator_class is not generator:
            self._stop(run)

    def _stop(self, run: Run) -> bool:
        """Cancels a run and starts its period of grace. False when it was over already."""
        if not run.ticket.cancel():
            return False
        with self._condition:
            if self._run is not run or self._closing:
                return True
            grace_s = self._load_grace_s if run.state is JobState.LOADING else self._grace_s
            run.grace = threading.Timer(grace_s, self._abandon, [run])
            run.grace.daemon = True
            run.grace.name = "figment-grace"
            run.grace.start()
        return True

    def _abandon(self, run: Run) -> None:
        """Leaves a worker behind that does not stop. Called on the timer's thread."""
        with self._condition:
            if self._run is not run or self._closing:
                return
            old = self._worker
            self._left_behind.append(_LeftBehind(old, run.plugin_name, old.resident_bytes))
            self._run = None
            self._worker = self._start_worker()
        self._outlet.tell(events.Abandoned(run.ticket.job_id, run.plugin_name))
        self._tell_queue()

    def _start_worker(self) -> Worker:
        worker = Worker(
            take=self._take,
            started=self._on_started,
            done=self._on_done,
            catalogue=self._catalogue,
            store=self._store,
            budget_bytes=self._budget_bytes,
            rests=self._live_rests,
            preview_rate_hz=lambda: self._preview_rate_hz,
        )
        worker.start()
        return worker

    def _budget_bytes(self) -> int:
        """What is left for the worker beside that which was left behind."""
        with self._condition:
            return self._memory_budget_bytes - sum(left.nbytes for left in self._left_behind)

    # On the worker's thread

    def _take(self, worker: Worker) -> Run | None:
        """Waits for the next run; None for a worker that is no longer wanted."""
        while self._store is not None and self._rests() and self._store.pack():
            pass
        with self._condition:
            if any(left.worker is worker for left in self._left_behind):
                self._left_behind = [x for x in self._left_behind if x.worker is not worker]
                return None
            while not self._is_wanted():
                self._condition.wait()
            if self._closing:
                return None
            run = self._run = self._next()
        if run.job is not None and not run.job.is_quiet:
            self._tell_queue()
        return run

    def _is_wanted(self) -> bool:
        """Whether the worker has something to do, or to end."""
        with self._condition:
            waiting = self._live or self._waiting or self._ahead or self._sought
            return bool(self._closing or waiting)

    def _rests(self) -> bool:
        """Whether nothing came for a moment: one job after the other need not wait for it."""
        with self._condition:
            return not self._condition.wait_for(self._is_wanted, _REST_S)

    def _live_rests(self) -> bool:
        """Whether no newer live picture was wanted for a moment. Whatever else is can wait."""
        with self._condition:
            return not self._condition.wait_for(lambda: self._live or self._closing, _PAUSE_S)

    def _next(self) -> Run:
        """The live job, except that a queued one gets every second turn; else loading ahead, and
        then looking for something."""
        job: Job | None = None
        if self._live is not None and not (self._live_was_last and self._waiting):
            job, self._live = self._live, None
        elif self._waiting:
            job = self._waiting.pop(0)
        if job is None and self._ahead is not None:
            generator, self._ahead = self._ahead, None
            return Run(generator, Ticket("", self._silence), self._device)
        if job is None:
            job, self._sought = self._sought, None
        assert job is not None
        self._live_was_last = job.live
        ticket = Ticket(job.id, self._outlet, is_quiet=job.is_quiet)
        return Run(job.generator_class, ticket, self._device, job)

    def _on_started(self, run: Run) -> None:
        run.state = JobState.RUNNING
        if run.job is not None and not run.job.is_quiet:
            self._tell_queue()

    def _on_done(self, run: Run) -> None:
        with self._condition:
            if run.grace is not None:
                run.grace.cancel()
            if self._run is not run:
                return
            self._run = None
        if run.job is not None and not run.job.is_quiet:
            self._tell_queue()

    def _tell_queue(self) -> None:
        # Under the outlet's lock, so that the last one told is the newest.
        with self._outlet.lock:
            self._outlet.tell(events.QueueChanged(self.queue))


def _nobody(event: events.Event) -> None:
    """Nobody listens while a generator is loaded ahead."""
