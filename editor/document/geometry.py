"""What menus do to the page and to where layers lie: each function is one step of history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from editor.api import FigmentError, ImageU8, Rect
from editor.document.document import Document
from editor.document.fill import editable_layer, selected_rect
from editor.document.flatten import flatten
from editor.document.layer import Group, Layer, Node
from editor.document.tiles import TILE, TileGrid
from editor.document.warping import Matrix, check_size, grid_at, shift, warped

NUDGE_PX = 16
_ANCHORS = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}


def crop_to(doc: Document, rect: Rect, *, label: str = "Crop") -> None:
    """Makes a rectangle the page; what lies outside is kept by the layers."""
    check_size(rect.width, rect.height)
    with doc.history.change(label):
        each_grid(doc, lambda grid: moved(grid, -rect.x, -rect.y), shift(-rect.x, -rect.y))
        doc.guides = [guide.moved(-rect.x, -rect.y) for guide in doc.guides]
        doc.width, doc.height = rect.width, rect.height


def grow_to(doc: Document, rect: Rect, *, label: str = "Grow") -> None:
    """Makes the page as much larger as a rectangle needs; nothing where it lies inside."""
    if not doc.bounds.contains(rect):
        crop_to(doc, doc.bounds.union(rect), label=label)


def crop_to_selection(doc: Document) -> None:
    """Makes the rectangle around the selection the page."""
    if doc.selection.is_empty:
        raise FigmentError("Nothing is selected.", "Select what is to stay.")
    crop_to(doc, selected_rect(doc), label="Crop to selection")


def resize_canvas(doc: Document, width: int, height: int, *, anchor: str = "center") -> None:
    """A page of another size around the same pixels; anchor is center, left, top-left..."""
    words = anchor.split("-")
    across = next((_ANCHORS[w] for w in words if w in ("left", "right")), 0.5)
    down = next((_ANCHORS[w] for w in words if w in ("top", "bottom")), 0.5)
    x = round((doc.width - width) * across)
    y = round((doc.height - height) * down)
    crop_to(doc, Rect(x, y, width, height), label="Canvas size")


def resize_image(doc: Document, width: int, height: int, *, resampling: str = "cubic") -> None:
    """Scales the whole picture."""
    check_size(width, height)
    sx, sy = width / doc.width, height / doc.height
    matrix = np.array([[sx, 0, 0], [0, sy, 0], [0, 0, 1]], np.float64)
    with doc.history.change("Image size"):
        each_grid_warped(doc, matrix, resampling)
        doc.guides = [guide.scaled(sx, sy) for guide in doc.guides]
        doc.width, doc.height = width, height


def rotate(doc: Document, quarter_turns: int) -> None:
    """Turns the picture clockwise by quarters, without loss."""
    width, height = doc.width, doc.height
    turns = quarter_turns % 4

    def turned(grid: TileGrid) -> TileGrid:
        rect = grid.bounds()
        if rect.is_empty:
            return grid
        pixels = np.rot90(grid.read(rect), -turns)
        corner = {
            1: (height - rect.bottom, rect.x),
            2: (width - rect.right, height - rect.bottom),
            3: (rect.y, width - rect.right),
        }[turns]
        return grid_at(pixels, grid, *corner)

    if turns == 0:
        return
    cos, sin = ((0, 1), (-1, 0), (0, -1))[turns - 1]
    goal = (height, width) if turns % 2 else (width, height)
    matrix = (
        shift(goal[0] / 2, goal[1] / 2)
        @ np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]], np.float64)
        @ shift(-width / 2, -height / 2)
    )
    with doc.history.change("Rotate"):
        each_grid(doc, turned, matrix)
        doc.guides = [guide.turned(turns, width, height) for guide in doc.guides]
        if turns % 2:
            doc.width, doc.height = height, width


def flip(doc: Document, axis: Literal["horizontal", "vertical"]) -> None:
    """Mirrors the picture."""

    def flipped(grid: TileGrid) -> TileGrid:
        rect = grid.bounds()
        if rect.is_empty:
            return grid
        pixels = grid.read(rect)
        if axis == "horizontal":
            return grid_at(pixels[:, ::-1], grid, doc.width - rect.right, rect.y)
        return grid_at(pixels[::-1], grid, rect.x, doc.height - rect.bottom)

    is_level = axis == "horizontal"
    matrix = np.array(
        [[-1, 0, doc.width], [0, 1, 0], [0, 0, 1]]
        if is_level
        else [[1, 0, 0], [0, -1, doc.height], [0, 0, 1]],
        np.float64,
    )
    with doc.history.change(f"Flip {axis}"):
        each_grid(doc, flipped, matrix)
        doc.guides = [guide.flipped(axis, doc.width, doc.height) for guide in doc.guides]


def translate(doc: Document, node_id: str, dx: int, dy: int) -> None:
    """Moves a layer or group; a quick run of nudges is one step."""
    node = doc.require_unlocked(node_id)
    is_nudge = max(abs(dx), abs(dy)) <= NUDGE_PX
    with doc.history.change("Move", run=node_id if is_nudge else ""):
        _each_grid_of([node], lambda grid: moved(grid, dx, dy), shift(dx, dy))


def transform_layer(
    doc: Document, node_id: str, matrix: Matrix, *, resampling: str = "cubic"
) -> None:
    """Moves a layer's or group's pixels by a 3 x 3 homography of document coordinates."""
    node = doc.require_unlocked(node_id)
    with doc.history.change("Transform"):
        _each_grid_of(
            [node], lambda grid: warped(grid, matrix, resampling), matrix, again=resampling
        )


def copy_pixels(doc: Document, *, merged: bool) -> tuple[ImageU8, Rect]:
    """What is selected of the active layer or of all layers, and where it was."""
    rect = selected_rect(doc)
    pixels = flatten(doc, rect) if merged else editable_layer(doc).pixels.read(rect)
    out = np.array(pixels, np.uint8)
    if not doc.selection.is_empty:
        weight = doc.selection.read(rect).astype(np.uint16)
        out[..., 3] = (out[..., 3] * weight + 127) // 255
    return out, rect


def moved(grid: TileGrid, dx: int, dy: int) -> TileGrid:
    """The same pixels at another place; whole tiles are shared where that is possible."""
    if dx % TILE == 0 and dy % TILE == 0:
        out = TileGrid(grid.channels)
        for ix, iy in grid.keys():  # noqa: SIM118 # a grid is no mapping
            tile = grid.shared_tile((ix, iy))
            out.set_tile(ix + dx // TILE, iy + dy // TILE, tile)
        return out
    rect = grid.content_bounds()
    return grid if rect.is_empty else grid_at(grid.read(rect), grid, rect.x + dx, rect.y + dy)


def each_grid(doc: Document, change: Callable[[TileGrid], TileGrid], matrix: Matrix) -> None:
    """Puts something else in the place of every grid: pixels, masks, selection and channels.

    Args:
        matrix: where the change takes a point; no pixel is lost on the way.
    """
    _each_grid_of(doc.layers, change, matrix)
    _each_grid_beside(doc, change)


def each_grid_warped(doc: Document, matrix: Matrix, resampling: str) -> None:
    """Takes every grid through a homography; layers that have an original start from that."""

    def change(grid: TileGrid) -> TileGrid:
        return warped(grid, matrix, resampling)

    _each_grid_of(doc.layers, change, matrix, again=resampling)
    _each_grid_beside(doc, change)


def _each_grid_beside(doc: Document, change: Callable[[TileGrid], TileGrid]) -> None:
    if doc.selection.mask is not None:
        mask = change(doc.selection.mask)
        doc.selection.mask = mask if mask.keys() else None
    doc.channels = {name: change(grid) for name, grid in doc.channels.items()}


def _each_grid_of(
    nodes: list[Node], change: Callable[[TileGrid], TileGrid], matrix: Matrix, *, again: str = ""
) -> None:
    """Changes the grids of nodes, and what their layers remember of their originals.

    Args:
        again: how an original is sampled; "" where the change loses nothing.
    """
    for node in nodes:
        if node.mask is not None:
            node.mask = change(node.mask)
        if isinstance(node, Group):
            _each_grid_of(node.children, change, matrix, again=again)
        elif isinstance(node, Layer):
            original = node.valid_original()
            if original is None:
                node.pixels, node.original = change(node.pixels), None
                continue
            node.pixels = original.again(matrix, again) if again else change(node.pixels)
            node.original = original.moved(matrix, node.pixels)
