"""The generator that paints anew what is masked, and leaves the rest as it is to the bit."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any, ClassVar

from editor.api import (
    IMAGE,
    MASK,
    AnySize,
    Choice,
    Context,
    Generator,
    GeneratorError,
    MissingModel,
    ModelFile,
    Params,
    Prompt,
    Request,
    Result,
    Slider,
    over_color,
)
from plugins.inpainting import outpainting
from plugins.toolkit.diffusion.models import ModelHolder
from plugins.toolkit.diffusion.schedulers import OWN, TITLES

if TYPE_CHECKING:
    from editor.api import ImageU8, MaskU8

MODEL, TELEA, NAVIER_STOKES = "model", "telea", "navier-stokes"


class InpaintingParams(Params):
    """What the user chooses."""

    mode: str = Choice(
        "auto",
        {
            "auto": "Remove, or replace by the prompt",
            "fill": "Fill from around, at once",
            "remove": "Remove",
            "replace": "Replace by the prompt",
            "outpaint": "Outpaint beyond the page",
        },
        help="Fill needs no model. Outpaint needs no mask and makes the page larger.",
    )
    prompt: str = Prompt(placeholder="a wooden bench", help="What shall be there instead.")
    negative_prompt: str = Prompt(
        placeholder="text", help="What to keep out of it.", title="Without"
    )
    model: str = ModelFile(kind="inpainting", help="A folder in the diffusers format.")
    engine: str = Choice(
        MODEL,
        {MODEL: "Model", TELEA: "Telea, no model", NAVIER_STOKES: "Navier-Stokes, no model"},
        help="The two without a model continue what is around a small hole, in an instant.",
    )
    strength: float = Slider(
        1.0, 0.05, 1, step=0.05, help="Less than 1 keeps something of what is under the mask."
    )
    feather: float = Slider(
        4, 0, 64, step=1, unit="px", help="How softly the new part fades in, inside the mask."
    )
    grow: float = Slider(
        25, 5, 100, step=5, unit="%", help="How far outpainting reaches, of the shorter side."
    )
    side: str = Choice("all", outpainting.SIDES, help="Where outpainting reaches to.")
    steps: int = Slider(20, 1, 150, help="More steps, finer pictures, longer runs.")
    guidance_scale: float = Slider(
        5.0, 1, 20, step=0.5, title="Guidance", help="How literally the prompt is taken."
    )
    scheduler: str = Choice(OWN, TITLES, help="How the noise is taken away, step by step.")


class Inpainting(Generator):
    """Masked parts of a picture anew: by any pipeline that inpaints, or continued from the rim."""

    id = "inpainting"
    title = "Inpainting"
    summary = "Paint over something, and it is gone, or turns into what you describe."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE, MASK})
    size = AnySize()
    works_without_model = True
    icon = "bandaids"
    Params = InpaintingParams

    def __init__(self) -> None:
        self._models = ModelHolder()

    @classmethod
    def needs_for(cls, params: Any) -> Set[str]:
        """Outpainting makes its own mask."""
        return {IMAGE} if params.mode == "outpaint" else cls.needs

    def load(self, context: Context) -> None:
        """Reads the first model where one is installed."""
        self._models.prepare("", context)

    def unload(self) -> None:
        """Lets the model go."""
        self._models.let_go()

    def run(self, request: Request, context: Context) -> Any:
        """The picture with its masked part anew; a larger one when outpainting."""
        assert request.image is not None
        params = request.params
        if params.mode == "outpaint":
            height, width = request.image.shape[:2]
            canvas = outpainting.grown((width, height), share=params.grow / 100, side=params.side)
            pixels, mask = outpainting.on_canvas(request.image, canvas)
            return Result([self._anew(pixels, mask, request, context)], rect=canvas)
        assert request.mask is not None
        if not request.mask.any():
            raise GeneratorError(
                "The mask is empty.", "Paint over the part with the mask brush, or select it."
            )
        return self._anew(request.image, request.mask, request, context)

    def _anew(self, image: ImageU8, mask: MaskU8, request: Request, context: Context) -> ImageU8:
        from plugins.inpainting import classical
        from plugins.toolkit.diffusion import seam

        params = request.params
        image_rgb = over_color(image)
        method = self._method(params)
        if method:
            context.progress(0.0, "filling")
            painted = classical.fill(image_rgb, mask, method=method)
            context.progress(1.0, "done")
            # A fill starts from the very pixels at the edge: it has no seam to soften.
            return seam.blended(painted, image, mask, feather_px=0)
        painted = self._painted(image_rgb, mask, request, context)
        painted = seam.matched(painted, image_rgb, mask)
        return seam.blended(painted, image, mask, feather_px=params.feather)

    @staticmethod
    def _method(params: Any) -> str:
        """The classical method that a run uses; empty for the model."""
        if params.mode == "fill":
            return TELEA if params.engine == MODEL else str(params.engine)
        if params.engine == MODEL:
            return ""
        if params.mode == "replace" or (params.mode == "auto" and params.prompt.strip()):
            raise GeneratorError(
                "Only a model can paint what a prompt says.",
                "Choose engine “model”, or remove without a prompt.",
            )
        return str(params.engine)

    def _painted(
        self, image_rgb: ImageU8, mask: MaskU8, request: Request, context: Context
    ) -> ImageU8:
        """What the model makes of it, at the picture's own size."""
        from plugins.inpainting import classical
        from plugins.toolkit.diffusion import sizes

        params = request.params
        try:
            loaded = self._models.get(params.model, context)
        except MissingModel as error:
            hint = f"{error.hint} Mode “fill” needs none."
            raise MissingModel(error.text, hint, error.details) from None
        from plugins.toolkit.diffusion.painting import Wish, paint

        height, width = mask.shape
        size_px = sizes.fitting_size(
            (width, height), native_px=loaded.native_px, multiple_px=loaded.multiple_px
        )
        start = image_rgb
        replaces = params.mode == "replace" or (params.mode == "auto" and params.prompt.strip())
        if not replaces and not (mask > 0).all():
            # Where a run keeps something of what lies under the mask, that is not what must go.
            start = classical.fill(image_rgb, mask, method=TELEA)
        uses_words = replaces or params.mode == "outpaint"
        wish = Wish(
            prompt=params.prompt if uses_words else "",
            negative_prompt=params.negative_prompt,
            size_px=size_px,
            steps=params.steps,
            guidance_scale=params.guidance_scale if uses_words else 1.0,
            scheduler=params.scheduler,
            strength=params.strength,
            seed=request.seed,
            image=sizes.scaled(start, size_px),
            mask=sizes.cells(mask, size_px, cell_px=loaded.latent_px),
        )
        return sizes.scaled(paint(loaded, wish, context), (width, height))
