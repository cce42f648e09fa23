"""Results that wait for a decision while their project is saved and opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from editor.api import ImageU8, Rect
from editor.document.document import Document
from editor.formats.ora_private import WaitingExtra
from editor.formats.picture import Picture

WAITING = "waiting_results"
"""The key of a document's metadata under which a list of them is saved and found again."""


@dataclass(frozen=True, eq=False)
class WaitingResult:
    """A finished result that was neither accepted nor discarded.

    Attributes:
        rgba: `uint8 (H, W, 4)`, straight, of `doc_rect`'s size.
        doc_rect: where it goes in the document.
        recipe: what made it, as plain JSON values.
        title: what to call it.
        finer: the same with more pixels than `doc_rect` has, where it was made so.
    """

    rgba: ImageU8
    doc_rect: Rect
    recipe: Mapping[str, Any]
    title: str
    finer: ImageU8 | None = None


def bring_back(
    doc: Document, saved: Iterable[WaitingExtra], picture: Callable[[str], Picture | None]
) -> list[str]:
    """Gives a document the results that its project has; returns sentences on damaged ones.

    Args:
        picture: reads a PNG of the project; None where it is missing or damaged.
    """
    results, notices = [], []
    for extra in saved:
        found = picture(extra.pixels.src)
        if found is None:
            notices.append(f"A waiting result of “{extra.title}” is damaged; it was left out.")
            continue
        height, width = found.rgba.shape[:2]
        rect = Rect(extra.pixels.x, extra.pixels.y, width, height)
        more = picture(extra.finer) if extra.finer else None
        finer = None if more is None else more.rgba
        results.append(WaitingResult(found.rgba, rect, extra.recipe, extra.title, finer))
    if results:
        doc.metadata[WAITING] = results
    return notices
