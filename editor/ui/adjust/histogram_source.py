"""Counts the tones of what the canvas shows, a slice at a time while nothing else is to do."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from editor.document import Document
from editor.document.adjust.histogram import EMPTY, Histogram, histogram_of
from editor.document.drafting import Draft, Trial
from editor.document.pyramid import part_of
from editor.document.tiles import TILE, Array, Key
from editor.ui.adjust.session import AdjustSession
from editor.ui.canvas import CanvasView
from editor.ui.canvas.picture import Picture
from editor.ui.language import number_words, tr
from editor.workbench import Workbench

_AFTER_MS = 120
_SLICE_S = 0.006
_PIXELS = 1_000_000
"""A picture is halved until about so many are left to count."""


class HistogramSource(QObject):
    """The histogram of the picture as it is shown, or as it was before the adjustment.

    It is counted only while somebody wants it: see `want`.

    Args:
        before: without what the present adjustment does.

    Signals:
        counted(Histogram).
    """

    counted = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        canvas: CanvasView,
        session: AdjustSession,
        *,
        wanted: Callable[[], bool],
        before: bool = False,
    ) -> None:
        super().__init__(canvas)
        self._workbench = workbench
        self._canvas = canvas
        self._session = session
        self._wanted = wanted
        self._before = before
        self._doc: Document | None = None
        self._draft: Draft | None = None
        self._tiles: Iterator[Array | None] | None = None
        self._found: list[Array] = []
        self._is_behind = True
        self._later = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self._begin)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._count)
        workbench.document_changed.connect(self._on_document)
        if not before:
            session.tried.connect(self.refresh_soon)
        session.changed.connect(self.refresh_soon)
        self._on_document()

    def refresh_soon(self) -> None:
        """Counts anew in a moment, if somebody looks."""
        if not self._later.isActive():
            self._later.start()

    def catch_up(self) -> None:
        """Somebody looks now: counts what was left out while nobody did."""
        if self._is_behind:
            self.refresh_soon()

    def _on_document(self) -> None:
        if self._doc is not None:
            self._doc.pixels_changed.disconnect(self._on_pixels)
            self._doc.structure_changed.disconnect(self.refresh_soon)
        self._doc = self._workbench.document
        self._stop()
        if self._doc is not None:
            self._doc.pixels_changed.connect(self._on_pixels)
            self._doc.structure_changed.connect(self.refresh_soon)
        self.refresh_soon()

    def _on_pixels(self, doc_rect: object) -> None:
        self.refresh_soon()

    def _begin(self) -> None:
        self._stop()
        doc, picture = self._doc, self._canvas.picture
        if doc is None or picture is None:
            self.counted.emit(EMPTY)
            self._is_behind = False
            return
        self._is_behind = not self._wanted()
        if not self._is_behind:
            self._tiles = self._pieces(doc, picture)
            self._found = []
            self._turn.start()

    def _stop(self) -> None:
        self._turn.stop()
        self._tiles = None
        if self._draft is not None:
            self._draft.close()
            self._draft = None

    def _count(self) -> None:
        until = time.perf_counter() + _SLICE_S
        while self._tiles is not None and time.perf_counter() < until:
            try:
                piece = next(self._tiles)
            except StopIteration:
                found = histogram_of(self._found)
                self._found = []
                self._stop()
                self.counted.emit(found)
                return
            if piece is not None:
                self._found.append(piece)

    def _pieces(self, doc: Document, picture: Picture) -> Iterator[Array | None]:
        """The page's part of every tile of a coarse level; None where one is still being made."""
        level = max(0, math.ceil(math.log2(max(1.0, doc.width * doc.height / _PIXELS)) / 2))
        draft = self._draft_for(picture)
        side = TILE << level
        for iy in range(-(-doc.height // side)):
            for ix in range(-(-doc.width // side)):
                key = ix, iy
                if draft is None:
                    yield from _made(picture, level, key)
                    tile: Array = picture.compositor.mip_tile(level, *key)
                else:
                    tile = draft.tile(level, key).pixels
                yield tile[part_of(doc.bounds, level, key).slices()].copy()

    def _draft_for(self, picture: Picture) -> Draft | None:
        if not self._before:
            return picture.draft
        subject = self._session.subject
        if subject is None or not subject.is_layer:
            return None
        # The adjustment layer as if it did nothing.
        trial = Trial(subject.node_id, subject.effect, subject.effect.params_class())
        self._draft = picture.new_draft(trial)
        return self._draft


def _made(picture: Picture, level: int, key: Key) -> Iterator[None]:
    """Makes what a tile needs, a full-size tile at a time."""
    while leaves := picture.compositor.pending(level, *key):
        for leaf in leaves:
            picture.compositor.tile(*leaf)
            yield None


def level_words(histogram: Histogram, channel: str) -> str:
    """Mean, median and what is clipped, in a line."""
    if histogram.pixels == 0:
        return ""
    name = "light" if channel == "colors" else channel
    black, white = histogram.share(name, 0), histogram.share(name, 255)
    return tr(
        "Mean {mean}, median {median}, black {black} %, white {white} %",
        mean=round(histogram.mean(name)),
        median=histogram.median(name),
        black=number_words(100 * black, 1),
        white=number_words(100 * white, 1),
    )
