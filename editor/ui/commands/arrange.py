"""Layer > Transform and Align, and View > Guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.document import Group, aligning
from editor.document.aligning import Edge
from editor.document.guides import Guide
from editor.document.transforming import transform_at_once
from editor.ui.actions import Command
from editor.ui.commands.state import has_document, has_group, has_node, the_document, the_node
from editor.ui.conditions import otherwise
from editor.ui.dialogs.guide import GuideDialog

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_EDGES: dict[Edge, tuple[str, str]] = {
    "left": ("Left Edges", "align-left"),
    "center": ("Centres", "align-center-horizontal"),
    "right": ("Right Edges", "align-right"),
    "top": ("Top Edges", "align-top"),
    "middle": ("Middles", "align-center-vertical"),
    "bottom": ("Bottom Edges", "align-bottom"),
}
_ALIGN_HINT = "With the selection or the page; the layers of a group with each other."


def _align(window: MainWindow, edge: Edge) -> None:
    doc, node = the_document(window), the_node(window)
    is_group = isinstance(node, Group) and len(node.children) > 1
    if is_group and doc.selection.is_empty:
        aligning.align_children(doc, node.id, edge)
    else:
        aligning.align(doc, node.id, edge)


def _align_command(edge: Edge) -> Command:
    title, glyph = _EDGES[edge]
    return Command(
        f"layer.align.{edge}",
        f"Align {title}",
        "Layer/Align",
        lambda w: _align(w, edge),
        0 if edge in ("left", "center", "right") else 1,
        icon=glyph,
        enabled_when=has_node,
        hint=_ALIGN_HINT,
    )


def _new_guide(window: MainWindow) -> None:
    doc = the_document(window)
    guide = GuideDialog.ask(doc.width, doc.height, window)
    if guide is not None:
        with doc.history.change("New guide"):
            doc.guides.append(guide)


def _guides_around(window: MainWindow) -> None:
    """Guides at the edges of the selection, or across the middle of the page."""
    doc = the_document(window)
    with doc.history.change("New guides"):
        if doc.selection.is_empty:
            doc.guides += [Guide("x", doc.width / 2), Guide("y", doc.height / 2)]
            return
        rect = doc.selection.bounds()
        doc.guides += [Guide("x", rect.x), Guide("x", rect.right)]
        doc.guides += [Guide("y", rect.y), Guide("y", rect.bottom)]


def _clear_guides(window: MainWindow) -> None:
    doc = the_document(window)
    with doc.history.change("Clear guides"):
        doc.guides = []


@otherwise("There are no guides.")
def _has_guides(window: MainWindow) -> bool:
    doc = window.workbench.document
    return doc is not None and bool(doc.guides)


def _toggle(window: MainWindow, key: str) -> None:
    settings = window.workbench.settings
    settings.set(key, not settings.get(key))


_TURNS: dict[str, tuple[str, str, tuple[tuple[int, int], tuple[int, int]]]] = {
    "flip_horizontal": ("Flip Horizontally", "arrows-left-right", ((-1, 0), (0, 1))),
    "flip_vertical": ("Flip Vertically", "arrows-down-up", ((1, 0), (0, -1))),
    "rotate_right": ("Rotate 90° Clockwise", "arrow-clockwise", ((0, -1), (1, 0))),
    "rotate_left": ("Rotate 90° Counter-clockwise", "arrow-counter-clockwise", ((0, 1), (-1, 0))),
    "rotate_half": ("Rotate 180°", "", ((-1, 0), (0, -1))),
}


def _turn(window: MainWindow, name: str) -> None:
    title, _, linear = _TURNS[name]
    matrix = np.array(linear, np.float64)
    transform_at_once(the_document(window), the_node(window), matrix, f"{title} (layer)")


def _turn_command(name: str) -> Command:
    title, glyph, _ = _TURNS[name]
    return Command(
        f"layer.{name}",
        f"{title} (Layer)",
        "Layer/Transform",
        lambda w: _turn(w, name),
        0 if name.startswith("flip") else 1,
        icon=glyph,
        enabled_when=has_node,
        hint="The active layer or group, or what is selected of it; the page stays.",
    )


ARRANGE = (
    Command(
        "layer.transform",
        "Transform Freely",
        "Layer/Transform",
        lambda w: w.toolbox.choose("transform"),
        -1,
        icon="bounding-box",
        enabled_when=has_node,
    ),
    *(_turn_command(name) for name in _TURNS),
    *(_align_command(edge) for edge in _EDGES),
    Command(
        "layer.distribute_across",
        "Distribute Across",
        "Layer/Align",
        lambda w: aligning.distribute(the_document(w), the_node(w).id, "across"),
        2,
        icon="arrows-left-right",
        enabled_when=has_group,
        hint="Equal distances between the layers of a group, from left to right.",
    ),
    Command(
        "layer.distribute_down",
        "Distribute Down",
        "Layer/Align",
        lambda w: aligning.distribute(the_document(w), the_node(w).id, "down"),
        2,
        icon="arrows-down-up",
        enabled_when=has_group,
        hint="Equal distances between the layers of a group, from top to bottom.",
    ),
)
GUIDES = (
    Command(
        "view.snap",
        "Snap",
        "View/Guides",
        lambda w: _toggle(w, "snap"),
        keys=("Ctrl+Shift+;",),
        icon="magnet",
        checked_when=lambda w: bool(w.workbench.settings.get("snap")),
        hint="What is moved keeps to the page, to guides and to other layers.",
    ),
    Command(
        "view.guides",
        "Show Guides",
        "View/Guides",
        lambda w: _toggle(w, "show_guides"),
        keys=("Ctrl+;",),
        checked_when=lambda w: bool(w.workbench.settings.get("show_guides")),
    ),
    Command(
        "view.new_guide",
        "New Guide…",
        "View/Guides",
        _new_guide,
        1,
        icon="ruler",
        enabled_when=has_document,
    ),
    Command(
        "view.guides_around",
        "Guides from Selection",
        "View/Guides",
        _guides_around,
        1,
        enabled_when=has_document,
        hint="Around the selection; without one, through the middle of the page.",
    ),
    Command(
        "view.clear_guides",
        "Clear Guides",
        "View/Guides",
        _clear_guides,
        1,
        enabled_when=_has_guides,
    ),
)
