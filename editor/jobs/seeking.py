"""A generator looking for what can be pointed at, on the worker thread."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from editor.api import GeneratorError, Spot
from editor.jobs import events
from editor.jobs.carrying import at_work, carry_out
from editor.jobs.context import RunContext
from editor.jobs.job import Job
from editor.jobs.residency import Residency
from editor.jobs.ticket import Ticket


def seek_spots(
    job: Job,
    ticket: Ticket,
    context: RunContext,
    residency: Residency,
    *,
    on_started: Callable[[], None],
) -> None:
    """Has the generator look. Raises Cancelled, or FigmentError for everything that failed."""

    def do(job: Job) -> None:
        with at_work(job, ticket, context, residency, on_started=on_started) as generator:
            spots = _sound(job, generator.find(job.request, context))
        ticket.tell(events.Found(job.id, spots))

    carry_out(job, ticket, do)


def _sound(job: Job, found: Sequence[Any]) -> tuple[Spot, ...]:
    """What was found, if it can be drawn."""
    spots = tuple(found)
    for spot in spots:
        is_form = isinstance(spot, Spot) and len(spot.outline) >= 3
        if not is_form or not all(math.isfinite(v) for point in spot.outline for v in point):
            raise GeneratorError(f"{job.plugin_name} found something that has no outline.")
    return spots
