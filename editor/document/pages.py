"""What menus do to the page besides cropping: trim, reveal, turn freely; one step each."""

from __future__ import annotations

import math

import numpy as np

from editor.api import FigmentError, Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.geometry import crop_to, each_grid_warped
from editor.document.layer import Node
from editor.document.tiles import tile_keys, tile_rect
from editor.document.transforming import content_bounds
from editor.document.warping import Matrix, check_size, shift


def trim(doc: Document) -> None:
    """Cuts off what is transparent, or of one colour, around the picture."""
    rect = _seen_rect(doc)
    if rect.is_empty:
        raise FigmentError("The whole picture is of one colour.", "There is nothing to trim.")
    if rect == doc.bounds:
        raise FigmentError("There is nothing to trim.", "The picture reaches all its edges.")
    crop_to(doc, rect, label="Trim")


def reveal_all(doc: Document) -> None:
    """Makes the page large enough for all that the visible layers have; it never gets smaller."""
    rect = doc.bounds
    for node in doc.layers:
        rect = rect.union(_visible_bounds(node))
    if rect != doc.bounds:
        crop_to(doc, rect, label="Reveal all")


def rotate_by(doc: Document, degrees: float, *, resampling: str = "cubic") -> None:
    """Turns the picture clockwise by any angle; the page grows to hold its corners."""
    cos, sin = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    width = math.ceil(doc.width * cos + doc.height * sin - 1e-6)
    height = math.ceil(doc.width * sin + doc.height * cos - 1e-6)
    x, y = (doc.width - width) / 2, (doc.height - height) / 2
    _turned_page(doc, (x, y, width, height), -degrees, "Rotate", resampling)


def crop_turned(
    doc: Document,
    edges: tuple[float, float, float, float],
    degrees: float,
    *,
    resampling: str = "cubic",
) -> None:
    """Makes a rectangle that is turned clockwise around its middle the upright page.

    Args:
        edges: left, top, right, bottom before it is turned.
    """
    left, top, right, bottom = edges
    size = (max(1, round(right - left)), max(1, round(bottom - top)))
    corner = ((left + right - size[0]) / 2, (top + bottom - size[1]) / 2)
    _turned_page(doc, (*corner, *size), degrees, "Crop", resampling)


def _turned_page(
    doc: Document,
    page: tuple[float, float, int, int],
    degrees: float,
    label: str,
    resampling: str,
) -> None:
    """A rectangle (x, y, width, height), turned clockwise around its middle, becomes the page."""
    x, y, width, height = page
    check_size(width, height)
    angle = math.radians(-degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    back = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    middle = (x + width / 2, y + height / 2)
    matrix: Matrix = shift(width / 2, height / 2) @ back @ shift(-middle[0], -middle[1])
    with doc.history.change(label):
        each_grid_warped(doc, matrix, resampling)
        # No line of a turned page runs along it.
        doc.guides = []
        doc.width, doc.height = width, height


def _seen_rect(doc: Document) -> Rect:
    """The rectangle around all that differs from the pixel in the corner."""
    corner = flatten(doc, Rect(0, 0, 1, 1))[0, 0]
    out = Rect(0, 0, 0, 0)
    for key in tile_keys(doc.bounds):
        rect = tile_rect(key).intersect(doc.bounds)
        if out.contains(rect):
            continue
        pixels = flatten(doc, rect)
        differs = pixels[..., 3] > 0 if corner[3] == 0 else (pixels != corner).any(axis=2)
        rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
        if rows.size:
            left, top = rect.x + int(columns[0]), rect.y + int(rows[0])
            right, bottom = rect.x + int(columns[-1]) + 1, rect.y + int(rows[-1]) + 1
            out = out.union(Rect.from_edges(left, top, right, bottom))
    return out


def _visible_bounds(node: Node) -> Rect:
    return content_bounds(node) if node.visible else Rect(0, 0, 0, 0)
