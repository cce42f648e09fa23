"""Aligning a layer with the page or the selection, and a group's layers with each other."""

from __future__ import annotations

from typing import Literal

from editor.api import FigmentError, Rect
from editor.document.document import Document
from editor.document.geometry import translate
from editor.document.layer import Group, Node
from editor.document.transforming import content_bounds

Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
_ACROSS = ("left", "center", "right")
_LEAST_TO_DISTRIBUTE = 3


def align(doc: Document, node_id: str, edge: Edge) -> None:
    """Moves a layer or group so that an edge or its middle meets that of the selection or page."""
    node = doc.require_unlocked(node_id)
    rect = _content_of(node)
    goal = doc.bounds if doc.selection.is_empty else doc.selection.bounds()
    step = round(_place(goal, edge) - _place(rect, edge))
    if step:
        with doc.history.group(f"Align {edge}"):
            translate(doc, node_id, *((step, 0) if edge in _ACROSS else (0, step)))


def distribute(doc: Document, group_id: str, axis: Literal["across", "down"]) -> None:
    """Gives a group's layers equal distances between their middles; the outermost two stay."""
    group = doc.require_unlocked(group_id)
    children = [] if not isinstance(group, Group) else group.children
    filled = [node for node in children if not content_bounds(node).is_empty]
    if len(filled) < _LEAST_TO_DISTRIBUTE:
        raise FigmentError(
            "Distributing needs a group of three or more layers.", "Put them into a group first."
        )
    edge: Edge = "center" if axis == "across" else "middle"

    def middle(node: Node) -> float:
        return _place(content_bounds(node), edge)

    ordered = sorted(filled, key=middle)
    first, last = middle(ordered[0]), middle(ordered[-1])
    with doc.history.group("Distribute"):
        for index, node_id in enumerate([node.id for node in ordered]):
            node = doc.require_unlocked(node_id)
            goal = first + (last - first) * index / (len(ordered) - 1)
            step = round(goal - middle(node))
            if step:
                translate(doc, node_id, *((step, 0) if axis == "across" else (0, step)))


def align_children(doc: Document, group_id: str, edge: Edge) -> None:
    """Moves a group's layers so that their edges or middles meet along the group's."""
    group = doc.require_unlocked(group_id)
    assert isinstance(group, Group)
    goal = _place(_content_of(group), edge)
    with doc.history.group(f"Align {edge}"):
        for node_id in [node.id for node in group.children]:
            node = doc.require_unlocked(node_id)
            rect = content_bounds(node)
            step = 0 if rect.is_empty else round(goal - _place(rect, edge))
            if step:
                translate(doc, node_id, *((step, 0) if edge in _ACROSS else (0, step)))


def _content_of(node: Node) -> Rect:
    rect = content_bounds(node)
    if rect.is_empty:
        raise FigmentError(f"“{node.name}” is empty.", "Choose a layer with something on it.")
    return rect


def _place(rect: Rect, edge: Edge) -> float:
    return {
        "left": rect.x,
        "center": rect.x + rect.width / 2,
        "right": rect.right,
        "top": rect.y,
        "middle": rect.y + rect.height / 2,
        "bottom": rect.bottom,
    }[edge]
