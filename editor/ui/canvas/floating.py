"""Pictures over the page that are no layers: the preview of a run or the variant looked at."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from editor.api import ImageU8, Rect
from editor.ui.canvas import backdrop
from editor.ui.canvas.overlays import paint_picture, picture_of
from editor.ui.canvas.viewport import Viewport
from editor.workbench import Preview

_OPAQUE = 0xFF000000


class FloatingPicture:
    """The picture shown now, if there is one."""

    def __init__(self) -> None:
        self._preview: Preview | None = None
        self._image = QImage()
        self._pixels: ImageU8 | None = None  # the image only borrows them
        self._is_opaque = False

    @property
    def is_shown(self) -> bool:
        """Whether there is one."""
        return self._preview is not None

    @property
    def shown_rect(self) -> Rect:
        """Where it is, in document pixels; empty where there is none."""
        return self._preview.shown_rect if self._preview is not None else Rect(0, 0, 0, 0)

    def shows(self, preview: Preview | None) -> bool:
        """Whether nothing would look otherwise: a picture that is told again has new figures."""
        before = self._preview
        if preview is None or before is None:
            return preview is before
        return preview.rgba is before.rgba and preview.shown_rect == before.shown_rect

    def show(self, preview: Preview | None) -> None:
        """Takes another picture, or none."""
        self._preview, self._pixels = preview, None
        self._is_opaque = preview is not None and _is_opaque(preview.rgba)
        if preview is None:
            self._image = QImage()
        elif self._is_opaque:
            # Without alpha to look at it is drawn, and brought into this form, in half the time.
            self._pixels = np.asarray(cv2.cvtColor(preview.rgba, cv2.COLOR_RGBA2BGRA), np.uint8)
            height, width = self._pixels.shape[:2]
            form = QImage.Format.Format_RGB32
            self._image = QImage(self._pixels.data, width, height, width * 4, form)
        else:
            self._image = picture_of(preview.rgba)

    def covers(self, page: Rect, viewport: Viewport) -> bool:
        """Whether nothing is seen of what lies under it, to the last pixel of the page's edge."""
        return self._is_opaque and viewport.is_upright and page == self.shown_rect

    def paint(self, painter: QPainter, viewport: Viewport, page: Rect, view_rect: QRect) -> None:
        """Draws it: beside the page as a page of its own, upon the page in its frame."""
        if self._preview is None:
            return
        is_beside = page.intersect(self.shown_rect).is_empty
        if is_beside:
            backdrop.paint_edge(painter, viewport, self.shown_rect, view_rect)
            backdrop.paint_checker(painter, viewport, self.shown_rect, self.shown_rect)
        has_frame = not is_beside and self.shown_rect != page
        paint_picture(painter, viewport, self._image, self.shown_rect, has_frame=has_frame)

    def view_rect(self, viewport: Viewport) -> QRect:
        """Where it is in the view, with its shadow."""
        if self._preview is None:
            return QRect()
        margin = backdrop.SHADOW_PX + 4
        outline = backdrop.page_polygon(viewport, self.shown_rect).boundingRect()
        return outline.toAlignedRect().adjusted(-margin, -margin, margin, margin)


def _is_opaque(rgba: ImageU8) -> bool:
    """Alpha is the highest byte: the smallest pixel tells the smallest alpha."""
    if not rgba.size or not rgba.flags.c_contiguous:
        return False
    return bool(rgba.view(np.uint32).min() >= _OPAQUE)
