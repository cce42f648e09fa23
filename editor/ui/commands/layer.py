"""Layer: new, duplicate, order, masks, merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.api import FigmentError
from editor.document import Group, Layer, commands
from editor.host import plugin_title
from editor.ui.actions import Command
from editor.ui.commands import arrange
from editor.ui.commands.state import (
    has_document,
    has_layer,
    has_layer_below,
    has_layer_mask,
    has_mask,
    has_node,
    has_recipe,
    lacks_mask,
    the_document,
    the_node,
)
from editor.ui.conditions import otherwise
from editor.ui.generate.recipe_view import show_recipe
from editor.ui.language import tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _merge_down(window: MainWindow) -> None:
    node = the_node(window)
    merge = commands.merge_group if isinstance(node, Group) else commands.merge_down
    merge(the_document(window), node.id)


@otherwise("Nothing lies below the layer that it could be merged with.")
def _can_merge(window: MainWindow) -> bool:
    doc = window.workbench.document
    return has_layer_below(window) or (doc is not None and isinstance(doc.active, Group))


def _merge_title(window: MainWindow) -> str:
    doc = window.workbench.document
    is_group = doc is not None and isinstance(doc.active, Group)
    return tr("Merge Group") if is_group else tr("Merge Down")


def _toggle(window: MainWindow, name: str) -> None:
    doc, node = the_document(window), the_node(window)
    label = {"alpha_locked": "Lock transparency", "mask_enabled": "Use mask"}[name]
    commands.set_property(doc, node.id, name, not getattr(node, name), label=label)


def _is(window: MainWindow, name: str) -> bool:
    doc = window.workbench.document
    return doc is not None and doc.active is not None and bool(getattr(doc.active, name, False))


def _recipe(window: MainWindow) -> None:
    node = the_node(window)
    assert isinstance(node, Layer)
    show_recipe(window, node, window.workbench)


def _reuse(window: MainWindow) -> None:
    node = the_node(window)
    assert isinstance(node, Layer)
    if node.recipe is None:
        raise FigmentError(f"“{node.name}” was not generated.")
    if window.workbench.is_ghost(node):
        plugin = plugin_title(node.recipe.plugin)
        raise FigmentError(
            f"What made “{node.name}” is not at hand.",
            f"It needs the plugin “{plugin}”, which Help > Plugins tells about.",
        )
    window.workbench.reuse(node.recipe.to_json())
    window.docks.show("generate")


def _toggle_visible(window: MainWindow) -> None:
    node = the_node(window)
    commands.set_visible(the_document(window), node.id, visible=not node.visible)


def _toggle_locked(window: MainWindow) -> None:
    node = the_node(window)
    commands.set_locked(the_document(window), node.id, locked=not node.locked)


COMMANDS = (
    Command(
        "layer.new",
        "New Layer",
        "Layer",
        lambda w: commands.new_layer(the_document(w)),
        keys=("Ctrl+Shift+N",),
        icon="plus",
        enabled_when=has_document,
    ),
    Command(
        "layer.group",
        "Group Layer",
        "Layer",
        lambda w: commands.new_group(the_document(w)),
        keys=("Ctrl+G",),
        icon="folder-simple-plus",
        enabled_when=has_document,
        hint="A new group around the active layer.",
    ),
    Command(
        "layer.duplicate",
        "Duplicate",
        "Layer",
        lambda w: commands.duplicate_node(the_document(w), the_node(w).id),
        keys=("Ctrl+J",),
        icon="copy-simple",
        enabled_when=has_node,
    ),
    Command(
        "layer.rename",
        "Rename…",
        "Layer",
        lambda w: w.layers.rename_active(),
        keys=("F2",),
        enabled_when=has_node,
    ),
    Command(
        "layer.delete",
        "Delete",
        "Layer",
        lambda w: commands.delete_node(the_document(w), the_node(w).id),
        keys=("Shift+Delete",),
        icon="trash",
        enabled_when=has_node,
    ),
    Command(
        "layer.raise",
        "Raise",
        "Layer",
        lambda w: commands.raise_node(the_document(w), the_node(w).id),
        1,
        keys=("Ctrl+]",),
        icon="arrow-up",
        enabled_when=has_node,
    ),
    Command(
        "layer.lower",
        "Lower",
        "Layer",
        lambda w: commands.lower_node(the_document(w), the_node(w).id),
        1,
        keys=("Ctrl+[",),
        icon="arrow-down",
        enabled_when=has_node,
    ),
    Command(
        "layer.visible",
        "Visible",
        "Layer",
        _toggle_visible,
        2,
        keys=("Ctrl+H",),
        enabled_when=has_node,
        checked_when=lambda w: _is(w, "visible"),
    ),
    Command(
        "layer.locked",
        "Locked",
        "Layer",
        _toggle_locked,
        2,
        keys=("Ctrl+/",),
        icon="lock-simple",
        enabled_when=has_node,
        checked_when=lambda w: _is(w, "locked"),
    ),
    Command(
        "layer.lock_alpha",
        "Lock Transparency",
        "Layer",
        lambda w: _toggle(w, "alpha_locked"),
        2,
        keys=("/",),
        icon="grid-four",
        enabled_when=has_layer,
        checked_when=lambda w: _is(w, "alpha_locked"),
        hint="Paint only where the layer has pixels.",
    ),
    Command(
        "layer.add_mask",
        "Add Mask",
        "Layer",
        lambda w: commands.add_mask(the_document(w), the_node(w).id),
        3,
        icon="circle-half",
        enabled_when=lacks_mask,
        hint="From the selection, where there is one.",
    ),
    Command(
        "layer.use_mask",
        "Use Mask",
        "Layer",
        lambda w: _toggle(w, "mask_enabled"),
        3,
        enabled_when=has_mask,
        checked_when=lambda w: has_mask(w) and _is(w, "mask_enabled"),
    ),
    Command(
        "layer.apply_mask",
        "Apply Mask",
        "Layer",
        lambda w: commands.apply_mask(the_document(w), the_node(w).id),
        3,
        enabled_when=has_layer_mask,
    ),
    Command(
        "layer.remove_mask",
        "Remove Mask",
        "Layer",
        lambda w: commands.remove_mask(the_document(w), the_node(w).id),
        3,
        enabled_when=has_mask,
    ),
    *arrange.ARRANGE,
    Command(
        "layer.merge_down",
        "Merge Down",
        "Layer",
        _merge_down,
        5,
        keys=("Ctrl+E",),
        icon="arrow-line-down",
        enabled_when=_can_merge,
        title_when=_merge_title,
    ),
    Command(
        "layer.recipe",
        "Recipe…",
        "Layer",
        _recipe,
        6,
        icon="sparkle",
        enabled_when=has_recipe,
        hint="How this generation layer was made, with a way to make it again.",
    ),
    Command(
        "layer.reuse",
        "Reuse Recipe",
        "Layer",
        _reuse,
        6,
        icon="recycle",
        enabled_when=has_recipe,
        hint="Take generator, values and seed from this generation layer.",
    ),
)
