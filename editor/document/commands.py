"""What menus do to layers: each function is one step of history."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.api import FigmentError, ImageU8, Rect
from editor.document.compose import composed
from editor.document.document import Document
from editor.document.edits import SetProperty
from editor.document.layer import BlendMode, Group, Layer, Node, Recipe, node_bounds
from editor.document.naming import named
from editor.document.originals import shrunk_original
from editor.document.tiles import TileGrid
from editor.document.warping import check_size


def new_document(width: int, height: int, *, background: str | None = "#ffffff") -> Document:
    """A document with a layer to draw on, above paper of that colour unless it is None.

    Raises:
        FigmentError: for a page that is too large.
    """
    check_size(width, height)
    doc = Document(width, height)
    if background is not None:
        paper = Layer(name=named("Paper"), locked=True)
        rgb = [int(background[i : i + 2], 16) for i in (1, 3, 5)]
        paper.pixels.fill(doc.bounds, [*rgb, 255])
        doc.layers.append(paper)
    drawing = Layer(name=named("Drawing"))
    doc.layers.append(drawing)
    doc.active_id = drawing.id
    return doc


def new_layer(doc: Document, name: str = "") -> Layer:
    """An empty layer above the active one."""
    layer = Layer(name=name or _free_name(doc, "Layer"))
    add_node(doc, layer, "New layer")
    return layer


def new_group(doc: Document) -> Group:
    """A group around the active node, or an empty one."""
    group = Group(name=_free_name(doc, "Group"))
    node = doc.active
    with doc.history.change("New group"):
        if node is None:
            doc.layers.append(group)
        else:
            siblings = doc.siblings(node.id)
            siblings[siblings.index(node)] = group
            group.children.append(node)
        doc.active_id = group.id
    return group


def add_layer(doc: Document, pixels: ImageU8, *, x: int, y: int, name: str, label: str) -> Layer:
    """A layer with a picture at (x, y), above the active one."""
    layer = Layer(name=name)
    height, width = pixels.shape[:2]
    layer.pixels.write(Rect(x, y, width, height), pixels)
    add_node(doc, layer, label)
    return layer


def add_generation_layer(
    doc: Document,
    pixels: ImageU8,
    doc_rect: Rect,
    recipe: Recipe,
    name: str,
    *,
    finer: ImageU8 | None = None,
    activate: bool = False,
) -> Layer:
    """A result as a layer that keeps its recipe, on top: there it was seen before.

    Args:
        finer: the same with more pixels; transforming the layer starts from them.
        activate: whether it is worked on from now on.
    """
    layer = Layer(name=_free_name(doc, name), recipe=recipe)
    layer.pixels.write(doc_rect, pixels)
    if finer is not None:
        layer.original = shrunk_original(finer, doc_rect, layer.pixels)
    with doc.history.change(name):
        doc.layers.append(layer)
        if activate or doc.active is None:
            doc.active_id = layer.id
    return layer


def delete_node(doc: Document, node_id: str) -> None:
    """Removes a layer or group. The last one stays."""
    node = doc.require_unlocked(node_id)
    siblings = doc.siblings(node_id)
    if siblings is doc.layers and len(siblings) == 1:
        raise FigmentError("The last layer cannot be deleted.", "Clear it instead.")
    with doc.history.change(f"Delete {node.name}"):
        index = siblings.index(node)
        siblings.remove(node)
        near = siblings[min(index, len(siblings) - 1)] if siblings else doc.parent(node_id)
        doc.active_id = near.id if near is not None else doc.layers[-1].id


def duplicate_node(doc: Document, node_id: str) -> Node:
    """A copy above the original."""
    node = _node(doc, node_id)
    twin = _with_new_ids(node.clone())
    twin.name = named("{name} copy").format(name=node.name)
    with doc.history.change(f"Duplicate {node.name}"):
        siblings = doc.siblings(node_id)
        siblings.insert(siblings.index(node) + 1, twin)
        doc.active_id = twin.id
    return twin


def move_node(doc: Document, node_id: str, *, parent_id: str | None, index: int) -> None:
    """Puts a node at a place in a group (None: the top level), counted without the node itself."""
    node = _node(doc, node_id)
    parent = _node(doc, parent_id) if parent_id else None
    if parent is not None and not isinstance(parent, Group):
        raise FigmentError(f"“{parent.name}” is not a group.")
    if parent is not None and (parent is node or _contains(node, parent)):
        raise FigmentError("A group cannot be put into itself.")
    with doc.history.change(f"Move {node.name}"):
        doc.siblings(node_id).remove(node)
        target = doc.layers if parent is None else parent.children
        target.insert(index, node)


def raise_node(doc: Document, node_id: str) -> None:
    """One place up among its siblings."""
    _shift(doc, node_id, 1)


def lower_node(doc: Document, node_id: str) -> None:
    """One place down among its siblings."""
    _shift(doc, node_id, -1)


def merge_down(doc: Document, node_id: str) -> None:
    """Joins a layer with the one below."""
    node = doc.require_unlocked(node_id)
    below = doc.layer_below(node_id)
    if below is None:
        raise FigmentError("There is no layer below.")
    if not isinstance(below, Layer):
        what = "a group" if isinstance(below, Group) else "an adjustment layer"
        raise FigmentError(f"“{below.name}” is {what}.", "Merge that first.")
    doc.require_unlocked(below.id)
    for hidden in (n for n in (below, node) if not n.visible):
        raise FigmentError(f"“{hidden.name}” is hidden.", "Show it, or delete it.")
    with doc.history.change("Merge down"):
        base = below.clone()
        base.blend_mode = BlendMode.NORMAL
        merged = Layer(
            name=below.name, pixels=composed(doc, [base, node]), blend_mode=below.blend_mode
        )
        siblings = doc.siblings(node_id)
        siblings[siblings.index(below)] = merged
        siblings.remove(node)
        doc.active_id = merged.id


def merge_group(doc: Document, node_id: str) -> None:
    """Makes one layer of a group."""
    group = doc.require_unlocked(node_id)
    with doc.history.change("Merge group"):
        merged = Layer(name=group.name, pixels=composed(doc, [group]))
        siblings = doc.siblings(node_id)
        siblings[siblings.index(group)] = merged
        doc.active_id = merged.id


def merge_visible(doc: Document) -> None:
    """Makes one layer of all visible ones at the top level; hidden ones stay."""
    shown = [node for node in doc.layers if node.visible]
    if len(shown) < 2:
        raise FigmentError("There are no two visible layers to merge.")
    with doc.history.change("Merge visible"):
        merged = Layer(name=shown[-1].name, pixels=composed(doc, shown))
        doc.layers.insert(doc.layers.index(shown[-1]), merged)
        doc.layers[:] = [node for node in doc.layers if node not in shown]
        doc.active_id = merged.id


def flatten_image(doc: Document) -> None:
    """Makes one layer of all that is visible."""
    with doc.history.change("Flatten"):
        merged = Layer(name=doc.title, pixels=composed(doc, doc.layers))
        doc.layers[:] = [merged]
        doc.active_id = merged.id


def set_property(doc: Document, node_id: str, name: str, value: Any, *, label: str) -> None:
    """Changes one property of a node; a run of changes to the same one is one step."""
    node = _node(doc, node_id)
    before = getattr(node, name)
    if before != value:
        doc.history.do(SetProperty(node_id, name, before, value, label=label))


def set_opacity(doc: Document, node_id: str, opacity: float) -> None:
    """0..1."""
    set_property(doc, node_id, "opacity", min(max(opacity, 0.0), 1.0), label="Opacity")


def set_blend_mode(doc: Document, node_id: str, mode: BlendMode) -> None:
    """How it meets what lies below."""
    set_property(doc, node_id, "blend_mode", mode, label=f"Blend mode {mode.label}")


def set_visible(doc: Document, node_id: str, *, visible: bool) -> None:
    """Shows or hides."""
    set_property(doc, node_id, "visible", visible, label="Show" if visible else "Hide")


def set_locked(doc: Document, node_id: str, *, locked: bool) -> None:
    """Locks or unlocks."""
    set_property(doc, node_id, "locked", locked, label="Lock" if locked else "Unlock")


def rename(doc: Document, node_id: str, name: str) -> None:
    """Gives a name; an empty one is ignored."""
    if name.strip():
        set_property(doc, node_id, "name", name.strip(), label="Rename")


def add_mask(doc: Document, node_id: str) -> None:
    """A mask that shows the selection, or everything."""
    node = doc.require_unlocked(node_id)
    if node.mask is not None:
        raise FigmentError(f"“{node.name}” has a mask already.")
    with doc.history.change("Add mask"):
        node.mask = TileGrid(channels=1)
        rect = doc.bounds
        if doc.selection.is_empty:
            # A mask hides what it does not reach, so it reaches what lies beyond the page too.
            rect = rect.union(node_bounds(node))
        node.mask.write(rect, doc.selection.read(rect))
        node.mask_enabled = True


def remove_mask(doc: Document, node_id: str) -> None:
    """Takes the mask away; what it hid is seen again."""
    node = doc.require_unlocked(node_id)
    with doc.history.change("Remove mask"):
        node.mask = None


def apply_mask(doc: Document, node_id: str) -> None:
    """Makes what the mask hides transparent for good."""
    node = doc.require_unlocked(node_id)
    if not isinstance(node, Layer) or node.mask is None:
        raise FigmentError(f"“{node.name}” has no pixels with a mask to apply.")
    with doc.history.change("Apply mask"):
        rect = node.pixels.bounds()
        pixels = node.pixels.read(rect)
        weight = node.mask.read(rect).astype(np.uint16)
        pixels[..., 3] = (pixels[..., 3] * weight + 127) // 255
        node.pixels.write(rect, pixels)
        node.mask = None


def add_node(doc: Document, node: Node, label: str) -> None:
    """Puts a node above the active one, or into the active group."""
    with doc.history.change(label):
        active = doc.active
        if isinstance(active, Group):
            active.children.append(node)
        elif active is None:
            doc.layers.append(node)
        else:
            siblings = doc.siblings(active.id)
            siblings.insert(siblings.index(active) + 1, node)
        doc.active_id = node.id


def _node(doc: Document, node_id: str) -> Node:
    node = doc.find(node_id)
    if node is None:
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    return node


def _shift(doc: Document, node_id: str, by: int) -> None:
    node = _node(doc, node_id)
    siblings = doc.siblings(node_id)
    index = siblings.index(node) + by
    if 0 <= index < len(siblings):
        with doc.history.change("Raise" if by > 0 else "Lower"):
            siblings.remove(node)
            siblings.insert(index, node)


def _contains(node: Node, other: Node) -> bool:
    children = node.children if isinstance(node, Group) else []
    return any(child is other or _contains(child, other) for child in children)


def _with_new_ids(node: Node) -> Node:
    node.id = Layer(name="").id
    for child in node.children if isinstance(node, Group) else []:
        _with_new_ids(child)
    return node


def _free_name(doc: Document, stem: str) -> str:
    stem = named(stem)
    taken = {node.name for node in doc.walk()}
    names = (stem if number == 1 else f"{stem} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
