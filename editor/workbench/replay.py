"""Making a project's generation layers again, to see whether they come out as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Any

import numpy as np
import numpy.typing as npt

from editor.api import (
    IMAGE,
    MASK,
    SKETCH,
    FigmentError,
    Generator,
    GeneratorError,
    ImageU8,
    InvalidParams,
    MaskU8,
    MissingModel,
    Params,
    Rect,
    Request,
    param_fields,
    read_only,
    validate_params,
)
from editor.document import Document, Layer, Node
from editor.document.document import walk
from editor.document.flatten import flatten
from editor.document.layer import Recipe
from editor.formats.conversion import converted
from editor.host import Registry, UnknownGenerator
from editor.jobs import OTHER_MODELS, Branch, events, framing
from editor.models import Catalogue
from editor.workbench.branching import earlier_recipe
from editor.workbench.headless import Headless
from editor.workbench.recipes import input_hashes, pixel_hash
from editor.workbench.sight import input_nodes

_CHANGED = "What it was made from has changed since."


class ReplayState(StrEnum):
    """How a layer compares with itself made again."""

    IDENTICAL = "identical"
    DRIFTED = "drifted"
    MISSING_MODEL = "missing model"
    MISSING_PLUGIN = "missing plugin"
    FAILED = "failed"


@dataclass(frozen=True)
class Replayed:
    """What came of one generation layer.

    Attributes:
        layer: its name.
        psnr_db: how near a drifted layer is to itself made again; None otherwise.
        reason: a sentence where one is needed.
    """

    layer: str
    generator: str
    state: ReplayState
    psnr_db: float | None = None
    reason: str = ""


class Replay:
    """Makes generation layers again from their recipes and from what else the project holds.

    A recipe keeps hashes of its inputs, not the inputs: they are looked for among what the layers
    show today, so that a project whose drawing was changed afterwards can only come out drifted.
    """

    def __init__(self, registry: Registry, catalogue: Catalogue, headless: Headless) -> None:
        self._registry = registry
        self._catalogue = catalogue
        self._headless = headless

    def run(
        self,
        doc: Document,
        on_progress: Callable[[events.Progress, Layer], None] | None = None,
        on_notice: Callable[[str], None] | None = None,
    ) -> Iterator[Replayed]:
        """Each generation layer, bottom to top."""
        for layer in generation_layers(doc):
            assert layer.recipe is not None
            blank = Replayed(layer.name, layer.recipe.generator, ReplayState.FAILED)

            def tell(progress: events.Progress, layer: Layer = layer) -> None:
                if on_progress is not None:
                    on_progress(progress, layer)

            try:
                yield self._again(doc, layer, layer.recipe, blank, tell, on_notice)
            except UnknownGenerator as error:
                yield replace(blank, state=ReplayState.MISSING_PLUGIN, reason=error.text)
            except MissingModel as error:
                yield replace(blank, state=ReplayState.MISSING_MODEL, reason=error.text)
            except InvalidParams as error:
                yield replace(blank, reason=f"Its parameters are no longer taken: {error}.")
            except FigmentError as error:
                yield replace(blank, reason=str(error))

    def _again(
        self,
        doc: Document,
        layer: Layer,
        recipe: Recipe,
        blank: Replayed,
        on_progress: Callable[[events.Progress], None],
        on_notice: Callable[[str], None] | None,
    ) -> Replayed:
        told = {"on_progress": on_progress, "on_notice": on_notice}
        request, ready = self._made(doc, layer, recipe, None, told)
        kept = layer.pixels.read(ready.doc_rect).astype(np.uint8, copy=False)
        again = converted(ready.rgba, source=None, target=doc.icc_profile)
        if request.mask is None and not np.array_equal(again[..., 3], kept[..., 3]):
            # A selection limited where the result may show; what it was, the layer itself tells.
            again = framing.limited(again, np.ascontiguousarray(kept[..., 3]))
        if np.array_equal(kept, again) or _was_put_down_from(layer, ready.finer, doc):
            return replace(blank, state=ReplayState.IDENTICAL)
        same = dict(recipe.input_hashes) == input_hashes(request)
        return replace(
            blank,
            state=ReplayState.DRIFTED,
            psnr_db=round(psnr_db(kept, again), 2),
            reason="" if same else _CHANGED,
        )

    def _made(
        self,
        doc: Document,
        layer: Layer,
        recipe: Recipe,
        mask: MaskU8 | None,
        told: Mapping[str, Any],
    ) -> tuple[Request, events.VariantReady]:
        """Runs a recipe; what it branched off from first, for the steps that they share."""
        generator = self._registry.get(recipe.generator)
        params = self._with_model(
            generator, validate_params(generator.Params, recipe.params), recipe
        )
        request = request_again(doc, layer, generator, params, recipe, mask=mask)
        branch, earlier = None, earlier_recipe(recipe)
        if earlier is not None:
            before, step, other_mask = earlier
            _, first = self._made(
                doc, layer, before, mask if other_mask is None else other_mask, told
            )
            if first.formation is None:
                raise GeneratorError("The steps that it shares with another picture were not kept.")
            branch = Branch(first.formation.trace_id, step)
        (ready,) = self._headless.run_request(generator, request, branch=branch, **told)
        return request, ready

    def _with_model(self, generator: type[Generator], params: Params, recipe: Recipe) -> Params:
        """The params with the model that the recipe names, where they leave it open.

        Raises:
            MissingModel: it is gone, or another one has its name.
        """
        if not recipe.model:
            return params
        name, kind = recipe.model, generator.id
        named: dict[str, Any] = {}
        for field in param_fields(generator.Params):
            if field.kind == "model" and field.model_kind in ("", generator.id):
                name = str(getattr(params, field.name)) or name
                kind = field.model_kind or kind
                named[field.name] = name
        found = self._catalogue.find(kind, name)
        if recipe.model_sha256 and found.sha256 != recipe.model_sha256:
            raise MissingModel(f"Another model is called “{name}” now.")
        self._check_others(generator, params, recipe)
        return params.model_copy(update=named)

    def _check_others(self, generator: type[Generator], params: Params, recipe: Recipe) -> None:
        """Raises MissingModel where a LoRA, say, is gone or another one has its name."""
        fields = param_fields(generator.Params)
        said = {f.model_kind: getattr(params, f.name) for f in fields if f.kind == "model"}
        for other in recipe.extra.get(OTHER_MODELS, ()):
            name = str(said.get(other["kind"]) or other["name"])  # it may have been a path
            if self._catalogue.find(other["kind"], name).sha256 != other["sha256"]:
                raise MissingModel(f"Another model is called “{name}” now.")


def generation_layers(doc: Document) -> list[Layer]:
    """The layers with a recipe, bottom to top."""
    return [n for n in doc.walk() if isinstance(n, Layer) and n.recipe is not None]


def request_again(
    doc: Document,
    layer: Layer,
    generator: type[Generator],
    params: Params,
    recipe: Recipe,
    *,
    mask: MaskU8 | None = None,
) -> Request:
    """The request of a recipe of a layer, with inputs that fit its hashes where they are there.

    Args:
        mask: what it had for a mask, where that is known.
    """
    rect = Rect(*recipe.doc_rect)
    wanted = recipe.input_hashes
    pixels = None
    if IMAGE in wanted or SKETCH in wanted:
        pixels = _pixels(doc, layer, generator, rect, str(wanted.get(IMAGE) or wanted[SKETCH]))
    if mask is None and MASK in wanted:
        mask = _mask(doc, layer, rect, wanted[MASK])
    return Request(
        params=params,
        image=pixels if IMAGE in wanted else None,
        sketch=pixels if SKETCH in wanted else None,
        mask=mask if MASK in wanted else None,
        rect=rect,
        size_px=rect.size,
        seed=recipe.seed,
    )


def _was_put_down_from(layer: Layer, finer: ImageU8 | None, doc: Document) -> bool:
    """Whether a layer was only transformed since, and remembers the very pixels it was made of."""
    original = layer.valid_original()
    if original is None or finer is None:
        return False
    rect = Rect(0, 0, finer.shape[1], finer.shape[0])
    made = converted(finer, source=None, target=doc.icc_profile)
    return original.pixels.content_bounds() == rect and np.array_equal(
        original.pixels.read(rect), made
    )


def psnr_db(one: ImageU8, other: ImageU8) -> float:
    """How near two pictures of one size are, premultiplied: the higher the nearer."""
    mean = float(np.mean((_premultiplied(one) - _premultiplied(other)) ** 2))
    return float(10 * np.log10(255**2 / max(mean, 1e-10)))


def _pixels(
    doc: Document, layer: Layer, generator: type[Generator], rect: Rect, wanted: str
) -> ImageU8:
    """What the run saw, found by its hash; the likeliest where nothing has it any more."""
    if all(node is layer for node in doc.walk()):
        raise GeneratorError("What it was made from is not in the file.")
    nearest: ImageU8 | None = None
    for nodes in _may_have_been_seen(doc, layer, generator):
        seen = flatten(doc, rect, nodes=nodes)
        seen = converted(seen, source=doc.icc_profile, target=None)
        if pixel_hash(seen) == wanted:
            return read_only(seen)
        nearest = seen if nearest is None else nearest
    assert nearest is not None
    return read_only(nearest)


def _may_have_been_seen(
    doc: Document, layer: Layer, generator: type[Generator]
) -> Iterator[list[Node]]:
    """Sets of layers that the run may have looked at, the likeliest first, none twice."""
    others = [node for node in doc.walk() if node is not layer]
    not_own = input_nodes(doc, generator) or others
    tried = set()
    for pool in _pools(doc, layer, others):
        for nodes in ([node for node in pool if node in not_own], pool):
            names = frozenset(node.id for node in nodes)
            if names not in tried:
                tried.add(names)
                yield nodes


def _pools(doc: Document, layer: Layer, others: list[Node]) -> Iterator[list[Node]]:
    """What the picture may have consisted of when the run began; at last each layer alone.

    A result that was made before may have been put down after, so its age alone tells nothing.
    """
    yield [node for node in others if _created(node) <= _created(layer)]
    for limit in sorted({_created(node) for node in (*others, layer)}, reverse=True):
        if "" < limit <= _created(layer):
            # Times are kept in seconds, so of the same second nothing is known.
            yield [node for node in others if _created(node) < limit]
    yield list(takewhile(lambda node: node is not layer, doc.walk()))
    yield others
    for result in others:
        if _created(result):
            yield [node for node in others if node is not result]
    yield from (list(walk([node])) for node in others)


def _created(node: Node) -> str:
    """When a result was made, in a form that sorts; empty for what no generator made."""
    recipe = node.recipe if isinstance(node, Layer) else None
    return "" if recipe is None else recipe.created


def _mask(doc: Document, layer: Layer, rect: Rect, wanted: str) -> MaskU8:
    """The selection where it is still that of the run, else what the layer shows of it."""
    seen = np.ascontiguousarray(layer.pixels.read(rect)[..., 3])
    candidates = [seen] if doc.selection.is_empty else [doc.selection.read(rect), seen]
    for candidate in candidates:
        if pixel_hash(candidate) == wanted:
            return read_only(candidate)
    return read_only((seen > 0).astype(np.uint8) * np.uint8(255))


def _premultiplied(rgba: ImageU8) -> npt.NDArray[np.float32]:
    flat = rgba.astype(np.float32)
    flat[..., :3] *= flat[..., 3:] / 255
    return flat
