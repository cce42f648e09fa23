"""The conformance kit: what the program expects of a generator, checked in a second.

Used by Figment's own tests, by plugin authors, and by `figment plugins doctor`.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import random
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from editor.api import examples
from editor.api.declaration import declaration_problems
from editor.api.errors import Cancelled, FigmentError, InvalidParams
from editor.api.generator import IMAGE, MASK, SKETCH, Generator, Multiple, Native, Request, Result
from editor.api.geometry import Rect
from editor.api.image import ImageU8, as_rgba
from editor.api.isolation import imports_of
from editor.api.params import Params, param_fields, validate_params
from editor.api.recording import LoadWeights, RecordingContext
from editor.api.tracing import Resume

__all__ = [
    "ConformanceError",
    "RecordingContext",
    "Report",
    "check_generator",
    "examine",
    "example_request",
]

_UNCANCELLABLE_S = 2.0
"""A run that takes longer has to call its context now and then."""


class ConformanceError(AssertionError):
    """A generator does not keep to the contract; `report` has every failure."""

    def __init__(self, report: Report) -> None:
        lines = "".join(f"\n  - {failure}" for failure in report.failures)
        super().__init__(f"{report.generator} does not keep to the contract:{lines}")
        self.report = report


@dataclass
class Report:
    """What the kit found.

    Attributes:
        generator: its id.
        checks: the names of the checks that were made.
        failures: one sentence each; empty when all is well.
        run_s: how long one run took.
        images: the pictures of that run, RGBA.
    """

    generator: str
    checks: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    run_s: float = 0.0
    images: list[ImageU8] = field(default_factory=list)


def check_generator(
    generator: type[Generator],
    *,
    params: Mapping[str, Any] | None = None,
    models: Mapping[str, Path] | None = None,
    load_weights: LoadWeights | None = None,
    size_px: tuple[int, int] = (48, 32),
) -> Report:
    """Runs a generator a few times on small pictures and checks that it keeps to the contract.

    Args:
        generator: the class.
        params: values for its parameters; the defaults otherwise.
        models: the path of each model it may ask for.
        load_weights: reads a weights file into tensors, e.g. `safetensors.torch.load_file`.
        size_px: (width, height) of the pictures, where `size` leaves it open.

    Raises:
        ConformanceError: listing everything that is wrong.
    """
    report = examine(
        generator, params=params, models=models, load_weights=load_weights, size_px=size_px
    )
    if report.failures:
        raise ConformanceError(report)
    return report


def examine(
    generator: type[Generator],
    *,
    params: Mapping[str, Any] | None = None,
    models: Mapping[str, Path] | None = None,
    load_weights: LoadWeights | None = None,
    size_px: tuple[int, int] = (48, 32),
) -> Report:
    """Like `check_generator`, but returns what is wrong instead of raising."""
    report = Report(str(getattr(generator, "id", generator)))
    report.checks.append("declaration")
    report.failures += declaration_problems(generator)
    if report.failures:
        return report
    try:
        values = validate_params(generator.Params, params or {})
    except InvalidParams as error:
        report.failures.append(f"The parameters of this check are refused: {error}")
        return report
    report.checks += ["params", "imports"]
    report.failures += _params_failures(generator.Params)
    report.failures += _import_failures(generator)
    trial = _Trial(generator, values, size_px, dict(models or {}), load_weights)
    with _no_network() as attempts:
        try:
            trial.all(report)
        except Exception as error:
            report.failures.append(f"It raised {type(error).__name__}: {error}")
    report.checks.append("network")
    report.failures += [f"It tried to reach the network: {address}" for address in attempts]
    return report


def example_request(
    generator: type[Generator], params: Params | None = None, size_px: tuple[int, int] = (48, 32)
) -> Request:
    """A small request as the host would make it: sizes that the generator takes, all its needs."""
    values = generator.Params() if params is None else params
    width, height = _size(generator, values, size_px)
    needs = {kind: generator.need(kind) is not None for kind in (IMAGE, MASK, SKETCH)}
    return Request(
        params=values,
        image=examples.picture(width, height) if needs[IMAGE] else None,
        mask=examples.mask(width, height) if needs[MASK] else None,
        sketch=examples.sketch(width, height) if needs[SKETCH] else None,
        rect=Rect(0, 0, width, height),
        size_px=(width, height),
        seed=7,
    )


@dataclass
class _Trial:
    """The runs of one check."""

    generator: type[Generator]
    params: Params
    size_px: tuple[int, int]
    models: dict[str, Path]
    load_weights: LoadWeights | None

    def all(self, report: Report) -> None:
        request = example_request(self.generator, self.params, self.size_px)
        before = _digest(request)
        self.generator.check(request)
        instance = self.generator()
        instance.load(self._context())
        context = self._context()
        started = time.perf_counter()
        first = instance.run(request, context)
        report.run_s = time.perf_counter() - started
        report.checks += ["result", "progress", "inputs"]
        report.images, problems = _images(request, first)
        report.failures += problems + _progress_failures(context, report.run_s)
        if context.calls:
            report.checks.append("cancel")
            report.failures += self._cancel_failures(instance, request, context.calls)
        report.checks.append("seed")
        random.seed()
        np.random.seed()  # whoever draws from here without seeding it gets caught
        again, _ = _images(request, instance.run(request, self._context()))
        if not _same(report.images, again):
            report.failures.append("The same request with the same seed gave other pixels.")
        elif not self.generator.varies_for(self.params):
            report.failures += self._seed_failures(instance, request, report.images)
        if isinstance(first, Result) and first.trace is not None:
            report.checks.append("resume")
            report.failures += self._resume_failures(instance, request, first, report.images)
        if _digest(request) != before:
            report.failures.append("It changed the pictures of its request.")
        instance.unload()

    def _seed_failures(
        self, instance: Generator, request: Request, images: list[ImageU8]
    ) -> list[str]:
        reseeded = replace(request, seed=request.seed + 1)
        others, _ = _images(reseeded, instance.run(reseeded, self._context()))
        if _same(images, others):
            return []
        return ["Another seed gave other pixels, where it says that it does not vary."]

    def _cancel_failures(self, instance: Generator, request: Request, calls: int) -> list[str]:
        context = self._context(cancel_at=min(2, calls))
        try:
            instance.run(request, context)
        except Cancelled:
            if context.calls_after_cancel:
                return ["It went on after it was cancelled; let Cancelled pass."]
            return []
        return ["It swallowed Cancelled; let it pass."]

    def _resume_failures(
        self, instance: Generator, request: Request, result: Result, images: list[ImageU8]
    ) -> list[str]:
        trace = result.trace
        assert trace is not None
        if not self.generator.steers:
            return ["It gives a trace, but names no parameters that it steers."]
        failures = []
        for step in trace.previews:
            resumed = replace(request, resume=Resume(trace.state, step))
            again, _ = _images(resumed, instance.run(resumed, self._context()))
            if not _same(images, again):
                failures.append(f"Going on from step {step} of {trace.steps} gave other pixels.")
        return failures

    def _context(self, cancel_at: int | None = None) -> RecordingContext:
        return RecordingContext(
            models=self.models, load_weights=self.load_weights, cancel_at=cancel_at
        )


def _import_failures(generator: type[Generator]) -> list[str]:
    try:
        heavy = imports_of(generator)
    except ImportError as error:
        return [str(error)]
    return [f"Importing its module imports {name}; do that in load()." for name in heavy]


def _params_failures(params: type[Params]) -> list[str]:
    defaults = params()
    values = json.loads(json.dumps(defaults.model_dump(mode="json")))
    failures = []
    try:
        if validate_params(params, values) != defaults:
            failures.append("Its params are not the same after a recipe was saved and read.")
        spelled = {name: _as_text(value) for name, value in values.items()}
        if validate_params(params, spelled) != defaults:
            failures.append("Its params are not the same when they are typed in a shell.")
    except InvalidParams as error:
        failures.append(f"Its params do not survive being saved or typed: {error}")
    for declared in param_fields(params):
        if declared.maximum is None:
            continue
        with contextlib.suppress(InvalidParams):
            validate_params(params, {declared.name: declared.maximum + 1})
            failures.append(f"Its parameter {declared.name} takes more than its maximum.")
    return failures


def _images(request: Request, given: Any) -> tuple[list[ImageU8], list[str]]:
    result = given if isinstance(given, Result) else Result([given])
    try:
        images = [as_rgba(image) for image in result.images]
        finer = [as_rgba(image) for image in result.finer]
    except FigmentError as error:
        return [], [str(error)]
    failures = []
    if len(images) != request.count:
        failures.append(f"It gave {len(images)} pictures where {request.count} was asked for.")
    width, height = (result.rect.width, result.rect.height) if result.rect else request.size_px
    for image in images:
        if image.shape != (height, width, 4):
            failures.append(
                f"Its picture is {image.shape[1]} x {image.shape[0]}, not {width} x {height}: give "
                "the request's size_px, or a Result whose rect says where the picture goes."
            )
    if finer and len(finer) != len(images):
        failures.append(f"It gave {len(finer)} finer pictures to {len(images)} others.")
    for image in finer:
        if image.shape[0] < height or image.shape[1] < width:
            failures.append(f"Its finer picture has only {image.shape[1]} x {image.shape[0]}.")
    return images, failures


def _progress_failures(context: RecordingContext, run_s: float) -> list[str]:
    fractions = context.fractions
    failures = []
    if not context.calls and run_s > _UNCANCELLABLE_S:
        failures.append(f"It ran {run_s:.1f} s without a call to its context: no way to cancel.")
    if any(not 0 <= fraction <= 1 for fraction in fractions):
        failures.append(f"Its progress leaves 0..1: {fractions}.")
    if any(later < earlier for earlier, later in itertools.pairwise(fractions)):
        failures.append(f"Its progress goes backwards: {fractions}.")
    if fractions and fractions[-1] != 1:
        failures.append(f"Its progress ends at {fractions[-1]:g}, not at 1.")
    return failures


@contextlib.contextmanager
def _no_network() -> Iterator[list[str]]:
    attempts: list[str] = []

    def refuse(_: socket.socket, address: object) -> int:
        attempts.append(str(address))
        raise OSError("the network is switched off during this check")

    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    # mypy: replacing methods, and putting them back, is what is meant here.
    socket.socket.connect, socket.socket.connect_ex = refuse, refuse  # type: ignore
    try:
        yield attempts
    finally:
        socket.socket.connect, socket.socket.connect_ex = connect, connect_ex  # type: ignore


def _size(generator: type[Generator], params: Params, size_px: tuple[int, int]) -> tuple[int, int]:
    width, height = size_px
    if not generator.needs:
        width, height = getattr(params, "width", width), getattr(params, "height", height)
    match generator.size:
        case Native(side):
            return side, side
        case Multiple(of_px):
            return -(-width // of_px) * of_px, -(-height // of_px) * of_px
        case _:
            return width, height


def _digest(request: Request) -> str:
    digest = hashlib.sha256()
    for pixels in (request.image, request.mask, request.sketch):
        if pixels is not None:
            digest.update(pixels.tobytes())
    return digest.hexdigest()


def _same(one: list[ImageU8], other: list[ImageU8]) -> bool:
    return len(one) == len(other) and all(map(np.array_equal, one, other))


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
