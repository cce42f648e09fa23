"""One picture by diffusion: what is wished, through whichever pipeline does it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor

from editor.api import Context, GeneratorError, Rect
from plugins.toolkit.diffusion.interrupts import interruptible
from plugins.toolkit.diffusion.loading import Loaded, Task
from plugins.toolkit.diffusion.moments import Moment, Moments
from plugins.toolkit.diffusion.prompts import cut_notice, taken_by
from plugins.toolkit.diffusion.schedulers import OWN
from plugins.toolkit.diffusion.watching import Watch

Pixels = npt.NDArray[np.uint8]

_TILES_FROM_PX = 1536
"""Above this side the autoencoder works in tiles: it needs more memory than all the rest."""


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be painted.

    Attributes:
        size_px: (width, height), multiples of what the model takes.
        strength: how much of a given image is painted over, above 0 to 1 (all of it).
        image: RGB `uint8 (H, W, 3)` of that size to start from, or None.
        mask: `uint8 (H, W)` of that size, 255 = paint here, or None for everywhere.
        rect: what the picture shows, see `Context.preview`.
        shown: what previews show of the picture, RGB `uint8` of any size to the same; all of it
            when None.
    """

    prompt: str
    size_px: tuple[int, int]
    seed: int
    negative_prompt: str = ""
    steps: int = 20
    guidance_scale: float = 5.0
    scheduler: str = OWN
    strength: float = 1.0
    image: Pixels | None = None
    mask: Pixels | None = None
    rect: Rect | None = None
    shown: Callable[[Pixels], Pixels] | None = None


def paint(
    loaded: Loaded,
    wish: Wish,
    context: Context,
    *,
    moments: Moments | None = None,
    resume: Moment | None = None,
) -> Pixels:
    """RGB `uint8 (H, W, 3)` of the wished size; the same wish, the same pixels.

    Cancelling takes effect at the next block of the networks.

    Args:
        moments: where those of the run are kept.
        resume: a moment of an earlier run of the same sizes to go on from.

    Raises:
        GeneratorError: the model cannot do it, or gave no numbers.
    """
    task, given = _task(loaded, wish)
    pipeline = loaded.pipeline_for(task)
    _tell_unused(pipeline, wish, context)
    while True:
        try:
            picture = _run(loaded, pipeline, wish, given, context, moments=moments, resume=resume)
            break
        except (torch.OutOfMemoryError, MemoryError):
            if not loaded.economise():
                raise
        # Out here the traceback is gone, and with it what its frames kept in memory.
        context.notice("Memory was short: this model now works more slowly with less.")
    if not np.isfinite(picture).all():
        raise GeneratorError(
            f"{loaded.name} gave no picture but numbers that are not finite.",
            "Choose another model, or another version of this one.",
        )
    context.progress(1.0, "done")
    return np.asarray(cv2.convertScaleAbs(picture, alpha=255), np.uint8)


def _task(loaded: Loaded, wish: Wish) -> tuple[Task, dict[str, Any]]:
    """Which pipeline, and the pictures for it."""
    if wish.mask is not None:
        assert wish.image is not None
        return "mask", {"image": _pil(wish.image), "mask_image": _pil(wish.mask)}
    if not loaded.has_mask_channels:
        return ("text", {}) if wish.image is None else ("image", {"image": _pil(wish.image)})
    gray = np.full((wish.size_px[1], wish.size_px[0], 3), 128, np.uint8)
    everywhere = np.full(gray.shape[:2], 255, np.uint8)
    image = gray if wish.image is None else wish.image
    return "mask", {"image": _pil(image), "mask_image": _pil(everywhere)}


def _run(
    loaded: Loaded,
    pipeline: Any,
    wish: Wish,
    given: dict[str, Any],
    context: Context,
    *,
    moments: Moments | None,
    resume: Moment | None,
) -> npt.NDArray[np.float32]:
    # Drawn on the CPU: the same seed gives the same noise on every device.
    noise = torch.Generator("cpu").manual_seed(wish.seed)
    scheduler = loaded.scheduler_for(wish.scheduler)
    if max(wish.size_px) > _TILES_FROM_PX and hasattr(pipeline.vae, "enable_tiling"):
        pipeline.vae.enable_tiling()

    def unpacked(latents: Tensor) -> Tensor:
        if latents.ndim == 3:  # Flux lays 2 x 2 latents into one token
            width, height = wish.size_px
            latents = pipeline._unpack_latents(latents, height, width, loaded.latent_px)
        return latents[:, :, 0] if latents.ndim == 5 else latents

    def look(clean: Tensor) -> Pixels:
        picture = loaded.preview.picture(clean)
        return picture if wish.shown is None else wish.shown(picture)

    watch = Watch(
        context,
        preview=look,
        unpacked=unpacked,
        noise=noise,
        moments=moments,
        resume=resume,
        rect=wish.rect,
    )
    arguments = _arguments(pipeline, wish, given, noise)
    pipeline.scheduler = scheduler
    try:
        with (
            interruptible(loaded.blocks, context.check),
            _remembering(loaded, pipeline),
            watch.on(scheduler, loaded.denoiser, pipeline),
        ):
            return np.asarray(pipeline(**arguments).images[0], np.float32)
    except (ValueError, TypeError) as error:
        raise GeneratorError(
            f"{loaded.name} cannot do this: {_first_line(error)}",
            "Choose the model's own scheduler and size, or another model.",
            f"{type(error).__name__}: {error}",
        ) from None
    finally:
        pipeline.scheduler = loaded.pipeline.scheduler


def _remembering(loaded: Loaded, pipeline: Any) -> AbstractContextManager[None]:
    # Who is asked decides what lies in the graphics card's memory, where that is short.
    return nullcontext() if "offload" in loaded.economies else loaded.remembered.on(pipeline)


def _arguments(
    pipeline: Any, wish: Wish, given: dict[str, Any], noise: torch.Generator
) -> dict[str, Any]:
    """What this pipeline takes of it all."""
    offered = {
        "prompt": wish.prompt,
        "width": wish.size_px[0],
        "height": wish.size_px[1],
        "num_inference_steps": wish.steps,
        "guidance_scale": wish.guidance_scale,
        # At least one step is made, however little is to change.
        "strength": max(wish.strength, 1.0001 / wish.steps) if wish.strength < 1 else 1.0,
        "generator": noise,
        "output_type": "np",
        # Sizes are what was asked for, and prompts are read as they are.
        "use_resolution_binning": False,
        "clean_caption": False,
        **given,
    }
    if wish.negative_prompt:  # what stands for none differs from pipeline to pipeline
        offered["negative_prompt"] = wish.negative_prompt
    taken = taken_by(pipeline)
    return {name: value for name, value in offered.items() if name in taken}


def _tell_unused(pipeline: Any, wish: Wish, context: Context) -> None:
    notice = cut_notice(pipeline, wish.prompt)
    if notice:
        context.notice(notice)
    if wish.negative_prompt and "negative_prompt" not in taken_by(pipeline):
        context.notice("This model takes no negative prompt; it was left out.")


def _pil(pixels: Pixels) -> Image.Image:
    return Image.fromarray(pixels)


def _first_line(error: Exception) -> str:
    text = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return text if len(text) <= 160 else text[:160].rstrip() + "…"
