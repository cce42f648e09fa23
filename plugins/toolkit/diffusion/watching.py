"""Following a run through its scheduler, which every pipeline calls once for each step.

Pipelines differ in their callbacks (some have none), but all of them hand the latents to
`scheduler.step`. So that is where progress, previews, cancelling and the moments come from, and
where a run that is taken up again gets its latents back.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn

from editor.api import Context, Rect
from plugins.toolkit.diffusion.moments import Moment, Moments, memory_of, remind
from plugins.toolkit.diffusion.standing_in import standing_in

_ALMOST_DONE = 0.99


class Watch:
    """The steps of one run.

    Args:
        preview: what latents `(channels, h, w)` look like, `uint8 (h, w, 3)`.
        unpacked: brings latents of the pipeline's own layout to `(1, channels, h, w)`.
        noise: the run's random generator.
        moments: where they are kept; None to keep none.
        resume: a moment to go on from: the steps up to it are not computed.
        rect: what the previews show, see `Context.preview`.
    """

    def __init__(
        self,
        context: Context,
        *,
        preview: Callable[[Tensor], Any],
        unpacked: Callable[[Tensor], Tensor],
        noise: torch.Generator,
        moments: Moments | None = None,
        resume: Moment | None = None,
        rect: Rect | None = None,
    ) -> None:
        self._rect = rect
        self._context = context
        self._preview = preview
        self._unpacked = unpacked
        self._noise = noise
        self._moments = moments
        self._resume = resume
        self._step = 0

    @property
    def is_replaying(self) -> bool:
        """Whether the next step is one that the resumed run had made already."""
        return self._resume is not None and self._step < self._resume.step

    @contextmanager
    def on(self, scheduler: Any, denoiser: nn.Module, pipeline: Any) -> Iterator[None]:
        """Follows a scheduler made for this run; the denoiser is as it was afterwards."""
        step = scheduler.step

        @functools.wraps(step)
        def watched(output: Tensor, t: Any, sample: Tensor, *args: Any, **options: Any) -> Any:
            options.pop("return_dict", None)
            if self.is_replaying:
                return self._replayed(scheduler, sample)
            made = step(output, t, sample, *args, **options, return_dict=True)
            return self._followed(made, scheduler, output, sample, pipeline)

        scheduler.step = watched
        if self._resume is None:
            yield
            return
        skipping = functools.partial(self._skipping, denoiser.forward)
        with standing_in(denoiser, "forward", skipping):
            yield

    def _skipping(self, forward: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """The denoiser's answer, or none where nobody listens to it."""
        if not self.is_replaying:
            return forward(*args, **options)
        given = (options[key] for key in ("hidden_states", "sample") if key in options)
        nothing = torch.zeros_like(args[0] if args else next(given))
        if options.get("return_dict", True):
            return SimpleNamespace(sample=nothing)
        return (nothing,)

    def _replayed(self, scheduler: Any, sample: Tensor) -> tuple[Tensor, Tensor]:
        self._context.check()
        assert self._resume is not None
        self._step += 1
        if self._step < self._resume.step:
            return sample, sample
        remind(scheduler, self._resume.scheduler)
        self._noise.set_state(self._resume.noise)
        latents = self._resume.latents.to(sample.device, sample.dtype)
        return latents, latents

    def _followed(
        self, made: Any, scheduler: Any, output: Tensor, sample: Tensor, pipeline: Any
    ) -> tuple[Any, ...]:
        self._step += 1
        total = max(self._step, _total(pipeline, scheduler))
        clean = self._unpacked(_clean(made, scheduler, output, sample))[0]
        if self._moments is not None:
            self._moments.steps = total
            self._moments.add(self._moment(scheduler, made.prev_sample, clean))
        shared = self._resume.step if self._resume is not None else 0
        done = (self._step - shared) / max(1, total - shared)  # of what this run computes
        self._context.progress(min(done, _ALMOST_DONE), f"step {self._step}/{total}")
        self._context.preview(functools.partial(self._preview, clean), rect=self._rect)
        return tuple(made.to_tuple())

    def _moment(self, scheduler: Any, latents: Tensor, clean: Tensor) -> Moment:
        # As they are: nobody writes to what a step has made. On the CPU nothing is copied at all.
        noise = self._noise.get_state()
        return Moment(self._step, latents.cpu(), memory_of(scheduler), noise, clean.cpu())


def _total(pipeline: Any, scheduler: Any) -> int:
    """How many calls there will be; pipelines that start later in the schedule say so."""
    told = getattr(pipeline, "_num_timesteps", None)
    return int(told) if told else len(scheduler.timesteps)


def _clean(made: Any, scheduler: Any, output: Tensor, sample: Tensor) -> Tensor:
    """The scheduler's guess at the finished latents, which shows more than noisy ones do."""
    for name in ("denoised", "pred_original_sample"):
        guess = getattr(made, name, None)
        if guess is not None:
            return guess
    history = getattr(scheduler, "model_outputs", None)
    if history and history[-1] is not None and _keeps_guesses(scheduler):
        return history[-1]
    if type(scheduler).__name__.startswith("FlowMatch"):
        sigma = scheduler.sigmas[max(0, scheduler.step_index - 1)].to(sample.device)
        return sample.float() - sigma * output.float()
    return made.prev_sample


def _keeps_guesses(scheduler: Any) -> bool:
    config = scheduler.config
    return bool(config.get("predict_x0")) or "++" in str(config.get("algorithm_type", ""))
