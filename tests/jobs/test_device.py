"""Which device computes, on whatever machine the tests run."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
import torch

from editor.api import Context, FigmentError, Request
from editor.jobs import device, events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Listener, job, scripted

HAS_GPU = torch.cuda.is_available() or torch.backends.mps.is_available()


def test_the_processor_is_always_there() -> None:
    chosen = device.choose("cpu")
    assert chosen.name == "cpu"
    assert chosen.dtype in ("float32", "bfloat16")
    assert chosen.memory_bytes > 2**28 or not hasattr(os, "sysconf")
    assert device.devices()[-1] == chosen


@pytest.mark.skipif(HAS_GPU, reason="this machine has a graphics card")
def test_auto_takes_the_processor_where_there_is_nothing_else() -> None:
    assert device.choose("auto") == device.choose("cpu")


@pytest.mark.parametrize(
    ("name", "words"),
    [("cuda:99", "has no cuda:99"), ("cuda:x", "has no cuda:x"), ("abacus", "no device “abacus”")],
)
def test_a_device_that_is_not_there_is_refused(name: str, words: str) -> None:
    with pytest.raises(FigmentError, match=words) as caught:
        device.choose(name)
    assert "auto, cpu, cuda, mps" in caught.value.hint


def test_one_core_stays_free_for_the_window() -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert device.cpu_threads() == max(1, (cores or 2) - 1)


def test_torch_keeps_to_its_share_also_where_nobody_asks_for_a_device(
    new_runner: NewRunner, listener: Listener
) -> None:
    threads: list[int] = []

    def run(request: Request, context: Context) -> Any:
        threads.append(torch.get_num_threads())
        return 0

    before = torch.get_num_threads()
    torch.set_num_threads(device.cpu_threads() + 1)
    try:
        runner = new_runner()
        submitted = job(scripted(run))
        runner.submit(submitted)
        listener.wait(events.Failed, submitted.id)
    finally:
        torch.set_num_threads(before)
    assert threads == [device.cpu_threads()]


def test_a_change_of_device_loads_anew(new_runner: NewRunner, listener: Listener) -> None:
    loads: list[str] = []
    unloads: list[int] = []

    def load(context: Context) -> None:
        loads.append(f"{context.device} {context.dtype} {threading.current_thread().name}")

    runner = new_runner()
    generator = scripted(load=load, unload=lambda: unloads.append(1))
    first, second = job(generator), job(generator)
    runner.submit(first)
    listener.wait(events.Finished, first.id)
    assert runner.device is not None
    assert runner.device.name == "cpu"
    runner.set_device("auto" if not HAS_GPU else "cuda")
    runner.submit(second)
    listener.wait(events.Finished, second.id)
    assert len(loads) == 2
    assert unloads == [1]
    assert loads[0].startswith("cpu ")
    assert loads[0].endswith(" figment-worker")


def test_a_device_that_is_not_there_fails_the_job(
    new_runner: NewRunner, listener: Listener
) -> None:
    runner = new_runner(device="cuda:99")
    submitted = job(scripted(load=lambda context: print(context.device)))
    runner.submit(submitted)
    error = listener.wait(events.Failed, submitted.id).error
    assert error.text == "This computer has no cuda:99 device."
