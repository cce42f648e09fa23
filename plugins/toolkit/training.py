"""The training loop: what is learned, the data and the schedule go in, callbacks come out.

A run is a folder with one checkpoint. Every batch is drawn from a generator seeded with the run's
seed and the step, so that a resumed run sees what an uninterrupted one would have seen.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the schedule: `steps` steps with pictures of `size_px`, `count` at a time.

    The learning rate falls geometrically to `last_rate`, or stays where there is none.
    """

    steps: int
    size_px: int
    count: int
    learning_rate: float
    last_rate: float | None = None

    def rate(self, step: int) -> float:
        """The learning rate at a step of this phase."""
        if self.last_rate is None:
            return self.learning_rate
        share = min(1.0, step / max(1, self.steps - 1))
        return float(self.learning_rate * (self.last_rate / self.learning_rate) ** share)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a run goes.

    Attributes:
        phases: one after the other.
        seed: of the network's first weights and of all data.
        ema: the most that the averaged weights keep at each step.
        checkpoint_every_s: how much work an interruption may cost.
    """

    phases: Sequence[Phase]
    seed: int = 0
    ema: float = 0.998
    checkpoint_every_s: float = 240.0

    @property
    def steps(self) -> int:
        """Of all phases together."""
        return sum(phase.steps for phase in self.phases)

    def phase(self, step: int) -> Phase:
        """The phase that a step belongs to; the last one ever after."""
        return self._place(step)[0]

    def rate(self, step: int) -> float:
        """The learning rate at a step."""
        phase, within = self._place(step)
        return phase.rate(within)

    def _place(self, step: int) -> tuple[Phase, int]:
        """(phase, step within it)."""
        for phase in self.phases[:-1]:
            if step < phase.steps:
                return phase, step
            step -= phase.steps
        return self.phases[-1], step


class Objective(Protocol):
    """What is learned: networks, their optimisers, and one step.

    Attributes:
        networks: by name; all of them go into the checkpoint.
        optimizers: by name.
        shipped: the name of the network whose average is what the run is for.
    """

    @property
    def networks(self) -> Mapping[str, nn.Module]: ...
    @property
    def optimizers(self) -> Mapping[str, Optimizer]: ...
    @property
    def shipped(self) -> str: ...

    def step(self, batch: Any, step: int) -> dict[str, Tensor]:
        """Learns from one batch; gives its losses by name."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a callback is told: losses averaged since the last report, and the pace."""

    step: int
    losses: dict[str, float]
    pictures_per_s: float
    data_share: float


