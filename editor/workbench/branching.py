"""Going back to a step of a result, and on from there: the new run, and what its recipe tells."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from editor.api import (
    MASK,
    FigmentError,
    Generator,
    GeneratorError,
    MaskU8,
    Rect,
    Request,
    read_only,
    validate_params,
)
from editor.document import Document
from editor.document.layer import Recipe
from editor.jobs import Branch, Formation, Inputs, Job
from editor.workbench import recipes
from editor.workbench.requests import reading
from editor.workbench.sight import Sight, sight_of
from editor.workbench.variants import Variant

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

BRANCH = "branch"
"""The key of a recipe under which lies where it branched off; what it branched off from is in it,
as far as it differs."""


def branch_job(workbench: Workbench, doc: Document, variant: Variant, step: int) -> Job:
    """A job that shares a result's steps up to one of them.

    What the generator steers, and the mask, are those of now; all else is as it was.

    Raises:
        InvalidParams, FigmentError: the panel shows another generator, or values that are wrong.
    """
    generator, formation = workbench.choice.generator, variant.formation
    assert formation is not None
    if generator is None or generator.id != variant.recipe["generator"]:
        title = variant.recipe.get("generator_title") or variant.title
        raise FigmentError(
            f"The panel shows another generator than the one of this picture, {title}.",
            f"Choose {title}: the picture goes on with the words and values there.",
        )
    now = workbench.choice.params().model_dump(mode="json")
    params = validate_params(
        generator.Params,
        {**variant.recipe["params"], **{name: now[name] for name in generator.steers}},
    )
    rect = Rect(*variant.recipe["doc_rect"])
    plan = Request(params=params, rect=rect, size_px=rect.size, seed=variant.seed)
    plugin = workbench.registry.plugin_of(generator.id)
    branch = branched(variant.recipe, step=step, steps=formation.steps)
    layer_only = bool(Sight.told_by(variant.recipe).only)
    sight = sight_of(doc, generator, params, layer_only=layer_only)
    return Job(
        id=uuid.uuid4().hex,
        generator_class=generator,
        request=plan,
        label=generator.title,
        plugin=plugin.title,
        recipe=recipes.start(generator, plan, plugin) | {BRANCH: branch} | sight.facts(),
        read=_reading(doc, generator, plan, formation, branch, sight),
        branch=Branch(formation.trace_id, step),
    )


def _reading(
    doc: Document,
    generator: type[Generator],
    plan: Request,
    formation: Formation,
    facts: Mapping[str, Any],
    sight: Sight,
) -> Callable[[], Inputs] | None:
    """Reads the pictures of now; where nothing is selected any more, the mask is what it was."""
    read = reading(doc, generator, plan, hashed=True, sight=sight)
    if read is None:
        return None

    def read_with_mask() -> Inputs:
        inputs = read()
        if doc_selects_nothing:
            mask = formation.mask if generator.need(MASK, plan.params) else None
            request = replace(inputs.request, mask=mask)
            inputs = Inputs(request, formation.limit, recipes.input_hashes(request))
        before = facts["of"]["input_hashes"].get(MASK)
        if formation.mask is None or inputs.hashes.get(MASK) == before:
            return inputs
        # The layer will show where the new mask was; of the old one nothing else tells.
        earlier = {**facts["of"], MASK: mask_text(formation.mask)}
        return replace(inputs, facts={BRANCH: {**facts, "of": earlier}})

    doc_selects_nothing = doc.selection.is_empty
    return read_with_mask


def branched(recipe: Mapping[str, Any], *, step: int, steps: int) -> dict[str, Any]:
    """What a recipe tells of the one that it branched off from."""
    kept = ("params", "input_hashes", BRANCH)
    of = {name: recipe[name] for name in kept if name in recipe}
    return {"step": step, "steps": steps, "of": of}


def earlier_recipe(recipe: Recipe) -> tuple[Recipe, int, MaskU8 | None] | None:
    """(the recipe that one branched off from, the step, its mask where that was another one).

    None for a recipe that branched off from none.

    Raises:
        GeneratorError: what it says of that makes no sense.
    """
    facts = recipe.extra.get(BRANCH)
    if facts is None:
        return None
    try:
        of = facts["of"]
        earlier = replace(
            recipe,
            params=dict(of["params"]),
            input_hashes=dict(of.get("input_hashes", {})),
            extra={BRANCH: of[BRANCH]} if BRANCH in of else {},
        )
        mask = mask_of(of[MASK]) if MASK in of else None
        return earlier, int(facts["step"]), mask
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GeneratorError(
            "What its recipe says of the steps it shares with another picture is damaged.",
            details=repr(error),
        ) from None


def mask_text(mask: MaskU8) -> str:
    """A mask as text: a PNG in base 64, a few hundred bytes for one that was painted."""
    _, png = cv2.imencode(".png", mask)
    return base64.b64encode(png.tobytes()).decode("ascii")


def mask_of(text: str) -> MaskU8:
    """The mask of a text. Raises ValueError."""
    data = np.frombuffer(base64.b64decode(text, validate=True), np.uint8)
    try:
        mask = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    except cv2.error as error:
        raise ValueError("no picture") from error
    if mask is None:
        raise ValueError("no picture")
    return read_only(mask.astype(np.uint8, copy=False))
