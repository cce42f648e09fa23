"""The canvas: the picture, everything drawn over it, and the pointer upon it."""

from editor.ui.canvas.view import CanvasView
from editor.ui.canvas.viewport import Viewport

__all__ = ["CanvasView", "Viewport"]
