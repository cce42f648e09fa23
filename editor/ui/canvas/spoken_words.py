"""What a screen reader says of the canvas: picture, layer, selection, tool."""

from __future__ import annotations

from editor.document import Document
from editor.ui.language import number_words, tr
from editor.ui.tools.tool import Tool


def spoken_words(doc: Document | None, tool: Tool, zoom: float) -> str:
    """All of it in a few sentences."""
    if doc is None:
        return tr("No picture is open.")
    layer = doc.active.name if doc.active is not None else tr("none")
    return " ".join(
        [
            tr(
                "{title}, {width} by {height} pixels.",
                title=doc.title,
                width=doc.width,
                height=doc.height,
            ),
            tr("Layer: {name}.", name=layer),
            _selection(doc),
            tr("Tool: {tool}.", tool=tr(tool.title)),
            tr("Zoom: {percent} %.", percent=number_words(round(zoom * 100, 1), 1)),
        ]
    )


def _selection(doc: Document) -> str:
    if doc.selection.is_empty:
        return tr("Nothing is selected.")
    around = doc.selection.bounds()
    return tr(
        "Selected: {width} by {height} pixels, from {x}, {y}.",
        width=around.width,
        height=around.height,
        x=around.x,
        y=around.y,
    )
