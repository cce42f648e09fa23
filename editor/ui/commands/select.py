"""Select: all, none, and what is done to the selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.api import MaskU8
from editor.document import Document, selecting
from editor.document import selection as masks
from editor.ui.actions import Command
from editor.ui.commands.state import (
    has_document,
    has_layer,
    has_mask,
    has_selection,
    the_document,
    the_node,
)
from editor.ui.conditions import otherwise
from editor.ui.dialogs.channels import LoadSelectionDialog, SaveSelectionDialog
from editor.ui.dialogs.number import NumberDialog

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _by_pixels(
    title: str,
    default: int,
    change: Callable[[Document, int], None],
    pure: Callable[[MaskU8, int], MaskU8],
    *,
    is_soft: bool = False,
) -> Callable[[MainWindow], None]:
    """A command that asks how many pixels, and shows what comes of it before it is done.

    Args:
        pure: what `change` does to the mask.
        is_soft: the outcome has a soft edge.
    """

    def run(window: MainWindow) -> None:
        doc, canvas = the_document(window), window.canvas
        before = doc.selection.read(doc.bounds)
        changed = masks.roughly(pure, before, level=canvas.viewport.mip_level)

        def attempt(px: int) -> None:
            canvas.try_selection(selecting.as_selection(changed(px)), is_soft=is_soft)

        try:
            px = NumberDialog.ask(
                title, "Pixels", default, 1, 512, window, tried=attempt, beside=canvas
            )
        finally:
            canvas.try_selection(None)
        if px is not None:
            change(doc, px)

    return run


def _save(window: MainWindow) -> None:
    doc = the_document(window)
    name = SaveSelectionDialog.ask(list(doc.channels), window)
    if name is not None:
        selecting.save_channel(doc, name)


def _load(window: MainWindow) -> None:
    doc = the_document(window)
    kept = LoadSelectionDialog.ask(list(doc.channels), window)
    if kept is None or kept.name not in doc.channels:
        return
    if kept.action == "delete":
        selecting.delete_channel(doc, kept.name)
    else:
        selecting.load_channel(doc, kept.name, kept.mode)


@otherwise("Save a selection first.")
def _has_channels(window: MainWindow) -> bool:
    doc = window.workbench.document
    return doc is not None and bool(doc.channels)


COMMANDS = (
    Command(
        "select.all",
        "Select All",
        "Select",
        lambda w: selecting.select_all(the_document(w)),
        keys=("Ctrl+A",),
        icon="selection-all",
        enabled_when=has_document,
    ),
    Command(
        "select.none",
        "Deselect",
        "Select",
        lambda w: selecting.deselect(the_document(w)),
        keys=("Ctrl+D", "Ctrl+Shift+A"),
        icon="selection-slash",
        enabled_when=has_selection,
    ),
    Command(
        "select.invert",
        "Invert Selection",
        "Select",
        lambda w: selecting.invert_selection(the_document(w)),
        keys=("Ctrl+Shift+I",),
        icon="selection-inverse",
        enabled_when=has_document,
    ),
    Command(
        "select.grow",
        "Grow Selection…",
        "Select",
        _by_pixels("Grow selection", 8, selecting.grow_selection, masks.grow),
        1,
        enabled_when=has_selection,
    ),
    Command(
        "select.shrink",
        "Shrink Selection…",
        "Select",
        _by_pixels("Shrink selection", 8, selecting.shrink_selection, masks.shrink),
        1,
        enabled_when=has_selection,
    ),
    Command(
        "select.feather",
        "Feather Selection…",
        "Select",
        _by_pixels(
            "Feather selection", 8, selecting.feather_selection, masks.feather, is_soft=True
        ),
        1,
        keys=("Shift+F6",),
        enabled_when=has_selection,
    ),
    Command(
        "select.smooth",
        "Smooth Selection…",
        "Select",
        _by_pixels("Smooth selection", 4, selecting.smooth_selection, masks.smooth),
        1,
        enabled_when=has_selection,
    ),
    Command(
        "select.border",
        "Border of Selection…",
        "Select",
        _by_pixels("Border of selection", 8, selecting.border_selection, masks.border),
        1,
        enabled_when=has_selection,
    ),
    Command(
        "select.alpha",
        "Select Layer's Pixels",
        "Select",
        lambda w: selecting.select_layer_alpha(the_document(w), the_node(w).id),
        2,
        icon="selection-plus",
        enabled_when=has_layer,
        hint="What is not clear on the layer; so does Ctrl+click on its picture.",
    ),
    Command(
        "select.mask",
        "Select Layer's Mask",
        "Select",
        lambda w: selecting.select_layer_mask(the_document(w), the_node(w).id),
        2,
        icon="circle-half",
        enabled_when=has_mask,
        hint="What the active layer's mask shows; so does Ctrl+click on the mask.",
    ),
    Command(
        "select.save",
        "Save Selection…",
        "Select",
        _save,
        3,
        icon="floppy-disk",
        enabled_when=has_selection,
        hint="Keep it under a name in the project, as a channel.",
    ),
    Command(
        "select.load",
        "Load Selection…",
        "Select",
        _load,
        3,
        enabled_when=_has_channels,
        hint="Take a kept selection, or add, subtract or intersect it.",
    ),
)
