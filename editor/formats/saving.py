"""A document saved under its own name, where nothing of it may be lost: `save_document`."""

from __future__ import annotations

from pathlib import Path

from editor.api import FileError
from editor.document.document import Document
from editor.document.layer import BlendMode, Layer
from editor.formats.export import export_image
from editor.formats.grids import is_opaque
from editor.formats.ora_writing import check_replaceable, save_project
from editor.formats.writing import FLAT_SAVE_SUFFIXES, unknown_suffix

_WITHOUT_ALPHA = (".jpg", ".jpeg", ".bmp")


def save_document(doc: Document, path: Path | str) -> list[str]:
    """Save a document: as a project (.ora), or as a flat picture if that can hold all of it.

    The document itself is not changed: whoever saves sets its path and marks it saved.

    Returns:
        Sentences about what the format could not hold (the colours of a GIF).

    Raises:
        FileError: an unknown suffix, a flat format for a document with layers, a document that
            must not replace its own file, or a system that refuses; the file that was there is
            as it was.
    """
    path = Path(path)
    check_savable(doc, path)
    if path.suffix.lower() == ".ora":
        save_project(doc, path)
        return []
    return export_image(doc, path)


def check_savable(doc: Document, path: Path) -> None:
    """Refuse what can be known before anything is written.

    Raises:
        FileError: an unknown suffix, a flat format for a document with layers, or a document
            that must not replace its own file.
    """
    suffix = path.suffix.lower()
    if suffix == ".ora":
        check_replaceable(doc, path)
        return
    if suffix not in FLAT_SAVE_SUFFIXES:
        raise unknown_suffix(path.name, path.suffix)
    loss = flat_loss(doc, suffix)
    if loss:
        raise FileError(
            f"“{path.name}” cannot hold everything: {loss}.",
            "Save it as a project (.ora), or export a copy.",
        )


def flat_loss(doc: Document, suffix: str) -> str:
    """What a document would lose in a flat format beyond the format's own quality; "" = nothing."""
    only = doc.layers[0] if len(doc.layers) == 1 else None
    if not isinstance(only, Layer):
        return "the document has layers"
    if only.mask is not None:
        return "its layer has a mask"
    if not only.visible or only.opacity < 1.0 or only.blend_mode is not BlendMode.NORMAL:
        return "its layer is hidden or blended"
    if not doc.bounds.contains(only.pixels.content_bounds()):
        return "its layer reaches beyond the page"
    if only.recipe is not None and suffix != ".png":
        return "its layer has a recipe"
    if suffix in _WITHOUT_ALPHA and not is_opaque(only.pixels, doc.bounds):
        return f"{suffix} has no transparency"
    return ""
