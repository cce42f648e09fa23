"""Icons of one family (Phosphor, as qtawesome ships it), tinted when they are painted."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPixmap,
)

from editor.ui import theme

_GLYPH_SHARE = 0.92
FALLBACK = "puzzle-piece"


def icon(name: str, role: str = "text") -> QIcon:
    """A Phosphor icon (its name without prefix) in a colour role of the theme.

    It is drawn anew in the colours of the moment, so a change of theme needs only a repaint.
    """
    return QIcon(_PhosphorEngine(name, role))


def has_icon(name: str) -> bool:
    """Whether the family has an icon of that name."""
    return name in _charmap()


class _PhosphorEngine(QIconEngine):
    """Paints one glyph; dimmed where disabled, in the accent where it is switched on."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _PhosphorEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        paint_glyph(painter, self._name, QRectF(rect), theme.color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._drawn(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._drawn(size, mode, state, scale)

    def _drawn(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        if size.isEmpty():  # a button without room yet
            return QPixmap()
        image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)


def paint_glyph(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draws a glyph centred in a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    font = QFont(_family())
    font.setPixelSize(max(1, round(min(rect.width(), rect.height()) * _GLYPH_SHARE)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    painter.setPen(color)
    glyph = chr(_charmap().get(name) or _charmap()[FALLBACK])
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), glyph)
    painter.restore()


def _fonts_folder() -> Path:
    # Importing qtawesome costs 0.4 s (qtpy, ten fonts) of the second that the window may take;
    # its font file and charmap are all we need.
    spec = importlib.util.find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "fonts"


@cache
def _charmap() -> dict[str, int]:
    path = next(_fonts_folder().glob("phosphor-charmap-*.json"))
    return {name: int(code, 16) for name, code in json.loads(path.read_text("utf-8")).items()}


@cache
def _family() -> str:
    path = next(_fonts_folder().glob("phosphor-[0-9]*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]
