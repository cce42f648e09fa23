"""Cut, copy and paste through the system's clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage

from editor import memory
from editor.api import FigmentError, ImageU8, Rect
from editor.document import Document, commands, fill, geometry
from editor.ui.language import tr

if TYPE_CHECKING:
    from editor.workbench import Workbench

_PLACE_KEY = "figment-place"


def copy(doc: Document, *, merged: bool = False) -> None:
    """Copies the selected pixels of the active layer, or of all that is seen."""
    rgba, doc_rect = geometry.copy_pixels(doc, merged=merged)
    image = image_of(rgba)
    # Pasted into the same picture, the pixels go where they came from. The place travels in the
    # image: a QMimeData made here may outlive the interpreter, and then Qt crashes at the exit.
    image.setText(_PLACE_KEY, f"{doc.id} {doc_rect.x} {doc_rect.y}")
    QGuiApplication.clipboard().setImage(image)


def cut(doc: Document) -> None:
    """Copies, then erases. A locked layer is left alone, and so is the clipboard."""
    fill.editable_layer(doc)
    copy(doc)
    fill.clear(doc)


def holds_picture() -> bool:
    """Whether there is a picture to paste."""
    return QGuiApplication.clipboard().mimeData().hasImage()


def paste(doc: Document, shown_rect: Rect) -> None:
    """Adds the clipboard's picture as a layer: where it came from, else amid what is shown."""
    rgba = _pixels()
    height, width = rgba.shape[:2]
    place = _place(doc)
    if place is None:
        around = shown_rect.intersect(doc.bounds)
        around = doc.bounds if around.is_empty else around
        place = around.x + (around.width - width) // 2, around.y + (around.height - height) // 2
    commands.add_layer(doc, rgba, x=place[0], y=place[1], name=tr("Pasted"), label="Paste")


def paste_as_new(workbench: Workbench) -> None:
    """Makes a new picture of the clipboard's."""
    rgba = _pixels()
    height, width = rgba.shape[:2]
    doc = workbench.new(width, height, background=None)
    commands.add_layer(doc, rgba, x=0, y=0, name=tr("Pasted"), label="Paste")


def image_of(rgba: ImageU8) -> QImage:
    """Straight RGBA `uint8 (H, W, 4)` as an image that owns its pixels. Raises OutOfMemory."""
    memory.check(rgba.nbytes)
    pixels = np.ascontiguousarray(rgba)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def rgba_of(image: QImage) -> ImageU8:
    """An image as straight RGBA `uint8 (H, W, 4)`. Raises OutOfMemory."""
    memory.check(3 * image.width() * image.height() * 4)
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()


def _pixels() -> ImageU8:
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        raise FigmentError("There is no picture to paste.", "Copy one first.")
    return rgba_of(image)


def _place(doc: Document) -> tuple[int, int] | None:
    words = QGuiApplication.clipboard().image().text(_PLACE_KEY).split()
    if len(words) != 3 or words[0] != doc.id:
        return None
    return int(words[1]), int(words[2])
