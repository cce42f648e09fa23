"""Everything that shows one document: its composite, the selection's ants, its masks."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from editor.api import Rect
from editor.document import Document, Selection, TileGrid
from editor.ui.canvas import backdrop
from editor.ui.canvas.ants import Ants
from editor.ui.canvas.mask_overlay import LAYER_MASK, QUICK_MASK, MaskOverlay
from editor.ui.canvas.picture import Picture
from editor.ui.canvas.viewport import Viewport


class Scene:
    """Draws one document in a viewport; call `close` when it is no longer shown.

    Attributes:
        trial: a selection that is shown in the place of the document's, while a dialog asks how
            far to change that.
    """

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.picture = Picture(doc)
        self.ants = Ants()
        self.trial: Selection | None = None
        self._mask_overlay = MaskOverlay()

    @property
    def selection(self) -> Selection:
        """What is shown as selected."""
        return self.doc.selection if self.trial is None else self.trial

    def close(self) -> None:
        """Lets go of the document."""
        self.picture.close()

    def paint_picture(
        self,
        painter: QPainter,
        viewport: Viewport,
        view_rect: QRect,
        *,
        is_covered: bool,
        without_draft: bool,
        in_motion: bool,
    ) -> None:
        """The page with all visible layers, unless nothing is seen of it, and what lies around."""
        backdrop.paint_surround(painter, viewport, self.doc.bounds, view_rect)
        if is_covered:
            return
        self.picture.paint(
            painter,
            viewport,
            doc_rect_of(viewport, view_rect),
            without_draft=without_draft,
            in_motion=in_motion,
        )

    def paint_grid(self, painter: QPainter, viewport: Viewport, view_rect: QRect) -> None:
        """Lines between pixels, when they are large."""
        doc_rect = doc_rect_of(viewport, view_rect)
        backdrop.paint_pixel_grid(painter, viewport, self.doc.bounds, doc_rect)

    def paint_quick_mask(self, painter: QPainter, viewport: Viewport, view_rect: QRect) -> None:
        """The selection as a tint: red where it selects."""
        if self.selection.mask is not None:
            self._paint_mask(painter, viewport, view_rect, self.selection.mask, hidden=False)

    def paint_layer_mask(self, painter: QPainter, viewport: Viewport, view_rect: QRect) -> None:
        """The active layer's mask as a tint: blue where it hides."""
        node = self.doc.active
        if node is not None and node.mask is not None:
            self._paint_mask(painter, viewport, view_rect, node.mask, hidden=True)

    def paint_ants(self, painter: QPainter, viewport: Viewport) -> None:
        """The outline of the selection."""
        self.ants.paint(painter, viewport, self.selection)

    def _paint_mask(
        self,
        painter: QPainter,
        viewport: Viewport,
        view_rect: QRect,
        mask: TileGrid,
        *,
        hidden: bool,
    ) -> None:
        self._mask_overlay.paint(
            painter,
            viewport,
            mask,
            color=LAYER_MASK if hidden else QUICK_MASK,
            shows_hidden=hidden,
            page=self.doc.bounds,
            doc_rect=doc_rect_of(viewport, view_rect),
            view_rect=view_rect,
        )


def doc_rect_of(viewport: Viewport, view_rect: QRect) -> Rect:
    """The document rectangle around a part of the view."""
    left, top = view_rect.left(), view_rect.top()
    right, bottom = left + view_rect.width(), top + view_rect.height()
    points = [
        viewport.to_doc(p) for p in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect.from_edges(
        math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))
    )
