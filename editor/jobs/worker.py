"""A worker: one thread, with the device it computes on and the generators it has loaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from editor.api import Cancelled, FigmentError, Generator
from editor.jobs import events
from editor.jobs.carrying import details_of
from editor.jobs.context import RunContext
from editor.jobs.desking import work_on_desk
from editor.jobs.device import Device, choose
from editor.jobs.job import Job, JobState
from editor.jobs.residency import Residency
from editor.jobs.running import Running
from editor.jobs.seeking import seek_spots
from editor.jobs.store import ResultStore
from editor.jobs.ticket import Ticket
from editor.jobs.traces import Traces
from editor.models import Catalogue

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Run:
    """What a worker is at: a job, or loading a generator ahead of one.

    Attributes:
        device: the choice it was started with.
        job: None while a generator is loaded ahead.
        grace: counts down to leaving the worker behind once the run is cancelled.
    """

    generator_class: type[Generator]
    ticket: Ticket
    device: str
    job: Job | None = None
    state: JobState = JobState.LOADING
    grace: threading.Timer | None = None

    @property
    def plugin_name(self) -> str:
        """What to call the plugin when it goes wrong."""
        return self.job.plugin_name if self.job else self.generator_class.title


class Worker:
    """Works until there is nothing more to take; then unloads everything and ends.

    A plugin that does not stop is left behind together with its worker, so that a fresh one
    shares nothing with it but the catalogue and the store.

    Args:
        take: gives the next run, or None to end; called on the worker's thread, may wait.
        started: told when a run has loaded.
        done: told when a run is over.
        budget_bytes: see `Residency`.
        rests: see `Running`; called on the worker's thread.
        preview_rate_hz: asked at each run, see `RunContext`.
    """

    def __init__(
        self,
        *,
        take: Callable[[Worker], Run | None],
        started: Callable[[Run], None],
        done: Callable[[Run], None],
        catalogue: Catalogue,
        store: ResultStore | None,
        budget_bytes: Callable[[], int],
        rests: Callable[[], bool],
        preview_rate_hz: Callable[[], int],
    ) -> None:
        self._take = take
        self._started = started
        self._done = done
        self._catalogue = catalogue
        self._store = store
        self._rests = rests
        self._preview_rate_hz = preview_rate_hz
        self.residency = Residency(budget_bytes)
        self.traces = Traces(budget_bytes)
        self.device: Device | None = None
        """The device in use, once a generator asked for one; may be read on any thread."""
        self._choice = ""
        self._fell_back = False
        self._thread = threading.Thread(target=self._work, name="figment-worker", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def join(self, timeout_s: float) -> bool:
        """Waits for the end; False when it did not come in time."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def resident_bytes(self) -> int:
        """What loaded weights and kept traces take; may be read on any thread."""
        return self.residency.nbytes + self.traces.nbytes

    @property
    def is_alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def _work(self) -> None:
        while (run := self._take(self)) is not None:
            self._work_on(run)
            self._done(run)
            del run  # its pictures need not wait for the next one
        self.residency.evict_all()
        self.traces.clear()

    def _work_on(self, run: Run) -> None:
        self._be_on(run.device)
        try:
            if run.job is None:
                self._load_ahead(run)
            else:
                self._run(run, run.job)
        except Cancelled:
            run.ticket.cancel()
        except FigmentError as error:
            run.ticket.end(events.Failed(run.ticket.job_id, told(error), run.plugin_name))
        except BaseException as error:
            # A plugin's errors do not come this far: this one is ours, and the next job must run.
            log.exception("a job failed outside its generator")
            ours = FigmentError("Something went wrong inside Figment.", details=details_of(error))
            run.ticket.end(events.Failed(run.ticket.job_id, ours, "Figment"))

    def _run(self, run: Run, job: Job) -> None:
        context = self._context(run, variants=job.variants)
        beside = work_on_desk if job.desk is not None else seek_spots if job.seeks else None
        if beside is not None:
            beside(job, run.ticket, context, self.residency, on_started=lambda: self._started(run))
            return
        Running(
            job,
            run.ticket,
            context,
            self.residency,
            self.traces,
            store=self._store,
            rests=self._rests,
            to_cpu=self._fall_back_to_cpu,
            on_started=lambda: self._started(run),
        ).run()

    def _load_ahead(self, run: Run) -> None:
        """Loads a generator; what goes wrong is told when somebody runs it."""
        try:
            self.residency.ready(run.generator_class, self._context(run, variants=1))
        except Cancelled:
            raise
        except BaseException:
            log.info("%s did not load ahead", run.generator_class.id, exc_info=True)

    def _context(self, run: Run, *, variants: int) -> RunContext:
        return RunContext(
            job_id=run.ticket.job_id,
            generator=run.generator_class,
            ticket=run.ticket,
            device_of=self._device_now,
            catalogue=self._catalogue,
            account=self.residency.account(run.generator_class),
            variants=variants,
            preview_rate_hz=self._preview_rate_hz(),
        )

    def _be_on(self, choice: str) -> None:
        """Starts over where the choice has changed, or the last run had fallen back."""
        if choice == self._choice and not self._fell_back:
            return
        if self._choice:
            self.residency.evict_all()
        self._choice, self._fell_back, self.device = choice, False, None

    def _device_now(self) -> Device:
        if self.device is None:
            self.device = choose(self._choice)
        return self.device

    def _fall_back_to_cpu(self) -> bool:
        if self.device is None or self.device.name == "cpu":
            return False
        self.residency.evict_all()
        self.device = choose("cpu")
        self._fell_back = True
        return True


def told(error: FigmentError) -> FigmentError:
    """The error fit to leave the worker: as text, without the frames that raised it."""
    if not error.details:
        error.details = details_of(error)
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return error
