"""A document, or bare pixels, exported to the format that the file's name asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from editor.api.image import ImageU8
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import Group, Layer, Node
from editor.formats import recipes
from editor.formats.decoded import Decoded
from editor.formats.opening import document_of
from editor.formats.ora_writing import save_project
from editor.formats.picture import Picture
from editor.formats.psd_writing import write_psd
from editor.formats.scaling import scaled
from editor.formats.writing import (
    FLAT_SAVE_SUFFIXES,
    ExportOptions,
    unknown_suffix,
    write_image,
)

SAVE_SUFFIXES: tuple[str, ...] = (".ora", *FLAT_SAVE_SUFFIXES)
"""Endings under which a document may be saved, as far as they hold all of it."""

EXPORT_SUFFIXES: tuple[str, ...] = (*SAVE_SUFFIXES, ".psd")
"""Endings that `export_image` takes."""

_DEFAULT = ExportOptions()


def export_image(
    source: Document | ImageU8, path: Path | str, *, options: ExportOptions = _DEFAULT
) -> list[str]:
    """Export what is seen; the suffix of `path` chooses the format (.ora and .psd keep the layers).

    A document gives its profile, EXIF, XMP, resolution and the recipes of its visible generation
    layers, as far as `options` leaves them open.

    Returns:
        Sentences about what the format could not hold.

    Raises:
        FileError: an unknown suffix, a picture that the format cannot hold, or a system that
            refuses; the file that was there is as it was.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in EXPORT_SUFFIXES:
        raise unknown_suffix(path.name, path.suffix)
    if suffix in (".ora", ".psd"):
        doc = _as_document(source, path, options)
        if suffix == ".psd":
            return write_psd(doc, path, options=options_for(doc, options))
        save_project(doc, path)
        return []
    if isinstance(source, Document):
        pixels = scaled(flatten(source, source.bounds), options.scale)
        return write_image(pixels, path, options=options_for(source, options))
    return write_image(source, path, options=options)


def options_for(doc: Document, options: ExportOptions) -> ExportOptions:
    """The options with what they leave open taken from the document."""
    layers = list(visible_layers(doc.layers))
    made = [layer.recipe for layer in layers if layer.recipe is not None]
    # A flat picture that was opened brings the recipes of what went into it.
    brought = [one for one in doc.metadata.get("recipes", ()) if one not in made]
    source_type = ""
    if made or brought:
        alone = len(made) == len(layers) and not brought
        source_type = recipes.TRAINED if alone else recipes.COMPOSITE
    return replace(
        options,
        dpi=options.dpi or doc.dpi,
        icc=options.icc or doc.icc_profile,
        exif=options.exif or doc.metadata.get("exif"),
        xmp=options.xmp or doc.metadata.get("xmp"),
        recipes=options.recipes or (*brought, *made),
        source_type=options.source_type or source_type,
    )


def visible_layers(nodes: Iterable[Node]) -> Iterator[Layer]:
    """The layers that can be seen, bottom to top: none hidden, fully clear, empty or masked out."""
    for node in nodes:
        if not node.visible or node.opacity <= 0.0:
            continue
        if isinstance(node, Group):
            yield from visible_layers(node.children)
        elif isinstance(node, Layer) and not node.pixels.content_bounds().is_empty:
            yield node


def _as_document(source: Document | ImageU8, path: Path, options: ExportOptions) -> Document:
    if isinstance(source, Document):
        return source
    picture = Picture(
        decoded=Decoded.of(source),
        icc_profile=options.icc,
        exif=options.exif,
        xmp=options.xmp,
        dpi=options.dpi,
        recipes=list(options.recipes) if options.include_recipe else [],
    )
    return document_of(picture, path)
