"""Painting in a way that can be gone back to: at a kept step, and on from there differently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from editor.api import Context, GeneratorError, Resume, Trace
from plugins.toolkit.diffusion.latent_rgb import LatentRgb
from plugins.toolkit.diffusion.loading import Loaded
from plugins.toolkit.diffusion.moments import DEFAULT_BUDGET_BYTES, Moments
from plugins.toolkit.diffusion.painting import Wish, paint

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Past:
    """What a run can be taken up again from.

    Attributes:
        wish: what it painted.
        moments: the steps it can be gone back to.
        folder: of its model; latents of another one would mean nothing.
    """

    wish: Wish
    moments: Moments
    folder: Path

    @classmethod
    def of(cls, resume: Resume) -> Past:
        """The past that the host has kept."""
        past = resume.state
        assert isinstance(past, cls)
        return past


@dataclass(frozen=True, eq=False)
class Formed:
    """A picture, RGB `uint8 (H, W, 3)`, together with how it came about."""

    picture: Pixels
    past: Past
    preview: LatentRgb

    @property
    def trace(self) -> Trace:
        """What the host keeps of it. The last step is the picture itself."""
        moments = self.past.moments
        steps = sorted(k for k in moments.kept if k < moments.steps)
        looks: dict[int, Pixels] = {}
        if steps:
            clean = torch.stack([moments.kept[k].clean for k in steps])
            shown = self.past.wish.shown or (lambda picture: picture)
            looks = dict(zip(steps, map(shown, self.preview.pictures(clean)), strict=True))
        return Trace(self.past, moments.nbytes, moments.steps, looks)


def size_of(resume: Resume | None, otherwise: tuple[int, int]) -> tuple[int, int]:
    """The size to paint at: that of the run that is gone on from, also where memory got short."""
    return otherwise if resume is None else Past.of(resume).wish.size_px


def form(
    loaded: Loaded,
    wish: Wish,
    context: Context,
    *,
    resume: Resume | None = None,
    budget_bytes: int = DEFAULT_BUDGET_BYTES,
) -> Formed:
    """Paints, and keeps the moments.

    Args:
        resume: goes on from a step of an earlier run, whose steps up to there are not computed
            again; words, guidance and mask are those of the wish, all else is as it was. With the
            same wish it is the same picture to the pixel.

    Raises:
        GeneratorError: the step was not kept, or belongs to another model.
    """
    folder = loaded.folder.path
    if resume is None:
        moments = Moments(budget_bytes)
        picture = paint(loaded, wish, context, moments=moments)
        return Formed(picture, Past(wish, moments, folder), loaded.preview)
    past = Past.of(resume)
    if past.folder != folder:
        raise GeneratorError(
            f"These steps were made by another model than {loaded.name}.",
            "Choose that model again, or generate anew.",
        )
    before = past.wish
    wish = replace(
        wish,
        seed=before.seed,
        steps=before.steps,
        scheduler=before.scheduler,
        strength=before.strength,
    )
    moment = past.moments.at(resume.step)
    moments = past.moments.until(moment.step)
    picture = paint(loaded, wish, context, moments=moments, resume=moment)
    return Formed(picture, Past(wish, moments, folder), loaded.preview)
