"""A job: one generator, one frozen request, one or more variants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from editor.api import Generator, MaskU8, Piece, Request


class JobState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    LOADING = "loading"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"


@dataclass(frozen=True, eq=False)
class Inputs:
    """What a run looks at, read from a frozen document.

    Attributes:
        request: with its pictures.
        limit: see `Job`.
        hashes: of the pictures by name, for the recipe.
        facts: what else the recipe shall say now that the pictures are known.
    """

    request: Request
    limit: MaskU8 | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Branch:
    """Where a job goes on from: a step of the run that left a trace of this name."""

    trace_id: str
    step: int


@dataclass(frozen=True, eq=False)
class DeskWork:
    """What a job does on the generator's desk, in place of a run; see `editor.api.DeskRequest`."""

    verb: str
    options: Any
    picks: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Job:
    """What is handed to the runner.

    Attributes:
        request: frozen inputs; its pictures show `request.rect` at the document's resolution.
        variants: how many results; variant i runs with seed + i.
        label: what the queue shows.
        live: it follows the pointer: no place in the queue, no result on disk.
        fine: a live one at all its pixels, made while nothing changes.
        plugin: the title of the plugin, for what goes wrong.
        recipe: what is known before the run; the runner adds seed and model.
        limit: where the results may show, at the size of `request.rect`; the request's mask when
            None. For generators that take no mask while something is selected.
        read: reads the pictures, which `request` then lacks, and the limit. It is called on the
            worker, once, when the job's turn has come: a large page takes longer than a window
            may stand still, and a live job that is replaced needs none.
        branch: the step of an earlier run to go on from.
        desk: a verb of the generator's desk to be done with the request's params, image and seed.
        seeks: the generator is to look for what can be pointed at; see `Generator.find`.
    """

    id: str
    generator_class: type[Generator]
    request: Request
    variants: int = 1
    label: str = ""
    live: bool = False
    fine: bool = False
    plugin: str = ""
    recipe: Mapping[str, Any] = field(default_factory=dict)
    limit: MaskU8 | None = None
    read: Callable[[], Inputs] | None = None
    branch: Branch | None = None
    desk: DeskWork | None = None
    seeks: bool = False

    @property
    def is_coarse(self) -> bool:
        """Whether few pixels are enough, since it is looked at and replaced at once."""
        return self.live and not self.fine

    @property
    def is_quiet(self) -> bool:
        """Whether it has no place in the queue that people see."""
        return self.live or self.seeks

    def with_inputs(self) -> Job:
        """The same job with its pictures. Raises GeneratorError where there is nothing to see."""
        if self.read is None:
            return self
        inputs = self.read()
        hashes = {"input_hashes": dict(inputs.hashes)} if inputs.hashes else {}
        return replace(
            self,
            request=inputs.request,
            limit=inputs.limit,
            recipe={**self.recipe, **hashes, **inputs.facts},
            read=None,
        )

    @property
    def plugin_name(self) -> str:
        """What to call the plugin when it goes wrong."""
        return self.plugin or self.generator_class.title


@dataclass(frozen=True)
class JobView:
    """A line of the queue."""

    id: str
    label: str
    state: JobState
    variants: int