@dataclass
class Trainer:
    """Trains an objective.

    Args:
        objective: what is learned.
        draw: `(random, size_px, count)` to a batch that the objective understands.
        schedule: how long, and with what.
        folder: where the checkpoint is; one that is there is resumed.
        on_report: called every `report_every` steps.
        on_checkpoint: called with the averaged network, in evaluation mode, after each save.
    """

    objective: Objective
    draw: Callable[[np.random.Generator, int, int], Any]
    schedule: Schedule
    folder: Path
    on_report: Callable[[Report], None] = lambda _: None
    on_checkpoint: Callable[[Trainer], None] = lambda _: None
    report_every: int = 50
    step: int = field(default=0, init=False)
    spent_s: float = field(default=0.0, init=False)
    averaged: nn.Module = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.averaged = copy.deepcopy(self._network).eval().requires_grad_(False)
        if self.checkpoint.exists():
            self._resume()

    @property
    def checkpoint(self) -> Path:
        """The file that a run resumes from."""
        return self.folder / "checkpoint.pt"

    def run(self, until: int | None = None) -> None:
        """Trains to the end of the schedule, or to a step before it."""
        end = min(until or self.schedule.steps, self.schedule.steps)
        tally = _Tally(self.step)
        saved_at = time.monotonic()
        while self.step < end:
            self._one_step(tally)
            if self.step % self.report_every == 0:
                self.on_report(tally.report(self.step))
                tally = _Tally(self.step)
            if time.monotonic() - saved_at > self.schedule.checkpoint_every_s or self.step == end:
                self.spent_s += time.monotonic() - saved_at
                self.save()
                self.on_checkpoint(self)
                saved_at = time.monotonic()

    def save(self) -> None:
        """Writes the checkpoint whole or not at all."""
        content = {
            "step": self.step,
            "spent_s": self.spent_s,
            "averaged": self.averaged.state_dict(),
            "networks": {k: n.state_dict() for k, n in self.objective.networks.items()},
            "optimizers": {k: o.state_dict() for k, o in self.objective.optimizers.items()},
        }
        unfinished = self.checkpoint.with_suffix(".new")
        torch.save(content, unfinished)
        unfinished.replace(self.checkpoint)

    @property
    def _network(self) -> nn.Module:
        return self.objective.networks[self.objective.shipped]

    def _resume(self) -> None:
        content = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
        self.step, self.spent_s = content["step"], content["spent_s"]
        self.averaged.load_state_dict(content["averaged"])
        for name, network in self.objective.networks.items():
            network.load_state_dict(content["networks"][name])
        for name, optimizer in self.objective.optimizers.items():
            optimizer.load_state_dict(content["optimizers"][name])

    def _one_step(self, tally: _Tally) -> None:
        phase, rate = self.schedule.phase(self.step), self.schedule.rate(self.step)
        for optimizer in self.objective.optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = rate
        started = time.monotonic()
        random = np.random.default_rng([self.schedule.seed, self.step])
        batch = self.draw(random, phase.size_px, phase.count)
        drawn = time.monotonic()
        # Dropout and the like are drawn from torch's own generator.
        torch.manual_seed(self.schedule.seed * 1_000_003 + self.step)
        losses = self.objective.step(batch, self.step)
        self.step += 1
        self._average()
        tally.add(losses, count=phase.count, drawing_s=drawn - started)

    @torch.no_grad()
    def _average(self) -> None:
        """Moves the averaged weights towards the trained ones, faster in the beginning."""
        keep = min(self.schedule.ema, 1 - 1 / (self.step + 1))
        pairs = zip(
            self.averaged.state_dict().values(), self._network.state_dict().values(), strict=True
        )
        for mean, value in pairs:
            if mean.is_floating_point():
                mean.lerp_(value, 1 - keep)
            else:
                mean.copy_(value)


class _Tally:
    """Losses and times between two reports."""

    def __init__(self, step: int) -> None:
        self._first_step = step
        self._started = time.monotonic()
        self._sums: dict[str, Tensor] = {}
        self._pictures, self._drawing_s = 0, 0.0

    def add(self, losses: Mapping[str, Tensor], *, count: int, drawing_s: float) -> None:
        """Adds one step."""
        for name, loss in losses.items():
            self._sums[name] = self._sums.get(name, torch.zeros(())) + loss.detach().cpu()
        self._pictures += count
        self._drawing_s += drawing_s

    def report(self, step: int) -> Report:
        """The averages."""
        elapsed_s = time.monotonic() - self._started
        steps = step - self._first_step
        return Report(
            step=step,
            losses={name: float(total) / steps for name, total in self._sums.items()},
            pictures_per_s=self._pictures / elapsed_s,
            data_share=self._drawing_s / elapsed_s,
        )


def pick_device() -> str:
    """The quickest device here."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def mixed_precision(device: str) -> AbstractContextManager[Any]:
    """bfloat16 where the device has units for it, else plain float32."""
    if device == "cpu":
        quick = bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())
    else:
        quick = device == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False)
    return torch.autocast(device, torch.bfloat16) if quick else nullcontext()


def recalibrate(network: nn.Module, batches: Sequence[Tensor]) -> None:
    """Measures batch norms' statistics anew; those averaged along with weights fit none of them.

    Args:
        network: whose statistics are replaced; left in evaluation mode.
        batches: inputs as in use, at the size in use.
    """
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a plain average over the batches
    network.train()
    with torch.no_grad():
        for batch in batches:
            network(batch)
    for norm in norms:
        norm.momentum = 0.1
    network.eval()
