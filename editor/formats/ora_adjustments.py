"""Adjustment layers in OpenRaster files, which have no place for them.

Others get a layer with what the adjustment makes of all that lies below it in its group, so that
they see the right picture; effect and values lie in our own part, tied to that layer's PNG.
"""

from __future__ import annotations

import numpy as np

from editor.api import InvalidParams, Rect, validate_params
from editor.document.adjust import UnknownEffect, find_effect
from editor.document.document import Document
from editor.document.flatten import flatten
from editor.document.layer import AdjustmentLayer, BlendMode, node_bounds
from editor.formats.grids import PixelsU8
from editor.formats.ora_private import AdjustmentExtra


def extra_of(node: AdjustmentLayer) -> AdjustmentExtra:
    """What our own part of the file says."""
    return AdjustmentExtra(effect=node.effect_id, params=node.params.model_dump(mode="json"))


def node_of(extra: AdjustmentExtra, name: str) -> AdjustmentLayer | None:
    """The adjustment layer; None for an effect or values that this version does not have."""
    try:
        effect = find_effect(extra.effect)
        params = validate_params(effect.params_class, extra.params)
    except (UnknownEffect, InvalidParams):
        return None
    return AdjustmentLayer(name=name, effect_id=effect.id, params=params)


def baked(doc: Document, node: AdjustmentLayer) -> tuple[PixelsU8, Rect]:
    """What it makes of what lies below, its own mask and opacity not counted, and where."""
    siblings = doc.siblings(node.id)
    below = siblings[: siblings.index(node)]
    rect = Rect(0, 0, 0, 0)
    for sibling in below:
        rect = rect.union(node_bounds(sibling))
    rect = rect.intersect(doc.bounds)
    if rect.is_empty:
        return np.zeros((1, 1, 4), np.uint8), Rect(0, 0, 0, 0)
    full = node.clone()
    full.visible, full.opacity, full.mask = True, 1.0, None
    full.blend_mode = BlendMode.NORMAL
    stage = Document(doc.width, doc.height)
    stage.layers = [*(sibling.clone() for sibling in below), full]
    return flatten(stage, rect), rect
