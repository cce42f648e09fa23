"""One job on the worker thread: load, run each variant, store each result, climb down on memory."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor.api import (
    Cancelled,
    FigmentError,
    FileError,
    Generator,
    GeneratorError,
    ImageU8,
    OutOfMemory,
    Rect,
)
from editor.jobs import events
from editor.jobs.context import RunContext
from editor.jobs.device import free_caches, is_out_of_memory
from editor.jobs.framing import frame_for, results_of, to_network
from editor.jobs.job import Job
from editor.jobs.residency import Residency
from editor.jobs.store import ResultStore

Emit = Callable[[events.Event], None]
Guard = Callable[[type[Generator]], AbstractContextManager[object]]


class Running:
    """A job while it runs. Made and used on the worker thread only.

    Args:
        to_cpu: switches to the processor for the last rung of the memory ladder; False where it
            computes there already.
    """

    def __init__(
        self,
        job: Job,
        context: RunContext,
        residency: Residency,
        *,
        emit: Emit,
        store: ResultStore | None,
        to_cpu: Callable[[], bool],
        guard: Guard,
    ) -> None:
        self._job = job
        self._context = context
        self._residency = residency
        self._emit = emit
        self._store = None if job.live else store
        self._to_cpu = to_cpu
        self._guard = guard
        self._rungs_taken: list[str] = []
        self._done = 0

    def run(self) -> None:
        """Runs the job to its end. Raises Cancelled, or FigmentError for everything that failed."""
        started_s = time.monotonic()
        rungs = self._rungs()
        while True:
            try:
                with self._guard(self._job.generator_class):
                    self._attempt()
                break
            except (Cancelled, FigmentError):
                raise
            except BaseException as error:
                if not is_out_of_memory(error):
                    raise self._told(error) from error
                self._climb_down(rungs, error)
        self._emit(events.Finished(self._job.id, time.monotonic() - started_s))

    def _attempt(self) -> None:
        job, context = self._job, self._context
        self._emit(events.Loading(job.id))
        generator = self._residency.ready(job.generator_class, context)
        frame = frame_for(job.request.rect, job.generator_class.size)
        request = to_network(job.request, frame)
        self._emit(events.Started(job.id))
        context.start(frame)
        batch = job.variants if job.generator_class.batches else 1
        while self._done < job.variants:
            context.start_variant(self._done)
            count = min(batch, job.variants - self._done)
            seeded = replace(request, seed=request.seed + self._done, count=count)
            returned = generator.run(seeded, context)
            found = results_of(returned, request, frame, mask=job.request.mask, expected=count)
            self._residency.fit(job.generator_class)
            notes = getattr(returned, "notes", {})
            for pixels, rect in found:
                self._deliver(pixels, rect, notes)
        context.progress(1.0)

    def _deliver(self, pixels: ImageU8, rect: Rect, notes: Mapping[str, Any]) -> None:
        index = self._done
        recipe = {**self._job.recipe, "seed": self._job.request.seed + index}
        if self._context.models_used:
            entry = self._context.models_used[-1]
            recipe |= {"model": entry.name, "model_sha256": entry.sha256}
        if notes:
            recipe["notes"] = dict(notes)
        if self._rungs_taken:
            recipe["memory_ladder"] = list(self._rungs_taken)
        path = self._stored(pixels, recipe, rect)
        pixels.setflags(write=False)
        self._done += 1
        self._emit(events.VariantReady(self._job.id, index, pixels, rect, recipe, path))

    def _stored(self, pixels: ImageU8, recipe: Mapping[str, Any], rect: Rect) -> Path | None:
        if self._store is None:
            return None
        try:
            return self._store.put(pixels, recipe, rect).path
        except FileError as error:
            self._emit(events.Notice(self._job.id, f"{error.text} {error.hint}"))
            return None

    def _rungs(self) -> list[tuple[str, Callable[[], bool]]]:
        keep = self._job.generator_class

        def free() -> bool:
            free_caches()
            return True

        return [
            ("Memory was short: caches were freed.", free),
            (
                "Memory was short: other models were unloaded.",
                lambda: self._residency.evict_others(keep) > 0,
            ),
            ("Memory was short: this run computes on the processor.", self._to_cpu),
        ]

    def _climb_down(
        self, rungs: list[tuple[str, Callable[[], bool]]], error: BaseException
    ) -> None:
        """Takes the next rung that helps. Raises OutOfMemory after the last."""
        while rungs:
            text, take = rungs.pop(0)
            if take():
                self._rungs_taken.append(text)
                self._emit(events.Notice(self._job.id, text))
                return
        raise OutOfMemory(
            f"There is not enough memory for {self._job.generator_class.title}.",
            "Use a smaller picture or selection, or close other programs.",
            "".join(traceback.format_exception(error)),
        ) from error

    def _told(self, error: BaseException) -> GeneratorError:
        name = self._job.plugin or self._job.generator_class.title
        what = str(error) or "no reason given"
        return GeneratorError(
            f"{name} failed: {type(error).__name__}: {what}",
            "The rest of the program is unharmed.",
            "".join(traceback.format_exception(error)),
        )
