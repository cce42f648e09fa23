"""Replacing what is masked by a thing that the model paints alone; torch-free until it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Context, MissingModel, Request
from plugins.inpainting import things
from plugins.inpainting.params import is_to_replace
from plugins.toolkit.diffusion.fillers import AUTO

if TYPE_CHECKING:
    from plugins.toolkit.diffusion.loading import Loaded
    from plugins.toolkit.diffusion.scrubbing import Formed

ImageU8 = npt.NDArray[np.uint8]
MaskU8 = npt.NDArray[np.uint8]

THINGS_ON = "things_on"
"""In a model's card: the words by which it paints a thing alone, such as `on a white background`;
of models that do this better than painting into a hole."""
_LOOK_PX, _THING_PX = 192, 96


def is_meant(params: Any) -> bool:
    """Whether something is to come in place of what is masked, or it is only to go."""
    return is_to_replace(params.mode, params.prompt)


def ground(request: Request, context: Context, *, whole: bool) -> str:
    """On which ground the model is to paint what the prompt names; empty to paint into the hole.

    Args:
        whole: everything is masked, which leaves nothing to put a thing into.
    """
    params = request.params
    if whole or not is_meant(params) or not params.prompt.strip():
        return ""
    if request.resume is not None:
        from plugins.toolkit.diffusion.scrubbing import Past

        # Its latents are of one or of the other.
        if Past.of(request.resume).wish.shown is None:
            return ""
    elif params.engine != AUTO or params.strength < 1 or "background" in params.prompt.lower():
        return ""
    try:
        return str(context.model(params.model).card.get(THINGS_ON, ""))
    except MissingModel:
        return ""


class Scene:
    """A picture whose masked part is gone, and where a thing is to be put.

    Args:
        filled: RGB `uint8 (H, W, 3)`.
        mask: `uint8 (H, W)`.
    """

    def __init__(self, filled: ImageU8, mask: MaskU8) -> None:
        self._filled, self._mask = filled, mask
        height, width = mask.shape
        shrink = min(1.0, _LOOK_PX / max(height, width))
        size = max(1, round(width * shrink)), max(1, round(height * shrink))
        self.small = np.asarray(cv2.resize(filled, size, interpolation=cv2.INTER_AREA), np.uint8)
        self._small_mask = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)

    def with_thing(self, picture: ImageU8) -> ImageU8 | None:
        """RGB `uint8 (H, W, 3)` with what a picture shows; None where it cannot be cut out."""
        thing = things.cut_out(picture)
        return None if thing is None else things.put(thing, self._filled, self._mask)

    def look(self, picture: ImageU8) -> ImageU8:
        """The same while it forms, small; with its ground where it cannot be told from it yet."""
        if not self._small_mask.any():
            return self.small
        large = cv2.resize(picture, (_THING_PX, _THING_PX), interpolation=cv2.INTER_LINEAR)
        whole = things.Thing(large, np.full(large.shape[:2], 255, np.uint8))
        return things.put(things.cut_out(large) or whole, self.small, self._small_mask)


def alone(loaded: Loaded, scene: Scene, ground: str, request: Request, context: Context) -> Formed:
    """What the prompt names, painted alone."""
    from plugins.toolkit.diffusion.painting import Wish
    from plugins.toolkit.diffusion.scrubbing import form, size_of

    params = request.params
    wish = Wish(
        prompt=f"{params.prompt.strip()} {ground}",
        negative_prompt=params.negative_prompt,
        size_px=size_of(request.resume, (loaded.native_px, loaded.native_px)),
        steps=params.steps,
        guidance_scale=params.guidance_scale,
        scheduler=params.scheduler,
        seed=request.seed,
        shown=scene.look,
    )
    return form(loaded, wish, context, resume=request.resume)
