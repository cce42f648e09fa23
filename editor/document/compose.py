"""Several nodes blended into tiles of their own, for merging."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Rect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import Group, Layer, Node
from editor.document.tiles import TileGrid


def composed(doc: Document, nodes: Sequence[Node]) -> TileGrid:
    """What the nodes look like together, also outside the page, as straight pixels."""
    stage = Document(doc.width, doc.height)
    stage.layers = [node.clone() for node in nodes]
    grid = TileGrid()
    rect = content_rect(nodes)
    if not rect.is_empty:
        grid.write(rect, flatten(stage, rect))
        grid.drop_empty()
    return grid


def content_rect(nodes: Sequence[Node]) -> Rect:
    """The rectangle around all tiles of some nodes."""
    out = Rect(0, 0, 0, 0)
    for node in nodes:
        if isinstance(node, Group):
            out = out.union(content_rect(node.children))
        elif isinstance(node, Layer):
            out = out.union(node.pixels.bounds())
    return out
