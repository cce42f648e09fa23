"""Generating without a window and without a document: pictures in, pictures out."""

from __future__ import annotations

import queue
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.api import (
    IMAGE,
    MASK,
    SKETCH,
    Generator,
    GeneratorError,
    ImageU8,
    MaskU8,
    Meter,
    Rect,
    Request,
    read_only,
    validate_params,
)
from editor.host import Registry
from editor.jobs import Branch, Job, Runner, events, framing
from editor.models import Catalogue
from editor.workbench import recipes

_DEFAULT_SIDE_PX = 256
_CLOSE_TIMEOUT_S = 3.0


@dataclass(frozen=True, eq=False)
class HeadlessResult:
    """One finished picture.

    Attributes:
        rgba: `uint8 (H, W, 4)`: the input with the result in its place, or the result alone.
        recipe: what made it.
        meters: figures that came with it.
    """

    rgba: ImageU8
    recipe: dict[str, Any]
    meters: tuple[Meter, ...] = ()


class Headless:
    """Runs generators on the worker thread and waits for them. Writes no result store."""

    def __init__(self, registry: Registry, catalogue: Catalogue, *, device: str = "auto") -> None:
        self._registry = registry
        self._events: queue.SimpleQueue[events.Event] = queue.SimpleQueue()
        self._runner = Runner(
            on_event=self._events.put, catalogue=catalogue, device=device, preview_rate_hz=0
        )

    def run(
        self,
        generator_id: str,
        *,
        image: ImageU8 | None = None,
        mask: MaskU8 | None = None,
        params: Mapping[str, Any],
        seed: int,
        count: int = 1,
        on_progress: Callable[[events.Progress], None] | None = None,
        on_notice: Callable[[str], None] | None = None,
    ) -> list[HeadlessResult]:
        """Makes `count` pictures with seeds seed, seed + 1...

        Raises:
            UnknownGenerator, InvalidParams, GeneratorError, MissingModel, OutOfMemory...
        """
        generator = self._registry.get(generator_id)
        checked = validate_params(generator.Params, params)
        request = _request(generator, checked, image, mask, seed=seed)
        made = self.run_request(
            generator, request, count=count, on_progress=on_progress, on_notice=on_notice
        )
        return [
            HeadlessResult(_in_place(image, request, r), dict(r.recipe), r.meters or ())
            for r in made
        ]

    def run_request(
        self,
        generator: type[Generator],
        request: Request,
        *,
        count: int = 1,
        branch: Branch | None = None,
        on_progress: Callable[[events.Progress], None] | None = None,
        on_notice: Callable[[str], None] | None = None,
    ) -> list[events.VariantReady]:
        """Makes `count` results of a request as it is. Raises what `run` does.

        Args:
            branch: the step of an earlier result to go on from.
        """
        plugin = self._registry.plugin_of(generator.id)
        job = Job(
            id=uuid.uuid4().hex,
            generator_class=generator,
            request=request,
            variants=count,
            label=generator.title,
            plugin=plugin.title,
            recipe=recipes.start(generator, request, plugin),
            branch=branch,
        )
        self._runner.submit(job)
        try:
            return self._collect(on_progress, on_notice)
        except KeyboardInterrupt:
            self._runner.cancel(job.id)
            raise

    def close(self) -> tuple[str, ...]:
        """Ends the worker. Returns the plugins that did not stop and were left behind."""
        return self._runner.close(timeout_s=_CLOSE_TIMEOUT_S)

    def _collect(
        self,
        on_progress: Callable[[events.Progress], None] | None,
        on_notice: Callable[[str], None] | None,
    ) -> list[events.VariantReady]:
        results: list[events.VariantReady] = []
        while True:
            match self._events.get():
                case events.Progress() as progress if on_progress is not None:
                    on_progress(progress)
                case events.Notice(text=text) if on_notice is not None:
                    on_notice(text)
                case events.VariantReady() as ready:
                    results.append(ready)
                case events.Finished():
                    return results
                case events.Failed(error=error):
                    raise error
                case events.Abandoned(plugin=plugin):
                    raise GeneratorError(f"{plugin} did not stop and was left behind.")
                case events.CancelledEvent():
                    raise GeneratorError("The run was cancelled.")


def _request(
    generator: type[Generator],
    params: Any,
    image: ImageU8 | None,
    mask: MaskU8 | None,
    *,
    seed: int,
) -> Request:
    """The whole picture as the request; the mask where the generator takes one."""
    pixels = None if image is None else read_only(image)
    if pixels is None and "required" in (
        generator.need(IMAGE, params),
        generator.need(SKETCH, params),
    ):
        raise GeneratorError(f"{generator.title} needs a picture.", "Give one with -i.")
    if mask is None and generator.need(MASK, params) == "required":
        raise GeneratorError(f"{generator.title} needs a mask.", "Give one with -m.")
    if pixels is not None:
        size = pixels.shape[1], pixels.shape[0]
    else:
        size = (
            int(getattr(params, "width", _DEFAULT_SIDE_PX)),
            int(getattr(params, "height", _DEFAULT_SIDE_PX)),
        )
        # A size of 0 is the generator's own; there is no page to take one from.
        size = size if all(size) else (0, 0)
    if mask is not None and pixels is not None and mask.shape != pixels.shape[:2]:
        raise GeneratorError(
            f"The mask has {mask.shape[1]} x {mask.shape[0]} pixels, the picture "
            f"{size[0]} x {size[1]}.",
            "They must be of one size.",
        )
    if mask is not None and generator.need(MASK, params) and not mask.any():
        raise GeneratorError("The mask is empty.", "Make white what is to be painted anew.")
    rect = Rect(0, 0, *size)
    if mask is not None and generator.need(MASK, params):
        rect = _around(mask)
        mask = read_only(mask[rect.slices()])
    if pixels is not None:
        pixels = read_only(pixels[rect.slices()])
    return Request(
        params=params,
        image=pixels if generator.need(IMAGE, params) else None,
        sketch=pixels if generator.need(SKETCH, params) else None,
        mask=mask if generator.need(MASK, params) else None,
        rect=rect,
        size_px=rect.size,
        seed=seed,
    )


def _around(mask: MaskU8) -> Rect:
    """What is masked with its surroundings."""
    page = Rect(0, 0, mask.shape[1], mask.shape[0])
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    masked = Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return framing.with_context(masked, page)


def _in_place(image: ImageU8 | None, request: Request, ready: events.VariantReady) -> ImageU8:
    """A result laid over its input where it is only a part of it; larger ones stand alone."""
    if image is None or request.mask is None:
        return ready.rgba
    page = Rect(0, 0, image.shape[1], image.shape[0])
    if not page.contains(ready.doc_rect):
        return ready.rgba
    return framing.paste(image, ready.rgba, ready.doc_rect)
