"""Which generators stay loaded, and who goes first."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from editor.api import Context, Generator
from editor.jobs import Runner, events
from editor.models import Catalogue
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Listener, job, scripted


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Four models of some 4000 bytes each."""
    import torch
    from safetensors.torch import save_file

    for name in "abcd":
        folder = tmp_path / name
        folder.mkdir()
        save_file({"weight": torch.zeros(1000)}, folder / "weights.safetensors")
        card = {"name": name, "kind": name, "file": "weights.safetensors", "sha256": name}
        (folder / "card.json").write_text(json.dumps(card))
    return Catalogue([tmp_path])


@pytest.fixture
def generators() -> tuple[dict[str, type[Generator]], list[str]]:
    """Four generators that load one model each, and what they did in order."""
    log: list[str] = []

    def of(name: str) -> type[Generator]:
        def load(context: Context) -> None:
            context.model().state_dict()
            log.append(f"+{name}")

        return scripted(load=load, unload=lambda: log.append(f"-{name}"), id=name)

    return {name: of(name) for name in "abcd"}, log


@pytest.fixture
def run(listener: Listener) -> Callable[[Runner, type[Generator]], None]:
    """Runs a generator to its end."""

    def run_one(runner: Runner, generator: type[Generator]) -> None:
        submitted = job(generator)
        runner.submit(submitted)
        listener.wait(events.Finished, submitted.id)

    return run_one


def test_the_least_recently_used_goes_first(
    new_runner: NewRunner, catalogue: Catalogue, generators: Any, run: Any
) -> None:
    classes, log = generators
    runner = new_runner(catalogue=catalogue, memory_budget_bytes=9000)
    for name in "abacdb":
        run(runner, classes[name])
    # The room is made before the weights are read.
    assert log == ["+a", "+b", "-b", "+c", "-a", "+d", "-c", "+b"]
    assert runner.resident_bytes <= 9000


def test_one_that_is_larger_than_the_budget_still_runs(
    new_runner: NewRunner, catalogue: Catalogue, generators: Any, run: Any
) -> None:
    classes, log = generators
    runner = new_runner(catalogue=catalogue, memory_budget_bytes=100)
    run(runner, classes["a"])
    run(runner, classes["b"])
    assert log == ["+a", "-a", "+b"]


def test_everything_is_unloaded_at_the_end(
    new_runner: NewRunner, catalogue: Catalogue, generators: Any, run: Any
) -> None:
    classes, log = generators
    runner = new_runner(catalogue=catalogue)
    run(runner, classes["a"])
    assert runner.close(5.0) == ()
    assert log == ["+a", "-a"]
    assert runner.resident_bytes == 0


def test_an_unload_that_fails_does_no_harm(
    new_runner: NewRunner, catalogue: Catalogue, generators: Any, run: Any
) -> None:
    classes, _ = generators

    def fail() -> None:
        raise SystemExit

    runner = new_runner(catalogue=catalogue, memory_budget_bytes=100)
    run(runner, scripted(load=lambda context: context.model("a").state_dict(), unload=fail, id="a"))
    run(runner, classes["b"])


def test_a_load_that_failed_is_tried_again_and_holds_nothing(
    new_runner: NewRunner, catalogue: Catalogue, listener: Listener
) -> None:
    attempts: list[int] = []

    def load(context: Context) -> None:
        context.model().state_dict()
        attempts.append(1)
        if len(attempts) == 1:
            raise ValueError("not today")

    runner, generator = new_runner(catalogue=catalogue), scripted(load=load, id="a")
    first, second = job(generator), job(generator)
    runner.submit(first)
    listener.wait(events.Failed, first.id)
    assert runner.resident_bytes == 0
    runner.submit(second)
    listener.wait(events.Finished, second.id)
    assert runner.resident_bytes > 4000


def test_a_pipeline_that_two_paint_with_counts_once(
    tmp_path: Path, new_runner: NewRunner, listener: Listener
) -> None:
    folder = tmp_path / "models" / "painter"
    (folder / "unet").mkdir(parents=True)
    (folder / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    (folder / "unet" / "weights.safetensors").write_bytes(bytes(6000))
    runner = new_runner(catalogue=Catalogue([folder.parent]), memory_budget_bytes=10_000)
    unloaded: list[str] = []
    for kind in ("text-to-image", "inpainting"):
        painter = scripted(
            load=lambda context: context.model(),
            unload=partial(unloaded.append, kind),
            id=kind,
        )
        submitted = job(painter)
        runner.submit(submitted)
        listener.wait(events.Finished, submitted.id)
    assert runner.resident_bytes == 6000
    assert not unloaded, "both fit, since they are one"
