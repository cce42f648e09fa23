"""What a run gives up when memory is short, one rung after another, each told and recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from editor.api import AnySize, Multiple, Native, OutOfMemory, SizeRule
from editor.jobs.device import free_caches
from editor.jobs.framing import Frame, frame_of
from editor.jobs.job import Job

_SHARES = (1 / 2, 1 / 4)
"""Of the sides that a network would get: a quarter and a sixteenth of the memory."""
_SMALLEST_PX = 192
"""Below this longer side a result is no longer worth having."""

Rung = Callable[[], str]
"""Gives something up and says what in a sentence; says nothing where it would not help."""


class MemoryLadder:
    """The rungs of one job, from what costs nothing to what costs most.

    Args:
        forget_steps: lets go of what finished runs left to go on from; False where that is nothing.
        evict_others: unloads other generators; False where there are none.
        to_cpu: goes over to the processor; False where it computes there already.

    Attributes:
        taken: what was given up so far, as sentences.
        one_by_one: whether a generator that makes several variants at once must not.
    """

    def __init__(
        self,
        job: Job,
        *,
        forget_steps: Callable[[], bool],
        evict_others: Callable[[], bool],
        to_cpu: Callable[[], bool],
    ) -> None:
        self._job = job
        self._forget_steps = forget_steps
        self._evict_others = evict_others
        self._to_cpu = to_cpu
        self._share = 1.0
        self._rungs = self._all_rungs()
        self.taken: list[str] = []
        self.one_by_one = False

    def frame(self) -> Frame:
        """How the document lies in the network's picture on the rung that is reached."""
        return frame_of(self._job.request, self._rule(self._share))

    def climb_down(self, details: str) -> str:
        """Takes the next rung that may help, and says what it costs.

        Raises:
            OutOfMemory: after the last one, with the details.
        """
        for rung in self._rungs:
            text = rung()
            if text:
                self.taken.append(f"Memory was short: {text}")
                return self.taken[-1]
        raise OutOfMemory(
            f"There is not enough memory for {self._job.generator_class.title}.",
            "Use a smaller picture or selection, or close other programs.",
            details,
        )

    def _all_rungs(self) -> Iterator[Rung]:
        yield self._free
        yield self._forget
        yield self._evict
        yield self._take_one_by_one
        for share in _SHARES:
            yield partial(self._shrink_to, share)
        yield self._move_to_cpu
        for share in _SHARES:
            yield partial(self._shrink_to, share)

    def _free(self) -> str:
        free_caches()
        return "caches were freed."

    def _forget(self) -> str:
        # A run that goes on from a step has asked for it already, and asks again.
        if self._job.branch is not None or not self._forget_steps():
            return ""
        free_caches()
        return "the steps of earlier pictures were let go."

    def _evict(self) -> str:
        return "other models were unloaded." if self._evict_others() else ""

    def _take_one_by_one(self) -> str:
        if self.one_by_one or not self._job.generator_class.batches or self._job.variants == 1:
            return ""
        self.one_by_one = True
        return "the variants are made one by one."

    def _shrink_to(self, share: float) -> str:
        smaller = frame_of(self._job.request, self._rule(share))
        if max(smaller.size_px) < _SMALLEST_PX or smaller.size_px >= self.frame().size_px:
            return ""
        self._share = share
        width, height = smaller.inner.size
        return f"this was made at the reduced size of {width} x {height} and enlarged."

    def _move_to_cpu(self) -> str:
        if not self._to_cpu():
            return ""
        self._share = 1.0  # it has other memory, and more of it
        return "this run computes on the processor."

    def _rule(self, share: float) -> SizeRule:
        """The generator's rule for a share of the sides; a network of one size leaves no choice."""
        generator = self._job.generator_class
        rule = generator.size
        if self._job.is_coarse and isinstance(rule, AnySize) and generator.live_px is not None:
            rule = Multiple(1, generator.live_px)
        if share == 1.0 or isinstance(rule, Native):
            return rule
        step_px = rule.of_px if isinstance(rule, Multiple) else 1
        full_px = max(frame_of(self._job.request, rule).size_px)
        return Multiple(step_px, max(step_px, int(full_px * share)))
