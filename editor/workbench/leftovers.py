"""Documents and waiting results as a journal keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from editor.api import FileError, Rect
from editor.document import Document
from editor.formats import open_document, read_image
from editor.jobs import finer_path
from editor.journal import LeftBehind
from editor.workbench.variants import Variant


def facts_of(variant: Variant) -> dict[str, Any]:
    """What a journal keeps of a waiting result; its pixels are in the result store."""
    return {
        "path": str(variant.path),
        "doc_rect": list(variant.doc_rect),
        "recipe": variant.recipe,
        "title": variant.title,
        "job_id": variant.job_id,
        "index": variant.index,
    }


def restored(left: LeftBehind) -> tuple[Document, list[Variant]]:
    """The document with its waiting results. Raises NotReadable or OSError."""
    doc = left.document(open_document)
    variants = []
    for facts in left.facts.get("variants", ()):
        try:
            variants.append(_variant(doc, facts))
        except (FileError, KeyError, TypeError, ValueError):
            doc.metadata["notices"].append(f"A result of “{left.title}” is no longer in the store.")
    return doc, variants


def _variant(doc: Document, facts: dict[str, Any]) -> Variant:
    path = Path(facts["path"])
    more = finer_path(path)
    return Variant(
        job_id=str(facts["job_id"]),
        index=int(facts["index"]),
        rgba=read_image(path).rgba,
        doc_rect=Rect(*facts["doc_rect"]),
        recipe=dict(facts["recipe"]),
        document_id=doc.id,
        title=str(facts["title"]),
        path=path,
        finer=read_image(more).rgba if more.is_file() else None,
    )
