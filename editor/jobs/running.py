"""One job on the worker thread: load, run each variant, store each result, climb down on memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor import memory
from editor.api import (
    SEED_MAX,
    Cancelled,
    FigmentError,
    FileError,
    GeneratorError,
    ImageU8,
    MaskU8,
    Meter,
    Rect,
    Result,
    as_rgba,
    param_fields,
    read_only,
)
from editor.jobs import events
from editor.jobs.carrying import PluginFault, carry_out, details_of, failure_of
from editor.jobs.context import RunContext
from editor.jobs.finer import finer_of
from editor.jobs.formation import Formation
from editor.jobs.framing import Frame, blending, results_of, to_network
from editor.jobs.job import Job
from editor.jobs.ladder import MemoryLadder
from editor.jobs.residency import Residency, Resident
from editor.jobs.store import ResultStore
from editor.jobs.ticket import Ticket
from editor.jobs.traces import Traces

_ROOM_BYTES = 256 * memory.MIB
"""With less no network gets anywhere, and torch may end the program in place of saying so."""
OTHER_MODELS = "other_models"
"""In a recipe: models of other kinds that had a part in it, such as a LoRA."""
LIVE_PX = 1024
"""The longer side that a live picture has at most: it is looked at, and replaced at once."""


class Running:
    """A job while it runs. Made and used on the worker thread only.

    Args:
        traces: where what a run leaves behind is kept.
        rests: waits a moment; False as soon as a newer live picture is wanted.
        to_cpu: switches to the processor for the last rung of the memory ladder; False where it
            computes there already.
        on_started: told when the generator is loaded.
    """

    def __init__(
        self,
        job: Job,
        ticket: Ticket,
        context: RunContext,
        residency: Residency,
        traces: Traces,
        *,
        store: ResultStore | None,
        rests: Callable[[], bool],
        to_cpu: Callable[[], bool],
        on_started: Callable[[], None],
    ) -> None:
        self._job = job
        self._ticket = ticket
        self._context = context
        self._residency = residency
        self._traces = traces
        self._store = None if job.live else store
        self._rests = rests
        self._on_started = on_started
        self._ladder = MemoryLadder(
            job,
            forget_steps=traces.clear,
            evict_others=lambda: residency.evict_others(job.generator_class) > 0,
            to_cpu=to_cpu,
        )
        self._done = 0

    def run(self) -> None:
        """Runs the job to its end. Raises Cancelled, or FigmentError for everything that failed."""
        carry_out(self._job, self._ticket, self._climb)

    def _climb(self, job: Job) -> None:
        """Tries with less and less memory."""
        self._job = job
        while trouble := self._attempt():
            # Only here is the traceback gone, and with it what its frames kept in memory.
            self._ticket.check()
            self._ticket.tell(events.Notice(self._job.id, self._ladder.climb_down(trouble)))

    def _attempt(self) -> str:
        """Goes on where the last attempt stopped. Returns the traceback when memory ran out."""
        try:
            self._make_variants()
        except Cancelled:
            raise
        except BaseException as error:
            if memory.is_out_of_memory(error):
                return details_of(error)
            if isinstance(error, FigmentError):
                raise
            raise failure_of(self._job, error) from None
        return ""

    def _make_variants(self) -> None:
        job, context = self._job, self._context
        memory.check(_ROOM_BYTES)
        frame = self._ladder.frame()
        request = to_network(job.request, frame)
        job.generator_class.check(request)
        resident = self._residency.ready(job.generator_class, context)
        if job.branch is not None:
            resume = self._traces.resume(job.branch, job.generator_class)
            request = replace(request, resume=resume)
        limit = job.request.mask if job.limit is None else job.limit
        limit = None if limit is None else blending(limit, frame)
        self._on_started()
        self._ticket.tell(events.Started(job.id))
        context.start(frame, limit)
        at_once = job.generator_class.batches and not self._ladder.one_by_one
        batch = job.variants if at_once else 1
        while self._done < job.variants:
            context.start_variant(self._done)
            count = min(batch, job.variants - self._done)
            seeded = replace(request, seed=self._seed(self._done), count=count)
            returned = resident.generator.run(seeded, context)
            try:
                found = results_of(
                    returned,
                    seeded,
                    frame,
                    mask=limit,
                    expected=count,
                    most_px=LIVE_PX if job.is_coarse else None,
                )
                goals = [rect for _, rect in found]
                finer = (
                    [None] * count
                    if job.live
                    else finer_of(returned, frame, limit=limit, goals=goals)
                )
            except GeneratorError as error:
                text = f"{job.plugin_name}: {error.text[0].lower()}{error.text[1:]}"
                raise PluginFault(text, error.hint, error.details) from None
            formation = self._formation(returned, frame, limit)
            told = getattr(returned, "meters", ())
            later = told if job.live and callable(told) else None
            meters = figures_of(()) if later else figures_of(told)
            notes = {**getattr(returned, "notes", {}), **{m.name: m.value for m in meters}}
            del returned, told
            for (pixels, rect), more in zip(found, finer, strict=True):
                recipe = self._recipe(resident, notes)
                self._deliver(
                    pixels,
                    rect,
                    recipe,
                    more,
                    formation=formation,
                    meters=None if later else meters,
                )
            if later is not None and self._rests():
                self._ticket.tell(events.Measured(job.id, figures_of(later)))

    def _seed(self, index: int) -> int:
        return (self._job.request.seed + index) % (SEED_MAX + 1)

    def _recipe(self, resident: Resident, notes: Mapping[str, Any]) -> dict[str, Any]:
        recipe = {**self._job.recipe, "seed": self._seed(self._done)}
        models = self._context.models_used or resident.models
        if models:
            recipe |= {"model": models[-1].name, "model_sha256": models[-1].sha256}
            # Few runs have any, and what their parameters name takes long to find out.
            others = {m.name: m for m in models if m.kind != self._job.generator_class.id}
            kinds = self._other_kinds() if others else set()
            others = {name: m for name, m in others.items() if m.kind in kinds}
            if others:
                recipe[OTHER_MODELS] = [
                    {"name": m.name, "kind": m.kind, "sha256": m.sha256} for m in others.values()
                ]
        if notes:
            recipe["notes"] = dict(notes)
        if self._ladder.taken:
            recipe["memory_ladder"] = list(self._ladder.taken)
        plain: dict[str, Any] = json.loads(json.dumps(recipe, default=_plain))
        return plain

    def _other_kinds(self) -> set[str]:
        """The kinds of models that its parameters name beside its own."""
        generator = self._job.generator_class
        fields = param_fields(generator.Params)
        return {f.model_kind for f in fields if f.kind == "model"} - {"", generator.id}

    def _formation(self, returned: object, frame: Frame, limit: MaskU8 | None) -> Formation | None:
        """Keeps the trace of a single picture, if it has one, and says what may be seen of it."""
        trace = getattr(returned, "trace", None)
        if not isinstance(returned, Result) or trace is None or self._job.live:
            return None
        previews = {step: as_rgba(picture) for step, picture in sorted(trace.previews.items())}
        name = self._traces.add(trace, self._job.generator_class)
        if name is None or len(returned.images) != 1:
            return None
        for picture in previews.values():
            picture.setflags(write=False)
        mask = self._job.request.mask
        return Formation(name, trace.steps, previews, frame, limit, returned.rect, mask)

    def _deliver(
        self,
        pixels: ImageU8,
        rect: Rect,
        recipe: dict[str, Any],
        finer: ImageU8 | None,
        *,
        formation: Formation | None,
        meters: tuple[Meter, ...] | None,
    ) -> None:
        self._ticket.check()
        path = self._stored(pixels, recipe, rect, finer)
        pixels = pixels.view()
        pixels.setflags(write=False)
        index = self._done
        self._done += 1
        self._ticket.tell(
            events.VariantReady(
                self._job.id, index, pixels, rect, recipe, path, formation, meters, finer
            )
        )

    def _stored(
        self, pixels: ImageU8, recipe: Mapping[str, Any], rect: Rect, finer: ImageU8 | None
    ) -> Path | None:
        if self._store is None:
            return None
        try:
            return self._store.put(pixels, recipe, rect, finer=finer).path
        except FileError as error:
            self._ticket.tell(events.Notice(self._job.id, error.text, error.hint, error.details))
            return None


def figures_of(
    told: Sequence[Meter] | Callable[[], Sequence[Meter]],
) -> tuple[Meter, ...]:
    """Meters as they may leave the worker: plain numbers, and pictures that nobody writes to."""
    return tuple(
        replace(
            meter,
            value=float(meter.value),
            picture=None if meter.picture is None else read_only(as_rgba(meter.picture)),
        )
        for meter in (told() if callable(told) else told)
    )


def _plain(value: Any) -> Any:
    """A number of numpy's or torch's as Python's own; anything else as text."""
    try:
        return value.item()
    except (AttributeError, ValueError, RuntimeError):
        return str(value)
