"""Small pictures of a document's states, taken when the hand rests."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from editor.document import TILE, Document
from editor.document.compositor import Compositor
from editor.document.tiles import Key
from editor.ui.canvas import CanvasView

_SIDE_PX = 64
_ENOUGH_PX = 1536
"""Pictures are made of coarse tiles of a page about this large, as the canvas has them."""
_REST_MS = 60
_SLICE_MS = 5
_SLICE_S = 0.005


class HistoryPictures(QObject):
    """Takes a picture of each state that the document comes to rest in.

    It is made of the canvas's tiles, which are there already where the change is in view; what is
    not is composed little by little.

    Signals:
        taken: there is one more.
    """

    taken = Signal()

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._doc: Document | None = None
        self._kept: dict[int, tuple[object, QPixmap]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    def follow(self, doc: Document | None) -> None:
        """Another document, or the same in another state."""
        if doc is not self._doc:
            self._doc = doc
            self._kept.clear()
        if doc is None:
            self._timer.stop()
            return
        states = {id(state) for state in doc.history.states}
        self._kept = {key: kept for key, kept in self._kept.items() if key in states}
        self._timer.start(_REST_MS)

    def picture(self, state: object) -> QPixmap | None:
        """What the document looked like; None where nobody has looked yet."""
        kept = self._kept.get(id(state))
        return None if kept is None else kept[1]

    def _take(self) -> None:
        doc, shown = self._doc, self._canvas.picture
        if doc is None or shown is None or self._canvas.workbench.document is not doc:
            return
        state = doc.history.state
        if id(state) in self._kept:
            return
        level = max(0, math.ceil(math.log2(max(doc.width, doc.height) / _ENOUGH_PX)))
        side, until = TILE << level, time.perf_counter() + _SLICE_S
        columns, rows = -(-doc.width // side), -(-doc.height // side)
        tiles = [(ix, iy) for iy in range(rows) for ix in range(columns)]
        for tile in tiles:
            for key in shown.compositor.pending(level, *tile):
                shown.compositor.tile(*key)
                if time.perf_counter() > until:
                    self._timer.start(_SLICE_MS)
                    return
        image = _assembled(shown.compositor, doc, level, tiles)
        self._kept[id(state)] = state, QPixmap.fromImage(image)
        self.taken.emit()


def _assembled(compositor: Compositor, doc: Document, level: int, tiles: list[Key]) -> QImage:
    """The whole page, small."""
    size = QSize(max(1, doc.width >> level), max(1, doc.height >> level))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for ix, iy in tiles:
        painter.drawImage(ix * TILE, iy * TILE, compositor.image(level, ix, iy))
    painter.end()
    return image.scaled(
        _SIDE_PX,
        _SIDE_PX,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
