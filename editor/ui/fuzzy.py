"""Fuzzy matching of typed letters with titles: pure."""

from __future__ import annotations

_WORD_START = 8.0
_RUN = 5.0
_HIT = 1.0
_SKIPPED = 0.05


def score(query: str, text: str) -> float | None:
    """How well the letters of `query` are found, in order, in `text`; None where they are not.

    Letters at the start of words and in a run count more, and short texts win.
    """
    letters = "".join(query.casefold().split())
    if not letters:
        return 0.0
    folded = text.casefold()
    starts = {0} | {i + 1 for i, char in enumerate(folded) if not char.isalnum()}
    best: dict[int, float] = {}
    for number, letter in enumerate(letters):
        step: dict[int, float] = {}
        reach = -1e9
        for at, char in enumerate(folded):
            if number and at:
                # The best way to have placed the letters before this one, not directly before.
                reach = max(reach, best.get(at - 2, -1e9))
            if char != letter:
                continue
            value = _HIT + (_WORD_START if at in starts else 0.0)
            if number == 0:
                step[at] = value
            else:
                run = best.get(at - 1, -1e9) + _RUN
                before = max(run, reach)
                if before > -1e8:
                    step[at] = value + before
        best = step
        if not best:
            return None
    return max(best.values()) - _SKIPPED * len(folded)
