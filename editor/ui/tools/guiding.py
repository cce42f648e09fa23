"""A guide held by the pointer."""

from __future__ import annotations

from editor.document import Document
from editor.document.guides import Guide
from editor.ui.tools.events import Point
from editor.ui.tools.shapes import Label, Line, Shape


class HeldGuide:
    """A guide in the hand; let go outside the page, it is gone."""

    def __init__(self, doc: Document, index: int) -> None:
        self._doc = doc
        self._index = index
        self._guide = doc.guides[index]

    @classmethod
    def at(cls, doc: Document, doc_pos: Point, *, within: float) -> HeldGuide | None:
        """The guide under a point; None where there is none."""
        for index, (axis, at) in enumerate(doc.guides):
            if abs(doc_pos[0 if axis == "x" else 1] - at) <= within:
                return cls(doc, index)
        return None

    def drag(self, doc_pos: Point) -> None:
        """Follows the pointer, in whole pixels."""
        at = round(doc_pos[0 if self._guide.axis == "x" else 1])
        self._guide = Guide(self._guide.axis, float(at))

    def drop(self) -> None:
        """Puts it down as one step of history."""
        limit = self._doc.width if self._guide.axis == "x" else self._doc.height
        if self._guide == self._doc.guides[self._index]:
            return
        if 0 <= self._guide.at <= limit:
            with self._doc.history.change("Move guide"):
                self._doc.guides[self._index] = self._guide
        else:
            with self._doc.history.change("Delete guide"):
                del self._doc.guides[self._index]

    def shapes(self) -> list[Shape]:
        """The line where it would be."""
        axis, at = self._guide
        width, height = self._doc.width, self._doc.height
        ends = ((at, 0.0), (at, height)) if axis == "x" else ((0.0, at), (width, at))
        return [Line(ends, style="guide"), Label(ends[0], f"{at:.0f} px")]
