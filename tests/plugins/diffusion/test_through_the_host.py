"""The two generators with the real runner: sizes, pasting, notices, cancelling, sharing."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.api import Rect, Request, read_only, validate_params
from editor.host import discover
from editor.jobs import Job, Runner, events
from editor.models import Catalogue
from editor.workbench import Headless
from plugins.inpainting.generator import Inpainting
from plugins.text_to_image.generator import TextToImage
from tests.plugins.conftest import Families


@pytest.fixture
def headless(families: Families, tmp_path: Path) -> Iterator[Headless]:
    """Both generators as they are installed, with the tiny pipelines as the models."""
    assert families["sd"].is_dir()
    registry = discover(markers=tmp_path / "markers")
    made = Headless(registry, Catalogue([families.root]), device="cpu")
    yield made
    made.close()
    registry.close()


def test_words_become_a_picture_of_the_models_own_size(headless: Headless) -> None:
    notices: list[str] = []
    values = {"prompt": "red apple " * 200, "model": "sd", "steps": 2}
    (own,) = headless.run("text-to-image", params=values, seed=1, on_notice=notices.append)
    assert own.rgba.shape == (64, 64, 4)
    assert own.recipe["model"] == "sd"
    assert any("longer than the model reads" in text for text in notices)
    sized = {**values, "width": 80, "height": 64}
    (asked,) = headless.run("text-to-image", params=sized, seed=1)
    assert asked.rgba.shape == (64, 80, 4)


def test_inpainting_through_the_host_keeps_the_rest_to_the_bit(headless: Headless) -> None:
    random = np.random.default_rng(4)
    photo = random.integers(0, 256, (300, 420, 4), np.uint8)
    photo[..., 3] = 255
    mask = np.zeros((300, 420), np.uint8)
    mask[100:160, 200:300] = 255
    for values in ({"mode": "fill"}, {"prompt": "cat", "model": "sd", "steps": 2}):
        (made,) = headless.run("inpainting", image=photo, mask=mask, params=values, seed=1)
        assert np.array_equal(made.rgba[mask == 0], photo[mask == 0])
        assert not np.array_equal(made.rgba[mask > 0], photo[mask > 0])
    wider = {"mode": "outpaint", "engine": "telea", "grow": 10, "side": "right"}
    (grown,) = headless.run("inpainting", image=photo, params=wider, seed=1)
    assert grown.rgba.shape == (300, 450, 4)
    assert np.array_equal(grown.rgba[:, :420], photo)


def test_a_cancelled_run_makes_room_for_the_next(families: Families) -> None:
    assert families["sd"].is_dir()
    told: queue.SimpleQueue[events.Event] = queue.SimpleQueue()
    runner = Runner(on_event=told.put, catalogue=Catalogue([families.root]), device="cpu")
    try:
        runner.submit(_job("long", steps=150))
        while not isinstance(told.get(timeout=100), events.Preview):
            pass
        runner.cancel("long")
        runner.submit(_job("short", steps=1))
        seen: list[object] = []
        while not seen or not isinstance(seen[-1], events.Finished):
            seen.append(told.get(timeout=100))
    finally:
        runner.close(timeout_s=20.0)
    assert any(isinstance(event, events.CancelledEvent) for event in seen)
    assert [e.job_id for e in seen if isinstance(e, events.VariantReady)] == ["short"]
    assert not [e for e in seen if isinstance(e, events.Abandoned | events.Failed)]


def test_outpainting_is_seen_where_it_will_lie(families: Families) -> None:
    assert families["sd"].is_dir()
    told: list[events.Event] = []
    done = threading.Event()

    def listen(event: events.Event) -> None:
        told.append(event)
        if isinstance(event, events.Finished | events.Failed):
            done.set()

    runner = Runner(on_event=listen, catalogue=Catalogue([families.root]), device="cpu")
    values = {"mode": "outpaint", "side": "left", "grow": 50, "model": "sd", "steps": 3}
    image = np.full((64, 64, 4), 200, np.uint8)
    request = Request(
        params=validate_params(Inpainting.Params, values),
        image=read_only(image),
        rect=Rect(10, 20, 64, 64),
        size_px=(64, 64),
    )
    try:
        runner.submit(Job(id="wider", generator_class=Inpainting, request=request))
        assert done.wait(100)
    finally:
        runner.close(timeout_s=20.0)
    canvas = Rect(-22, 20, 96, 64)
    previews = [event.doc_rect for event in told if isinstance(event, events.Preview)]
    (ready,) = [event for event in told if isinstance(event, events.VariantReady)]
    assert previews
    assert {*previews, ready.doc_rect} == {canvas}
    assert ready.formation is not None
    assert ready.formation.picture(1)[1] == canvas
    assert ready.recipe["model_sha256"]


def test_both_generators_are_listed_without_importing_torch() -> None:
    from editor.api.isolation import imports_of

    assert imports_of(TextToImage) == []
    assert imports_of(Inpainting) == []


def _job(name: str, *, steps: int) -> Job:
    params = validate_params(TextToImage.Params, {"prompt": "cat", "model": "sd", "steps": steps})
    request = Request(params=params, rect=Rect(0, 0, 64, 64), size_px=(64, 64), seed=1)
    return Job(id=name, generator_class=TextToImage, request=request, variants=1, label="Text")
