"""The queue on its real thread: order, cancel, live mode, loading ahead, quitting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from editor.api import Context, Request, Spot
from editor.jobs import Job, JobState, Runner, events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import TIMEOUT_S, Gate, Listener, job, picture, scripted, soon


def test_runs_jobs_in_order_and_tells_every_stage(runner: Runner, listener: Listener) -> None:
    first, second = job(scripted()), job(scripted())
    runner.submit(first)
    runner.submit(second)
    listener.wait(events.Finished, second.id)
    stages = ["Queued", "Loading", "Started", "VariantReady", "Finished"]
    assert listener.kinds(first.id) == stages
    assert listener.kinds(second.id) == stages
    ended = [event.job_id for event in listener.of(events.Finished)]
    assert ended == [first.id, second.id]
    assert soon(lambda: runner.queue == ())
    assert soon(lambda: listener.of(events.QueueChanged)[-1].queue == ())


def test_gives_each_variant_its_own_seed(runner: Runner, listener: Listener) -> None:
    seeds: list[int] = []

    def run(request: Request, context: Context) -> Any:
        seeds.append(request.seed)
        return request.sketch

    submitted = job(scripted(run), variants=3, seed=2**32 - 2)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert seeds == [2**32 - 2, 2**32 - 1, 0]
    ready = listener.of(events.VariantReady)
    assert [(event.index, event.recipe["seed"]) for event in ready] == list(enumerate(seeds))
    assert not ready[0].rgba.flags.writeable


def test_lets_a_batching_generator_make_all_at_once(runner: Runner, listener: Listener) -> None:
    from editor.api import Result

    def run(request: Request, context: Context) -> Any:
        return Result([picture(seed=request.seed + i) for i in range(request.count)])

    submitted = job(scripted(run, batches=True), variants=3)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert len(listener.of(events.VariantReady)) == 3
    assert np.array_equal(listener.of(events.VariantReady)[2].rgba, picture(seed=9))


def test_moves_waiting_jobs(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    running, a, b, c = job(scripted(gate.politely)), *(job(scripted()) for _ in range(3))
    for submitted in (running, a, b, c):
        runner.submit(submitted)
    gate.wait()
    runner.move(c.id, 0)
    runner.move(a.id, 5)
    runner.move("unknown", 0)
    assert [view.id for view in runner.queue] == [running.id, c.id, b.id, a.id]
    assert runner.queue[0].state is JobState.RUNNING
    gate.open.set()
    listener.wait(events.Finished, a.id)
    ended = [event.job_id for event in listener.of(events.Finished)]
    assert ended == [running.id, c.id, b.id, a.id]


def test_cancels_a_waiting_job(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    running, waiting = job(scripted(gate.politely)), job(scripted())
    runner.submit(running)
    runner.submit(waiting)
    gate.wait()
    runner.cancel(waiting.id)
    assert listener.kinds(waiting.id) == ["Queued", "CancelledEvent"]
    assert [view.id for view in runner.queue] == [running.id]
    gate.open.set()
    listener.wait(events.Finished, running.id)


def test_cancels_a_running_job_at_once_and_goes_on(
    new_runner: NewRunner, listener: Listener
) -> None:
    runner, gate = new_runner(grace_s=TIMEOUT_S), Gate()
    cancelled, following = job(scripted(gate.stubbornly)), job(scripted())
    runner.submit(cancelled)
    gate.wait()
    runner.cancel(cancelled.id)
    assert listener.of(events.CancelledEvent, cancelled.id), "while the plugin still computes"
    assert runner.queue == ()
    runner.cancel(cancelled.id)
    runner.submit(following)
    gate.open.set()
    listener.wait(events.Finished, following.id)
    assert listener.kinds(cancelled.id).count("CancelledEvent") == 1
    assert not listener.of(events.Abandoned)


def test_says_nothing_of_a_job_after_its_cancel(runner: Runner, listener: Listener) -> None:
    gate = Gate()

    def run(request: Request, context: Context) -> Any:
        try:
            gate.politely(request, context)
        except Exception:
            return request.sketch  # swallows Cancelled and delivers all the same
        raise AssertionError

    cancelled, following = job(scripted(run)), job(scripted())
    runner.submit(cancelled)
    gate.wait()
    runner.cancel(cancelled.id)
    runner.submit(following)
    listener.wait(events.Finished, following.id)
    assert listener.kinds(cancelled.id)[-1] == "CancelledEvent"
    assert not listener.of(events.VariantReady, cancelled.id)


def test_keeps_what_was_loaded_for_a_cancelled_job(new_runner: Any, listener: Listener) -> None:
    runner, gate, loads = new_runner(load_grace_s=10.0), Gate(), []

    def load(context: Context) -> None:
        loads.append(1)
        gate.while_loading(context)

    generator = scripted(load=load)
    cancelled, following = job(generator), job(generator)
    runner.submit(cancelled)
    gate.wait()
    runner.cancel(cancelled.id)
    runner.submit(following)
    gate.open.set()
    listener.wait(events.Finished, following.id)
    assert len(loads) == 1
    assert "Started" not in listener.kinds(cancelled.id)


def test_treats_a_plugin_that_cancels_itself_as_cancelled(
    runner: Runner, listener: Listener
) -> None:
    from editor.api import Cancelled

    def run(request: Request, context: Context) -> Any:
        raise Cancelled

    submitted = job(scripted(run))
    runner.submit(submitted)
    listener.wait(events.CancelledEvent, submitted.id)
    assert not listener.of(events.Failed)


def test_cancels_everything(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    jobs = [job(scripted(gate.politely)), job(scripted()), job(scripted())]
    for submitted in jobs:
        runner.submit(submitted)
    live = job(scripted(), live=True)
    gate.wait()
    runner.submit_live(live)
    runner.cancel_all()
    assert runner.queue == ()
    told = {event.job_id for event in listener.of(events.CancelledEvent)}
    assert told == {submitted.id for submitted in (*jobs, live)}


def test_live_runs_only_the_newest(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    first = job(scripted(gate.politely), live=True)
    runner.submit_live(first)
    gate.wait()
    stale, newest = job(scripted(), live=True), job(scripted(), live=True)
    runner.submit_live(stale)
    runner.submit_live(newest)
    assert runner.queue == ()
    gate.open.set()
    listener.wait(events.Finished, newest.id)
    assert listener.of(events.VariantReady, first.id)
    assert listener.kinds(stale.id) == ["CancelledEvent"]


def test_live_does_not_starve_the_queue(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    first, queued = job(scripted(gate.politely), live=True), job(scripted())
    second = job(scripted(), live=True)
    runner.submit_live(first)
    gate.wait()
    runner.submit(queued)
    runner.submit_live(second)
    gate.open.set()
    listener.wait(events.Finished, second.id)
    ended = [event.job_id for event in listener.of(events.Finished)]
    assert ended == [first.id, queued.id, second.id]


def test_loads_ahead_silently_and_only_once(runner: Runner, listener: Listener) -> None:
    loads: list[int] = []
    generator = scripted(load=lambda context: loads.append(1))
    runner.preload(generator)
    assert soon(lambda: loads)
    submitted = job(generator)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert len(loads) == 1
    assert {event.job_id for event in listener.of(events.Loading)} == {submitted.id}


def test_stops_loading_ahead_for_another_generator(runner: Runner, listener: Listener) -> None:
    reached, gate = threading.Event(), Gate()

    def load(context: Context) -> None:
        reached.set()
        while not gate.open.wait(0.002):
            context.check()

    runner.preload(scripted(load=load))
    assert reached.wait(5)
    submitted = job(scripted())
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)


def test_tells_of_a_failed_load_ahead_only_when_it_is_wanted(
    runner: Runner, listener: Listener
) -> None:
    def load(context: Context) -> None:
        raise SystemExit(3)

    generator = scripted(load=load)
    runner.preload(generator)
    submitted = job(generator)
    runner.submit(submitted)
    failed = listener.wait(events.Failed, submitted.id)
    assert "end the program" in failed.error.text


def seeking(find: Callable[[Request, Context], Any], **given: Any) -> Job:
    """A job that looks for spots with the given code."""
    found = scripted(find=lambda self, request, context: find(request, context))
    return job(found, seeks=True, **given)


SPOT = Spot(((0, 0), (4, 0), (4, 4)), {"at": "1,1"})


def test_looks_for_something_unseen_once_nothing_else_is_to_do(
    runner: Runner, listener: Listener
) -> None:
    gate = Gate()
    first = job(scripted(gate.politely))
    runner.submit(first)
    gate.wait()
    older, looked = seeking(lambda *_: [SPOT]), seeking(lambda *_: [SPOT, SPOT])
    runner.submit_seeking(older)
    runner.submit_seeking(looked)
    second = job(scripted())
    runner.submit(second)
    gate.open.set()
    assert listener.wait(events.Found, looked.id).spots == (SPOT, SPOT)
    listener.wait(events.Finished, looked.id)
    order = [event.job_id for event in listener.of(events.Finished)]
    assert order == [first.id, second.id, looked.id]
    assert listener.of(events.CancelledEvent, older.id)
    seen = {view.id for event in listener.of(events.QueueChanged) for view in event.queue}
    assert seen == {first.id, second.id}


def test_looking_makes_way_and_a_plugin_that_goes_on_is_left_behind(
    runner: Runner, listener: Listener
) -> None:
    gate = Gate()
    stubborn = seeking(gate.stubbornly)
    runner.submit_seeking(stubborn)
    gate.wait()
    submitted = job(scripted())
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert listener.of(events.CancelledEvent, stubborn.id)
    listener.wait(events.Abandoned, stubborn.id)  # told by another thread, perhaps later
    assert not listener.of(events.Found)
    gate.open.set()


@pytest.mark.parametrize(
    "found", [[Spot(((0, 0), (1, 1)))], [Spot(((0, 0), (1, 1), (float("nan"), 0)))], ["face"]]
)
def test_what_cannot_be_drawn_is_refused(
    runner: Runner, listener: Listener, found: list[Any]
) -> None:
    looked = seeking(lambda *_: found)
    runner.submit_seeking(looked)
    assert "no outline" in listener.wait(events.Failed, looked.id).error.text


def test_close_ends_the_thread(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    submitted = job(scripted(gate.politely))
    runner.submit(submitted)
    runner.submit(job(scripted()))
    gate.wait()
    assert runner.close(TIMEOUT_S) == ()
    assert "figment-worker" not in {thread.name for thread in threading.enumerate()}
    assert not listener.of(events.VariantReady)
