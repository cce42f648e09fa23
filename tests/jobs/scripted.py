"""Generators that do what a test tells them, jobs for them, and a listener that remembers."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from editor.api import SKETCH, AnySize, Context, Generator, ImageU8, Rect, Request, read_only
from editor.jobs import Job, events

E = TypeVar("E", bound=events.Event)
_ids = itertools.count(1)
TIMEOUT_S = 10.0


def echo(request: Request, context: Context) -> Any:
    """Gives the sketch back."""
    context.progress(0.5)
    return request.sketch


def scripted(
    run: Callable[[Request, Context], Any] = echo,
    *,
    load: Callable[[Context], object] | None = None,
    unload: Callable[[], object] | None = None,
    check: Callable[[Request], object] | None = None,
    **declared: Any,
) -> type[Generator]:
    """A generator class of its own, with the given code."""

    class Scripted(Generator):
        id = "scripted"
        title = "Scripted"
        needs = frozenset({SKETCH})
        size = AnySize()

        @classmethod
        def check(cls, request: Request) -> None:
            if check is not None:
                check(request)

        def load(self, context: Context) -> None:
            if load is not None:
                load(context)

        def unload(self) -> None:
            if unload is not None:
                unload()

        def run(self, request: Request, context: Context) -> Any:
            return run(request, context)

    for name, value in declared.items():
        setattr(Scripted, name, value)
    return Scripted


class Gate:
    """Code that a test holds up and lets go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()

    def politely(self, request: Request, context: Context) -> Any:
        """Waits for the gate, asking all the time whether it is cancelled."""
        self.reached.set()
        while not self.open.wait(0.002):
            context.check()
        return request.sketch

    def stubbornly(self, request: Request, context: Context) -> Any:
        """Waits for the gate and asks nobody."""
        self.reached.set()
        assert self.open.wait(TIMEOUT_S)
        return request.sketch

    def while_loading(self, context: Context) -> None:
        """Waits for the gate in `load`, asking nobody."""
        self.reached.set()
        assert self.open.wait(TIMEOUT_S)

    def wait(self) -> None:
        """Waits until somebody stands at the gate."""
        assert self.reached.wait(TIMEOUT_S)


def picture(width: int = 16, height: int = 12, seed: int = 0) -> ImageU8:
    """Opaque noise."""
    rgba = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
    rgba[..., 3] = 255
    return rgba


def job(generator: type[Generator], sketch: ImageU8 | None = None, **given: Any) -> Job:
    """A job that shows the generator a sketch."""
    pixels = picture() if sketch is None else sketch
    size = pixels.shape[1], pixels.shape[0]
    request = Request(
        params=generator.Params(),
        sketch=read_only(pixels),
        mask=given.pop("mask", None),
        rect=Rect(0, 0, *size),
        size_px=size,
        seed=given.pop("seed", 7),
    )
    return Job(id=f"job-{next(_ids)}", generator_class=generator, request=request, **given)


class Listener:
    """Takes events and lets a test wait for them."""

    def __init__(self) -> None:
        self.events: list[events.Event] = []
        self._arrived = threading.Condition()

    def __call__(self, event: events.Event) -> None:
        with self._arrived:
            self.events.append(event)
            self._arrived.notify_all()

    def of(self, kind: type[E], job_id: str = "") -> list[E]:
        """What came of a kind, of one job or of all."""
        return [
            event
            for event in list(self.events)
            if isinstance(event, kind) and job_id in ("", getattr(event, "job_id", ""))
        ]

    def wait(self, kind: type[E], job_id: str = "") -> E:
        """The first of a kind, now or soon."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self.of(kind, job_id), TIMEOUT_S), (
                f"no {kind.__name__} among {[type(event).__name__ for event in self.events]}"
            )
        return self.of(kind, job_id)[0]

    def kinds(self, job_id: str) -> list[str]:
        """The names of one job's events, in order, without progress."""
        return [
            type(event).__name__
            for event in self.events
            if getattr(event, "job_id", "") == job_id and not isinstance(event, events.Progress)
        ]


def soon(condition: Callable[[], object]) -> bool:
    """Whether something becomes true before long."""
    deadline_s = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.002)
    return True
