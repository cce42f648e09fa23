"""Memory that runs out, and the rungs that are climbed down."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from editor.api import (
    AnySize,
    Context,
    Multiple,
    Native,
    OutOfMemory,
    Request,
    Result,
)
from editor.jobs import events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Listener, job, picture, scripted


def short_of_memory(times: int, error: type[BaseException] = MemoryError) -> Any:
    """Runs out of memory so many times, then works."""
    left = [times]

    def run(request: Request, context: Context) -> Any:
        left[0] -= 1
        if left[0] >= 0:
            raise error("out of memory")
        return request.sketch

    return run


class OutOfMemoryError(RuntimeError):
    """Named like torch's."""


@pytest.mark.parametrize("error", [MemoryError, OutOfMemoryError, RuntimeError, OutOfMemory])
def test_climbs_down_the_memory_ladder(
    new_runner: NewRunner, listener: Listener, error: type[BaseException]
) -> None:
    runner, unloaded = new_runner(), []
    other = job(scripted(unload=lambda: unloaded.append("other")))
    hungry = job(scripted(short_of_memory(2, error)))
    runner.submit(other)
    runner.submit(hungry)
    listener.wait(events.Finished, hungry.id)
    texts = [event.text for event in listener.of(events.Notice, hungry.id)]
    assert texts == [
        "Memory was short: caches were freed.",
        "Memory was short: other models were unloaded.",
    ]
    assert unloaded == ["other"]
    assert listener.of(events.VariantReady, hungry.id)[0].recipe["memory_ladder"] == texts


def fits_in(most_px: int, sizes: list[tuple[int, int]], device: str = "") -> Any:
    """Runs out of memory on pictures of more pixels, on one device or on all."""

    def run(request: Request, context: Context) -> Any:
        sizes.append(request.size_px)
        assert request.sketch is not None
        assert request.sketch.shape[1::-1] == request.size_px
        too_large = request.size_px[0] * request.size_px[1] > most_px
        if too_large and (not device or context.device == device):
            raise OutOfMemory("The network does not fit.")
        context.preview(request.sketch)
        return request.sketch

    return run


def test_works_at_a_reduced_size_and_says_so(new_runner: NewRunner, listener: Listener) -> None:
    sizes: list[tuple[int, int]] = []
    generator = scripted(fits_in(400 * 400, sizes), size=Multiple(8, max_px=1024))
    mask = np.zeros((600, 900), np.uint8)
    mask[200:400, 300:500] = 255
    runner, submitted = new_runner(), job(generator, picture(900, 600), mask=mask, variants=2)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert sizes == [(904, 600), (904, 600), (448, 304), (448, 304)]
    first, second = listener.of(events.VariantReady, submitted.id)
    assert first.rgba.shape == (600, 900, 4)
    assert first.doc_rect == submitted.request.rect
    assert not first.rgba[mask == 0].any()
    texts = [event.text for event in listener.of(events.Notice, submitted.id)]
    assert texts[1:] == [
        "Memory was short: this was made at the reduced size of 448 x 299 and enlarged."
    ]
    assert first.recipe["memory_ladder"] == second.recipe["memory_ladder"] == texts


def test_a_reduced_size_is_never_tiny_nor_that_of_a_fixed_network(
    new_runner: NewRunner, listener: Listener
) -> None:
    sizes: list[tuple[int, int]] = []
    runner = new_runner()
    for size, side in ((Multiple(8), 320), (AnySize(), 800), (Native(512), 800)):
        submitted = job(scripted(fits_in(0, sizes), size=size), picture(side, side))
        runner.submit(submitted)
        assert isinstance(listener.wait(events.Failed, submitted.id).error, OutOfMemory)
        sizes.append((0, 0))
    sides = [width for width, _ in sizes]
    assert sides == [320, 320, 0, 800, 800, 800, 400, 200, 0, 512, 512, 512, 0]


def test_variants_of_one_batch_are_made_one_by_one(
    new_runner: NewRunner, listener: Listener
) -> None:
    counts: list[int] = []

    def run(request: Request, context: Context) -> Any:
        counts.append(request.count)
        if request.count > 1:
            raise MemoryError
        return Result([request.sketch])

    runner, submitted = new_runner(), job(scripted(run, batches=True), variants=3)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert counts == [3, 3, 1, 1, 1]
    assert [event.recipe["seed"] for event in listener.of(events.VariantReady)] == [7, 8, 9]
    assert "one by one" in listener.of(events.Notice)[-1].text


def test_goes_on_with_the_variant_that_ran_out(new_runner: NewRunner, listener: Listener) -> None:
    seeds: list[int] = []

    def run(request: Request, context: Context) -> Any:
        seeds.append(request.seed)
        if len(seeds) == 2:
            raise MemoryError
        return request.sketch

    runner, submitted = new_runner(), job(scripted(run), variants=2, seed=1)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert seeds == [1, 2, 2]
    assert [event.index for event in listener.of(events.VariantReady)] == [0, 1]
    assert "memory_ladder" not in listener.of(events.VariantReady)[0].recipe


def test_computes_on_the_processor_for_one_run_at_last(
    new_runner: NewRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No machine of ours need have a graphics card: the choice is the edge to the outside.
    from editor.jobs import worker
    from editor.jobs.device import Device

    chosen: list[str] = []

    def choose(name: str) -> Device:
        chosen.append(name)
        return Device(name, "float32", name, 1)

    monkeypatch.setattr(worker, "choose", choose)
    devices: list[str] = []

    def run(request: Request, context: Context) -> Any:
        devices.append(context.device)
        if context.device != "cpu" and len(devices) < 3:
            raise MemoryError
        return request.sketch

    runner, generator = new_runner(device="cuda"), scripted(run)
    first, second = job(generator), job(generator)
    runner.submit(first)
    listener.wait(events.Finished, first.id)
    runner.submit(second)
    listener.wait(events.Finished, second.id)
    assert devices == ["cuda", "cuda", "cpu", "cuda"]
    assert "processor" in listener.of(events.Notice, first.id)[-1].text


def test_the_processor_gets_the_whole_size_again(
    new_runner: NewRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No machine of ours need have a graphics card: the choice is the edge to the outside.
    from editor.jobs import worker
    from editor.jobs.device import Device

    monkeypatch.setattr(worker, "choose", lambda name: Device(name, "float32", name, 1))
    sizes: list[tuple[int, int]] = []
    generator = scripted(fits_in(0, sizes, "cuda"), size=Multiple(8))
    runner, submitted = new_runner(device="cuda"), job(generator, picture(400, 400))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert sizes == [(400, 400), (400, 400), (200, 200), (400, 400)]
    assert "processor" in listener.of(events.Notice, submitted.id)[-1].text


def test_says_so_when_nothing_helps(new_runner: NewRunner, listener: Listener) -> None:
    runner, hungry = new_runner(), job(scripted(short_of_memory(99)))
    following = job(scripted())
    runner.submit(hungry)
    runner.submit(following)
    error = listener.wait(events.Failed, hungry.id).error
    assert isinstance(error, OutOfMemory)
    assert "MemoryError" in error.details
    listener.wait(events.Finished, following.id)
