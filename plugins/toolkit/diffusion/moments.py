"""What a run leaves behind, so that it can be taken up again at any of its steps."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from torch import Tensor

from editor.api import GeneratorError

DEFAULT_BUDGET_BYTES = 64 * 1024**2


@dataclass(frozen=True, eq=False)
class Moment:
    """The state after a step.

    Attributes:
        step: how many calls of the scheduler lie behind.
        latents: on the CPU, in the numbers that the run computes with.
        scheduler: what the scheduler remembers of earlier steps.
        noise: the state of the run's random generator.
        clean: the guess at the finished latents, `(channels, h, w)`, on the CPU; what the picture
            looked like is computed from it once the run is over. Often one that the scheduler
            remembers too.
    """

    step: int
    latents: Tensor
    scheduler: Mapping[str, Any]
    noise: Tensor
    clean: Tensor

    @property
    def nbytes(self) -> int:
        """What it takes in memory."""
        parts = (self.latents, self.noise, self.scheduler, self.clean)
        return sum(map(_nbytes, parts))


@dataclass
class Moments:
    """The moments of one run, bounded: when they take too much, every other one goes.

    Args:
        budget_bytes: how much they may take.
    """

    budget_bytes: int = DEFAULT_BUDGET_BYTES
    steps: int = 0
    """How many the run has in all."""
    kept: dict[int, Moment] = field(default_factory=dict)
    nbytes: int = 0
    """What the moments take in memory."""
    _every: int = 1

    def add(self, moment: Moment) -> None:
        """Keeps a moment, and thins out where there are too many."""
        if moment.step % self._every:
            return
        self.kept[moment.step] = moment
        self.nbytes += moment.nbytes
        while len(self.kept) > 1 and self.nbytes > self.budget_bytes:
            self._every *= 2
            self.kept = {k: m for k, m in self.kept.items() if k % self._every == 0}
            self.nbytes = sum(kept.nbytes for kept in self.kept.values())

    def at(self, step: int) -> Moment:
        """The last moment at or before a step.

        Raises:
            GeneratorError: where none is kept.
        """
        earlier = [k for k in self.kept if k <= step]
        if not earlier:
            raise GeneratorError(
                f"Step {step} of this picture was not kept.", "Choose a later step."
            )
        return self.kept[max(earlier)]

    def until(self, step: int) -> Moments:
        """Those up to a step, for a run that shares them; they are not copied."""
        shared = Moments(self.budget_bytes)
        for k in sorted(k for k in self.kept if k <= step):
            shared.add(self.kept[k])
        return shared


def memory_of(scheduler: Any) -> dict[str, Any]:
    """A copy of what a scheduler carries from step to step, without the means we gave it."""
    return {
        k: v if type(v) in _UNCHANGED else _copied(v)
        for k, v in vars(scheduler).items()
        if k not in _NOT_STATE
    }


def remind(scheduler: Any, state: Mapping[str, Any]) -> None:
    """Gives a scheduler its memory back; the trace keeps its own copy."""
    vars(scheduler).update({k: _copied(v) for k, v in state.items()})


def _copied(part: Any) -> Any:
    """Lists and what draws numbers change from step to step; tensors are put in anew."""
    if type(part) in _UNCHANGED:
        return part
    if type(part) in (list, tuple):
        return type(part)(map(_copied, part))
    if type(part) is dict:
        return {k: _copied(v) for k, v in part.items()}
    return copy.deepcopy(part)


_NOT_STATE = ("step", "_internal_dict")
# By type, since each step asks for all that a scheduler has.
_PLAIN = frozenset({bool, int, float, str, type(None)})
_ARRAYS = frozenset({Tensor, np.ndarray})
_UNCHANGED = _PLAIN | _ARRAYS


def _nbytes(part: Any) -> int:
    if type(part) in _ARRAYS:
        return int(part.nbytes)
    if isinstance(part, Mapping):
        return sum(_nbytes(value) for value in part.values() if type(value) not in _PLAIN)
    if isinstance(part, list | tuple):
        return sum(map(_nbytes, part))
    return 0
