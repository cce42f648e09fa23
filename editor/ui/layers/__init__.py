"""The layers panel: model, thumbnails, rows and the panel around them."""

from editor.ui.layers.panel import LayersPanel

__all__ = ["LayersPanel"]
