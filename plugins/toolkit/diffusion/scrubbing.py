"""Going back to a step of a finished run and on from there in another way."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from editor.api import Context
from plugins.toolkit.diffusion.loading import Loaded
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.diffusion.trace import DEFAULT_BUDGET_BYTES, Trace

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Formed:
    """A picture together with how it came about.

    Attributes:
        picture: RGB `uint8 (H, W, 3)`.
        wish: what it was painted from.
        trace: its moments; any of them can be gone on from.
    """

    picture: Pixels
    wish: Wish
    trace: Trace


def form(
    loaded: Loaded, wish: Wish, context: Context, *, budget_bytes: int = DEFAULT_BUDGET_BYTES
) -> Formed:
    """Paints, and keeps the moments."""
    trace = Trace(budget_bytes)
    return Formed(paint(loaded, wish, context, trace=trace), wish, trace)


def continue_from(
    formed: Formed,
    step: int,
    loaded: Loaded,
    context: Context,
    *,
    prompt: str | None = None,
    negative_prompt: str | None = None,
    guidance_scale: float | None = None,
    mask: Pixels | None = None,
) -> Formed:
    """A new variant that shares its first steps with an earlier one; those are not computed again.

    With nothing changed it is the same picture to the pixel. What is not named stays as it was.

    Args:
        step: how many steps to keep; the nearest kept moment at or before it is gone on from.
        mask: of the earlier picture's size, where that had one.

    Raises:
        GeneratorError: where no moment that early is kept.
    """
    before = formed.wish
    wish = replace(
        before,
        prompt=before.prompt if prompt is None else prompt,
        negative_prompt=before.negative_prompt if negative_prompt is None else negative_prompt,
        guidance_scale=before.guidance_scale if guidance_scale is None else guidance_scale,
        mask=before.mask if mask is None else mask,
    )
    if step <= 0:
        return form(loaded, wish, context, budget_bytes=formed.trace.budget_bytes)
    moment = formed.trace.at(step)
    trace = Trace(formed.trace.budget_bytes)
    for kept in sorted(k for k in formed.trace.moments if k <= moment.step):
        trace.add(formed.trace.moments[kept])
    picture = paint(loaded, wish, context, trace=trace, resume=moment)
    return Formed(picture, wish, trace)
