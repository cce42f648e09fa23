"""Memory that runs out, recipes, and results that cannot be written."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.api import (
    AnySize,
    Context,
    Generator,
    GeneratorError,
    Multiple,
    Native,
    OutOfMemory,
    Request,
    Result,
)
from editor.jobs import Inputs, Job, PluginFault, ResultStore, events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Gate, Listener, echo, job, picture, scripted


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
    monkeypatch.setattr(
        worker, "choose", lambda name: chosen.append(name) or Device(name, "float32", name, 1)
    )
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


def test_keeps_figures_as_plain_numbers(new_runner: NewRunner, listener: Listener) -> None:
    def run(request: Request, context: Context) -> Any:
        notes = {"psnr_db": np.float32(31.5), "faces": np.int64(2), "sizes": np.zeros(2)}
        return Result([request.sketch], notes=notes)

    runner, submitted = new_runner(), job(scripted(run), recipe={"generator": "scripted"})
    runner.submit(submitted)
    recipe = listener.wait(events.VariantReady, submitted.id).recipe
    assert recipe["generator"] == "scripted"
    assert recipe["notes"] == {"psnr_db": 31.5, "faces": 2, "sizes": "[0. 0.]"}


def test_has_the_result_on_disk_before_it_tells(
    new_runner: NewRunner, listener: Listener, store: ResultStore
) -> None:
    on_disk: list[bool] = []

    class Checking(Listener):
        def __call__(self, event: events.Event) -> None:
            if isinstance(event, events.VariantReady):
                on_disk.append(event.path is not None and event.path.is_file())
            super().__call__(event)

    from editor.jobs import Runner
    from editor.models import Catalogue

    checking = Checking()
    runner = Runner(on_event=checking, catalogue=Catalogue([]), store=store, device="cpu")
    submitted = job(scripted(echo), variants=2)
    runner.submit(submitted)
    checking.wait(events.Finished, submitted.id)
    runner.close(5.0)
    assert on_disk == [True, True]


def test_live_results_are_not_stored(
    new_runner: NewRunner, listener: Listener, store: ResultStore
) -> None:
    runner, live = new_runner(store=store), job(scripted(), live=True)
    runner.submit_live(live)
    listener.wait(events.Finished, live.id)
    assert listener.of(events.VariantReady)[0].path is None
    assert store.size_bytes() == 0


def test_delivers_a_result_that_cannot_be_stored(
    new_runner: NewRunner, listener: Listener, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "results"
    in_the_way.write_text("not a folder")
    runner, submitted = new_runner(store=ResultStore(in_the_way, cap_bytes=1)), job(scripted())
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    ready = listener.of(events.VariantReady)[0]
    assert ready.path is None
    assert ready.rgba.shape == (12, 16, 4)
    assert "could not be written" in listener.of(events.Notice)[0].text


def test_a_generator_without_torch_never_imports_it(tmp_path: Path) -> None:
    import subprocess

    code = (
        "import sys\n"
        "from editor.jobs import Runner, events\n"
        "from editor.models import Catalogue\n"
        "from tests.jobs.scripted import Listener, job, scripted\n"
        "listener, submitted = Listener(), job(scripted())\n"
        "runner = Runner(on_event=listener, catalogue=Catalogue([]))\n"
        "runner.submit(submitted)\n"
        "listener.wait(events.Finished, submitted.id)\n"
        "runner.close(5.0)\n"
        "loaded = {'torch', 'PySide6'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, timeout=60)


def unread(generator: type[Generator], read: Any, **given: Any) -> Job:
    """A job whose picture is read when its turn has come."""
    whole = job(generator, **given)
    return replace(whole, request=replace(whole.request, sketch=None), read=read)


def test_reads_its_pictures_on_the_worker_when_its_turn_has_come(
    new_runner: NewRunner, listener: Listener
) -> None:
    threads: list[str] = []
    whole = job(scripted())
    limit = np.zeros((12, 16), np.uint8)
    limit[3:5] = 255

    def read() -> Inputs:
        threads.append(threading.current_thread().name)
        return Inputs(whole.request, limit, {"sketch": "abc"})

    runner, gate = new_runner(), Gate()
    busy = job(scripted(gate.politely))
    runner.submit(busy)
    gate.wait()
    replaced = unread(scripted(), read, live=True)
    submitted = unread(scripted(), read, recipe={"generator": "scripted"}, variants=2)
    runner.submit(submitted)
    runner.submit_live(replaced)
    runner.submit_live(unread(scripted(), read, live=True))
    assert threads == []
    gate.open.set()
    listener.wait(events.Finished, submitted.id)
    assert threads == ["figment-worker"] * 2, "once each, and never for the one replaced"
    ready = listener.of(events.VariantReady, submitted.id)[1]
    assert ready.recipe["input_hashes"] == {"sketch": "abc"}
    assert ready.recipe["generator"] == "scripted"
    assert ready.rgba[4].any()
    assert not ready.rgba[6].any()


@pytest.mark.parametrize(
    ("error", "kind"),
    [(GeneratorError("Nothing drawn."), GeneratorError), (MemoryError(), OutOfMemory)],
)
def test_what_cannot_be_read_is_not_the_plugins_fault(
    new_runner: NewRunner, listener: Listener, error: Exception, kind: type[Exception]
) -> None:
    def read() -> Inputs:
        raise error

    runner, submitted = new_runner(), unread(scripted(), read)
    runner.submit(submitted)
    failed = listener.wait(events.Failed, submitted.id)
    assert isinstance(failed.error, kind)
    assert "Scripted" not in failed.error.text


def test_a_live_picture_is_no_larger_than_it_is_looked_at(
    new_runner: NewRunner, listener: Listener
) -> None:
    limit = np.zeros((600, 2048), np.uint8)
    limit[:, :1024] = 255
    runner = new_runner()
    for size in (AnySize(), Native(256)):
        live = job(scripted(size=size), picture(2048, 600), live=True, limit=limit)
        runner.submit_live(live)
        listener.wait(events.Finished, live.id)
        (ready,) = listener.of(events.VariantReady, live.id)
        assert ready.rgba.shape == (300, 1024, 4)
        assert ready.doc_rect == live.request.rect
        assert (ready.rgba[150, :490, 3] == 255).all()
        assert not ready.rgba[:, 514:].any()
    whole = job(scripted(), picture(2048, 600))
    runner.submit(whole)
    listener.wait(events.Finished, whole.id)
    assert listener.of(events.VariantReady, whole.id)[0].rgba.shape == (600, 2048, 4)


class Unsayable(RuntimeError):
    """Fails even when it is asked what it is about."""

    def __str__(self) -> str:
        raise ValueError("no words")


def test_an_exception_that_cannot_be_told_is_still_the_plugins(
    new_runner: NewRunner, listener: Listener
) -> None:
    def run(request: Request, context: Context) -> Any:
        raise Unsayable

    failing = job(scripted(run), plugin="wild")
    new_runner().submit(failing)
    failed = listener.wait(events.Failed, failing.id)
    assert isinstance(failed.error, PluginFault)
    assert failed.error.text == "wild failed: Unsayable."
    assert "Unsayable" in failed.error.details


@pytest.mark.parametrize(
    ("rubbish", "what"), [(None, "of type NoneType"), ("a cat", "of type str"), ([], "shape 0")]
)
def test_rubbish_for_a_preview_is_called_one(
    rubbish: object, what: str, new_runner: NewRunner, listener: Listener
) -> None:
    def run(request: Request, context: Context) -> Any:
        context.preview(rubbish)
        return request.sketch

    failing = job(scripted(run))
    new_runner().submit(failing)
    error = listener.wait(events.Failed, failing.id).error
    assert error.text == "A preview of Scripted cannot be shown."
    assert what in error.hint
