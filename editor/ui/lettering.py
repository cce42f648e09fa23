"""Words to pixels with the system's fonts, and where the caret stands in them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
)

from editor import memory
from editor.api import ImageU8, Rect
from editor.document.lettering import Lettering

_MOST_SIDE_PX = 16_000
_MOST_PIXELS = 64_000_000
_BYTES = 10
"""For a pixel: grey, coloured, in tiles, and a note whether it is seen."""


def rendered(lettering: Lettering) -> tuple[ImageU8, Rect]:
    """The words as straight RGBA, and where they lie in the document. Raises OutOfMemory."""
    path = _path(lettering)
    box = path.boundingRect()
    if box.isEmpty():
        return np.zeros((1, 1, 4), np.uint8), Rect(round(lettering.x), round(lettering.y), 1, 1)
    # What is too large is cut to what lies around its place: fonts may reach far beyond it.
    left = max(math.floor(box.left()) - 1, round(lettering.x) - _MOST_SIDE_PX // 2)
    top = max(math.floor(box.top()) - 1, round(lettering.y) - _MOST_SIDE_PX // 2)
    width = max(1, min(math.ceil(box.right()) + 1 - left, _MOST_SIDE_PX))
    height = max(1, min(math.ceil(box.bottom()) + 1 - top, _MOST_SIDE_PX, _MOST_PIXELS // width))
    memory.check(_BYTES * width * height)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-left, -top)
    painter.fillPath(path, QColor(255, 255, 255))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., 3] = rows[:, :width]
    pixels[pixels[..., 3] > 0, :3] = lettering.color
    return pixels, Rect(left, top, width, height)


def caret(lettering: Lettering, index: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The caret's ends before the character of that index, in document coordinates."""
    before = lettering.words[:index]
    row = before.count("\n")
    line = lettering.words.split("\n")[row]
    metrics = QFontMetricsF(_font(lettering))
    start = _line_start(lettering, metrics, line)
    x = start + metrics.horizontalAdvance(before.rpartition("\n")[2])
    y = lettering.y + row * metrics.lineSpacing() * lettering.line_height
    return (x, y - metrics.ascent()), (x, y + metrics.descent())


def index_at(lettering: Lettering, x: float, y: float) -> int:
    """The index of the character whose left edge is nearest to a document point."""
    metrics = QFontMetricsF(_font(lettering))
    lines = lettering.words.split("\n")
    spacing = max(metrics.lineSpacing() * lettering.line_height, 1.0)  # a font may say 0
    row = math.floor((y - lettering.y + metrics.ascent()) / spacing)
    row = min(max(row, 0), len(lines) - 1)
    line, start = lines[row], _line_start(lettering, metrics, lines[row])
    edges = [start + metrics.horizontalAdvance(line[:count]) for count in range(len(line) + 1)]
    near = sum(1 for left, right in pairwise(edges) if x > (left + right) / 2)
    return sum(len(one) + 1 for one in lines[:row]) + near


def system_family() -> str:
    """The font that is used where none is chosen."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def _font(lettering: Lettering) -> QFont:
    # As a list: Qt takes a name with a comma in it for two.
    font = QFont([lettering.family or system_family()])
    font.setPixelSize(max(1, round(lettering.size_px)))
    font.setBold(lettering.is_bold)
    font.setItalic(lettering.is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _path(lettering: Lettering) -> QPainterPath:
    font = _font(lettering)
    metrics = QFontMetricsF(font)
    path = QPainterPath()
    # Letters that overlap, as in joined scripts, must not cut holes into each other.
    path.setFillRule(path.fillRule().WindingFill)
    for row, line in enumerate(lettering.words.split("\n")):
        y = lettering.y + row * metrics.lineSpacing() * lettering.line_height
        path.addText(QPointF(_line_start(lettering, metrics, line), y), font, line)
    return path


def _line_start(lettering: Lettering, metrics: QFontMetricsF, line: str) -> float:
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[lettering.align]
    return lettering.x - metrics.horizontalAdvance(line) * share
