"""Moving the outline of the selection, with the pointer or by arrow keys."""

from __future__ import annotations

from editor.api import Rect
from editor.document import Document
from editor.document.geometry import moved
from editor.document.outlines import Points, outline
from editor.ui.tools.events import Point
from editor.ui.tools.shapes import Line, Shape


class SelectionMove:
    """A selection held by the pointer; only its outline moves until it is put down."""

    def __init__(self, doc: Document, start: Point) -> None:
        self._doc = doc
        self._start = start
        mask = doc.selection.mask
        self._lines: list[Points] = [] if mask is None else outline(mask)
        self.offset = (0, 0)

    @staticmethod
    def is_inside(doc: Document, pixel: tuple[int, int]) -> bool:
        """Whether a pixel is selected."""
        mask = doc.selection.mask
        if mask is None:
            return False
        return bool(mask.read(Rect(*pixel, 1, 1))[0, 0] > 127)

    @staticmethod
    def nudge(doc: Document, dx: int, dy: int) -> None:
        """Moves the selection by whole pixels, as one step of history."""
        if doc.selection.mask is None:
            return
        with doc.history.change("Move selection"):
            grid = moved(doc.selection.mask, dx, dy)
            doc.selection.mask = grid if grid.keys() else None

    def drag(self, doc_pos: Point) -> None:
        """Follows the pointer."""
        self.offset = (round(doc_pos[0] - self._start[0]), round(doc_pos[1] - self._start[1]))

    def apply(self) -> None:
        """Puts it down."""
        if self.offset != (0, 0):
            self.nudge(self._doc, *self.offset)

    def shapes(self) -> list[Shape]:
        """The outline where it would be."""
        dx, dy = self.offset
        return [
            Line(tuple((float(x) + dx, float(y) + dy) for x, y in line), is_closed=True)
            for line in self._lines
        ]
