"""Photoshop documents, read through psd-tools."""

from __future__ import annotations

from pathlib import Path

from editor.api import FileError
from editor.document.document import Document

MAGIC = b"8BPS"


def read_document(path: Path) -> Document:
    """Refuse a Photoshop document in plain words.

    Raises:
        FileError: always.
    """
    raise FileError(
        f"“{path.name}” is a Photoshop document, which Figment does not open yet.",
        "Save it as PNG or OpenRaster (.ora) in another program.",
    )
