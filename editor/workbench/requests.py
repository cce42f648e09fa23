"""From a document to a frozen request: which pixels a generator gets, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editor.api import (
    IMAGE,
    MASK,
    SKETCH,
    AnySize,
    Generator,
    GeneratorError,
    ImageU8,
    Multiple,
    Params,
    Rect,
    Request,
    read_only,
)
from editor.document import Document, Layer
from editor.document.flatten import flatten
from editor.document.tiles import inside_tile, tile_keys
from editor.formats.conversion import converted
from editor.jobs import Inputs
from editor.jobs.framing import frame_for, resized, with_context
from editor.workbench import recipes
from editor.workbench.sight import ALL, Sight, input_nodes, sight_of


def plan_request(
    doc: Document,
    generator: type[Generator],
    params: Params,
    *,
    seed: int,
    count: int = 1,
    view: Rect | None = None,
    sight: Sight = ALL,
) -> Request:
    """What `generator` is to do about `doc`, without the pictures: those may take long to read.

    Args:
        view: what is seen of the document, where that is enough for a generator that is `local`.
        sight: the layers that will be looked at.

    Raises:
        GeneratorError: when something it needs is not there, saying what to do.
    """
    if _lacks_mask(doc, generator, params):
        raise GeneratorError(
            f"{generator.title} needs to know where to work.",
            "Paint over the part with the mask brush (Q) or select it.",
        )
    rect = request_rect(doc, generator, params)
    if generator.need(SKETCH, params) == "required" and not _shows_anything(
        doc, generator, rect, sight
    ):
        raise _nothing_drawn()
    if sight.only and not _shows_anything(doc, generator, rect, sight):
        raise GeneratorError(
            "The active layer shows nothing here.",
            "Choose another layer, or have the run look at all of them.",
        )
    whole, seen = rect, rect if view is None else rect.intersect(view)
    if generator.local and not seen.is_empty:
        rect = seen
    return Request(params=params, rect=rect, size_px=rect.size, seed=seed, count=count, whole=whole)


class Memo:
    """The picture that the last live run looked at: sliders move more often than the page changes.

    It is used on the worker only; what the picture depends on is the key.
    """

    def __init__(self) -> None:
        self._kept: tuple[object, ImageU8] | None = None

    def picture(self, key: object, look: Callable[[], ImageU8]) -> ImageU8:
        """The picture kept under that key, or a new look."""
        if self._kept is None or self._kept[0] != key:
            self._kept = key, look()
        return self._kept[1]

    def forget(self) -> None:
        """Lets the picture go."""
        self._kept = None


def _look(
    doc: Document, generator: type[Generator], rect: Rect, most_px: int | None, sight: Sight
) -> ImageU8:
    """What a run sees of a rectangle, with no longer side than `most_px`."""
    seen = flatten(doc, rect, nodes=input_nodes(doc, generator, sight))
    seen = converted(seen, source=doc.icc_profile, target=None)
    if most_px is not None:
        seen = resized(seen, frame_for(rect, Multiple(1, most_px)).inner.size)
    return read_only(seen)


def read_inputs(
    doc: Document,
    generator: type[Generator],
    plan: Request,
    look: Callable[[], ImageU8] | None = None,
    sight: Sight = ALL,
) -> Inputs:
    """The pictures of a planned request; on any thread, where `doc` is frozen.

    Args:
        look: gives the picture of `plan.rect`, in place of the document.

    Raises:
        GeneratorError: there turns out to be nothing to see.
    """
    params, rect = plan.params, plan.rect
    looks = needs_pixels(generator, params)
    pixels = None
    if looks:
        pixels = _look(doc, generator, rect, None, sight) if look is None else look()
    is_drawing = generator.need(SKETCH, params) == "required"
    if is_drawing and pixels is not None and not pixels[..., 3].any():
        raise _nothing_drawn()
    selected = None if doc.selection.is_empty else read_only(doc.selection.read(rect))
    request = replace(
        plan,
        image=pixels if generator.need(IMAGE, params) else None,
        sketch=pixels if generator.need(SKETCH, params) else None,
        mask=selected if generator.need(MASK, params) else None,
    )
    # A generator that changes pixels and never takes a mask is limited to the selection too.
    return Inputs(request, limit=selected if looks and not generator.need(MASK) else None)


def reading_page(doc: Document, request: Request) -> Callable[[], Inputs]:
    """What reads all that is seen in the request's rectangle, for something beside a run."""
    frozen = doc.frozen()

    def read() -> Inputs:
        seen = flatten(frozen, request.rect)
        seen = converted(seen, source=frozen.icc_profile, target=None)
        return Inputs(replace(request, image=read_only(seen)))

    return read


