"""Every family of pipelines through the one path: loaded, painted with, cancelled, used again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from editor.api import Cancelled, GeneratorError
from editor.api.testing import RecordingContext
from plugins.toolkit.diffusion.loading import Loaded, load
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.diffusion.schedulers import TITLES, make_scheduler
from tests.plugins.conftest import Families
from tests.plugins.diffusion.tiny import FAMILIES

IMAGE = (np.random.default_rng(0).random((64, 64, 3)) * 255).astype(np.uint8)
MASK = np.zeros((64, 64), np.uint8)
MASK[16:40, 8:48] = 255


def wish(**changes: Any) -> Wish:
    return Wish(**{"prompt": "a red apple", "size_px": (64, 64), "seed": 3, "steps": 3, **changes})


@pytest.fixture
def sd(families: Families) -> Loaded:
    return load("sd", families["sd"], RecordingContext())


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_paints_from_words(families: Families, family: str) -> None:
    context = RecordingContext()
    loaded = load(family, families[family], context)
    picture = paint(loaded, wish(), context)
    assert picture.shape == (64, 64, 3)
    assert picture.std() > 5
    assert len(context.previews) >= 3
    assert context.fractions == sorted(context.fractions)
    assert np.array_equal(picture, paint(loaded, wish(), RecordingContext()))
    assert not np.array_equal(picture, paint(loaded, wish(seed=4), RecordingContext()))


@pytest.mark.parametrize("family", ["sd", "sd-inpaint", "flow-sd", "sdxl", "sd3", "flux"])
def test_families_start_from_pictures_and_paint_in_masks(families: Families, family: str) -> None:
    loaded = load(family, families[family], RecordingContext())
    changed = paint(loaded, wish(image=IMAGE, strength=0.5), RecordingContext())
    masked = paint(loaded, wish(image=IMAGE, mask=MASK), RecordingContext())
    assert changed.shape == masked.shape == (64, 64, 3)
    assert not np.array_equal(changed, masked)


def test_what_a_family_cannot_do_is_said(families: Families) -> None:
    loaded = load("pixart", families["pixart"], RecordingContext())
    with pytest.raises(GeneratorError, match="pixart cannot start from a picture"):
        paint(loaded, wish(image=IMAGE), RecordingContext())
    with pytest.raises(GeneratorError, match="pixart cannot paint inside a mask"):
        paint(loaded, wish(image=IMAGE, mask=MASK), RecordingContext())


def test_the_picture_is_what_diffusers_alone_makes(sd: Loaded) -> None:
    picture = paint(sd, wish(), RecordingContext())
    pipeline = sd.pipeline_for("text")
    pipeline.scheduler = type(sd.pipeline.scheduler).from_config(sd.pipeline.scheduler.config)
    alone = pipeline(
        "a red apple",
        width=64,
        height=64,
        num_inference_steps=3,
        guidance_scale=5.0,
        generator=torch.Generator("cpu").manual_seed(3),
        output_type="np",
    ).images[0]
    # Latents are rounded to 16 bits at each step, which shows in the last bit or two of a pixel.
    assert np.abs(picture / 255 - alone).max() < 0.03


def test_folders_in_memory_are_shared_and_let_go(families: Families) -> None:
    one = load("a", families["sdxl"], RecordingContext())
    other = load("b", families["sdxl"], RecordingContext())
    assert one is other
    parts = [one.pipeline_for(task).unet for task in ("text", "image", "mask")]
    assert all(part is one.pipeline.unet for part in parts)


def test_weights_come_in_the_type_of_the_device(families: Families) -> None:
    context = RecordingContext()
    context.dtype = "bfloat16"
    loaded = load("sd", families["sd"], context)
    assert {p.dtype for p in loaded.pipeline.unet.parameters()} == {torch.bfloat16}
    assert paint(loaded, wish(), context).shape == (64, 64, 3)


def test_sizes_come_from_the_model(families: Families) -> None:
    sd = load("sd", families["sd"], RecordingContext())
    flux = load("flux", families["flux"], RecordingContext())
    assert (sd.native_px, sd.multiple_px) == (64, 8)
    assert flux.multiple_px == 16
    assert paint(sd, wish(size_px=(72, 48 + 16)), RecordingContext()).shape == (64, 72, 3)


@pytest.mark.parametrize("name", TITLES)
def test_every_scheduler_paints(sd: Loaded, name: str) -> None:
    picture = paint(sd, wish(scheduler=name), RecordingContext())
    assert np.array_equal(picture, paint(sd, wish(scheduler=name), RecordingContext()))


FLOWING = {"auto", "euler", "euler-a", "ddim", "ddpm", "dpm++-2m", "dpm++-2m-sde", "unipc"}


@pytest.mark.parametrize(("family", "fitting"), [("flow-sd", FLOWING), ("flux", {"auto", "euler"})])
def test_flow_models_paint_or_name_what_fits(
    families: Families, family: str, fitting: set[str]
) -> None:
    loaded = load(family, families[family], RecordingContext())
    for name in fitting:
        assert paint(loaded, wish(scheduler=name), RecordingContext()).std() > 5
    for name in TITLES.keys() - fitting:
        with pytest.raises(GeneratorError, match="Choose one of: auto"):
            paint(loaded, wish(scheduler=name), RecordingContext())


def test_euler_goes_straight_along_what_a_flow_model_says(families: Families) -> None:
    loaded = load("flow-sd", families["flow-sd"], RecordingContext())
    scheduler = make_scheduler(loaded.pipeline.scheduler, "euler")
    scheduler.set_timesteps(4)
    noise = torch.Generator().manual_seed(1)
    x = torch.randn(1, 4, 8, 8, generator=noise)
    for t, sigma, after in zip(
        scheduler.timesteps, scheduler.sigmas[:-1], scheduler.sigmas[1:], strict=True
    ):
        v = torch.randn(1, 4, 8, 8, generator=noise)
        straight = x + (after - sigma) * v
        (x,) = scheduler.step(v, t, x, return_dict=False)
        assert torch.allclose(x, straight, atol=1e-4)


def test_cancelling_anywhere_leaves_the_pipeline_usable(sd: Loaded) -> None:
    picture = paint(sd, wish(), RecordingContext())
    whole = RecordingContext()
    paint(sd, wish(prompt="no apples"), whole)
    for call in range(1, whole.calls + 1, 23):
        context = RecordingContext(cancel_at=call)
        with pytest.raises(Cancelled):
            # Other words each time: what was read before would not be read again.
            paint(sd, wish(prompt=f"{call} apples"), context)
        assert context.calls_after_cancel == 0
    assert np.array_equal(picture, paint(sd, wish(), RecordingContext()))


def test_cancelling_takes_effect_inside_a_step(sd: Loaded) -> None:
    context = RecordingContext()
    paint(sd, wish(steps=3), context)
    assert context.calls > 10 * len(context.previews)


def test_loading_can_be_cancelled(families: Families) -> None:
    context = RecordingContext(cancel_at=3)
    with pytest.raises(Cancelled):
        load("sd3", families["sd3"], context)
    assert load("sd3", families["sd3"], RecordingContext()).native_px == 64


def test_long_prompts_are_cut_with_a_notice(families: Families) -> None:
    for family in ("sd", "sdxl", "pixart"):
        context = RecordingContext()
        loaded = load(family, families[family], context)
        paint(loaded, wish(prompt="red apple " * 1000), context)
        (notice,) = context.notices
        assert "longer than the model reads" in notice
        quiet = RecordingContext()
        paint(loaded, wish(prompt="a cat"), quiet)
        assert not quiet.notices


@pytest.mark.parametrize("prompt", ["", "   ", "żółw 🦄 \u0000 xyzzy", "a\nb"])
def test_odd_prompts_are_painted(sd: Loaded, prompt: str) -> None:
    assert paint(sd, wish(prompt=prompt), RecordingContext()).shape == (64, 64, 3)


def test_a_negative_prompt_counts_where_the_model_takes_one(families: Families) -> None:
    sd = load("sd", families["sd"], RecordingContext())
    plain = paint(sd, wish(), RecordingContext())
    assert not np.array_equal(plain, paint(sd, wish(negative_prompt="sky"), RecordingContext()))
    pipeline = sd.pipeline_for("text")
    assert pipeline.scheduler is sd.pipeline.scheduler


def test_numbers_that_are_not_finite_are_no_picture(sd: Loaded) -> None:
    bias = sd.pipeline.vae.decoder.conv_out.bias
    kept = bias.data.clone()
    bias.data.fill_(float("nan"))
    try:
        with pytest.raises(GeneratorError, match="not finite"):
            paint(sd, wish(), RecordingContext())
    finally:
        bias.data.copy_(kept)


def test_short_memory_makes_the_model_slower_not_fail(families: Families) -> None:
    whole = load("sd", families["sd"], RecordingContext())
    loaded = Loaded("sd", whole.folder, whole.pipeline, context=RecordingContext())
    failures = [torch.OutOfMemoryError("out of memory")]

    def fail(*_: Any) -> None:
        if failures:
            raise failures.pop()

    handle = loaded.denoiser.register_forward_pre_hook(fail)
    context = RecordingContext()
    try:
        assert paint(loaded, wish(), context).shape == (64, 64, 3)
    finally:
        handle.remove()
    assert loaded.economies == ["tiles"]
    assert context.notices == ["Memory was short: this model now works more slowly with less."]


def test_previews_look_like_the_picture(sd: Loaded) -> None:
    context = RecordingContext()
    picture = paint(sd, wish(steps=6), context)
    preview = context.previews[-1]
    assert preview.shape[2] == 4
    assert preview[..., :3].std() > 0
    assert picture.shape[:2] == (64, 64)


def test_the_hub_is_switched_off() -> None:
    # In a process of its own: here a test may have imported the hub before the plugins.
    code = """
import os
import plugins.toolkit.diffusion.loading
from huggingface_hub import constants

assert os.environ["HF_HUB_OFFLINE"] == "1"
assert constants.HF_HUB_OFFLINE
"""
    environment = {k: v for k, v in os.environ.items() if k != "HF_HUB_OFFLINE"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_folder_is_only_read(families: Families) -> None:
    before = _stamps(families["sd"])
    paint(load("sd", families["sd"], RecordingContext()), wish(), RecordingContext())
    assert _stamps(families["sd"]) == before


def _stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}
