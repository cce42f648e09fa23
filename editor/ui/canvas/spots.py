"""What the generator found on the picture: outlined with numbers, pointed at and clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from editor.ui import theme
from editor.ui.canvas.viewport import Viewport
from editor.ui.tools.events import Button, Modifiers, PointerEvent

if TYPE_CHECKING:
    from editor.ui.tools import ToolBox

_PLATE_PX = 22
_RIM = QColor(0, 0, 0, 150)
_LIGHT = QColor(255, 255, 255, 235)


class SpotsOverlay:
    """Shows `workbench.seeking`; takes the clicks on all but the one that is chosen, in which one
    can go on to paint. With a key held, clicks go to the tool."""

    def __init__(self, tools: ToolBox) -> None:
        self._tools = tools
        self._seeking = tools.workbench.seeking
        self.is_under = False

    def hover(self, event: PointerEvent | None) -> None:
        """The pointer is somewhere else, with no button down; None outside the view."""
        under = None if event is None else self._at(event)
        if under is not None or self.is_under:
            self._seeking.point_at(under)
        self.is_under = under is not None

    def press(self, event: PointerEvent) -> bool:
        """Chooses what is clicked; False where the click is the tool's."""
        index = self._at(event) if event.button is Button.LEFT else None
        if index is None:
            return False
        self._seeking.choose(index)
        self.hover(event)
        return True

    def paint(self, painter: QPainter, viewport: Viewport, *, is_quiet: bool) -> None:
        """Draws outlines and numbers.

        Args:
            is_quiet: over a new picture, which is to be looked at: only while one is pointed at.
        """
        pointed, chosen = self._seeking.pointed, self._seeking.chosen
        if not self._is_shown() or (is_quiet and pointed is None):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, spot in enumerate(self._seeking.spots):
            outline = [QPointF(*viewport.to_view(point)) for point in spot.outline]
            _paint_outline(
                painter, QPolygonF(outline), is_chosen=index == chosen, is_pointed=index == pointed
            )
            top = min(outline, key=lambda point: point.y())
            _paint_number(painter, top, str(index + 1), is_chosen=index == chosen)
        painter.restore()

    def _is_shown(self) -> bool:
        return bool(self._seeking.spots) and not self._tools.active.is_passing

    def _at(self, event: PointerEvent) -> int | None:
        """What a click there would choose: the smallest, where they lie in each other."""
        if (
            not self._is_shown()
            or event.modifiers is not Modifiers.NONE
            or self._tools.active.is_busy
        ):
            return None
        point = QPointF(*event.doc_pos)
        chosen = self._seeking.chosen
        found: list[tuple[float, int]] = []
        for index, spot in enumerate(self._seeking.spots):
            outline = QPolygonF([QPointF(*corner) for corner in spot.outline])
            if outline.containsPoint(point, Qt.FillRule.OddEvenFill):
                found.append((outline.boundingRect().width(), index))
        smallest = min(found, default=(0.0, None))[1]
        return None if smallest == chosen else smallest


def _paint_outline(
    painter: QPainter, outline: QPolygonF, *, is_chosen: bool, is_pointed: bool
) -> None:
    width = 2.5 if is_chosen or is_pointed else 1.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_pointed and not is_chosen:
        tint = QColor(theme.color("accent"))
        tint.setAlpha(50)
        painter.setBrush(tint)
    painter.setPen(QPen(_RIM, width + 2))
    painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent") if is_chosen else _LIGHT, width))
    painter.drawPolygon(outline)


def _paint_number(painter: QPainter, top: QPointF, text: str, *, is_chosen: bool) -> None:
    side = max(_PLATE_PX, painter.fontMetrics().height() + 6)
    plate = QRectF(round(top.x() - side / 2), round(top.y() - side / 2), side, side)
    painter.setPen(QPen(_RIM, 1))
    painter.setBrush(theme.color("accent" if is_chosen else "raised"))
    painter.drawEllipse(plate)
    painter.setPen(theme.color("on_accent" if is_chosen else "text"))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
