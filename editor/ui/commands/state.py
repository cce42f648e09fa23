"""What commands ask about the window to know whether they can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.document import Document, Group, Layer, Node
from editor.ui.conditions import otherwise

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def the_document(window: MainWindow) -> Document:
    """The active document. Raises FigmentError where there is none."""
    return window.workbench.require_document()


def the_node(window: MainWindow) -> Node:
    """The active layer or group; commands that use it are enabled by `has_node`."""
    node = the_document(window).active
    assert node is not None
    return node


def has_document(window: MainWindow) -> bool:
    """A picture is open."""
    return window.workbench.document is not None


@otherwise("Choose a layer first.")
def has_node(window: MainWindow) -> bool:
    """A layer or group is active."""
    doc = window.workbench.document
    return doc is not None and doc.active is not None


@otherwise("Choose a layer of pixels first, no group and no adjustment.")
def has_layer(window: MainWindow) -> bool:
    """A layer is active."""
    doc = window.workbench.document
    return doc is not None and isinstance(doc.active, Layer)


@otherwise("Choose a group first.")
def has_group(window: MainWindow) -> bool:
    """A group is active."""
    doc = window.workbench.document
    return doc is not None and isinstance(doc.active, Group)


@otherwise("The layer has no mask yet.")
def has_mask(window: MainWindow) -> bool:
    """The active node has a mask."""
    doc = window.workbench.document
    return doc is not None and doc.active is not None and doc.active.mask is not None


@otherwise("The layer has a mask already.")
def lacks_mask(window: MainWindow) -> bool:
    """The active node could get a mask."""
    return has_node(window) and not has_mask(window)


@otherwise("Nothing lies below the layer that it could be merged with.")
def has_layer_below(window: MainWindow) -> bool:
    """There is something to merge with."""
    doc = window.workbench.document
    node = doc.active if doc is not None else None
    return doc is not None and node is not None and doc.layer_below(node.id) is not None


@otherwise("The layer was not generated.")
def has_recipe(window: MainWindow) -> bool:
    """The active layer was generated."""
    doc = window.workbench.document
    node = doc.active if doc is not None else None
    return isinstance(node, Layer) and node.recipe is not None


@otherwise("Select something first.")
def has_selection(window: MainWindow) -> bool:
    """Something is selected."""
    doc = window.workbench.document
    return doc is not None and not doc.selection.is_empty


@otherwise("Nothing has been done yet.")
def can_undo(window: MainWindow) -> bool:
    """There is a step to take back, or a tool is in the middle of one."""
    doc = window.workbench.document
    return doc is not None and (doc.history.can_undo or window.toolbox.active.is_busy)


@otherwise("Nothing has been undone.")
def can_redo(window: MainWindow) -> bool:
    """There is a step to do again."""
    doc = window.workbench.document
    return doc is not None and doc.history.can_redo


@otherwise("No generator is available.")
def can_generate(window: MainWindow) -> bool:
    """A picture is open and a generator chosen."""
    return has_document(window) and window.workbench.choice.generator is not None


@otherwise("No results are waiting; generate some first.")
def has_variant(window: MainWindow) -> bool:
    """Results wait to be accepted or discarded."""
    return bool(window.workbench.variants)


@otherwise("The result keeps no steps to go back to.")
def has_steps(window: MainWindow) -> bool:
    """The result that is looked at can be gone back in."""
    return window.variants.scrubber.has_steps


@otherwise("Go back to a step of a result first.")
def is_at_a_step(window: MainWindow) -> bool:
    """An earlier step of a result is looked at."""
    return window.variants.scrubber.step is not None


@otherwise("The layer has no mask yet, or is a group.")
def has_layer_mask(window: MainWindow) -> bool:
    """The active node is a layer with a mask."""
    return has_mask(window) and has_layer(window)
