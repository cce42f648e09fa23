"""What menus and tools do to the selection: each function is one step of history."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from editor.api import FigmentError, MaskU8
from editor.document import selection as masks
from editor.document.document import Document
from editor.document.layer import Layer
from editor.document.tiles import TileGrid


def as_selection(mask: MaskU8) -> masks.Selection:
    """A mask of the page's size as a selection, which is not the document's."""
    grid = TileGrid(channels=1)
    around = masks.bounds_of(mask)
    grid.write(around, mask[around.slices()])
    grid.drop_empty()
    return masks.Selection(grid if grid.keys() else None)


def set_selection(
    doc: Document, mask: MaskU8, mode: masks.CombineMode = "replace", *, label: str = "Select"
) -> None:
    """Takes a mask of the page's size as the selection, or joins it with the one there is."""
    old = None if doc.selection.is_empty else doc.selection.read(doc.bounds)
    _store(doc, masks.combine(old, mask, mode), label)


def select_all(doc: Document) -> None:
    """The whole page."""
    _store(doc, np.full((doc.height, doc.width), 255, np.uint8), "Select all")


def deselect(doc: Document) -> None:
    """Nothing."""
    if not doc.selection.is_empty:
        with doc.history.change("Deselect"):
            doc.selection.mask = None


def invert_selection(doc: Document) -> None:
    """What was not selected."""
    old = doc.selection.read(doc.bounds)
    if doc.selection.is_empty:
        old = np.zeros_like(old)
    _store(doc, masks.invert(old), "Invert selection")


def grow_selection(doc: Document, px: int) -> None:
    """Wider by `px`."""
    _change(doc, "Grow selection", lambda mask: masks.grow(mask, px))


def shrink_selection(doc: Document, px: int) -> None:
    """Narrower by `px`."""
    _change(doc, "Shrink selection", lambda mask: masks.shrink(mask, px))


def feather_selection(doc: Document, px: float) -> None:
    """With a soft edge."""
    _change(doc, "Feather selection", lambda mask: masks.feather(mask, px))


def smooth_selection(doc: Document, px: int) -> None:
    """Without corners."""
    _change(doc, "Smooth selection", lambda mask: masks.smooth(mask, px))


def border_selection(doc: Document, px: int) -> None:
    """A band along its edge."""
    _change(doc, "Border selection", lambda mask: masks.border(mask, px))


def select_layer_alpha(doc: Document, node_id: str, mode: masks.CombineMode = "replace") -> None:
    """What is not transparent on a layer, alone or joined with what is selected."""
    node = doc.find(node_id)
    if not isinstance(node, Layer):
        raise FigmentError("No layer is chosen.", "Choose one in the layers panel.")
    alpha = np.ascontiguousarray(node.pixels.read(doc.bounds)[..., 3]).astype(np.uint8, copy=False)
    set_selection(doc, alpha, mode, label="Select layer")


def select_layer_mask(doc: Document, node_id: str, mode: masks.CombineMode = "replace") -> None:
    """What the mask of a layer or group shows, alone or joined with what is selected."""
    node = doc.find(node_id)
    if node is None or node.mask is None:
        raise FigmentError("The layer has no mask.", "Add one in the layers panel.")
    mask = node.mask.read(doc.bounds).astype(np.uint8, copy=False)
    set_selection(doc, mask, mode, label="Select mask")


def save_channel(doc: Document, name: str) -> None:
    """Keeps the selection under a name; one of that name is replaced."""
    mask = doc.selection.mask
    if mask is None:
        raise FigmentError("Nothing is selected.", "Select something first.")
    with doc.history.change(f"Save selection “{name}”"):
        doc.channels[name] = mask.copy()


def load_channel(doc: Document, name: str, mode: masks.CombineMode = "replace") -> None:
    """Takes a kept selection, or joins it with the one there is."""
    mask = doc.channels[name].read(doc.bounds).astype(np.uint8, copy=False)
    set_selection(doc, mask, mode, label=f"Load selection “{name}”")


def delete_channel(doc: Document, name: str) -> None:
    """Forgets a kept selection."""
    with doc.history.change(f"Delete selection “{name}”"):
        del doc.channels[name]


def _change(doc: Document, label: str, change: Callable[[MaskU8], MaskU8]) -> None:
    if doc.selection.is_empty:
        raise FigmentError("Nothing is selected.", "Select something first.")
    _store(doc, change(doc.selection.read(doc.bounds)), label)


def _store(doc: Document, mask: MaskU8, label: str) -> None:
    with doc.history.change(label):
        doc.selection.mask = as_selection(mask).mask
