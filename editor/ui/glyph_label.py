"""An icon that is no button: drawn in the theme's colours of the moment."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.ui import theme
from editor.ui.icons import paint_glyph
from editor.ui.spoken import Spoken


class GlyphLabel(QWidget, Spoken):
    """One glyph of the icon family."""

    def __init__(self, name: str, title: str, role: str = "dim", side_px: int = 16) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setFixedSize(QSize(side_px, side_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_glyph(painter, self._name, self.rect().toRectF(), theme.color(self._role))
