"""Where a picture goes on paper, and the drawing of it; pure but for the painter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColorSpace, QImage, QPainter

from editor.document import Document
from editor.document.flatten import flatten
from editor.formats.conversion import converted

Sizing = Literal["fit", "actual", "scale"]


@dataclass(frozen=True)
class PrintLayout:
    """How large a picture is printed, and where on the page.

    Attributes:
        scale: in sizing "scale", as a share of the actual size.
        is_centered: else it begins at the top left of what can be printed.
    """

    sizing: Sizing = "fit"
    scale: float = 1.0
    is_centered: bool = True

    def place(
        self, picture_px: tuple[int, int], dpi: float, paper: QRectF, paper_dpi: float
    ) -> QRectF:
        """The rectangle of the picture on paper.

        Args:
            picture_px: its width and height.
            dpi: its own pixels per inch.
            paper: what can be printed, in dots.
            paper_dpi: dots per inch.
        """
        width, height = (side / dpi * paper_dpi for side in picture_px)
        if self.sizing == "fit":
            share = min(paper.width() / width, paper.height() / height)
        else:
            share = self.scale if self.sizing == "scale" else 1.0
        width, height = width * share, height * share
        x, y = paper.x(), paper.y()
        if self.is_centered:
            x += (paper.width() - width) / 2
            y += (paper.height() - height) / 2
        return QRectF(x, y, width, height)

    def fits(
        self, picture_px: tuple[int, int], dpi: float, paper: QRectF, paper_dpi: float
    ) -> bool:
        """Whether nothing of it is cut off."""
        goal = self.place(picture_px, dpi, paper, paper_dpi)
        return paper.adjusted(-0.5, -0.5, 0.5, 0.5).contains(goal)


def picture_to_print(doc: Document) -> QImage:
    """All that is seen of a document, in sRGB, on white."""
    rgba = converted(flatten(doc, doc.bounds), source=doc.icc_profile, target=None)
    pixels = np.ascontiguousarray(rgba)
    height, width = pixels.shape[:2]
    straight = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, straight)
    painter.end()
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def draw(painter: QPainter, image: QImage, goal: QRectF, paper: QRectF) -> None:
    """Draws a picture on paper, and nothing outside of what can be printed."""
    painter.setClipRect(paper)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(goal, image, QRectF(image.rect()))
