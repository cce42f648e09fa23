"""Paints the composite: tiles of the right mip level, within a slice of time a frame."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from editor.api import Rect
from editor.document import Document
from editor.document.compositor import Compositor
from editor.document.display import Convert
from editor.document.drafting import CoarseTiles, Draft, Trial
from editor.document.tiles import TILE, Key
from editor.formats.conversion import conversion
from editor.ui import monitor
from editor.ui.canvas.backdrop import paint_checker
from editor.ui.canvas.viewport import Viewport

SLICE_S = 0.005
"""Composing new tiles may take this long a frame; what is not ready by then comes a frame later."""
DRAFT_SLICE_S = 0.025
"""The same for a draft, which is what one waits for while a slider is dragged."""

_OPAQUE = 0xFF000000


@dataclass(frozen=True)
class TileView:
    """A tile of one mip level and where it lies.

    Attributes:
        doc_rect: its place in the document, cut to the page.
        inside: its pixels on the page, in the tile.
    """

    level: int
    key: Key
    doc_rect: Rect
    inside: Rect


class Picture:
    """Draws one document's composite.

    Tiles that could not be made in time are drawn as they were, or from the parts there are;
    call `catch_up` in the event loop's next turns while `is_late`.

    Attributes:
        draft: what an effect would make of the document, shown in its place.
        compositor: the exact composite.
        coarse: halved tiles of the layers, for drafts.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self.compositor = Compositor(doc, display=self._to_screen)
        self._level = 0
        self._opaque: dict[tuple[int, Key], bool] = {}
        self._late: dict[tuple[int, Key], TileView] = {}
        self.coarse = CoarseTiles(self.compositor.twins)
        self.draft: Draft | None = None
        self._shown_draft: Draft | None = None
        self._last_draft: Draft | None = None
        doc.pixels_changed.connect(self._on_pixels_changed)

    def close(self) -> None:
        """Lets go of the document."""
        self._doc.pixels_changed.disconnect(self._on_pixels_changed)
        self.end_draft(applied=False)
        self.compositor.close()

    def attempt(self, trial: Trial) -> None:
        """Shows what an effect would do."""
        if self.draft is None:
            self.draft = self.new_draft(trial)
        else:
            self.draft.attempt(trial)
        self._late.clear()

    def new_draft(self, trial: Trial) -> Draft:
        """What an effect would do, for whoever wants to look at it; close it afterwards."""
        return Draft(self._doc, self.coarse, trial, display=self._to_screen)

    def end_draft(self, *, applied: bool) -> None:
        """Shows the document itself again.

        Args:
            applied: the draft is what the document now is; it stands in for tiles on their way.
        """
        if self.draft is not None:
            self.draft.close()
        self._last_draft = self.draft if applied else None
        self.draft = self._shown_draft = None
        self._late.clear()

    def view_rect(self, viewport: Viewport) -> QRect:
        """Where the page is seen: all that a change of its pixels repaints."""
        left, top, right, bottom = map(round, viewport.rect_to_view(self._doc.bounds))
        return QRect(left, top, right - left, bottom - top)

    @property
    def is_late(self) -> bool:
        """Whether something that is seen is not up to date."""
        return bool(self._late)

    def paint(
        self,
        painter: QPainter,
        viewport: Viewport,
        doc_rect: Rect,
        *,
        without_draft: bool = False,
        in_motion: bool = False,
    ) -> None:
        """Draws what lies in `doc_rect`; the painter is the view's, without transformation.

        Args:
            in_motion: the zoom is changing: quick counts for more than sharp.
        """
        self._level = viewport.quick_mip_level if in_motion else viewport.mip_level
        draft = self._shown_draft = None if without_draft else self.draft
        until = time.perf_counter() + (SLICE_S if draft is None else DRAFT_SLICE_S)
        for tile in tiles_in(doc_rect, page=self._doc.bounds, level=self._level):
            if draft is not None and self._paint_draft(painter, viewport, tile, draft, until):
                continue
            if self._is_made(tile, until):
                self._draw_made(painter, viewport, tile)
            else:
                self._draw_stand_in(painter, viewport, tile, doc_rect)

    def catch_up(self, viewport: Viewport) -> list[Rect]:
        """Makes late tiles for a slice of time; returns what is to be repainted."""
        until = time.perf_counter() + SLICE_S
        level, seen = self._level, viewport.visible_doc_rect
        changed: list[Rect] = []
        for name, tile in list(self._late.items()):
            if tile.level != level or tile.doc_rect.intersect(seen).is_empty:
                del self._late[name]
                continue
            draft = self._shown_draft
            if draft is not None:
                draft.tile(*name)
            parts: list[Rect] = []
            for leaf in [] if draft else self.compositor.pending(tile.level, *tile.key):
                self.compositor.tile(*leaf)
                parts.append(Rect(leaf[0] * TILE, leaf[1] * TILE, TILE, TILE))
                if time.perf_counter() > until:
                    return changed + parts
            del self._late[name]
            changed.append(tile.doc_rect)
            if time.perf_counter() > until:
                return changed
        self._last_draft = None
        return changed

    def _paint_draft(
        self, painter: QPainter, viewport: Viewport, tile: TileView, draft: Draft, until: float
    ) -> bool:
        """Draws a tile of the draft; False where none was ever made."""
        name = tile.level, tile.key
        is_ready = draft.is_ready(*name)
        if not is_ready and (name in self._late or time.perf_counter() > until):
            self._late[name] = tile
            before = draft.stale(*name)
            if before is not None:
                self._draw_over_checker(painter, viewport, tile, before.image)
            return before is not None
        made = draft.tile(*name)
        if draft.is_opaque(*name):
            _draw(painter, viewport, tile, _without_alpha(made.pixels))
        else:
            self._draw_over_checker(painter, viewport, tile, made.image)
        return True

    def _draw_over_checker(
        self, painter: QPainter, viewport: Viewport, tile: TileView, image: QImage
    ) -> None:
        paint_checker(painter, viewport, tile.doc_rect, self._doc.bounds)
        _draw(painter, viewport, tile, image)

    def _is_made(self, tile: TileView, until: float) -> bool:
        """Whether a tile can be drawn; it is made now if there is time."""
        compositor, name = self.compositor, (tile.level, tile.key)
        if compositor.is_ready(tile.level, *tile.key):
            return True
        if name not in self._late:
            for leaf in compositor.pending(tile.level, *tile.key):
                if time.perf_counter() > until:
                    self._late[name] = tile
                    return False
                compositor.tile(*leaf)
            return True
        return False

    def _draw_made(self, painter: QPainter, viewport: Viewport, tile: TileView) -> None:
        pixels = self.compositor.mip_tile(tile.level, *tile.key)
        if self._is_opaque(tile, pixels):
            image = _without_alpha(pixels)
        else:
            paint_checker(painter, viewport, tile.doc_rect, self._doc.bounds)
            image = self.compositor.image(tile.level, *tile.key)
        _draw(painter, viewport, tile, image)

    def _is_opaque(self, tile: TileView, pixels: npt.NDArray[np.uint8]) -> bool:
        found = self._opaque.get((tile.level, tile.key))
        if found is None:
            # Alpha is the highest byte: the smallest pixel tells the smallest alpha.
            smallest = pixels.view(np.uint32)[tile.inside.slices()].min()
            found = self._opaque[tile.level, tile.key] = bool(smallest >= _OPAQUE)
        return found

    def _to_screen(self) -> Convert | None:
        """What the document's colours need to be shown on this screen."""
        return conversion(self._doc.icc_profile, monitor.profile())

    def _on_pixels_changed(self, doc_rect: Rect) -> None:
        for level, key in list(self._opaque):
            side = TILE << level
            if not doc_rect.intersect(Rect(key[0] * side, key[1] * side, side, side)).is_empty:
                del self._opaque[level, key]

    def _draw_stand_in(
        self, painter: QPainter, viewport: Viewport, tile: TileView, doc_rect: Rect
    ) -> None:
        """Shows what there is of a tile that is not ready: how it was, or the finished parts."""
        part = tile.doc_rect.intersect(doc_rect)
        last = self._last_draft.stale(tile.level, tile.key) if self._last_draft else None
        if last is not None:
            self._draw_over_checker(painter, viewport, tile, last.image)
            return
        before = self.compositor.stale_image(tile.level, *tile.key)
        if before is None:
            paint_checker(painter, viewport, part, self._doc.bounds)
            self._draw_quarters(painter, viewport, tile.level, part)
        else:
            self._draw_over_checker(painter, viewport, tile, before)

    def _draw_quarters(
        self, painter: QPainter, viewport: Viewport, level: int, doc_rect: Rect
    ) -> None:
        """Draws what is ready of the finer levels."""
        if level == 0:
            return
        for quarter in tiles_in(doc_rect, page=self._doc.bounds, level=level - 1):
            if self.compositor.is_ready(quarter.level, *quarter.key):
                self._draw_made(painter, viewport, quarter)
            else:
                part = quarter.doc_rect.intersect(doc_rect)
                self._draw_quarters(painter, viewport, level - 1, part)


