"""Marching ants: the outline of the selection, made for what is seen and kept until it changes."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QPolygonF

from editor.api import Rect
from editor.document import Selection
from editor.document.tiles import TILE, TileGrid, tile_keys
from editor.ui.canvas.viewport import Viewport

PERIOD_PX = 8
_THRESHOLD = 127
_MOST_DASHED = 4000


class Ants:
    """The lines around a selection in view coordinates."""

    def __init__(self) -> None:
        self.phase = 0
        self._lines: list[npt.NDArray[np.float64]] = []
        self._made_for: tuple[int, Rect] | None = None
        self._polygons: list[QPolygonF] = []
        self._mapped_for: Viewport | None = None

    def forget(self) -> None:
        """The selection is another one."""
        self._made_for = None

    def march(self) -> None:
        """One step of the animation."""
        self.phase = (self.phase + 1) % PERIOD_PX

    def paint(self, painter: QPainter, viewport: Viewport, selection: Selection) -> None:
        """Draws the lines at the present phase."""
        polygons = self.polygons(viewport, selection)
        if not polygons:
            return
        points = sum(polygon.size() for polygon in polygons)
        painter.setBrushOrigin(self.phase, 0)
        for pen in ants_pens(self.phase) if points <= _MOST_DASHED else [QPen(_stripes(), 0)]:
            painter.setPen(pen)
            for polygon in polygons:
                painter.drawPolyline(polygon)
        painter.setBrushOrigin(0, 0)

    def view_rect(self, viewport: Viewport, selection: Selection) -> QRect:
        """Where the lines are."""
        out = QRect()
        for polygon in self.polygons(viewport, selection):
            out = out.united(polygon.boundingRect().toAlignedRect())
        return out.adjusted(-2, -2, 2, 2)

    def polygons(self, viewport: Viewport, selection: Selection) -> list[QPolygonF]:
        """The lines in the view."""
        if selection.mask is None:
            return []
        level, around = viewport.mip_level, viewport.visible_doc_rect
        made_for = self._made_for
        if made_for is None or made_for[0] != level or not made_for[1].contains(around):
            region = around.expanded(max(around.size))
            self._lines = outlines(selection.mask, region, level)
            self._made_for = (level, region)
            self._mapped_for = None
        if self._mapped_for != viewport:
            self._polygons = [_mapped(line, viewport) for line in self._lines]
            self._mapped_for = viewport
        return self._polygons


def outlines(mask: TileGrid, region: Rect, level: int) -> list[npt.NDArray[np.float64]]:
    """Closed lines, `float64 (N, 2)` in document pixels, around what is selected in a region.

    Every 2**level-th pixel is looked at: no finer than the screen shows it.
    """
    side = TILE >> level
    step = 1 << level
    bounds = mask.bounds().intersect(region)
    if bounds.is_empty or side == 0:
        return []
    left, top = bounds.x // TILE, bounds.y // TILE
    columns, rows = -(-bounds.right // TILE) - left, -(-bounds.bottom // TILE) - top
    small = np.zeros((rows * side + 2, columns * side + 2), np.uint8)
    for ix, iy in tile_keys(bounds):
        tile = mask.tile(ix, iy)
        if tile is not None:
            y, x = (iy - top) * side + 1, (ix - left) * side + 1
            small[y : y + side, x : x + side] = tile[step // 2 :: step, step // 2 :: step]
    return [(line - 1) * step + np.array([left * TILE, top * TILE]) for line in _pixel_edges(small)]


def _pixel_edges(small: npt.NDArray[np.uint8]) -> list[npt.NDArray[np.float64]]:
    """Lines along the pixel edges around all that is above one half."""
    # Each pixel becomes 2 x 2, so that a contour through centres can be moved to the edges.
    doubled = np.repeat(np.repeat(small > _THRESHOLD, 2, axis=0), 2, axis=1).astype(np.uint8)
    found, _ = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    lines = []
    for contour in found:
        if len(contour) > 2:
            points = contour[:, 0].astype(np.float64)
            # Doubled pixel 2k or 2k+1 lies beside edge k or k+1: the nearer one is taken.
            edges = np.floor((points + 1) / 2)
            lines.append(np.vstack([edges, edges[:1]]))
    return lines


def _mapped(line: npt.NDArray[np.float64], viewport: Viewport) -> QPolygonF:
    m11, m12, m21, m22, dx, dy = viewport.matrix
    matrix = np.array([[m11, m12], [m21, m22]])
    return QPolygonF([QPointF(x, y) for x, y in (line @ matrix + (dx, dy)).tolist()])


def ants_pens(phase: int) -> list[QPen]:
    """Light dashes upon a dark line, one pixel wide."""
    half = PERIOD_PX // 2
    dashes = QPen(QColor(250, 250, 250), 0)
    dashes.setDashPattern([half, half])
    dashes.setDashOffset(phase)
    return [QPen(QColor(20, 20, 20), 0), dashes]


@lru_cache(maxsize=1)
def _stripes() -> QBrush:
    """Diagonal dark and light stripes: drawn far quicker than dashes where lines are many."""
    image = QImage(PERIOD_PX, PERIOD_PX, QImage.Format.Format_RGB32)
    for y in range(PERIOD_PX):
        for x in range(PERIOD_PX):
            is_dark = (x + y) % PERIOD_PX < PERIOD_PX // 2
            image.setPixelColor(x, y, QColor(20, 20, 20) if is_dark else QColor(250, 250, 250))
    return QBrush(QPixmap.fromImage(image))
