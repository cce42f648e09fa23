"""From the wheel and from two fingers on a touchpad to moving, zooming and turning the view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

from editor.ui.canvas.navigable import NavigableWidget
from editor.ui.canvas.viewport import Point

_NOTCH = 120
_TURN_FROM_DEG = 8.0
"""Fingers that pinch turn a little, which is not meant; from here on it is."""


class Touchpad:
    """What the wheel and the fingers mean."""

    def __init__(self, view: NavigableWidget) -> None:
        self._view = view
        self._turned_deg = 0.0
        self._is_turning = False

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel notch zooms at the pointer, with Shift or Alt it moves the view; so do two
        fingers on a touchpad, unless Ctrl is held."""
        pos = (event.position().x(), event.position().y())
        held = event.modifiers()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        is_touchpad = event.phase() != Qt.ScrollPhase.NoScrollPhase
        if is_touchpad and not pixels.isNull() and not held & Qt.KeyboardModifier.ControlModifier:
            self._view.pan_by(pixels.x(), pixels.y())
        elif held & Qt.KeyboardModifier.ShiftModifier:
            # Some platforms turn the wheel's axis themselves while Shift is held.
            self._view.pan_by(angle.y() or angle.x(), 0)
        elif held & Qt.KeyboardModifier.AltModifier:
            self._view.pan_by(0, angle.x() or angle.y())
        elif not angle.y():
            # A wheel that is tilted; or fingers laid down or lifted, which move nothing.
            self._view.pan_by(angle.x(), 0)
        elif is_touchpad or angle.y() % _NOTCH:
            self._view.zoom_by(2.0 ** (angle.y() / _NOTCH / 3), pos)
        else:
            self._view.zoom_step(angle.y() // _NOTCH, pos)
        event.accept()

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Pinching, turning and tapping with two fingers; True where it was used."""
        pos = (event.position().x(), event.position().y())
        match event.gestureType():
            case Qt.NativeGestureType.BeginNativeGesture | Qt.NativeGestureType.EndNativeGesture:
                self._turned_deg, self._is_turning = 0.0, False
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._view.zoom_by(max(1 + event.value(), 0.1), pos)
            case Qt.NativeGestureType.RotateNativeGesture:
                self._turn(event.value(), pos)
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self._smart_zoom(pos)
            case Qt.NativeGestureType.PanNativeGesture:
                self._view.pan_by(event.delta().x(), event.delta().y())
            case _:
                return False
        return True

    def _turn(self, degrees: float, pos: Point) -> None:
        self._turned_deg += degrees
        if not self._is_turning and abs(self._turned_deg) < _TURN_FROM_DEG:
            return
        self._is_turning = True
        self._view.rotate_by(degrees, pos)

    def _smart_zoom(self, pos: Point) -> None:
        """From the whole page to the place under the fingers, and back."""
        if self._view.fits:
            self._view.zoom_by(1.0 / self._view.viewport.zoom, pos)
        else:
            self._view.zoom_to_fit()
