"""Any file that Figment opens, as a document: `open_document`."""

from __future__ import annotations

from pathlib import Path

from editor.api import OutOfMemory, Rect
from editor.document.document import Document
from editor.document.layer import Layer
from editor.formats import ora_reading, psd
from editor.formats.files import check_readable, read_error
from editor.formats.picture import Picture
from editor.formats.reading import PILLOW_SUFFIXES, read_image

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"

OPEN_SUFFIXES: tuple[str, ...] = (
    ".ora",
    ".psd",
    *(suffix for suffixes in PILLOW_SUFFIXES.values() for suffix in suffixes),
)
"""Endings that `open_document` expects; what is in a file counts, not its name."""


def open_document(path: Path | str) -> Document:
    """Open a picture or a project by what is in it.

    Sentences about what was lost are in `metadata["notices"]`. Where `metadata["read_only"]` is
    set, saving over the file in `metadata["read_only_path"]` is refused.

    Raises:
        FileError: missing, unreadable, empty, damaged, hostile, too large, or of an unknown kind.
        OutOfMemory: there is nothing wrong with it but its size.
    """
    path = Path(path)
    check_readable(path)
    try:
        return _open(path)
    except OSError as error:
        raise read_error(path, error) from error
    except MemoryError as error:
        raise OutOfMemory(
            f"There is not enough memory to open “{path.name}”.",
            "Close other documents or programs.",
        ) from error


def _open(path: Path) -> Document:
    with path.open("rb") as file:
        head = file.read(4)
    if head in (_ZIP, _EMPTY_ZIP):
        return ora_reading.read_document(path)
    if head == psd.MAGIC:
        return psd.read_document(path)
    return document_of(read_image(path), path)


def document_of(picture: Picture, path: Path) -> Document:
    """A document with one layer named after the file."""
    doc = Document(*picture.decoded.size, dpi=picture.dpi or 72.0, icc_profile=picture.icc_profile)
    layer = Layer(name=path.stem)
    layer.pixels = picture.decoded.grid(x=0, y=0)
    only = picture.recipe if len(picture.recipes) == 1 else None
    if only is not None and Rect(*only.doc_rect) == doc.bounds:
        layer.recipe = only
    doc.layers.append(layer)
    doc.active_id = layer.id
    doc.path = path
    doc.title = path.stem
    doc.metadata["notices"] = picture.notices
    for key, value in (
        ("exif", picture.exif),
        ("xmp", picture.xmp),
        ("recipes", picture.recipes),
    ):
        if value:
            doc.metadata[key] = value
    return doc
