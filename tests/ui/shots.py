"""Pictures of a canvas once all of it is there: what is not made in time comes a frame later."""

from __future__ import annotations

from PySide6.QtGui import QImage

from editor.ui.canvas import CanvasView


def whole(view: CanvasView) -> QImage:
    """What the view shows, however slow the machine is."""
    image: QImage = view.grab().toImage()
    while view.picture is not None and view.picture.is_late:
        view.picture.catch_up(view.viewport)
        image = view.grab().toImage()
    return image
