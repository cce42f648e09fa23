"""A widget with a viewport: zoom, pan, rotation and mirroring, and how they follow its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.api import Rect
from editor.ui.canvas.viewport import Point, Viewport

_MAX_FIT_ZOOM = 4.0


class NavigableWidget(QWidget):
    """Keeps a viewport; a subclass draws what it shows.

    Signals:
        viewport_changed(Viewport): zoom, place, rotation or mirroring.
    """

    viewport_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        # True until the user zooms or pans: the page then fits whatever size the view gets.
        self.fits = True
        self._refit_due = False

    def follow_content(self) -> None:
        """What is to be seen has another size: shows all of it, unless the user has zoomed."""
        if self._is_held():
            self._refit_due = True
        elif self.fits:
            self.zoom_to_fit()

    def settle(self) -> None:
        """The pointer let go: the view may follow what has changed meanwhile."""
        if self._refit_due and not self._is_held():
            self._refit_due = False
            self._follow_size()

    def zoom_to_fit(self) -> None:
        """Shows the whole page, and what is shown beside it."""
        fitted = self.viewport.fitted(self._fit_rect(), max_zoom=_MAX_FIT_ZOOM)
        self._set_viewport(fitted, fits=True)

    def zoom_to_actual_size(self) -> None:
        """One document pixel is one pixel of the screen."""
        self._set_viewport(self.viewport.zoomed_to(1.0))

    def zoom_to_rect(self, doc_rect: Rect) -> None:
        """Shows a part of the picture as large as it goes."""
        self._set_viewport(self.viewport.fitted(doc_rect, max_zoom=32.0, margin_px=16))

    def zoom_to(self, zoom: float) -> None:
        """Sets the zoom; 1 is 100 %."""
        self._set_viewport(self.viewport.zoomed_to(zoom))

    def zoom_step(self, steps: int, view_pos: Point | None = None) -> None:
        """Zooms by steps around a view point, or the middle."""
        self._set_viewport(self.viewport.stepped(steps, view_pos))

    def zoom_by(self, factor: float, view_pos: Point) -> None:
        """Zooms by any factor around a view point."""
        self._set_viewport(self.viewport.zoom_at(view_pos, factor))

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the picture with the hand, in logical view pixels."""
        self._set_viewport(self.viewport.panned(dx, dy))

    def rotate_by(self, degrees: float, view_pos: Point | None = None) -> None:
        """Turns the view, not the picture."""
        self._set_viewport(self.viewport.rotated(degrees, view_pos))

    def reset_rotation(self) -> None:
        """Puts the view upright and unmirrored."""
        upright = self.viewport.rotated(-self.viewport.rotation_deg)
        self._set_viewport(upright.flipped() if upright.mirrored else upright)

    def mirror(self) -> None:
        """Mirrors the view, not the picture."""
        self._set_viewport(self.viewport.flipped())

    # What the subclass says

    def _page(self) -> Rect:
        """The document's page."""
        raise TypeError("a navigable widget has a page")

    def _fit_rect(self) -> Rect:
        """What is to be seen when everything is to be seen."""
        return self._page()

    def _is_held(self) -> bool:
        """Whether a stroke is under way, under which nothing may move."""
        return False

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_size()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._follow_size()
        return super().event(event)

    def _follow_size(self) -> None:
        if not self._is_held():
            self._return_to((self.viewport, self.fits))
            return
        self._refit_due = True
        size_px = (max(self.width(), 1), max(self.height(), 1))
        self.viewport = self.viewport.resized_in_place(size_px, self.devicePixelRatioF())
        self.viewport_changed.emit(self.viewport)

    def _return_to(self, kept: tuple[Viewport, bool] | None) -> None:
        """Shows what was shown before, or the whole page, in the size of now."""
        viewport, fits = kept if kept is not None else (self.viewport.upright(), True)
        size_px = (max(self.width(), 1), max(self.height(), 1))
        viewport = viewport.resized(size_px, self.devicePixelRatioF())
        if fits:
            viewport = viewport.fitted(self._fit_rect(), max_zoom=_MAX_FIT_ZOOM)
        self._set_viewport(viewport, fits=fits)

    def _set_viewport(self, viewport: Viewport, *, fits: bool = False) -> None:
        self.fits = fits
        viewport = viewport.kept_near(self._fit_rect())
        if viewport != self.viewport:
            self.viewport = viewport
            self.viewport_changed.emit(viewport)
