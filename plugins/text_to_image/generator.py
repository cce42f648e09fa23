"""The generator that paints what a prompt says, from nothing or from the picture on the page."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from editor.api import (
    IMAGE,
    AnySize,
    Context,
    Generator,
    GeneratorError,
    Params,
    Prompt,
    Rect,
    Request,
    Result,
    Slider,
    optional,
    over_color,
)
from plugins.toolkit.diffusion import parameters
from plugins.toolkit.diffusion.models import ModelHolder

if TYPE_CHECKING:
    from editor.api import ImageU8

MAX_PX = 4096


def _side() -> Any:
    return Slider(
        0,
        0,
        MAX_PX,
        step=8,
        unit="px",
        help="0 fills the page or selection, or suits the model. Far more than it learned on shows "
        "things several times.",
    )


class TextToImageParams(Params):
    """What the user chooses."""

    prompt: str = Prompt(
        placeholder="a red apple on a blue background",
        help="What to paint. Empty paints whatever the model likes.",
    )
    negative_prompt: str = parameters.negative_prompt("blurry")
    model: str = parameters.model("text-to-image")
    width: int = _side()
    height: int = _side()
    strength: float = Slider(
        1.0,
        0.05,
        1,
        step=0.05,
        help="1 paints a new picture. Less starts from the one on the page and changes it so much.",
    )
    steps: int = parameters.steps()
    guidance_scale: float = parameters.guidance_scale()
    scheduler: str = parameters.scheduler()
    lora: str = parameters.lora()
    lora_strength: float = parameters.lora_strength()


class TextToImage(Generator):
    """A prompt, through any text-to-image pipeline of diffusers, to a picture."""

    id = "text-to-image"
    title = "Text to image"
    summary = "Paints what you describe in words, or changes the picture you have that way."
    needs: ClassVar[frozenset[str]] = frozenset({optional(IMAGE)})
    size = AnySize()
    steers = parameters.STEERS
    icon = "text-t"
    Params = TextToImageParams

    def __init__(self) -> None:
        self._models = ModelHolder()

    @classmethod
    def needs_for(cls, params: Any) -> Set[str]:
        """The picture on the page only where it is to be changed."""
        return {IMAGE} if params.strength < 1 else frozenset()

    @classmethod
    def check(cls, request: Request) -> None:
        """What is to be changed must be there."""
        if request.image is not None and not request.image[..., 3].any():
            raise GeneratorError(
                "There is no picture to change.", "Set strength to 1 for a new one, or open one."
            )

    def load(self, context: Context) -> None:
        """Reads the first model where one is installed."""
        self._models.prepare("", context)

    def unload(self) -> None:
        """Lets the model go."""
        self._models.let_go()

    def run(self, request: Request, context: Context) -> Any:
        """The picture at the size that was asked for; else the model's, filling the request's."""
        params = request.params
        loaded = self._models.of(params, context)
        # Only now: without a model nobody should wait for these imports to be told so.
        from plugins.toolkit.diffusion import sizes
        from plugins.toolkit.diffusion.painting import Wish
        from plugins.toolkit.diffusion.scrubbing import form, size_of

        asked = _asked(request)
        limits = {"native_px": loaded.native_px, "multiple_px": loaded.multiple_px}
        if all(asked):
            size_px, fills = sizes.exact_size(asked, **limits), False
        else:
            given = request.size_px if all(request.size_px) else (1, 1)
            size_px = sizes.fitting_size(given, **limits)
            fills = all(request.size_px)
        size_px = size_of(request.resume, size_px)
        start = None if request.image is None else over_color(request.image)
        wish = Wish(
            prompt=params.prompt,
            negative_prompt=params.negative_prompt,
            size_px=size_px,
            steps=params.steps,
            guidance_scale=params.guidance_scale,
            scheduler=params.scheduler,
            strength=params.strength,
            seed=request.seed,
            image=None if start is None else sizes.scaled(start, size_px),
        )
        formed = form(loaded, wish, context, resume=request.resume)
        if fills:
            picture = _as_clear(sizes.scaled(formed.picture, request.size_px), request.image)
            finer = []
            is_scaled = formed.picture.shape[:2] != picture.shape[:2]
            if is_scaled and sizes.holds(formed.picture, request.size_px):
                finer = [_as_clear(formed.picture, request.image)]
            return Result([picture], trace=formed.trace, finer=finer)
        picture = sizes.taken(formed.picture, asked) if all(asked) else formed.picture
        rect = Rect(0, 0, picture.shape[1], picture.shape[0])
        return Result([picture], rect=rect, trace=formed.trace)


def _asked(request: Request) -> tuple[int, int]:
    """The size that was asked for; with a 0 in it where the request's or the model's is right."""
    params = request.params
    if request.image is not None:
        return 0, 0  # what is changed keeps its size
    width, height = params.width, params.height
    is_alone = bool(width) != bool(height)
    if is_alone and not all(request.size_px):
        return max(width, height), max(width, height)  # no page gives the other side
    return width, height


def _as_clear(picture: ImageU8, of: ImageU8 | None) -> ImageU8:
    """What was made of a picture, transparent where that is; RGB where it is nowhere."""
    from plugins.toolkit.diffusion import sizes

    if of is None or of[..., 3].min() == 255:
        return picture
    alpha = sizes.scaled(of[..., 3], (picture.shape[1], picture.shape[0]))
    return np.dstack([picture, alpha])
