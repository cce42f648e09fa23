"""Values the workbench hands to whoever shows them: results, previews and notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from editor.api import FigmentError, ImageU8, Meter, Rect
from editor.formats.waiting import WaitingResult
from editor.jobs import Formation


@dataclass(frozen=True, eq=False)
class Variant:
    """One finished result, already on disk, waiting to be accepted or discarded.

    Attributes:
        rgba: `uint8 (H, W, 4)` straight RGBA, of `doc_rect`'s size.
        doc_rect: where it goes in the document.
        recipe: what made it, as plain JSON values.
        document_id: the document it was made for.
        path: its file in the result store, if it has one.
        formation: the steps it can be gone back to, as long as the program runs.
        meters: figures that the generator gave with it; their values are in the recipe's notes.
        finer: the same with more pixels than `doc_rect` has, for the layer to keep.
    """

    job_id: str
    index: int
    rgba: ImageU8
    doc_rect: Rect
    recipe: dict[str, Any]
    document_id: str
    title: str
    path: Path | None = None
    formation: Formation | None = None
    meters: tuple[Meter, ...] = ()
    finer: ImageU8 | None = None

    @property
    def seed(self) -> int:
        """The seed that made it."""
        return int(self.recipe["seed"])

    def as_waiting(self) -> WaitingResult:
        """What its project keeps of it while it waits."""
        return WaitingResult(self.rgba, self.doc_rect, self.recipe, self.title, self.finer)

    @classmethod
    def of_waiting(cls, result: WaitingResult, *, document_id: str, index: int) -> Variant:
        """One that a project kept."""
        return cls(
            job_id=f"kept with {document_id}",
            index=index,
            rgba=result.rgba,
            doc_rect=result.doc_rect,
            recipe=dict(result.recipe),
            document_id=document_id,
            title=result.title,
            finer=result.finer,
        )


@dataclass(frozen=True, eq=False)
class Preview:
    """An unfinished or live picture to show where `shown_rect` lies, over or beside the page."""

    rgba: ImageU8
    doc_rect: Rect
    shown_rect: Rect
    meters: tuple[Meter, ...] = ()


@dataclass(frozen=True, eq=False)
class Choice:
    """A button of a notice: what it says and does."""

    label: str
    call: Callable[[], object]


@dataclass(frozen=True)
class Notice:
    """Something to tell the user in place: one sentence, what to do, details on request.

    Attributes:
        document_id: of the picture that it is about, where it is about a run on it.
    """

    text: str
    hint: str = ""
    details: str = ""
    level: Literal["info", "warning", "error"] = "info"
    document_id: str = field(default="", compare=False)
    answers: tuple[Choice, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, error: FigmentError, *, document_id: str = "") -> Notice:
        """An error as a notice."""
        return cls(error.text, error.hint, error.details, "error", document_id)
