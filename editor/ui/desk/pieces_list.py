"""The pieces as small pictures, each marked with what it is picked for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
)

from editor.document.desk_pieces import DeskPiece
from editor.ui import theme
from editor.ui.generate.thumbnails import PAD_PX, THUMB_PX, ThumbnailDelegate, thumbnail
from editor.ui.language import tr

PIECE = Qt.ItemDataRole.UserRole
PICKED = Qt.ItemDataRole.UserRole + 1
_BADGE_PX = 16
_ROWS = 3


class PiecesList(QListWidget):
    """Rows of thumbnails; Space or a click picks, Delete takes away.

    Signals:
        picked(DeskPiece): clicked, or Space or Enter.
        removal_wanted: Delete.
    """

    picked = Signal(object)
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pieces"))
        self.setAccessibleDescription(
            tr("Arrow keys go from piece to piece, Space picks, Delete takes away")
        )
        self.setProperty("flat", True)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSpacing(PAD_PX)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_PieceDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(_ROWS * (THUMB_PX + 4 * PAD_PX) + 2 * PAD_PX)
        self.itemClicked.connect(self._on_clicked)

    @property
    def current(self) -> DeskPiece | None:
        """The piece that the keyboard is on, or that was clicked last."""
        item = self.currentItem()
        return None if item is None else item.data(PIECE)

    def pieces(self) -> list[DeskPiece]:
        """What is shown."""
        return [self.item(row).data(PIECE) for row in range(self.count())]

    def add(self, piece: DeskPiece, *, words: str) -> None:
        """Shows one more piece, at the end."""
        item = QListWidgetItem()
        item.setData(PIECE, piece)
        item.setData(PICKED, "")
        item.setData(
            Qt.ItemDataRole.DecorationRole,
            thumbnail(piece.rgba, scale=self.devicePixelRatioF()),
        )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(words)
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Space, keys.Key_Return, keys.Key_Enter):
            if self.current is not None:
                self.picked.emit(self.current)
        elif event.key() in (keys.Key_Delete, keys.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(PIECE))


class _PieceDelegate(ThumbnailDelegate):
    """A thumbnail with the piece's own number, and the names of the picks that it is in."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        names = index.data(PICKED)
        if not names:
            return
        square = QRectF(option.rect.x() + PAD_PX, option.rect.y() + PAD_PX, THUMB_PX, THUMB_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 4, 4)
        font = theme.control_font()
        font.setPixelSize(11)
        painter.setFont(font)
        width = min(painter.fontMetrics().horizontalAdvance(names) + 8, THUMB_PX - 4)
        badge = QRectF(square.x() + 3, square.y() + 3, max(width, _BADGE_PX), _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), names)
        painter.restore()

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> str:
        piece: DeskPiece = index.data(PIECE)
        return str(piece.number)
