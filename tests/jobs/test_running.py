"""A job on the worker: what it reads, delivers and stores, and what of it can go wrong."""

from __future__ import annotations

import sys
import threading
import time
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
    Meter,
    Native,
    OutOfMemory,
    Request,
    Result,
)
from editor.jobs import Inputs, Job, PluginFault, ResultStore, events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Gate, Listener, echo, job, picture, scripted


def test_keeps_figures_as_plain_numbers(new_runner: NewRunner, listener: Listener) -> None:
    def run(request: Request, context: Context) -> Any:
        notes = {"psnr_db": np.float32(31.5), "faces": np.int64(2), "sizes": np.zeros(2)}
        return Result([request.sketch], notes=notes)

    runner, submitted = new_runner(), job(scripted(run), recipe={"generator": "scripted"})
    runner.submit(submitted)
    recipe = listener.wait(events.VariantReady, submitted.id).recipe
    assert recipe["generator"] == "scripted"
    assert recipe["notes"] == {"psnr_db": 31.5, "faces": 2, "sizes": "[0. 0.]"}


def test_asks_what_the_request_tells_before_it_loads(
    new_runner: NewRunner, listener: Listener
) -> None:
    loaded: list[Context] = []

    def check(request: Request) -> None:
        if request.sketch is not None and request.sketch[..., 3].all():
            raise GeneratorError("It is full.", "Leave some of it free.")

    runner, generator = new_runner(), scripted(load=loaded.append, check=check)
    full = job(generator)
    runner.submit(full)
    assert listener.wait(events.Failed, full.id).error.text == "It is full."
    assert not loaded
    sketch = picture().copy()
    sketch[0, 0, 3] = 0
    free = job(generator, sketch=sketch)
    runner.submit(free)
    listener.wait(events.Finished, free.id)
    assert len(loaded) == 1


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


def test_compresses_what_it_stored_while_nothing_else_is_to_do(
    new_runner: NewRunner, listener: Listener, store: ResultStore
) -> None:
    gate = Gate()
    runner, white = new_runner(store=store), np.full((64, 64, 4), 255, np.uint8)
    first, second = job(scripted(echo), white), job(scripted(gate.politely))
    runner.submit(first)
    runner.submit(second)
    gate.wait()
    loose_bytes = store.size_bytes()
    assert loose_bytes > 64 * 64 * 3
    gate.open.set()
    listener.wait(events.Finished, second.id)
    until_s = time.monotonic() + 10
    while store.size_bytes() > loose_bytes / 4 and time.monotonic() < until_s:
        time.sleep(0.01)
    assert store.size_bytes() < loose_bytes / 4


def test_live_results_are_not_stored(
    new_runner: NewRunner, listener: Listener, store: ResultStore
) -> None:
    runner, live = new_runner(store=store), job(scripted(), live=True)
    runner.submit_live(live)
    listener.wait(events.Finished, live.id)
    assert listener.of(events.VariantReady)[0].path is None
    assert store.size_bytes() == 0


def test_figures_that_take_a_while_come_after_a_live_picture_unless_the_next_one_waits(
    new_runner: NewRunner, listener: Listener, store: ResultStore
) -> None:
    wanted_next: list[Job] = []

    def run(request: Request, context: Context) -> Result:
        context.progress(1.0)
        if wanted_next:
            following = wanted_next.pop(0)
            (runner.submit_live if following.live else runner.submit)(following)
        return Result([request.sketch], meters=lambda: [Meter("likeness", "Likeness", 0.5)])

    runner = new_runner(store=store)
    passing, last, queued = (job(scripted(run), live=live) for live in (True, True, False))
    wanted_next += [last, queued]
    runner.submit_live(passing)
    listener.wait(events.Finished, queued.id)
    assert listener.kinds(passing.id) == ["VariantReady", "Finished"]
    assert listener.kinds(last.id) == ["VariantReady", "Measured", "Finished"]
    assert listener.of(events.VariantReady, last.id)[0].meters is None
    assert [m.value for m in listener.of(events.Measured)[0].meters] == [0.5]
    kept = job(scripted(run))
    runner.submit(kept)
    listener.wait(events.Finished, kept.id)
    ready = listener.of(events.VariantReady, kept.id)[0]
    assert ready.meters is not None
    assert [m.value for m in ready.meters] == [0.5]
    assert ready.recipe["notes"] == {"likeness": 0.5}


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
    told = listener.of(events.Notice)[0]
    assert told.text == "The result could not be written to disk."
    assert told.hint.startswith("It is kept until Figment is closed, so save your work.")
    assert told.details


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
