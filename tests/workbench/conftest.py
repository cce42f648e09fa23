"""A workbench with a real runner and scripted generators; events are pumped by the test."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from editor.jobs import events
from editor.workbench import Notice, Preview, Workbench
from tests.scripted import scripted_workbench

SCRIPTED = """
import threading
import time
import numpy as np
from editor.api import (
    IMAGE, MASK, SKETCH, Generator, Meter, Native, Params, Rect, Result, Slider, hookimpl,
)

class Negative(Generator):
    id, title, needs, live = "negative", "Negative", {SKETCH}, True
    requests = []
    class Params(Params):
        steps: int = Slider(2, 1, 1000)
        pause_s: float = Slider(0.0, 0, 5)
    def run(self, request, context):
        type(self).requests.append(request)
        for _ in context.steps(request.params.steps):
            time.sleep(request.params.pause_s)
            context.preview(request.sketch)
        out = 255 - request.sketch
        out[..., 3] = 255
        return out

class Broken(Generator):
    id, title, needs = "broken", "Broken", {SKETCH}
    def run(self, request, context):
        raise ValueError("the wheel came off")

class Deaf(Generator):
    id, title = "deaf", "Deaf"
    at_work, may_end = threading.Event(), threading.Event()
    def run(self, request, context):
        self.at_work.set()
        assert self.may_end.wait(10)

class Masked(Generator):
    id, title, needs = "masked", "Masked", {IMAGE, MASK}
    def run(self, request, context):
        return np.full(request.image.shape[:2], 7, np.uint8)

class Plain(Generator):
    id, title = "plain", "Plain"
    class Params(Params):
        width: int = Slider(32, 8, 512)
        height: int = Slider(16, 8, 512)
    def run(self, request, context):
        random = np.random.default_rng(request.seed)
        width, height = request.size_px
        return random.integers(0, 255, (height, width, 3), dtype=np.uint8)

class Wider(Generator):
    id, title, needs = "wider", "Wider", {IMAGE}
    def run(self, request, context):
        height, width = request.image.shape[:2]
        picture = np.full((height + 10, width + 30, 3), 9, np.uint8)
        return Result([picture], rect=Rect(-20, -10, width + 30, height + 10))

class Fine(Generator):
    id, title, needs, size = "fine", "Fine", {IMAGE}, Native(64)
    def run(self, request, context):
        return np.random.default_rng(request.seed).integers(0, 255, (64, 64, 3), dtype=np.uint8)

class Rolled(Generator):
    id, title, needs = "rolled", "Rolled", {IMAGE}
    def run(self, request, context):
        return np.roll(request.image, 9 + request.seed % 7, axis=1)

class Gauged(Generator):
    id, title, needs, live = "gauged", "Gauged", {IMAGE}, True
    class Params(Params):
        level: int = Slider(0, 0, 255)
    def run(self, request, context):
        level = request.params.level
        return Result(
            [np.full_like(request.image, level)],
            meters=lambda: [Meter("level", "Level", level, maximum=255)],
        )

@hookimpl
def figment_generators():
    return [Negative, Broken, Deaf, Masked, Plain, Wider, Fine, Rolled, Gauged]
"""


@dataclass
class Bench:
    """A workbench and what it said."""

    workbench: Workbench
    inbox: queue.SimpleQueue[object]
    notices: list[Notice] = field(default_factory=list)
    previews: list[Preview | None] = field(default_factory=list)
    seen: list[object] = field(default_factory=list)

    def pump(self, until: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Hands events to the workbench until something holds."""
        deadline = time.monotonic() + timeout_s
        while not until():
            left = deadline - time.monotonic()
            assert left > 0, f"waited in vain; seen: {self.seen}"
            try:
                event = self.inbox.get(timeout=min(left, 0.05))
            except queue.Empty:
                continue
            self.seen.append(event)
            self.workbench.on_job_event(event)

    def pump_to_end(self, kind: type = events.Finished) -> None:
        """Hands events over until a job ended so."""
        self.pump(lambda: any(isinstance(event, kind) for event in self.seen))


@contextmanager
def opened_bench(folder: Path, plugins: dict[str, str], choice: str) -> Iterator[Bench]:
    """A bench with one's own plugins, one of their generators chosen; closed at the end."""
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    workbench = scripted_workbench(folder, plugins, on_event=inbox.put)
    workbench.choice.choose(choice)
    yield Bench(workbench, inbox)
    workbench.close(timeout_s=5.0)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    workbench = scripted_workbench(
        tmp_path, {"scripted.py": SCRIPTED}, on_event=inbox.put, runner={"grace_s": 0.3}
    )
    bench = Bench(workbench, inbox)
    workbench.notice.connect(bench.notices.append)
    workbench.preview_changed.connect(bench.previews.append)
    yield bench
    workbench.close(timeout_s=5.0)