def tiles_in(doc_rect: Rect, *, page: Rect, level: int) -> Iterator[TileView]:
    """The tiles of a level that a document rectangle touches, as far as they lie on the page."""
    seen = doc_rect.intersect(page)
    if seen.is_empty:
        return
    side = TILE << level
    for iy in range(seen.y // side, (seen.bottom - 1) // side + 1):
        for ix in range(seen.x // side, (seen.right - 1) // side + 1):
            yield _tile_view(level, (ix, iy), page)


def _tile_view(level: int, key: Key, limit: Rect) -> TileView:
    side = TILE << level
    doc_rect = Rect(key[0] * side, key[1] * side, side, side).intersect(limit)
    left, top = doc_rect.x - key[0] * side, doc_rect.y - key[1] * side
    inside = Rect.from_edges(
        left >> level,
        top >> level,
        -(-(left + doc_rect.width) >> level),
        -(-(top + doc_rect.height) >> level),
    )
    return TileView(level, key, doc_rect, inside)


def _without_alpha(pixels: npt.NDArray[np.uint8]) -> QImage:
    """An opaque tile: without alpha to look at, drawing runs at the speed of memory."""
    return QImage(pixels.data, TILE, TILE, QImage.Format.Format_RGB32)


def _draw(painter: QPainter, viewport: Viewport, tile: TileView, image: QImage) -> None:
    source = QRectF(*tile.inside)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, _blends(viewport))
    if not viewport.is_upright:
        painter.save()
        painter.setTransform(QTransform(*viewport.matrix), True)
        painter.drawImage(QRectF(*tile.doc_rect), image, source)
        painter.restore()
        return
    # Edges on whole device pixels: neighbours meet without a seam, and 100 % stays a plain copy.
    ratio = viewport.device_ratio
    left, top, right, bottom = (
        round(edge * ratio) / ratio for edge in viewport.rect_to_view(tile.doc_rect)
    )
    painter.drawImage(QRectF(left, top, right - left, bottom - top), image, source)


def _blends(viewport: Viewport) -> bool:
    return viewport.is_smooth and not (viewport.is_upright and viewport.zoom == 1.0)
