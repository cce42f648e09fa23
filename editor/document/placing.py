"""A picture put on a page as a layer that keeps all its pixels, however small it is shown."""

from __future__ import annotations

from editor.api import ImageU8, Rect
from editor.document.layer import Layer
from editor.document.originals import fit_into, original_of, transformed
from editor.document.tiles import TileGrid


def placed_layer(rgba: ImageU8, page: Rect, name: str) -> Layer:
    """A layer with a picture in the middle of a page; a larger one is shrunk to fit, and
    transforming it later starts again from all of its pixels."""
    height, width = rgba.shape[:2]
    matrix, rect = fit_into((width, height), page)
    layer = Layer(name=name)
    if rect.size == (width, height):
        layer.pixels.write(rect, rgba)
        return layer
    original = TileGrid()
    original.write(Rect(0, 0, width, height), rgba)
    layer.pixels = transformed(original, matrix, "cubic")
    layer.original = original_of(original, matrix, layer.pixels)
    return layer
