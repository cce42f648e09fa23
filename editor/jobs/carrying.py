"""What every job goes through: its pictures are read, it is done, and its end is told."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from editor.api import Cancelled, FigmentError, Generator, GeneratorError, OutOfMemory
from editor.api.errors import words_of
from editor.jobs import events
from editor.jobs.context import RunContext
from editor.jobs.framing import Frame
from editor.jobs.job import Job
from editor.jobs.residency import Residency
from editor.jobs.ticket import Ticket
from editor.memory import is_out_of_memory

_SENTENCE_CHARS = 200


def carry_out(job: Job, ticket: Ticket, do: Callable[[Job], None]) -> None:
    """Does a job with its pictures. Raises Cancelled, or FigmentError for all that failed."""
    started_s = time.monotonic()
    ticket.tell(events.Loading(job.id))
    try:
        job = job.with_inputs()
    except MemoryError as error:
        raise OutOfMemory(
            "There is not enough memory to read the picture.",
            "Select a smaller part of it, or close other programs.",
            details_of(error),
        ) from None
    ticket.check()
    do(job)
    ticket.end(events.Finished(job.id, time.monotonic() - started_s))


@contextmanager
def at_work(
    job: Job,
    ticket: Ticket,
    context: RunContext,
    residency: Residency,
    *,
    on_started: Callable[[], None],
) -> Iterator[Generator]:
    """The job's generator, ready for something beside a run; what it raises is told as its own."""
    try:
        generator = residency.ready(job.generator_class, context).generator
        on_started()
        ticket.tell(events.Started(job.id))
        rect = job.request.rect
        context.start(Frame(rect.size, rect, rect), None)
        yield generator
    except (Cancelled, FigmentError):
        raise
    except BaseException as error:
        if is_out_of_memory(error):
            raise OutOfMemory(
                "There is not enough memory for that.", "Ask for fewer.", details_of(error)
            ) from None
        raise failure_of(job, error) from None


class PluginFault(GeneratorError):
    """A plugin did what it must not: it raised what nobody expects, or gave what is no picture."""


def failure_of(job: Job, error: BaseException) -> PluginFault:
    """What a plugin raised that was meant for nobody, under the plugin's name."""
    return PluginFault(
        f"{job.plugin_name} failed: {sentence_of(error)}",
        "The rest of the program is unharmed.",
        details_of(error),
    )


def sentence_of(error: BaseException) -> str:
    """What a plugin's exception says, in one line."""
    if isinstance(error, SystemExit):
        return "it tried to end the program."
    text = words_of(error)
    if len(text) > _SENTENCE_CHARS:
        text = text[:_SENTENCE_CHARS].rstrip() + "…"
    return f"{type(error).__name__}: {text}" if text else f"{type(error).__name__}."


def details_of(error: BaseException) -> str:
    """The traceback as text, so that the frames and their tensors can go."""
    return "".join(traceback.format_exception(error))
