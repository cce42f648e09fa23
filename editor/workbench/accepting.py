"""A result becomes a generation layer."""

from __future__ import annotations

from functools import partial

from editor.api import IMAGE, SKETCH
from editor.document import Document, Layer, commands, geometry
from editor.document.layer import Recipe
from editor.formats.conversion import converted
from editor.workbench.variants import Variant


def as_layer(doc: Document, variant: Variant) -> Layer:
    """Adds a result to its document as one undo step.

    One that was made of the page and reaches beyond it (outpainting) makes the page larger. It
    becomes the active layer, which would else lie below it; only a drawing stays so, since a
    person who accepts what was made of one goes on drawing.
    """
    seen = variant.recipe.get("input_hashes", {})
    into = partial(converted, source=None, target=doc.icc_profile)
    with doc.history.group(f"Add {variant.title}"):
        layer = commands.add_generation_layer(
            doc,
            into(variant.rgba),
            variant.doc_rect,
            Recipe.from_json(variant.recipe),
            variant.title,
            finer=None if variant.finer is None else into(variant.finer),
            activate=SKETCH not in seen,
        )
        if IMAGE in seen:
            geometry.grow_to(doc, variant.doc_rect)
    return layer
