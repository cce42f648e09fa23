"""From a document to a frozen request: which pixels a generator gets, and where they lie."""

from __future__ import annotations

from editor.api import (
    IMAGE,
    MASK,
    SKETCH,
    Generator,
    GeneratorError,
    MaskU8,
    Params,
    Rect,
    Request,
    read_only,
)
from editor.document import Document, Layer, Node
from editor.document.flatten import flatten
from editor.jobs.framing import with_context


def build_request(
    doc: Document, generator: type[Generator], params: Params, *, seed: int, count: int = 1
) -> Request:
    """Freezes what `generator` needs of `doc`.

    Raises:
        GeneratorError: when something it needs is not there, saying what to do.
    """
    rect = request_rect(doc, generator, params)
    wants_mask = generator.need(MASK, params)
    if wants_mask == "required" and doc.selection.is_empty:
        raise GeneratorError(
            f"{generator.title} needs to know where to work.",
            "Paint over the part with the mask brush (Q) or select it.",
        )
    nodes = input_nodes(doc, generator)
    looks = needs_pixels(generator, params)
    pixels = read_only(flatten(doc, rect, nodes=nodes)) if looks else None
    if (
        generator.need(SKETCH, params) == "required"
        and pixels is not None
        and not pixels[..., 3].any()
    ):
        raise GeneratorError("There is nothing drawn yet.", "Draw something with the brush (B).")
    has_mask = bool(wants_mask) and not doc.selection.is_empty
    return Request(
        params=params,
        image=pixels if generator.need(IMAGE, params) else None,
        sketch=pixels if generator.need(SKETCH, params) else None,
        mask=read_only(doc.selection.read(rect)) if has_mask else None,
        rect=rect,
        size_px=rect.size,
        seed=seed,
        count=count,
    )


def result_limit(doc: Document, generator: type[Generator], rect: Rect) -> MaskU8 | None:
    """The selection, for a generator that changes pixels and takes no mask; None for no limit."""
    if doc.selection.is_empty or generator.need(MASK) or not needs_pixels(generator):
        return None
    return read_only(doc.selection.read(rect))


def needs_pixels(generator: type[Generator], params: Params | None = None) -> bool:
    """Whether it looks at the document's pixels at all."""
    return bool(generator.need(IMAGE, params) or generator.need(SKETCH, params))


def request_rect(doc: Document, generator: type[Generator], params: Params) -> Rect:
    """The part of the document that a run is about.

    The selection, with context around it where the generator takes it as a mask; else the page.
    A generator that looks at no pixels makes its own size, centred on the selection or page.
    """
    selected = doc.bounds
    if not doc.selection.is_empty:
        selected = doc.selection.bounds().intersect(doc.bounds)
    if not needs_pixels(generator, params):
        width = int(getattr(params, "width", 0)) or selected.width
        height = int(getattr(params, "height", 0)) or selected.height
        return Rect(
            selected.x + (selected.width - width) // 2,
            selected.y + (selected.height - height) // 2,
            width,
            height,
        )
    if generator.need(MASK, params) and not doc.selection.is_empty:
        return with_context(selected, doc.bounds)
    return selected


def input_nodes(doc: Document, generator: type[Generator]) -> list[Node] | None:
    """The layers that are looked at; None for all.

    A generator does not see its own earlier results: a drawing below the accepted picture goes
    on being the sketch.
    """
    if not generator.need(SKETCH):
        return None
    return [node for node in doc.walk() if not is_result_of(node, generator)]


def is_result_of(node: Node, generator: type[Generator]) -> bool:
    """Whether a layer was made by this generator."""
    return (
        isinstance(node, Layer)
        and node.recipe is not None
        and node.recipe.generator == generator.id
    )


def describe_inputs(doc: Document, generator: type[Generator], params: Params | None = None) -> str:
    """One line on what the next run will use."""
    params = generator.Params() if params is None else params
    rect = request_rect(doc, generator, params)
    size = f"{rect.width} x {rect.height}"
    where = "the page" if doc.selection.is_empty else "the selection"
    if not needs_pixels(generator, params):
        return f"Makes a new picture in {where}"
    if generator.need(SKETCH):
        return f"Uses what is drawn on {where}, {size}"
    if generator.need(MASK, params) == "required" and doc.selection.is_empty:
        return "Needs a mask: paint one (Q) or select"
    return f"Uses {where}, {size}"
