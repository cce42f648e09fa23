"""File: new, open, save, export, close, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.actions import Command
from editor.ui.commands.state import has_document, the_document

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _print(window: MainWindow) -> None:
    # Qt's printing is a library of its own that most sessions never need.
    from editor.ui.dialogs.print_picture import PrintDialog

    PrintDialog.ask(the_document(window), window)


COMMANDS = (
    Command(
        "file.new", "New…", "File", lambda w: w.files.new(), keys=("Ctrl+N",), icon="file-plus"
    ),
    Command(
        "file.open",
        "Open…",
        "File",
        lambda w: w.files.open(),
        keys=("Ctrl+O",),
        icon="folder-open",
        hint="Pictures, Photoshop documents and OpenRaster projects.",
    ),
    Command(
        "file.import",
        "Import as Layer…",
        "File",
        lambda w: w.files.import_as_layer(),
        1,
        keys=("Ctrl+Shift+O",),
        icon="stack",
        enabled_when=has_document,
        hint="Place a picture file in this picture.",
    ),
    Command(
        "file.save",
        "Save",
        "File",
        lambda w: w.files.save(),
        2,
        keys=("Ctrl+S",),
        icon="floppy-disk",
        enabled_when=has_document,
    ),
    Command(
        "file.save_as",
        "Save As…",
        "File",
        lambda w: w.files.save_as(),
        2,
        keys=("Ctrl+Shift+S",),
        icon="floppy-disk-back",
        enabled_when=has_document,
    ),
    Command(
        "file.export",
        "Export…",
        "File",
        lambda w: w.files.export(),
        2,
        keys=("Ctrl+Shift+E",),
        icon="export",
        enabled_when=has_document,
        hint="A flat copy as PNG, JPEG, WebP, TIFF or AVIF.",
    ),
    Command(
        "file.print",
        "Print…",
        "File",
        _print,
        2,
        keys=("Ctrl+P",),
        icon="printer",
        enabled_when=has_document,
        hint="With a preview; colours are converted to sRGB.",
    ),
    Command(
        "file.close",
        "Close",
        "File",
        lambda w: w.files.close_active(),
        3,
        keys=("Ctrl+W",),
        icon="x",
        enabled_when=has_document,
    ),
    Command(
        "file.close_all",
        "Close All",
        "File",
        lambda w: w.files.close_all(),
        3,
        keys=("Ctrl+Shift+W",),
        enabled_when=has_document,
    ),
    Command("file.quit", "Quit", "File", lambda w: w.close(), 4, keys=("Ctrl+Q",), icon="sign-out"),
)
