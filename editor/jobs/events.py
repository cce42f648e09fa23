"""What the runner says: frozen values made on the worker, which may cross to any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.api import DeskResult, FigmentError, ImageU8, Meter, Rect, Spot
from editor.jobs.formation import Formation
from editor.jobs.job import JobView


@dataclass(frozen=True)
class Queued:
    """A job waits."""

    job_id: str


@dataclass(frozen=True)
class Loading:
    """The generator gets ready: imports, weights."""

    job_id: str


@dataclass(frozen=True)
class Started:
    """The first variant is being made."""

    job_id: str


@dataclass(frozen=True)
class Progress:
    """How far a job is, 0..1 over all variants; `eta_s` None while it cannot be told."""

    job_id: str
    fraction: float
    text: str
    eta_s: float | None


@dataclass(frozen=True, eq=False)
class Preview:
    """An unfinished picture, at whatever resolution it has; it shows `doc_rect`."""

    job_id: str
    rgba: ImageU8
    doc_rect: Rect


@dataclass(frozen=True, eq=False)
class VariantReady:
    """A result, on disk already unless `path` is None; a live one may have fewer pixels.

    Attributes:
        formation: the steps it can be gone back to, where its generator can do that.
        meters: None where they take a while: `Measured` tells them, unless a newer live job waits.
        finer: the same with more pixels than `doc_rect` has, where it was made so.
    """

    job_id: str
    index: int
    rgba: ImageU8
    doc_rect: Rect
    recipe: Mapping[str, Any]
    path: Path | None
    formation: Formation | None = None
    meters: tuple[Meter, ...] | None = ()
    finer: ImageU8 | None = None


@dataclass(frozen=True, eq=False)
class Measured:
    """The figures of a live picture that was told without them."""

    job_id: str
    meters: tuple[Meter, ...]


@dataclass(frozen=True, eq=False)
class Worked:
    """What a verb of a desk gave; its pictures are read-only RGBA."""

    job_id: str
    result: DeskResult


@dataclass(frozen=True, eq=False)
class Found:
    """What a generator found on a picture, to be pointed at."""

    job_id: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Finished:
    """All variants are there."""

    job_id: str
    seconds: float


@dataclass(frozen=True, eq=False)
class Failed:
    """The job ended with an error; the next one runs."""

    job_id: str
    error: FigmentError
    plugin: str


@dataclass(frozen=True)
class CancelledEvent:
    """The job is gone from the queue; what still computes for it goes nowhere."""

    job_id: str


@dataclass(frozen=True)
class Abandoned:
    """A cancelled run did not stop in time and was left behind with its thread."""

    job_id: str
    plugin: str


@dataclass(frozen=True)
class Notice:
    """Something about a job that the user should know, such as a rung of the memory ladder.

    Attributes:
        hint, details: where there is something to do about it.
    """

    job_id: str
    text: str
    hint: str = ""
    details: str = ""


@dataclass(frozen=True)
class QueueChanged:
    """The queue as it is now, the running job first."""

    queue: tuple[JobView, ...]


Event = (
    Queued
    | Loading
    | Started
    | Progress
    | Preview
    | VariantReady
    | Measured
    | Worked
    | Found
    | Finished
    | Failed
    | CancelledEvent
    | Abandoned
    | Notice
    | QueueChanged
)
