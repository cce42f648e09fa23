"""Paints the composite: tiles of the right mip level, within a slice of time a frame."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from editor.api import Rect
from editor.document.compositing import Compositor
from editor.document.tiles import TILE, Key
from editor.ui.canvas.viewport import Viewport

SLICE_S = 0.005
"""Composing new tiles may take this long a frame; what is not ready by then comes a frame later."""


@dataclass(frozen=True)
class TileView:
    """A tile of one mip level and where it lies.

    Attributes:
        doc_rect: its place in the document, cut to the page.
        inside: its pixels on the page, in the tile.
    """

    level: int
    key: Key
    doc_rect: Rect
    inside: Rect


class Picture:
    """Draws one document's composite.

    After `paint`, `late` holds the document rectangles that are not up to date yet.
    """

    def __init__(self, compositor: Compositor) -> None:
        self._compositor = compositor
        self.late: list[Rect] = []

    def paint(self, painter: QPainter, viewport: Viewport, *, page: Rect, doc_rect: Rect) -> None:
        """Draws what lies in `doc_rect`.

        Args:
            painter: of the view, without any transformation.
        """
        until = time.perf_counter() + SLICE_S
        self.late = []
        painter.save()
        if not viewport.is_upright:
            painter.setTransform(QTransform(*viewport.matrix), True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, _blends(viewport))
        for tile in tiles_in(doc_rect, page=page, level=viewport.mip_level):
            image = self._image(tile, until)
            if image is None:
                self.late.append(tile.doc_rect)
                self._draw_stand_in(painter, viewport, tile, page)
            else:
                _draw(painter, viewport, tile, image)
        painter.restore()

    def _image(self, tile: TileView, until: float) -> QImage | None:
        """The tile, composed now if there is time; at least one a frame is."""
        compositor, (ix, iy) = self._compositor, tile.key
        for leaf in compositor.pending(tile.level, ix, iy):
            if self.late or time.perf_counter() > until:
                return None
            compositor.tile(*leaf)
        return compositor.image(tile.level, ix, iy)

    def _draw_stand_in(
        self, painter: QPainter, viewport: Viewport, tile: TileView, page: Rect
    ) -> None:
        """Shows what there is of a tile that is not ready: how it was, or the finished quarters."""
        compositor, (ix, iy) = self._compositor, tile.key
        before = compositor.stale_image(tile.level, ix, iy)
        if before is not None:
            _draw(painter, viewport, tile, before)
        elif tile.level > 0:
            for quarter in tiles_in(tile.doc_rect, page=page, level=tile.level - 1):
                if compositor.pending(quarter.level, *quarter.key):
                    self._draw_stand_in(painter, viewport, quarter, page)
                else:
                    image = compositor.image(quarter.level, *quarter.key)
                    _draw(painter, viewport, quarter, image)


def tiles_in(doc_rect: Rect, *, page: Rect, level: int) -> Iterator[TileView]:
    """The tiles of a level that a document rectangle touches, as far as they lie on the page."""
    seen = doc_rect.intersect(page)
    if seen.is_empty:
        return
    side = TILE << level
    for iy in range(seen.y // side, (seen.bottom - 1) // side + 1):
        for ix in range(seen.x // side, (seen.right - 1) // side + 1):
            yield _tile_view(level, (ix, iy), page)


def _tile_view(level: int, key: Key, limit: Rect) -> TileView:
    side = TILE << level
    doc_rect = Rect(key[0] * side, key[1] * side, side, side).intersect(limit)
    left, top = doc_rect.x - key[0] * side, doc_rect.y - key[1] * side
    inside = Rect.from_edges(
        left >> level,
        top >> level,
        -(-(left + doc_rect.width) >> level),
        -(-(top + doc_rect.height) >> level),
    )
    return TileView(level, key, doc_rect, inside)


def _draw(painter: QPainter, viewport: Viewport, tile: TileView, image: QImage) -> None:
    source = QRectF(*tile.inside)
    if not viewport.is_upright:
        painter.drawImage(QRectF(*tile.doc_rect), image, source)
        return
    # Edges on whole device pixels: neighbours meet without a seam, and 100 % stays a plain copy.
    ratio = viewport.device_ratio
    left, top, right, bottom = (
        round(edge * ratio) / ratio for edge in viewport.rect_to_view(tile.doc_rect)
    )
    target = QRectF(QPointF(left, top), QPointF(right, bottom))
    painter.drawImage(target, image, source)


def _blends(viewport: Viewport) -> bool:
    return viewport.is_smooth and not (viewport.is_upright and viewport.zoom == 1.0)
