"""How a row of the layers panel is drawn, and what a click on its parts does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document import AdjustmentLayer, Group, Layer, Node
from editor.ui import theme
from editor.ui.icons import paint_glyph
from editor.ui.language import tr
from editor.ui.layers.model import EYE, Index, LayersModel
from editor.ui.layers.thumbnails import Thumbnails, fitted
from editor.ui.tools import ToolBox
from editor.workbench import Workbench

ROW_PX = 44
EYE_PX = 32
_THUMB_PX = 34
_GLYPH_PX = 16
_CENTER = Qt.AlignmentFlag.AlignCenter


class LayerDelegate(QStyledItemDelegate):
    """Draws eye, thumbnail, mask, name and marks.

    Signals:
        eye_clicked, lock_clicked, recipe_clicked (node id).
        target_clicked (node id, whether the mask).
        selecting_clicked (node id, whether the mask, how it joins what is selected).
    """

    eye_clicked = Signal(str)
    lock_clicked = Signal(str)
    recipe_clicked = Signal(str)
    selecting_clicked = Signal(str, bool, str)
    target_clicked = Signal(str, bool)

    def __init__(self, workbench: Workbench, toolbox: ToolBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._toolbox = toolbox
        self.thumbnails = Thumbnails()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(EYE_PX if index.column() == EYE else 160, ROW_PX)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LayersModel)
        node = model.node(index)
        rect: QRect = option.rect
        doc = model.document
        is_active = doc is not None and doc.active_id == node.id
        painter.save()
        if is_active:
            painter.fillRect(rect, theme.color("chosen"))
        if index.column() == EYE:
            self._paint_eye(painter, rect, node)
        else:
            self._paint_content(painter, rect, node, model, is_active=is_active)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(model, LayersModel):
            return super().editorEvent(event, model, option, index)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        node, point = model.node(index), event.position().toPoint()
        rect: QRect = option.rect
        if index.column() == EYE:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.eye_clicked.emit(node.id)
            return True
        if isinstance(node, Layer) and node.recipe is not None:
            is_double = event.type() == QEvent.Type.MouseButtonDblClick
            if is_double and _thumb_rect(rect).contains(point):
                self.recipe_clicked.emit(node.id)
                return True
            is_press = event.type() == QEvent.Type.MouseButtonPress
            if is_press and _mark_rect(rect).contains(point):
                self.recipe_clicked.emit(node.id)
                return True
        if event.type() == QEvent.Type.MouseButtonPress:
            if _lock_rect(rect).contains(point) and node.locked:
                self.lock_clicked.emit(node.id)
                return True
            if _thumb_rect(rect).contains(point):
                self.target_clicked.emit(node.id, False)
            elif node.mask is not None and _mask_rect(rect).contains(point):
                self.target_clicked.emit(node.id, True)
        return False

    def selects(self, event: QMouseEvent, node: Node, rect: QRect) -> bool:
        """Ctrl+click on a picture selects what it shows; Shift adds, Alt subtracts."""
        held, point = event.modifiers(), event.position().toPoint()
        if not held & Qt.KeyboardModifier.ControlModifier:
            return False
        is_mask = node.mask is not None and _mask_rect(rect).contains(point)
        if not is_mask and not (isinstance(node, Layer) and _thumb_rect(rect).contains(point)):
            return False
        adds = bool(held & Qt.KeyboardModifier.ShiftModifier)
        subtracts = bool(held & Qt.KeyboardModifier.AltModifier)
        mode = {(True, True): "intersect", (True, False): "add", (False, True): "subtract"}
        self.selecting_clicked.emit(node.id, is_mask, mode.get((adds, subtracts), "replace"))
        return True

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name of the layer"))
        editor.setToolTip(tr("Enter takes the name, Escape leaves it."))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LayersModel)
        place = _name_rect(option.rect, model.node(index))
        editor.setGeometry(place.adjusted(-8, 8, 4, -8))

    def _paint_eye(self, painter: QPainter, rect: QRect, node: Node) -> None:
        place = _centered(rect, _GLYPH_PX)
        glyph, role = ("eye", "dim") if node.visible else ("eye-slash", "disabled")
        paint_glyph(painter, glyph, place, theme.color(role))

    def _paint_content(
        self, painter: QPainter, rect: QRect, node: Node, model: LayersModel, *, is_active: bool
    ) -> None:
        doc = model.document
        assert doc is not None
        ratio = painter.device().devicePixelRatioF()
        edits_mask = is_active and self._toolbox.edits_mask
        thumb = _thumb_rect(rect)
        if isinstance(node, Layer):
            picture = self.thumbnails.of_pixels(doc, node, _THUMB_PX, ratio)
            place = _inner(thumb, fitted(doc, _THUMB_PX))
            painter.drawPixmap(place, picture)
            ringed = is_active and node.mask is not None and not edits_mask
            _outline(painter, place, ringed=ringed)
        else:
            glyph = node.effect.icon if isinstance(node, AdjustmentLayer) else "folder-simple"
            paint_glyph(painter, glyph, _centered(thumb, 22), theme.color("dim"))
        if node.mask is not None:
            picture = self.thumbnails.of_mask(doc, node, _THUMB_PX, ratio)
            place = _inner(_mask_rect(rect), fitted(doc, _THUMB_PX))
            painter.setOpacity(1.0 if node.mask_enabled else 0.4)
            painter.drawPixmap(place, picture)
            painter.setOpacity(1.0)
            _outline(painter, place, ringed=edits_mask)
        self._paint_words(painter, _name_rect(rect, node), node)
        self._paint_marks(painter, rect, node)

    def _paint_words(self, painter: QPainter, place: QRect, node: Node) -> None:
        metrics = painter.fontMetrics()
        name = metrics.elidedText(node.name, Qt.TextElideMode.ElideRight, place.width())
        below = _summary(node)
        painter.setPen(theme.color("text" if node.visible else "disabled"))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if not below:
            painter.drawText(place, left, name)
            return
        upper, lower = QRect(place), QRect(place)
        upper.setBottom(place.center().y() + 1)
        lower.setTop(place.center().y() - 1)
        painter.drawText(upper, left, name)
        painter.setPen(theme.color("dim"))
        painter.drawText(lower, left, below)

    def _paint_marks(self, painter: QPainter, rect: QRect, node: Node) -> None:
        if node.locked:
            paint_glyph(painter, "lock-simple", QRectF(_lock_rect(rect)), theme.color("dim"))
        if isinstance(node, Layer) and node.recipe is not None:
            gone = self._workbench.is_ghost(node)
            glyph, role = ("ghost", "warning") if gone else ("sparkle", "accent")
            paint_glyph(painter, glyph, QRectF(_mark_rect(rect)), theme.color(role))


def _summary(node: Node) -> str:
    parts = []
    if node.blend_mode.value != "normal":
        parts.append(tr(node.blend_mode.label))
    if node.opacity < 1:
        parts.append(f"{round(node.opacity * 100)} %")
    if isinstance(node, Group) and not node.children:
        parts.append(tr("empty"))
    return "  ".join(parts)


def _thumb_rect(rect: QRect) -> QRect:
    return QRect(rect.left() + 4, rect.top() + (ROW_PX - _THUMB_PX) // 2, _THUMB_PX, _THUMB_PX)


def _mask_rect(rect: QRect) -> QRect:
    return _thumb_rect(rect).translated(_THUMB_PX + theme.HALF, 0)


def _lock_rect(rect: QRect) -> QRect:
    top = rect.top() + (ROW_PX - _GLYPH_PX) // 2
    return QRect(rect.right() - _GLYPH_PX - theme.GRID, top, _GLYPH_PX, _GLYPH_PX)


def _mark_rect(rect: QRect) -> QRect:
    return _lock_rect(rect).translated(-_GLYPH_PX - theme.HALF, 0)


def _name_rect(rect: QRect, node: Node) -> QRect:
    before = _mask_rect(rect) if node.mask is not None else _thumb_rect(rect)
    out = QRect(rect)
    out.setLeft(before.right() + theme.GRID + theme.HALF)
    out.setRight(_mark_rect(rect).left() - theme.HALF)
    return out


def _centered(rect: QRect, side_px: int) -> QRectF:
    out = QRectF(0, 0, side_px, side_px)
    out.moveCenter(QRectF(rect).center())
    return out


def _inner(rect: QRect, size: QSize) -> QRect:
    out = QRect(rect.topLeft(), size)
    out.moveCenter(rect.center())
    return out


def _outline(painter: QPainter, place: QRect, *, ringed: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent" if ringed else "edge"), 2 if ringed else 1))
    painter.drawRect(place.adjusted(-1, -1, 0, 0))
