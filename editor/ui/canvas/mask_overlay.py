"""Shows a mask over the picture, in colour and with hatching, so that it is seen in any colour."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPixmap, QTransform

from editor.api import Rect
from editor.document.tiles import TILE, Key, TileGrid
from editor.ui.canvas.backdrop import page_polygon
from editor.ui.canvas.picture import TileView, tiles_in
from editor.ui.canvas.viewport import Viewport

QUICK_MASK = QColor(232, 64, 72)
LAYER_MASK = QColor(64, 120, 232)
_HATCH_PX = 8
_TINT_ALPHA = 88
_STRIPE_ALPHA = 180
_LIGHT_ALPHA = 120
_Mode = QPainter.CompositionMode


class MaskOverlay:
    """Draws a mask plane; halved tiles are kept until the mask changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, Key], tuple[int, npt.NDArray[np.uint8]]] = {}
        self._grid: TileGrid | None = None

    def paint(
        self,
        painter: QPainter,
        viewport: Viewport,
        mask: TileGrid,
        *,
        color: QColor,
        shows_hidden: bool,
        page: Rect,
        doc_rect: Rect,
        view_rect: QRect,
    ) -> None:
        """Tints what the mask selects, or with `shows_hidden` what it hides.

        Args:
            view_rect: the part of the view to draw, in logical pixels.
        """
        if mask is not self._grid:
            self._kept.clear()
            self._grid = mask
        ratio = viewport.device_ratio
        size = (view_rect.size().toSizeF() * ratio).toSize()
        layer = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        layer.fill(Qt.GlobalColor.transparent)
        layer.setDevicePixelRatio(ratio)
        inner = QPainter(layer)
        inner.translate(-view_rect.x(), -view_rect.y())
        self._paint_mask(inner, viewport, mask, page=page, doc_rect=doc_rect)
        inner.setCompositionMode(
            _Mode.CompositionMode_SourceOut if shows_hidden else _Mode.CompositionMode_SourceIn
        )
        inner.fillRect(view_rect, _hatching(color.rgb()))
        inner.end()
        painter.save()
        if shows_hidden:
            inside = QPainterPath()
            inside.addPolygon(page_polygon(viewport, page))
            painter.setClipPath(inside)
        painter.drawImage(view_rect.topLeft(), layer)
        painter.restore()

    def _paint_mask(
        self, painter: QPainter, viewport: Viewport, mask: TileGrid, *, page: Rect, doc_rect: Rect
    ) -> None:
        painter.save()  # the hatching that follows belongs to the view, however far it is zoomed
        painter.setTransform(QTransform(*viewport.matrix), True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, viewport.is_smooth)
        for tile in tiles_in(doc_rect, page=page, level=viewport.mip_level):
            pixels = self._pixels(mask, tile)
            if pixels is not None:
                image = QImage(pixels.data, TILE, TILE, TILE, QImage.Format.Format_Alpha8)
                painter.drawImage(QRectF(*tile.doc_rect), image, QRectF(*tile.inside))
        painter.restore()

    def _pixels(self, mask: TileGrid, view: TileView) -> npt.NDArray[np.uint8] | None:
        """A tile of the mask at a mip level; None where it is all zero."""
        if view.level == 0:
            tile = mask.tile(*view.key)
            return None if tile is None else tile
        stamp = self._stamp(mask, view)
        if stamp == 0:
            return None
        kept = self._kept.get((view.level, view.key))
        if kept is None or kept[0] != stamp:
            kept = (stamp, _halved(mask, view))
            self._kept[view.level, view.key] = kept
        return kept[1]

    def _stamp(self, mask: TileGrid, view: TileView) -> int:
        """The newest revision among the full-size tiles under a halved one; 0 for none."""
        return max((mask.revision(key) for key in _leaves(view)), default=0)


def _leaves(view: TileView) -> list[Key]:
    count = 1 << view.level
    return [
        (view.key[0] * count + dx, view.key[1] * count + dy)
        for dy in range(count)
        for dx in range(count)
    ]


def _halved(mask: TileGrid, view: TileView) -> npt.NDArray[np.uint8]:
    out = np.zeros((TILE, TILE), np.uint8)
    side = max(TILE >> view.level, 1)
    count = 1 << view.level
    for ix, iy in _leaves(view):
        tile = mask.tile(ix, iy)
        if tile is not None:
            x, y = (ix - view.key[0] * count) * side, (iy - view.key[1] * count) * side
            out[y : y + side, x : x + side] = cv2.resize(
                tile, (side, side), interpolation=cv2.INTER_AREA
            )
    return out


@lru_cache(maxsize=4)
def _hatching(rgb: int) -> QBrush:
    """A tint with diagonal stripes, coloured beside light: one of them shows upon any picture."""
    image = QImage(_HATCH_PX, _HATCH_PX, QImage.Format.Format_ARGB32_Premultiplied)
    tint, stripe = QColor(rgb), QColor(rgb)
    tint.setAlpha(_TINT_ALPHA)
    stripe.setAlpha(_STRIPE_ALPHA)
    image.fill(tint)
    light = QColor(255, 255, 255, _LIGHT_ALPHA)
    for y in range(_HATCH_PX):
        for offset, color in enumerate((stripe, stripe, light)):
            image.setPixelColor(QPoint((offset - y) % _HATCH_PX, y), color)
    return QBrush(QPixmap.fromImage(image))
