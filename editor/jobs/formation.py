"""How a result formed, as far as it leaves the worker: small pictures of its steps, no tensor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.api import ImageU8, MaskU8, Rect
from editor.jobs.framing import Frame, enlarged, shown


@dataclass(frozen=True, eq=False)
class Formation:
    """The steps of a result that can be looked at and gone on from.

    Attributes:
        trace_id: what the worker knows them by, as long as it keeps them.
        steps: how many there were in all.
        previews: small RGBA pictures by step, ascending.
        frame: how they lie in the document.
        limit: where they may show, as the result does.
        rect: what they show, when not the request's whole pictures.
        mask: what the run had for a mask, at the size of its rectangle.
    """

    trace_id: str
    steps: int
    previews: Mapping[int, ImageU8]
    frame: Frame
    limit: MaskU8 | None = None
    rect: Rect | None = None
    mask: MaskU8 | None = None

    @property
    def kept(self) -> tuple[int, ...]:
        """The steps that can be gone on from, ascending."""
        return tuple(self.previews)

    def picture(self, step: int) -> tuple[ImageU8, Rect]:
        """What there was to see after a kept step, and the part of the document that it shows."""
        look = enlarged(self.previews[step])
        return shown(look, self.frame, rect=self.rect, limit=self.limit)
