"""Which layers a run looks at: all that shows, a sketch without its results, or one layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editor.api import IMAGE, SKETCH, Generator, Params
from editor.document import Document, Layer, Node
from editor.document.document import walk

LAYER_ONLY = "layer_only"
"""Where its run looked at one layer alone, a recipe has the id of that layer under this."""


@dataclass(frozen=True)
class Sight:
    """Which layers a run looks at, where that is not all that shows.

    Attributes:
        only: the id of one layer or group.
        without: the id of a layer that is left out, since it is being made again.
    """

    only: str = ""
    without: str = ""

    @classmethod
    def told_by(cls, recipe: Mapping[str, Any]) -> Sight:
        """What the run of a recipe looked at."""
        return cls(only=str(recipe.get(LAYER_ONLY) or ""))

    def facts(self) -> dict[str, str]:
        """What a recipe tells of it."""
        return {LAYER_ONLY: self.only} if self.only else {}


ALL = Sight()


def looks_at_picture(generator: type[Generator], params: Params | None) -> bool:
    """Whether it looks at a picture, which may be a single layer, and not at what is drawn."""
    return bool(generator.need(IMAGE, params)) and not generator.need(SKETCH, params)


def sight_of(
    doc: Document, generator: type[Generator], params: Params, *, layer_only: bool
) -> Sight:
    """What a run looks at where the user wants the active layer alone to be looked at.

    A generator that needs a sketch sees all that is drawn, as ever.
    """
    if layer_only and doc.active_id and looks_at_picture(generator, params):
        return Sight(only=doc.active_id)
    return ALL


def input_nodes(doc: Document, generator: type[Generator], sight: Sight = ALL) -> list[Node] | None:
    """The layers that are looked at; None for all.

    A generator does not see its own earlier results: a drawing below the accepted picture goes
    on being the sketch.
    """
    if sight.only:
        chosen = doc.find(sight.only)
        return [] if chosen is None else list(walk([chosen]))
    if not generator.need(SKETCH) and not sight.without:
        return None
    return [
        node
        for node in doc.walk()
        if node.id != sight.without
        and not (generator.need(SKETCH) and is_result_of(node, generator))
    ]


def is_result_of(node: Node, generator: type[Generator]) -> bool:
    """Whether a layer was made by this generator."""
    return (
        isinstance(node, Layer)
        and node.recipe is not None
        and node.recipe.generator == generator.id
    )
