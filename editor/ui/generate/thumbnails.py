"""Small pictures of variants, and how one is painted in the strip."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.api import ImageU8
from editor.ui import theme

THUMB_PX = 9 * theme.GRID
PAD_PX = 3
_RADIUS = 5
_CHECKER_PX = 6
_BADGE_PX = 16


def thumbnail(rgba: ImageU8, *, scale: float) -> QPixmap:
    """The picture cut to a square and scaled down, sharp on a screen of that scale."""
    side = round(THUMB_PX * scale)
    height, width = rgba.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    square = rgba[top : top + edge, left : left + edge]
    # Colours of transparent pixels must not bleed into the edges.
    alpha = square[..., 3:].astype(np.float32) / 255
    premultiplied = np.dstack([square[..., :3] * alpha, square[..., 3:]]).astype(np.uint8)
    method = cv2.INTER_AREA if edge > side else cv2.INTER_LINEAR
    small = np.ascontiguousarray(cv2.resize(premultiplied, (side, side), interpolation=method))
    image = QImage(small.data, side, side, 4 * side, QImage.Format.Format_RGBA8888_Premultiplied)
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class ThumbnailDelegate(QStyledItemDelegate):
    """A rounded picture on a checkerboard, with its number; a ring around the one that is shown."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(THUMB_PX + 2 * PAD_PX, THUMB_PX + 2 * PAD_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        square = QRect(rect.x() + PAD_PX, rect.y() + PAD_PX, THUMB_PX, THUMB_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(square), _RADIUS, _RADIUS)
        painter.setClipPath(rounded)
        _paint_checker(painter, square)
        painter.drawPixmap(square.topLeft(), index.data(Qt.ItemDataRole.DecorationRole))
        painter.setClipping(False)
        self._paint_number(painter, square, self.number_of(index))
        self._paint_ring(painter, square, state)
        painter.restore()

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is written in the corner."""
        return str(index.row() + 1)

    def _paint_number(self, painter: QPainter, square: QRect, number: str) -> None:
        width = _BADGE_PX + 6 * max(0, len(number) - 2)
        left, top = square.right() - width - 2, square.bottom() - _BADGE_PX - 2
        badge = QRectF(left, top, width, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        back = theme.color("canvas")
        back.setAlphaF(0.72)
        painter.setBrush(back)
        painter.drawRoundedRect(badge, 4, 4)
        font = theme.control_font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), number)

    def _paint_ring(self, painter: QPainter, square: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            pen = QPen(theme.color("accent"), 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            pen = QPen(theme.color("dim"), 1)
        else:
            return
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(square).adjusted(-1, -1, 1, 1), _RADIUS + 1, _RADIUS + 1)


def _paint_checker(painter: QPainter, square: QRect) -> None:
    painter.fillRect(square, theme.color("checker_light"))
    dark = theme.color("checker_dark")
    for row in range(0, square.height(), _CHECKER_PX):
        for column in range(row % (2 * _CHECKER_PX), square.width(), 2 * _CHECKER_PX):
            painter.fillRect(square.x() + column, square.y() + row, _CHECKER_PX, _CHECKER_PX, dark)
