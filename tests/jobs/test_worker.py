"""What plugins do wrong: not stopping, raising anything, returning nonsense; the next job runs."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from editor.api import AnySize, Context, GeneratorError, Native, Rect, Request, Result
from editor.jobs import Runner, events
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Gate, Listener, job, picture, scripted, soon


def test_abandons_a_plugin_that_does_not_stop(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    stuck = job(scripted(gate.stubbornly), plugin="stubborn")
    following = job(scripted())
    runner.submit(stuck)
    runner.submit(following)
    gate.wait()
    runner.cancel(stuck.id)
    assert listener.wait(events.Abandoned, stuck.id).plugin == "stubborn"
    listener.wait(events.Finished, following.id)
    assert runner.abandoned == ("stubborn",)
    gate.open.set()
    assert soon(lambda: runner.abandoned == ())
    assert not listener.of(events.VariantReady, stuck.id)
    assert listener.kinds(stuck.id)[-1] == "Abandoned"


def test_abandons_a_plugin_stuck_in_load(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    stuck, following = job(scripted(load=gate.while_loading)), job(scripted())
    runner.submit(stuck)
    gate.wait()
    runner.cancel(stuck.id)
    runner.submit(following)
    listener.wait(events.Finished, following.id)
    listener.wait(events.Abandoned, stuck.id)  # told by another thread, perhaps later
    gate.open.set()


def test_abandons_a_plugin_stuck_in_loading_ahead(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    runner.preload(scripted(load=gate.while_loading))
    gate.wait()
    following = job(scripted())
    runner.submit(following)
    listener.wait(events.Finished, following.id)
    assert runner.abandoned == ("Scripted",)
    gate.open.set()


def test_gives_what_was_left_behind_no_more_room(new_runner: NewRunner, listener: Listener) -> None:
    runner, gate = new_runner(), Gate()
    stuck, following = job(scripted(gate.stubbornly)), job(scripted())
    runner.submit(stuck)
    gate.wait()
    runner._worker.residency.account(stuck.generator_class)(picture_path(), 1000)
    runner.cancel(stuck.id)
    listener.wait(events.Abandoned, stuck.id)
    assert runner.resident_bytes == 1000
    runner.submit(following)
    listener.wait(events.Finished, following.id)
    gate.open.set()
    assert soon(lambda: runner.resident_bytes == 0)


def test_close_does_not_wait_for_a_stuck_plugin(runner: Runner, listener: Listener) -> None:
    gate = Gate()
    runner.submit(job(scripted(gate.stubbornly), plugin="stubborn"))
    gate.wait()
    assert runner.close(0.05) == ("stubborn",)
    gate.open.set()


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        (ValueError("boom"), "bad plugin failed: ValueError: boom"),
        (ValueError("line one\n  line two"), "ValueError: line one line two"),
        (RuntimeError(), "bad plugin failed: RuntimeError."),
        (KeyError("x" * 999), "…"),
        (SystemExit(1), "it tried to end the program"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (GeneratorError("No face was found.", "Use another picture."), "No face was found."),
    ],
)
@pytest.mark.parametrize("where", ["load", "run"])
def test_survives_what_a_plugin_raises(
    runner: Runner, listener: Listener, raised: BaseException, words: str, where: str
) -> None:
    def fail(*args: object) -> Any:
        raise raised

    generator = scripted(load=fail) if where == "load" else scripted(fail)
    bad, following = job(generator, plugin="bad plugin"), job(scripted())
    runner.submit(bad)
    runner.submit(following)
    failed = listener.wait(events.Failed, bad.id)
    assert words in failed.error.text
    assert failed.plugin == "bad plugin"
    assert "test_worker.py" in failed.error.details
    assert failed.error.__traceback__ is failed.error.__context__ is None
    listener.wait(events.Finished, following.id)


def test_a_failure_keeps_no_memory_of_the_run(runner: Runner, listener: Listener) -> None:
    held: list[weakref.ref[Any]] = []

    def run(request: Request, context: Context) -> Any:
        big = np.zeros((64, 64))
        held.append(weakref.ref(big))
        raise ValueError("boom")

    bad = job(scripted(run))
    runner.submit(bad)
    listener.wait(events.Failed, bad.id)
    gc.collect()
    assert soon(lambda: held[0]() is None)


def _returns(value: Callable[[Request], Any]) -> Any:
    return lambda request, context: value(request)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (_returns(lambda request: None), "not a picture"),
        (_returns(lambda request: picture(5, 5)), "the result is 5 x 5 pixels, not 16 x 12"),
        (_returns(lambda request: np.full((12, 16, 3), np.nan)), "not finite"),
        (_returns(lambda request: Result([])), "there are 0 results instead of 1"),
        (
            _returns(lambda request: Result([picture(5, 5)], rect=Rect(0, 0, 6, 5))),
            "the result is 5 x 5 pixels, but its rect says 6 x 5",
        ),
    ],
)
def test_names_the_plugin_whose_result_is_nonsense(
    runner: Runner, listener: Listener, run: Any, words: str
) -> None:
    bad = job(scripted(run), plugin="bad plugin")
    runner.submit(bad)
    text = listener.wait(events.Failed, bad.id).error.text
    assert text.startswith("bad plugin: ")
    assert words in text


@pytest.mark.parametrize(
    "result",
    [
        np.zeros((12, 16), np.float32),
        np.zeros((12, 16, 1), bool),
        np.zeros((12, 16, 3), np.uint8),
        np.zeros((12, 16, 3)),
    ],
)
def test_takes_pictures_of_every_sort(runner: Runner, listener: Listener, result: Any) -> None:
    good = job(scripted(_returns(lambda request: result)))
    runner.submit(good)
    rgba = listener.wait(events.VariantReady, good.id).rgba
    assert rgba.dtype == np.uint8
    assert np.array_equal(rgba, np.broadcast_to(np.array([0, 0, 0, 255], np.uint8), (12, 16, 4)))


def test_takes_pil_pictures(runner: Runner, listener: Listener) -> None:
    from PIL import Image

    good = job(scripted(_returns(lambda request: Image.new("P", (16, 12)))))
    runner.submit(good)
    assert listener.wait(events.VariantReady, good.id).rgba.shape == (12, 16, 4)


def test_shows_the_network_its_own_size(runner: Runner, listener: Listener) -> None:
    seen: list[Any] = []

    def run(request: Request, context: Context) -> Any:
        assert request.sketch is not None
        assert request.sketch is not None
        seen.append((request.size_px, request.sketch.shape, request.sketch.flags.writeable))
        return request.sketch

    submitted = job(scripted(run, size=Native(32)))
    runner.submit(submitted)
    ready = listener.wait(events.VariantReady, submitted.id)
    assert seen == [((32, 32), (32, 32, 4), False)]
    assert ready.rgba.shape == (12, 16, 4)
    assert ready.doc_rect == Rect(0, 0, 16, 12)


@pytest.mark.parametrize("way", ["mask", "limit"])
def test_leaves_everything_outside_the_mask_alone(
    runner: Runner, listener: Listener, way: str
) -> None:
    mask = np.zeros((12, 16), np.uint8)
    mask[4:9, 5:11] = 255
    submitted = job(scripted(size=AnySize()), **{way: mask})
    runner.submit(submitted)
    rgba = listener.wait(events.VariantReady, submitted.id).rgba
    assert not rgba[mask == 0].any()
    assert (rgba[6, 7] == picture()[6, 7]).all()


def picture_path() -> Any:
    from pathlib import Path

    return Path("weights.safetensors")
