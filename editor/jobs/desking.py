"""A verb of a generator's desk on the worker thread; what comes of it is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editor.api import (
    DeskRequest,
    DeskResult,
    Frames,
    Generator,
    GeneratorError,
    ImageU8,
    NewModel,
    Piece,
    as_rgba,
    read_only,
)
from editor.jobs import events
from editor.jobs.carrying import at_work, carry_out
from editor.jobs.context import RunContext
from editor.jobs.job import DeskWork, Job
from editor.jobs.residency import Residency
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

    def do(job: Job) -> None:
        assert job.desk is not None
        with at_work(job, ticket, context, residency, on_started=on_started) as generator:
            result = _worked(job, job.desk, generator, context)
        ticket.tell(events.Worked(job.id, result))

    carry_out(job, ticket, do)


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
            return tuple(_piece(piece) for piece in pieces)
    raise GeneratorError(f"{job.plugin_name} did not give what {work.verb} promises.")


def _piece(piece: Piece) -> Piece:
    try:
        json.dumps(dict(piece.data))
    except (TypeError, ValueError) as error:
        raise GeneratorError(
            "A piece knows itself by something that a project cannot keep.", details=str(error)
        ) from None
    return replace(piece, image=_picture(piece.image))


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
