"""Edit: undo, clipboard, fill, preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.document import fill
from editor.ui import clipboard
from editor.ui.actions import Command
from editor.ui.commands.state import can_redo, can_undo, has_document, has_layer, the_document
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.language import told, tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _undo_title(window: MainWindow) -> str:
    doc = window.workbench.document
    if doc is None or not doc.history.can_undo:
        return tr("Undo")
    step = doc.history.entries[doc.history.position - 1].label
    return tr("Undo {step}", step=told(step))


def _redo_title(window: MainWindow) -> str:
    doc = window.workbench.document
    if doc is None or not doc.history.can_redo:
        return tr("Redo")
    step = doc.history.entries[doc.history.position].label
    return tr("Redo {step}", step=told(step))


def _fill_foreground(window: MainWindow) -> None:
    fill.fill(the_document(window), window.toolbox.foreground)


def _fill_background(window: MainWindow) -> None:
    fill.fill(the_document(window), window.toolbox.background)


COMMANDS = (
    Command(
        "edit.undo",
        "Undo",
        "Edit",
        lambda w: w.workbench.undo(),
        keys=("Ctrl+Z",),
        icon="arrow-u-up-left",
        enabled_when=can_undo,
        title_when=_undo_title,
    ),
    Command(
        "edit.redo",
        "Redo",
        "Edit",
        lambda w: w.workbench.redo(),
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        icon="arrow-u-up-right",
        enabled_when=can_redo,
        title_when=_redo_title,
    ),
    Command(
        "edit.cut",
        "Cut",
        "Edit",
        lambda w: clipboard.cut(the_document(w)),
        1,
        keys=("Ctrl+X",),
        icon="scissors",
        enabled_when=has_layer,
    ),
    Command(
        "edit.copy",
        "Copy",
        "Edit",
        lambda w: clipboard.copy(the_document(w)),
        1,
        keys=("Ctrl+C",),
        icon="copy",
        enabled_when=has_layer,
    ),
    Command(
        "edit.copy_merged",
        "Copy Merged",
        "Edit",
        lambda w: clipboard.copy(the_document(w), merged=True),
        1,
        keys=("Ctrl+Shift+C",),
        enabled_when=has_document,
        hint="What is seen, all layers together.",
    ),
    Command(
        "edit.paste",
        "Paste",
        "Edit",
        lambda w: w.paste(),
        1,
        keys=("Ctrl+V",),
        icon="clipboard-text",
        hint="As a new layer, or as a new picture where none is open.",
    ),
    Command(
        "edit.paste_new",
        "Paste as New Picture",
        "Edit",
        lambda w: clipboard.paste_as_new(w.workbench),
        1,
        keys=("Ctrl+Shift+V",),
    ),
    Command(
        "edit.fill",
        "Fill with Foreground",
        "Edit",
        _fill_foreground,
        2,
        keys=("Shift+Backspace",),
        icon="paint-bucket",
        enabled_when=has_layer,
    ),
    Command(
        "edit.fill_background",
        "Fill with Background",
        "Edit",
        _fill_background,
        2,
        keys=("Ctrl+Backspace",),
        enabled_when=has_layer,
    ),
    Command(
        "edit.clear",
        "Clear",
        "Edit",
        lambda w: fill.clear(the_document(w)),
        2,
        keys=("Delete",),
        icon="eraser",
        enabled_when=has_layer,
        hint="Erase what is selected, or the whole layer.",
    ),
    Command(
        "edit.swap_colors",
        "Swap Colours",
        "Edit",
        lambda w: w.toolbox.swap_colors(),
        3,
        keys=("X",),
        icon="swap",
    ),
    Command(
        "edit.reset_colors",
        "Black and White",
        "Edit",
        lambda w: w.toolbox.reset_colors(),
        3,
        keys=("D",),
    ),
    Command(
        "edit.preferences",
        "Preferences…",
        "Edit",
        lambda w: PreferencesDialog.ask(w.workbench.settings, w),
        5,
        keys=("Ctrl+,",),
        icon="gear",
    ),
)
