"""Back to step k and on in another way: the denoise scrubber's core."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from editor.api import Cancelled, GeneratorError, Resume
from editor.api.testing import RecordingContext
from plugins.toolkit.diffusion.loading import Loaded, load
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.diffusion.scrubbing import Formed, form
from tests.plugins.conftest import Families

IMAGE = (np.random.default_rng(0).random((64, 64, 3)) * 255).astype(np.uint8)
MASK = np.zeros((64, 64), np.uint8)
MASK[16:40, 8:48] = 255


def wish(scheduler: str = "auto", steps: int = 5) -> Wish:
    return Wish(prompt="a red apple", size_px=(64, 64), seed=3, steps=steps, scheduler=scheduler)


def continue_from(
    formed: Formed, step: int, loaded: Loaded, context: RecordingContext, **changed: Any
) -> Formed:
    """A variant that shares its first steps; what is not named stays as it was."""
    wish = replace(formed.past.wish, **changed)
    return form(loaded, wish, context, resume=Resume(formed.past, step))


@pytest.mark.parametrize(
    ("family", "scheduler"),
    [
        ("sd", "auto"),
        ("sd", "ddim"),
        ("sd", "euler-a"),
        ("sd", "heun"),
        ("sd", "dpm++-2m-karras"),
        ("sd", "dpm++-2m-sde"),
        ("sd", "lcm"),
        ("flow-sd", "auto"),
        ("flow-sd", "euler"),
        ("flow-sd", "ddpm"),
        ("sdxl", "auto"),
        ("sd3", "auto"),
        ("flux", "auto"),
        ("pixart", "auto"),
    ],
)
def test_with_nothing_changed_it_is_the_same_picture(
    families: Families, family: str, scheduler: str
) -> None:
    loaded = load(family, families[family], RecordingContext())
    formed = form(loaded, wish(scheduler), RecordingContext())
    assert np.array_equal(formed.picture, paint(loaded, wish(scheduler), RecordingContext()))
    assert list(formed.trace.previews) == list(range(1, formed.trace.steps))
    for step in range(1, formed.trace.steps + 1):
        again = continue_from(formed, step, loaded, RecordingContext())
        assert np.array_equal(again.picture, formed.picture), step


def test_another_prompt_from_the_middle_is_another_picture(families: Families) -> None:
    loaded = load("sd", families["sd"], RecordingContext())
    formed = form(loaded, wish("ddim"), RecordingContext())
    early = continue_from(formed, 1, loaded, RecordingContext(), prompt="the blue sky")
    late = continue_from(formed, 4, loaded, RecordingContext(), prompt="the blue sky")
    guided = continue_from(formed, 2, loaded, RecordingContext(), guidance_scale=9.0)
    pictures = [formed.picture, early.picture, late.picture, guided.picture]
    assert all(not np.array_equal(pictures[0], other) for other in pictures[1:])
    # What is changed late has less time to change.
    assert _distance(late.picture, formed.picture) < _distance(early.picture, formed.picture)
    assert early.past.wish.prompt == "the blue sky"


def test_a_variant_can_be_gone_back_in_too(families: Families) -> None:
    loaded = load("sd", families["sd"], RecordingContext())
    formed = form(loaded, wish("ddim"), RecordingContext())
    variant = continue_from(formed, 3, loaded, RecordingContext(), prompt="the blue sky")
    assert sorted(variant.past.moments.kept) == [1, 2, 3, 4, 5]
    back = continue_from(variant, 2, loaded, RecordingContext(), prompt="a red apple")
    assert np.array_equal(back.picture, formed.picture)


def test_kept_steps_are_not_computed_again(families: Families) -> None:
    loaded = load("sd", families["sd"], RecordingContext())
    formed = form(loaded, wish("ddim"), RecordingContext())
    calls = []
    entrance = loaded.denoiser.conv_in
    assert isinstance(entrance, torch.nn.Module)
    handle = entrance.register_forward_pre_hook(lambda *_: calls.append(1))
    try:
        continue_from(formed, 3, loaded, RecordingContext())
    finally:
        handle.remove()
    assert len(calls) == 2
    assert "forward" not in vars(loaded.denoiser)


def test_masks_can_be_changed_on_the_way(families: Families) -> None:
    loaded = load("sd-inpaint", families["sd-inpaint"], RecordingContext())
    first = Wish(prompt="cat", size_px=(64, 64), seed=1, steps=4, image=IMAGE, mask=MASK)
    formed = form(loaded, first, RecordingContext())
    same = continue_from(formed, 2, loaded, RecordingContext())
    assert np.array_equal(same.picture, formed.picture)
    wider = continue_from(formed, 2, loaded, RecordingContext(), mask=np.full_like(MASK, 255))
    assert not np.array_equal(wider.picture, formed.picture)


def test_the_trace_stays_within_its_budget(families: Families) -> None:
    loaded = load("sd", families["sd"], RecordingContext())
    free = form(loaded, wish("ddim", steps=12), RecordingContext())
    budget = free.trace.nbytes // 3
    formed = form(loaded, wish("ddim", steps=12), RecordingContext(), budget_bytes=budget)
    assert formed.trace.nbytes <= budget
    assert np.array_equal(formed.picture, free.picture)
    kept = sorted(formed.past.moments.kept)
    assert 2 <= len(kept) <= 4
    again = continue_from(formed, 11, loaded, RecordingContext())
    assert np.array_equal(again.picture, formed.picture)
    with pytest.raises(GeneratorError, match="was not kept"):
        continue_from(formed, 1, loaded, RecordingContext())


def test_cancelling_a_continuation_leaves_all_as_it_was(families: Families) -> None:
    loaded = load("sd", families["sd"], RecordingContext())
    formed = form(loaded, wish("ddim"), RecordingContext())
    for call in (1, 5, 40):
        with pytest.raises(Cancelled):
            continue_from(formed, 2, loaded, RecordingContext(cancel_at=call))
    assert "forward" not in vars(loaded.denoiser)
    again = continue_from(formed, 2, loaded, RecordingContext())
    assert np.array_equal(again.picture, formed.picture)


def _distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(int) - b).mean())
