"""The queue and the worker thread that works it off."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass

from editor.api import Cancelled, FigmentError, Generator, Params
from editor.jobs import events
from editor.jobs.context import RunContext, Token
from editor.jobs.device import Device, choose, free_caches
from editor.jobs.job import Job, JobState, JobView
from editor.jobs.residency import Residency
from editor.jobs.running import Emit, Guard, Running
from editor.jobs.store import ResultStore
from editor.models import Catalogue

GRACE_S = 5.0
LOAD_GRACE_S = 30.0
"""Imports and weights cannot be interrupted, and a cold disk is slow."""


@dataclass(eq=False)
class _Current:
    job: Job
    token: Token
    state: JobState = JobState.LOADING
    timer: threading.Timer | None = None


class Runner:
    """Runs jobs one after the other on a thread of its own; live jobs go before queued ones.

    Every method may be called from any thread and returns at once; what happens is told to
    `on_event`, from whichever thread it happens on.

    Args:
        on_event: takes events; it must not block.
        device: auto, cpu, cuda, cuda:1 or mps.
        store: where results are written before they are told; None for no store.
        grace_s: how long a cancelled run may take to stop before it is left behind.
        guard: entered around the code of a generator, for crash markers.
    """

    def __init__(
        self,
        *,
        on_event: Emit,
        catalogue: Catalogue,
        store: ResultStore | None = None,
        device: str = "auto",
        memory_budget_bytes: int = 4 * 1024**3,
        grace_s: float = GRACE_S,
        guard: Guard | None = None,
    ) -> None:
        self._on_event = on_event
        self._catalogue = catalogue
        self._store = store
        self._budget_bytes = memory_budget_bytes
        self._grace_s = grace_s
        self._guard = guard or (lambda generator: contextlib.nullcontext(generator))
        self._condition = threading.Condition()
        self._waiting: list[Job] = []
        self._live: Job | None = None
        self._preload: tuple[type[Generator], Params] | None = None
        self._current: _Current | None = None
        self._device_name = device
        self._device: Device | None = None
        self._stale = False
        self._closing = False
        self._abandoned: list[str] = []
        self._residency = Residency(memory_budget_bytes)
        self._thread = self._start_worker()

    @property
    def queue(self) -> tuple[JobView, ...]:
        """The running job, unless it is cancelled or live, and those that wait."""
        with self._condition:
            jobs = [(job, JobState.QUEUED) for job in self._waiting]
            current = self._current
            if current is not None and not current.token.is_cancelled and not current.job.live:
                jobs.insert(0, (current.job, current.state))
        return tuple(JobView(job.id, job.label, state, job.variants) for job, state in jobs)

    @property
    def abandoned(self) -> tuple[str, ...]:
        """The plugins whose runs were left behind, with their threads and memory."""
        with self._condition:
            return tuple(self._abandoned)

    @property
    def device(self) -> Device | None:
        """The device in use, once a generator asked for one."""
        return self._device

    def submit(self, job: Job) -> None:
        """Puts a job at the end of the queue."""
        with self._condition:
            self._waiting.append(job)
            self._condition.notify_all()
        self._emit(events.Queued(job.id))
        self._emit_queue()

    def submit_live(self, job: Job) -> None:
        """Runs a job as soon as the worker is free, in place of any live job that waits."""
        with self._condition:
            self._live = job
            self._condition.notify_all()

    def preload(self, generator: type[Generator], params: Params) -> None:
        """Loads a generator while nothing else is to do."""
        with self._condition:
            self._preload = (generator, params)
            self._condition.notify_all()

    def move(self, job_id: str, index: int) -> None:
        """Puts a waiting job at a place among those that wait."""
        with self._condition:
            job = next((job for job in self._waiting if job.id == job_id), None)
            if job is None:
                return
            self._waiting.remove(job)
            self._waiting.insert(index, job)
        self._emit_queue()

    def cancel(self, job_id: str) -> None:
        """Gives a job up. It leaves the queue at once; a running one stops at its next call."""
        with self._condition:
            waiting = [job for job in self._waiting if job.id == job_id]
            for job in waiting:
                self._waiting.remove(job)
            if self._live is not None and self._live.id == job_id:
                self._live = None
            stopped = self._stop_current(job_id)
        if waiting or stopped:
            self._emit(events.CancelledEvent(job_id))
            self._emit_queue()

    def cancel_all(self) -> None:
        """Gives all jobs up."""
        for view in self.queue:
            self.cancel(view.id)

    def set_device(self, name: str) -> None:
        """Computes elsewhere from the next job on; loaded generators are loaded anew."""
        with self._condition:
            self._device_name, self._device = name, None
            self._stale = True

    def close(self, timeout_s: float) -> tuple[str, ...]:
        """Cancels everything and ends the worker. Returns the plugins that did not stop in time."""
        with self._condition:
            self._closing = True
            self._waiting.clear()
            self._live = self._preload = None
            current = self._current
            if current is not None:
                current.token.cancel()
                if current.timer is not None:
                    current.timer.cancel()
            self._condition.notify_all()
        self._thread.join(timeout_s)
        if self._thread.is_alive() and current is not None:
            return (_plugin_name(current.job),)
        return ()

    # On any thread, under the lock.

    def _stop_current(self, job_id: str) -> bool:
        current = self._current
        if current is None or current.job.id != job_id or current.token.is_cancelled:
            return False
        current.token.cancel()
        loading = current.state is JobState.LOADING
        grace_s = max(self._grace_s, LOAD_GRACE_S) if loading else self._grace_s
        current.timer = threading.Timer(grace_s, self._abandon, [current])
        current.timer.daemon = True
        current.timer.name = "figment-grace"
        current.timer.start()
        return True

    # On the timer's thread.

    def _abandon(self, current: _Current) -> None:
        with self._condition:
            if self._current is not current or self._closing:
                return
            name = _plugin_name(current.job)
            self._abandoned.append(name)
            self._current = None
            # What the old thread holds is its own: a fresh worker starts with nothing loaded.
            self._residency = Residency(self._budget_bytes)
            self._thread = self._start_worker()
        self._emit(events.Abandoned(current.job.id, name))

    def _start_worker(self) -> threading.Thread:
        thread = threading.Thread(
            target=self._work, args=(self._residency,), name="figment-worker", daemon=True
        )
        thread.start()
        return thread

    # On the worker thread.

    def _work(self, residency: Residency) -> None:
        while True:
            with self._condition:
                while not (self._closing or self._live or self._waiting or self._preload):
                    self._condition.wait()
                if self._closing or self._residency is not residency:
                    break
                job, preload = self._next()
                current = _Current(job, Token()) if job is not None else None
                self._current = current
                stale, self._stale = self._stale, False
            if stale:
                residency.evict_all()
            if current is not None:
                self._run(current, residency)
            elif preload is not None:
                self._load_ahead(*preload, residency)
            if self._residency is not residency:
                return
        residency.evict_all()

    def _next(self) -> tuple[Job | None, tuple[type[Generator], Params] | None]:
        if self._live is not None:
            job, self._live = self._live, None
            return job, None
        if self._waiting:
            return self._waiting.pop(0), None
        preload, self._preload = self._preload, None
        return None, preload

    def _run(self, current: _Current, residency: Residency) -> None:
        job, token = current.job, current.token

        def emit(event: events.Event) -> None:
            if token.is_cancelled:
                return
            if isinstance(event, events.Started):
                current.state = JobState.RUNNING
                self._emit_queue()
            self._on_event(event)

        self._emit_queue()
        context = self._context(job, token, emit, residency)
        running = Running(
            job,
            context,
            residency,
            emit=emit,
            store=self._store,
            to_cpu=lambda: self._fall_back_to_cpu(residency),
            guard=self._guard,
        )
        try:
            running.run()
        except Cancelled:
            emit(events.CancelledEvent(job.id))
        except FigmentError as error:
            emit(events.Failed(job.id, error, _plugin_name(job)))
        finally:
            self._end(current)

    def _end(self, current: _Current) -> None:
        with self._condition:
            if current.timer is not None:
                current.timer.cancel()
            if self._current is not current:
                return
            self._current = None
        if current.token.is_cancelled:
            free_caches()
        self._emit_queue()

    def _load_ahead(self, generator: type[Generator], params: Params, residency: Residency) -> None:
        """Loads a generator; what goes wrong is told when somebody runs it."""
        del params
        job_id = f"preload-{generator.id}"
        context = self._make_context(job_id, generator, Token(), _drop, residency, variants=1)
        with contextlib.suppress(Exception, SystemExit), self._guard(generator):
            residency.ready(generator, context)

    def _context(self, job: Job, token: Token, emit: Emit, residency: Residency) -> RunContext:
        return self._make_context(
            job.id, job.generator_class, token, emit, residency, variants=job.variants
        )

    def _make_context(
        self,
        job_id: str,
        generator: type[Generator],
        token: Token,
        emit: Emit,
        residency: Residency,
        *,
        variants: int,
    ) -> RunContext:
        return RunContext(
            job_id=job_id,
            generator=generator,
            token=token,
            emit=emit,
            device_of=self._device_now,
            catalogue=self._catalogue,
            on_loaded=residency.account(generator),
            variants=variants,
        )

    def _device_now(self) -> Device:
        if self._device is None:
            self._device = choose(self._device_name)
        return self._device

    def _fall_back_to_cpu(self, residency: Residency) -> bool:
        if self._device is None or self._device.name == "cpu":
            return False
        residency.evict_all()
        self._device = choose("cpu")
        return True

    def _emit(self, event: events.Event) -> None:
        self._on_event(event)

    def _emit_queue(self) -> None:
        self._on_event(events.QueueChanged(self.queue))


def _drop(event: events.Event) -> None:
    """Nobody listens to a preload."""


def _plugin_name(job: Job) -> str:
    return job.plugin or job.generator_class.title
