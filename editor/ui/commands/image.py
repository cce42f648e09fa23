"""Image: the whole picture's size, place and turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.document import commands, geometry, pages
from editor.ui.actions import Command
from editor.ui.commands.state import has_document, has_selection, the_document
from editor.ui.dialogs.angle import RotateDialog
from editor.ui.dialogs.canvas_size import CanvasSizeDialog
from editor.ui.dialogs.image_size import ImageSizeDialog

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _image_size(window: MainWindow) -> None:
    doc = the_document(window)
    size = ImageSizeDialog.ask(doc.width, doc.height, window)
    if size is not None:
        geometry.resize_image(doc, size.width, size.height, resampling=size.resampling)


def _canvas_size(window: MainWindow) -> None:
    doc = the_document(window)
    size = CanvasSizeDialog.ask(doc.width, doc.height, window)
    if size is not None:
        geometry.resize_canvas(doc, size.width, size.height, anchor=size.anchor)


def _rotate(window: MainWindow) -> None:
    rotation = RotateDialog.ask(window)
    if rotation is not None and rotation.degrees:
        pages.rotate_by(the_document(window), rotation.degrees)


COMMANDS = (
    Command(
        "image.crop",
        "Crop to Selection",
        "Image",
        lambda w: geometry.crop_to_selection(the_document(w)),
        icon="crop",
        enabled_when=has_selection,
    ),
    Command(
        "image.trim",
        "Trim",
        "Image",
        lambda w: pages.trim(the_document(w)),
        icon="scissors",
        enabled_when=has_document,
        hint="Cut off what is transparent or of one colour around the picture.",
    ),
    Command(
        "image.reveal_all",
        "Reveal All",
        "Image",
        lambda w: pages.reveal_all(the_document(w)),
        enabled_when=has_document,
        hint="Make the page large enough for all that the layers have.",
    ),
    Command(
        "image.size",
        "Image Size…",
        "Image",
        _image_size,
        1,
        keys=("Ctrl+Alt+I",),
        icon="arrows-out",
        enabled_when=has_document,
        hint="Scale the whole picture.",
    ),
    Command(
        "image.canvas_size",
        "Canvas Size…",
        "Image",
        _canvas_size,
        1,
        keys=("Ctrl+Alt+C",),
        icon="frame-corners",
        enabled_when=has_document,
        hint="Make the page larger or smaller without scaling.",
    ),
    Command(
        "image.rotate_right",
        "Rotate 90° Clockwise",
        "Image",
        lambda w: geometry.rotate(the_document(w), 1),
        2,
        icon="arrow-clockwise",
        enabled_when=has_document,
    ),
    Command(
        "image.rotate_left",
        "Rotate 90° Counter-clockwise",
        "Image",
        lambda w: geometry.rotate(the_document(w), -1),
        2,
        icon="arrow-counter-clockwise",
        enabled_when=has_document,
    ),
    Command(
        "image.rotate_half",
        "Rotate 180°",
        "Image",
        lambda w: geometry.rotate(the_document(w), 2),
        2,
        enabled_when=has_document,
    ),
    Command(
        "image.rotate_by",
        "Rotate by Angle…",
        "Image",
        _rotate,
        2,
        enabled_when=has_document,
        hint="Turn the picture by any angle.",
    ),
    Command(
        "image.flip_horizontal",
        "Flip Horizontally",
        "Image",
        lambda w: geometry.flip(the_document(w), "horizontal"),
        3,
        icon="arrows-left-right",
        enabled_when=has_document,
    ),
    Command(
        "image.flip_vertical",
        "Flip Vertically",
        "Image",
        lambda w: geometry.flip(the_document(w), "vertical"),
        3,
        icon="arrows-down-up",
        enabled_when=has_document,
    ),
    Command(
        "image.flatten",
        "Flatten",
        "Image",
        lambda w: commands.flatten_image(the_document(w)),
        4,
        enabled_when=has_document,
        hint="Make one layer of all that is visible.",
    ),
)
