"""What a document looks like as one picture, without a window system where that is possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from editor.api import ImageU8, Rect
from editor.document.document import Document
from editor.document.layer import BlendMode, Group, Layer, Node


def flatten(doc: Document, rect: Rect, *, nodes: Collection[Node] | None = None) -> ImageU8:
    """The visible layers as straight RGBA `uint8 (H, W, 4)`.

    A single plain layer gives exactly its own pixels. Anything else goes through the compositor,
    which brings in Qt's raster engine.

    Args:
        nodes: only these layers (and the groups they are in); all when None.
    """
    shown = list(_shown(doc.layers, nodes))
    if not shown:
        return np.zeros((rect.height, rect.width, 4), np.uint8)
    only = shown[0]
    if len(shown) == 1 and isinstance(only, Layer) and _is_plain(only):
        return only.pixels.read(rect).astype(np.uint8, copy=False)
    from editor.document.compositing import compose

    return compose(doc, rect, nodes=nodes)


def _shown(siblings: list[Node], nodes: Collection[Node] | None) -> Iterator[Node]:
    """The top-level nodes that add something to the picture."""
    for node in siblings:
        if not node.visible or node.opacity == 0:
            continue
        if isinstance(node, Group):
            if any(_shown(node.children, nodes)):
                yield node
        elif nodes is None or node in nodes:
            yield node


def _is_plain(layer: Layer) -> bool:
    masked = layer.mask is not None and layer.mask_enabled
    return layer.opacity == 1.0 and layer.blend_mode is BlendMode.NORMAL and not masked
