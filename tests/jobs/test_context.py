"""What a plugin gets while it runs: progress, previews, models, cancel."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.api import Context, MissingModel, Native, Rect, Request
from editor.jobs import Runner, events
from editor.jobs.context import weights_bytes
from editor.models import Catalogue
from tests.jobs.conftest import NewRunner
from tests.jobs.scripted import Gate, Listener, job, picture, scripted


def test_progress_covers_all_variants_and_tells_the_time_left(
    runner: Runner, listener: Listener
) -> None:
    def run(request: Request, context: Context) -> Any:
        for _ in context.steps(3):
            pass
        return request.sketch

    submitted = job(scripted(run), variants=2)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    told = listener.of(events.Progress)
    fractions = [event.fraction for event in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert 0.5 in fractions
    assert told[0].eta_s is None
    assert told[-1].eta_s == pytest.approx(0.0)


def test_progress_is_told_while_loading_too(runner: Runner, listener: Listener) -> None:
    submitted = job(scripted(load=lambda context: context.progress(0.4, "reading weights")))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    first = listener.of(events.Progress)[0]
    assert (first.fraction, first.text, first.eta_s) == (0.4, "reading weights", None)


def test_thousands_of_steps_are_told_thirty_times_a_second(
    runner: Runner, listener: Listener
) -> None:
    def run(request: Request, context: Context) -> Any:
        for _ in context.steps(5000):
            context.preview(request.sketch)
        return request.sketch

    submitted = job(scripted(run))
    runner.submit(submitted)
    seconds = listener.wait(events.Finished, submitted.id).seconds
    assert len(listener.of(events.Progress)) <= 15 * seconds + 3
    assert 1 <= len(listener.of(events.Preview)) <= 15 * seconds + 1


def test_only_previews_that_are_shown_are_made(runner: Runner, listener: Listener) -> None:
    made = []

    def run(request: Request, context: Context) -> Any:
        def picture() -> Any:
            made.append(1)
            return request.sketch

        for _ in range(1000):
            context.preview(picture)
        return request.sketch

    submitted = job(scripted(run))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert 1 <= len(made) == len(listener.of(events.Preview)) < 1000


def test_none_are_made_where_nobody_looks(runner: Runner, listener: Listener) -> None:
    made = []

    def run(request: Request, context: Context) -> Any:
        def make() -> Any:
            made.append(1)
            return request.sketch

        context.preview(make)
        return request.sketch

    runner.set_preview_rate(0)
    submitted = job(scripted(run))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert not made
    runner.set_preview_rate(15)
    submitted = job(scripted(run))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert made == [1]


def test_previews_lose_the_padding_and_what_is_outside_the_mask(
    runner: Runner, listener: Listener
) -> None:
    mask = np.zeros((12, 16), np.uint8)
    mask[:, 8:] = 255

    def run(request: Request, context: Context) -> Any:
        context.preview(np.ones((8, 8)))  # a small one, as diffusion's latents give it
        return request.sketch

    submitted = job(scripted(run, size=Native(32)), mask=mask)
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    preview = listener.of(events.Preview)[0]
    assert preview.rgba.shape == (192, 256, 4)  # enlarged first: the mask's edge stays fine
    assert preview.doc_rect == Rect(0, 0, 16, 12)
    assert not preview.rgba[:, :96].any()
    assert preview.rgba[96, 255].tolist() == [255, 255, 255, 255]
    assert not preview.rgba.flags.writeable


def test_every_call_is_a_cancel_point(runner: Runner, listener: Listener) -> None:
    for call in ("progress(0.1)", "preview(None)", "model()", "log('x')", "check()"):
        gate, after = Gate(), []

        def run(request: Request, context: Context, call: str = call) -> Any:
            gate.reached.set()  # noqa: B023 - runs within this turn of the loop
            assert gate.open.wait(5)  # noqa: B023 - as above
            exec(f"context.{call}", {"context": context})
            after.append(call)  # noqa: B023 - as above
            return request.sketch

        submitted, following = job(scripted(run)), job(scripted())
        runner.submit(submitted)
        gate.wait()
        runner.cancel(submitted.id)
        gate.open.set()
        runner.submit(following)
        listener.wait(events.Finished, following.id)
        assert after == []


def test_logs_under_the_generators_name(
    runner: Runner, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    submitted = job(scripted(load=lambda context: context.log("hello")))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert "scripted: hello" in caplog.text


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with one model of 4000 bytes of weights."""
    import torch
    from safetensors.torch import save_file

    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    save_file({"weight": torch.zeros(1000)}, folder / "tiny.safetensors")
    card = {"name": "tiny", "kind": "scripted", "file": "tiny.safetensors"}
    (folder / "card.json").write_text(json.dumps(card))
    return folder.parent


def test_models_are_loaded_accounted_for_and_recorded(
    new_runner: NewRunner, listener: Listener, models: Path
) -> None:
    loaded: list[Any] = []

    def load(context: Context) -> None:
        model = context.model()
        loaded.append((model.name, model.card["kind"], model.state_dict()["weight"].shape[0]))

    runner, generator = new_runner(catalogue=Catalogue([models])), scripted(load=load)
    first, second = job(generator), job(generator)
    runner.submit(first)
    runner.submit(second)
    listener.wait(events.Finished, second.id)
    assert loaded == [("tiny", "scripted", 1000)]
    assert 4000 <= runner.resident_bytes <= 4200
    for submitted in (first, second):
        recipe = listener.of(events.VariantReady, submitted.id)[0].recipe
        assert recipe["model"] == "tiny"
        assert len(recipe["model_sha256"]) == 64


def test_a_missing_model_is_named(runner: Runner, listener: Listener) -> None:
    submitted = job(scripted(load=lambda context: context.model("gone") and None))
    runner.submit(submitted)
    error = listener.wait(events.Failed, submitted.id).error
    assert isinstance(error, MissingModel)
    assert "gone" in error.text


def test_a_pipeline_folder_counts_one_format_of_each_component(tmp_path: Path) -> None:
    for name, size in {
        "unet/model.safetensors": 70,
        "unet/model.bin": 60,
        "vae/a-1.safetensors": 10,
        "vae/a-2.safetensors": 20,
        "vae/config.json": 999,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(size))
    assert weights_bytes(tmp_path) == 100


def test_what_the_plugin_does_with_its_preview_later_does_not_show(
    runner: Runner, listener: Listener
) -> None:
    def run(request: Request, context: Context) -> Any:
        canvas = picture()
        context.preview(canvas)
        canvas[:] = 0
        return request.sketch

    submitted = job(scripted(run))
    runner.submit(submitted)
    listener.wait(events.Finished, submitted.id)
    assert np.array_equal(listener.of(events.Preview)[0].rgba, picture())
