"""Many threads at once, and the end of the program: no event out of order, nothing that hangs."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from editor.api import Context, Request
from editor.jobs import Job, Runner, events
from editor.models import Catalogue
from tests.jobs.scripted import Listener, job, scripted, soon

ENDS = (events.Finished, events.Failed, events.CancelledEvent)


def busy(request: Request, context: Context) -> Any:
    """A few steps with previews."""
    for _ in context.steps(4):
        context.preview(request.sketch)
        time.sleep(0.0005)
    return request.sketch


def test_every_job_ends_exactly_once_whoever_cancels_when(
    runner: Runner, listener: Listener
) -> None:
    generators = [scripted(busy), scripted(busy, load=lambda context: context.check())]
    submitted: list[Job] = []

    def user(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(25):
            made = job(chance.choice(generators), live=chance.random() < 0.3)
            submitted.append(made)
            (runner.submit_live if made.live else runner.submit)(made)
            action = chance.random()
            if action < 0.5:
                time.sleep(chance.random() * 0.003)
                runner.cancel(chance.choice(submitted).id)
            elif action < 0.7:
                runner.move(chance.choice(submitted).id, 0)
            elif action < 0.8:
                runner.preload(chance.choice(generators))

    users = [threading.Thread(target=user, args=[seed]) for seed in range(4)]
    for thread in users:
        thread.start()
    for thread in users:
        thread.join()
    ids = {made.id for made in submitted}
    assert soon(lambda: ids == {e.job_id for e in listener.events if isinstance(e, ENDS)})
    assert soon(lambda: listener.of(events.QueueChanged)[-1].queue == ())
    told: dict[str, list[Any]] = defaultdict(list)
    for event in listener.events:
        if not isinstance(event, events.QueueChanged):
            told[event.job_id].append(event)
    for of_one in told.values():
        assert sum(isinstance(event, ENDS) for event in of_one) == 1
        assert isinstance(of_one[-1], ENDS), of_one


def test_a_listener_may_call_back(listener: Listener) -> None:
    class Impatient(Listener):
        def __call__(self, event: events.Event) -> None:
            if isinstance(event, events.Progress):
                runner.cancel(event.job_id)
            assert len(runner.queue) <= 2
            super().__call__(event)

    impatient = Impatient()
    runner = Runner(on_event=impatient, catalogue=Catalogue([]), device="cpu")
    first, second = job(scripted(busy)), job(scripted(busy))
    runner.submit(first)
    runner.submit(second)
    impatient.wait(events.CancelledEvent, second.id)
    assert runner.close(5.0) == ()
    assert impatient.kinds(first.id)[-1] == "CancelledEvent"


@pytest.mark.logs_warnings
def test_an_error_of_our_own_is_told_and_the_next_job_runs() -> None:
    class Clumsy(Listener):
        def __call__(self, event: events.Event) -> None:
            if isinstance(event, events.Finished) and event.job_id == bad.id:
                raise ValueError("dropped it")
            super().__call__(event)

    bad, following, clumsy = job(scripted()), job(scripted()), Clumsy()
    runner = Runner(on_event=clumsy, catalogue=Catalogue([]), device="cpu")
    runner.submit(bad)
    runner.submit(following)
    failed = clumsy.wait(events.Failed, bad.id)
    assert failed.plugin == "Figment"
    assert "dropped it" in failed.error.details
    clumsy.wait(events.Finished, following.id)
    assert runner.close(5.0) == ()


@pytest.mark.parametrize("stuck", ["time.sleep(60)", "while True: pass"])
def test_the_program_ends_beside_a_plugin_that_does_not(stuck: str) -> None:
    code = (
        "import threading, time\n"
        "from editor.jobs import Runner, events\n"
        "from editor.models import Catalogue\n"
        "from tests.jobs.scripted import job, scripted\n"
        "at_work = threading.Event()\n"
        "def run(request, context):\n"
        "    at_work.set()\n"
        f"    {stuck}\n"
        "runner = Runner(on_event=lambda event: None, catalogue=Catalogue([]))\n"
        "runner.submit(job(scripted(run), plugin='stuck'))\n"
        "at_work.wait()\n"
        "assert runner.close(0.1) == ('stuck',)\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=root, timeout=60, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
