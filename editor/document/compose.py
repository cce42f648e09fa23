"""Several nodes blended into tiles of their own, for merging."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import Node, node_bounds
from editor.document.tiles import TileGrid, tile_keys, tile_rect


def composed(doc: Document, nodes: Sequence[Node]) -> TileGrid:
    """What the nodes look like together, also outside the page, as straight pixels."""
    stage = Document(doc.width, doc.height)
    stage.layers = [node.clone() for node in nodes]
    rect = Rect(0, 0, 0, 0)
    for node in nodes:
        rect = rect.union(node_bounds(node))
    grid = TileGrid()
    for key in tile_keys(rect):
        pixels = flatten(stage, tile_rect(key))
        if pixels.any():
            grid.set_tile(*key, pixels)
    return grid
