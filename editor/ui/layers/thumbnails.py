"""Small pictures of layers and masks, made when a row is drawn and kept until it changes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from editor.document import TILE, Document, Layer, Node, TileGrid
from editor.ui import theme
from editor.ui.clipboard import image_of

_CHECK_PX = 4
_Stamp = tuple[int, ...]


class Thumbnails:
    """Pictures of one document's nodes, by what their tiles are at the moment."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[_Stamp, QPixmap]] = {}

    def clear(self) -> None:
        """Forgets everything: another document or another theme."""
        self._kept.clear()

    def of_pixels(self, doc: Document, layer: Layer, side_px: int, ratio: float) -> QPixmap:
        """A layer as it lies on the page, over a checkerboard."""
        key = layer.id, "pixels"
        stamp = _stamp(doc, layer.pixels, side_px, ratio)
        return self._get(key, stamp) or self._keep(
            key, stamp, _over_checks(image_of(_reduced(doc, layer.pixels, side_px * ratio)), ratio)
        )

    def of_mask(self, doc: Document, node: Node, side_px: int, ratio: float) -> QPixmap:
        """A mask, white where it shows."""
        assert node.mask is not None
        key = node.id, "mask"
        stamp = _stamp(doc, node.mask, side_px, ratio)
        kept = self._get(key, stamp)
        if kept is not None:
            return kept
        grey = _reduced(doc, node.mask, side_px * ratio)
        rgba = np.dstack([grey, grey, grey, np.full_like(grey, 255)])
        pixmap = QPixmap.fromImage(image_of(rgba))
        pixmap.setDevicePixelRatio(ratio)
        return self._keep(key, stamp, pixmap)

    def _get(self, key: tuple[str, str], stamp: _Stamp) -> QPixmap | None:
        kept = self._kept.get(key)
        return kept[1] if kept is not None and kept[0] == stamp else None

    def _keep(self, key: tuple[str, str], stamp: _Stamp, pixmap: QPixmap) -> QPixmap:
        self._kept[key] = stamp, pixmap
        return pixmap


def fitted(doc: Document, side_px: int) -> QSize:
    """The page's size within a square."""
    return QSize(doc.width, doc.height).scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio)


def _stamp(doc: Document, grid: TileGrid, side_px: int, ratio: float) -> _Stamp:
    revisions = (grid.revision(key) for key in tuple(grid.keys()))
    return (
        doc.width,
        doc.height,
        side_px,
        round(ratio * 100),
        len(grid.keys()),
        max(revisions, default=0),
    )


def _reduced(doc: Document, grid: TileGrid, side_px: float) -> npt.NDArray[Any]:
    """The page's part of a grid, about `side_px` wide, by taking every n-th pixel."""
    step = max(1, math.ceil(max(doc.width, doc.height) / side_px))
    width, height = -(-doc.width // step), -(-doc.height // step)
    shape = (height, width) if grid.channels == 1 else (height, width, 4)
    out = np.zeros(shape, np.uint8)
    for ix, iy in tuple(grid.keys()):
        tile = grid.tile(ix, iy)
        x, y = ix * TILE, iy * TILE
        if tile is None or x + TILE <= 0 or y + TILE <= 0 or x >= doc.width or y >= doc.height:
            continue
        # The first pixel of the tile that lies on the grid of steps and on the page.
        left, top = max(0, -(-x // step)), max(0, -(-y // step))
        part = tile[top * step - y :: step, left * step - x :: step][: height - top, : width - left]
        out[top : top + part.shape[0], left : left + part.shape[1]] = part
    return out


def _over_checks(picture: QImage, ratio: float) -> QPixmap:
    out = QPixmap(picture.size())
    out.fill(theme.color("checker_light"))
    painter = QPainter(out)
    side = max(1, round(_CHECK_PX * ratio))
    for y in range(0, picture.height(), side):
        for x in range(side * (y // side % 2), picture.width(), 2 * side):
            painter.fillRect(x, y, side, side, theme.color("checker_dark"))
    painter.drawImage(0, 0, picture)
    painter.end()
    out.setDevicePixelRatio(ratio)
    return out
