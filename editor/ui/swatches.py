"""Foreground and background colour at the foot of the tool bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.ui import theme
from editor.ui.color_popup import ColorPopup
from editor.ui.language import tr
from editor.ui.spoken import Role, Spoken, value_changed
from editor.ui.tools import ToolBox

_SIDE_PX = 20


class ColorSwatches(QWidget, Spoken):
    """Two overlapping squares; a click on one opens the colour pop-up."""

    spoken_role = Role.ButtonDropDown

    def __init__(self, toolbox: ToolBox) -> None:
        super().__init__()
        self._toolbox = toolbox
        self.setAccessibleName(tr("Foreground and background colour"))
        self.setFixedSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Colour to paint with, and second colour  (X swaps, D resets)"))
        toolbox.colors_changed.connect(self._on_colors)

    def spoken_value(self) -> str:
        front, back = (
            QColor(*rgb).name() for rgb in (self._toolbox.foreground, self._toolbox.background)
        )
        return f"{tr('Foreground')} {front}, {tr('Background')} {back}"

    def sizeHint(self) -> QSize:
        return QSize(theme.TOOL_PX, theme.TOOL_PX)

    @property
    def _foreground(self) -> QRect:
        return QRect(2, 2, _SIDE_PX, _SIDE_PX)

    @property
    def _background(self) -> QRect:
        return QRect(14, 14, _SIDE_PX, _SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chip(painter, self._background, self._toolbox.background)
        self._chip(painter, self._foreground, self._toolbox.foreground)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        is_background = self._background.contains(point) and not self._foreground.contains(point)
        self.choose(background=is_background)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(background=False)
        else:
            super().keyPressEvent(event)

    def choose(self, *, background: bool) -> ColorPopup:
        """Opens the pop-up for one of the two."""
        box = self._toolbox
        red, green, blue = box.background if background else box.foreground
        title = tr("Background") if background else tr("Foreground")
        popup = ColorPopup(QColor(red, green, blue).name(), title, self)
        popup.color_changed.connect(self._on_background if background else self._on_foreground)
        popup.open_at(self, beside=True)
        return popup

    def _chip(self, painter: QPainter, place: QRect, rgb: tuple[int, int, int]) -> None:
        painter.setPen(QPen(theme.color("window"), 2))
        painter.setBrush(QColor(*rgb))
        painter.drawRoundedRect(place.toRectF(), 4, 4)
        painter.setPen(QPen(theme.color("dim"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.toRectF().adjusted(1, 1, -1, -1), 3, 3)

    def _on_colors(self) -> None:
        self.update()
        value_changed(self)

    def _on_foreground(self, color: str) -> None:
        self._toolbox.set_foreground(_rgb(color))

    def _on_background(self, color: str) -> None:
        self._toolbox.set_background(_rgb(color))


def _rgb(name: str) -> tuple[int, int, int]:
    color = QColor(name)
    return color.red(), color.green(), color.blue()