def reading(
    doc: Document,
    generator: type[Generator],
    plan: Request,
    *,
    hashed: bool,
    sight: Sight = ALL,
) -> Callable[[], Inputs] | None:
    """What reads a plan's pictures from the document as it is now; None where it needs none.

    Args:
        hashed: whether a recipe will be kept, which names the pictures by their hashes.
    """
    if not needs_pixels(generator, plan.params) and not generator.need(MASK, plan.params):
        return None
    frozen = doc.frozen()

    def read() -> Inputs:
        inputs = read_inputs(frozen, generator, plan, sight=sight)
        hashes = recipes.input_hashes(inputs.request) if hashed else {}
        return replace(inputs, hashes=hashes)

    return read


def reading_live(
    doc: Document,
    generator: type[Generator],
    plan: Request,
    memo: Memo,
    *,
    version: int,
    sight: Sight,
) -> Callable[[], Inputs] | None:
    """The same for a live run; a small picture is read once for each state of the page.

    Args:
        version: counts the changes of the page.
    """
    rect, most_px = plan.rect, generator.live_px
    is_small = most_px is not None and isinstance(generator.size, AnySize)
    if not is_small or not needs_pixels(generator, plan.params):
        return reading(doc, generator, plan, hashed=False, sight=sight)
    frozen = doc.frozen()
    key = (doc.id, version, generator.id, rect, sight)

    def read() -> Inputs:
        return read_inputs(
            frozen,
            generator,
            plan,
            lambda: memo.picture(key, lambda: _look(frozen, generator, rect, most_px, sight)),
        )

    return read


def build_request(
    doc: Document, generator: type[Generator], params: Params, *, seed: int, count: int = 1
) -> Request:
    """Plans and reads at once. Raises GeneratorError."""
    plan = plan_request(doc, generator, params, seed=seed, count=count)
    return read_inputs(doc, generator, plan).request


def _lacks_mask(doc: Document, generator: type[Generator], params: Params) -> bool:
    """Whether it needs to be told where to work, and nothing of the page is selected."""
    if generator.need(MASK, params) != "required":
        return False
    return doc.selection.bounds().intersect(doc.bounds).is_empty


def _shows_anything(doc: Document, generator: type[Generator], rect: Rect, sight: Sight) -> bool:
    """Whether any layer that is looked at has a pixel there; at worst a look at every tile."""
    nodes = input_nodes(doc, generator, sight)
    for node in doc.walk() if nodes is None else nodes:
        if isinstance(node, Layer) and node.visible:
            for key in tile_keys(rect.intersect(node.pixels.bounds())):
                tile = node.pixels.tile(*key)
                if tile is not None and tile[inside_tile(key, rect).slices()][..., 3].any():
                    return True
    return False


def _nothing_drawn() -> GeneratorError:
    return GeneratorError("There is nothing drawn yet.", "Draw something with the brush (B).")


def needs_pixels(generator: type[Generator], params: Params | None = None) -> bool:
    """Whether it looks at the document's pixels at all."""
    return bool(generator.need(IMAGE, params) or generator.need(SKETCH, params))


def request_rect(doc: Document, generator: type[Generator], params: Params) -> Rect:
    """The part of the document that a run is about.

    The selection, with context around it where the generator takes it as a mask; else the page,
    also where it takes none for once: outpainting is about all of the page, whatever was masked.
    What finds things finds them on the page, and numbers them so, wherever the change may show.
    A generator that looks at no pixels makes its own size, centred on the selection or page.
    """
    selected = doc.bounds
    if _heeds_selection(doc, generator, params):
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


def _heeds_selection(doc: Document, generator: type[Generator], params: Params) -> bool:
    """Whether the selection says what is looked at, and not only where the result shows."""
    takes_no_mask_now = bool(generator.need(MASK)) and not generator.need(MASK, params)
    return not doc.selection.is_empty and not takes_no_mask_now and generator.finds is None


def describe_inputs(
    doc: Document,
    generator: type[Generator],
    params: Params | None = None,
    *,
    layer_only: bool = False,
) -> str:
    """One line on what the next run will use."""
    params = generator.Params() if params is None else params
    rect = request_rect(doc, generator, params)
    size = f"{rect.width} x {rect.height}"
    where = "the selection" if _heeds_selection(doc, generator, params) else "the page"
    if not needs_pixels(generator, params):
        return f"Makes a new picture in {where}"
    if generator.need(SKETCH):
        return f"Uses what is drawn on {where}, {size}"
    if _lacks_mask(doc, generator, params):
        return "Needs a mask: paint one (Q) or select"
    if sight_of(doc, generator, params, layer_only=layer_only).only:
        return f"Uses one layer on {where}, {size}"
    if generator.finds is not None and not doc.selection.is_empty:
        return f"Uses the page, changes the selection, {size}"
    return f"Uses {where}, {size}"
