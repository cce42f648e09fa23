"""Taking a run up again at one of its steps: what it leaves behind, where the next one begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What a run leaves behind so that another one can go on from its middle.

    Attributes:
        state: whatever the generator needs for it; the host never looks into it, keeps it on the
            worker's thread, and lets the oldest go when they take too much. It holds no network:
            those come and go with `load` and `unload`.
        nbytes: what `state` takes in memory.
        steps: how many steps the run had.
        previews: what the picture looked like after each step that can be gone on from, by step,
            each `uint8 (h, w, 3)` and as small as it comes; they show what the result shows.
    """

    state: Any
    nbytes: int
    steps: int
    previews: Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Resume:
    """Where a run begins that goes on from an earlier one.

    The picture shares all steps up to this one with the earlier picture. With the same inputs and
    params it is the same picture.

    Attributes:
        state: of the earlier run's trace.
        step: one of its previews' steps.
    """

    state: Any
    step: int
