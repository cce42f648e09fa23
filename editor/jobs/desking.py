"""A verb of a generator's desk on the worker thread; what comes of it is checked."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editor.api import (
    Cancelled,
    DeskRequest,
    DeskResult,
    FigmentError,
    Frames,
    Generator,
    GeneratorError,
    ImageU8,
    NewModel,
    OutOfMemory,
    Piece,
    as_rgba,
    read_only,
)
from editor.jobs import events
from editor.jobs.context import RunContext
from editor.jobs.device import is_out_of_memory
from editor.jobs.framing import Frame
from editor.jobs.job import DeskWork, Job
from editor.jobs.residency import Residency
from editor.jobs.running import details_of, failure_of
from editor.jobs.ticket import Ticket

PIECE_PX = 512
"""The longer side that a piece may have: pieces lie on the desk by the dozen."""
_FILE_NAME = re.compile(r"\w[\w.-]*")


def work_on_desk(
    job: Job,
    ticket: Ticket,
    context: RunContext,
    residency: Residency,
    *,
    on_started: Callable[[], None],
) -> None:
    """Does the verb. Raises Cancelled, or FigmentError for everything that failed."""
    work = job.desk
    assert work is not None
    started_s = time.monotonic()
    ticket.tell(events.Loading(job.id))
    try:
        job = job.with_inputs()
        ticket.check()
        generator = residency.ready(job.generator_class, context).generator
        on_started()
        ticket.tell(events.Started(job.id))
        size = job.request.rect.size
        context.start(Frame(size, job.request.rect, job.request.rect), None)
        result = _worked(job, work, generator, context)
    except (Cancelled, FigmentError):
        raise
    except BaseException as error:
        if is_out_of_memory(error):
            raise OutOfMemory(
                "There is not enough memory for that.", "Ask for fewer.", details_of(error)
            ) from None
        raise failure_of(job, error) from None
    ticket.tell(events.Worked(job.id, result))
    ticket.end(events.Finished(job.id, time.monotonic() - started_s))


def _worked(job: Job, work: DeskWork, generator: Generator, context: RunContext) -> DeskResult:
    asked = job.request
    request = DeskRequest(
        verb=work.verb,
        options=work.options,
        params=asked.params,
        picks=work.picks,
        image=asked.image,
        rect=asked.rect,
        seed=asked.seed,
    )
    desk = job.generator_class.desk
    assert desk is not None
    returned = generator.work(request, context)
    match desk.verb(work.verb).gives, returned:
        case "frames", Frames(images=images) if len(images) > 0:
            return Frames([_picture(image) for image in images])
        case "model", NewModel():
            return _sound(returned)
        case "pieces", list() | tuple() as pieces if all(isinstance(p, Piece) for p in pieces):
            return tuple(replace(piece, image=_picture(piece.image)) for piece in pieces)
    raise GeneratorError(f"{job.plugin_name} did not give what {work.verb} promises.")


def _picture(image: Any) -> ImageU8:
    rgba = as_rgba(image)
    if max(rgba.shape[:2]) > PIECE_PX:
        raise GeneratorError(
            f"A picture for the desk has {rgba.shape[1]} x {rgba.shape[0]} pixels.",
            f"{PIECE_PX} a side are the most.",
        )
    return read_only(rgba)


def _sound(model: NewModel) -> NewModel:
    names = list(model.files)
    if not names or not all(_FILE_NAME.fullmatch(name) for name in names) or "card.json" in names:
        raise GeneratorError("The new model has files that cannot be written.")
    return model
