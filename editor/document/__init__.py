"""The document: layers, groups, masks, selection, tiles, edits, history, brush, compositing."""

from editor.document.document import Document, Snapshot
from editor.document.history import History
from editor.document.layer import AdjustmentLayer, BlendMode, Group, Layer, Node, Recipe
from editor.document.selection import Selection
from editor.document.tiles import TILE, TileGrid

__all__ = [
    "TILE",
    "AdjustmentLayer",
    "BlendMode",
    "Document",
    "Group",
    "History",
    "Layer",
    "Node",
    "Recipe",
    "Selection",
    "Snapshot",
    "TileGrid",
]
