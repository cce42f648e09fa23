"""The traces of finished runs, while there is room for them. Used on one worker thread only."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from editor.api import Generator, GeneratorError, Resume, Trace
from editor.jobs.job import Branch

_BUDGET_SHARE = 1 / 16
"""Of the memory that all models may take."""
_names = itertools.count(1)


@dataclass(frozen=True, eq=False)
class _Kept:
    trace: Trace
    generator_id: str


class Traces:
    """Traces by name; the one that was used longest ago goes first.

    They outlive the generators that made them: those are unloaded whenever memory is needed.

    Args:
        budget_bytes: what all models may take together; traces may take a small share of it.
    """

    def __init__(self, budget_bytes: Callable[[], int]) -> None:
        self._budget_bytes = budget_bytes
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self.nbytes = 0
        """What they take; may be read on any thread."""

    def add(self, trace: Trace, generator: type[Generator]) -> str | None:
        """Keeps a trace and names it; None for one that is too large to be kept at all."""
        most_bytes = int(self._budget_bytes() * _BUDGET_SHARE)
        if trace.nbytes > most_bytes or not trace.previews:
            return None
        name = f"trace-{next(_names)}"
        self._kept[name] = _Kept(trace, generator.id)
        self._count()
        while self.nbytes > most_bytes:
            self._kept.popitem(last=False)
            self._count()
        return name

    def resume(self, branch: Branch, generator: type[Generator]) -> Resume:
        """Where a run goes on from.

        Raises:
            GeneratorError: the trace is gone.
        """
        kept = self._kept.get(branch.trace_id)
        if kept is None or kept.generator_id != generator.id:
            raise GeneratorError(
                "The steps of this picture were let go to make room.",
                "Generate it again with the same seed; then you can go back in it.",
            )
        self._kept.move_to_end(branch.trace_id)
        return Resume(kept.trace.state, branch.step)

    def clear(self) -> bool:
        """Lets all go. False where there are none."""
        had_any = bool(self._kept)
        self._kept.clear()
        self._count()
        return had_any

    def _count(self) -> None:
        self.nbytes = sum(kept.trace.nbytes for kept in self._kept.values())
