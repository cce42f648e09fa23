"""The generator that paints anew what is masked, and leaves the rest as it is to the bit."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING, Any, ClassVar

from editor.api import (
    IMAGE,
    MASK,
    AnySize,
    Context,
    Generator,
    GeneratorError,
    MissingModel,
    Rect,
    Request,
    Result,
    over_color,
)
from plugins.inpainting import laying, outpainting, replacing
from plugins.inpainting.params import InpaintingParams
from plugins.toolkit.diffusion import parameters
from plugins.toolkit.diffusion.fillers import (
    AUTO,
    FILLER,
    FILLERS,
    LEARNED,
    MODEL,
    NAVIER_STOKES,
    PATCHES,
    TELEA,
    nothing_around,
    psnr_key,
)
from plugins.toolkit.diffusion.models import ModelHolder

if TYPE_CHECKING:
    from editor.api import ImageU8, MaskU8
    from plugins.inpainting.learned.filler import Filler
    from plugins.toolkit.diffusion.loading import Loaded
    from plugins.toolkit.diffusion.scrubbing import Formed


class Inpainting(Generator):
    """Masked parts of a picture anew: by any pipeline that inpaints, or continued from the rim."""

    id = "inpainting"
    title = "Inpainting"
    summary = "Paint over something, and it is gone, or turns into what you describe."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE, MASK})
    size = AnySize()
    steers = parameters.STEERS | {"feather"}
    works_without_model = True
    icon = "bandaids"
    Params = InpaintingParams

    def __init__(self) -> None:
        self._models = ModelHolder()
        self._filler: Filler | None = None

    @classmethod
    def needs_for(cls, params: Any) -> Set[str]:
        """Outpainting makes its own mask."""
        return {IMAGE} if params.mode == "outpaint" else cls.needs

    @classmethod
    def check(cls, request: Request) -> None:
        """There must be something to fill, and something to continue from."""
        params, mask = request.params, request.mask
        if params.mode == "outpaint" or mask is None:
            return
        if not mask.any():
            raise GeneratorError(
                "The mask is empty.", "Paint over the part with the mask brush, or select it."
            )
        fills = params.mode == "fill" or params.engine not in (AUTO, MODEL)
        if fills and (mask > 0).all():
            raise nothing_around()

    @classmethod
    def varies_for(cls, params: Any) -> bool:
        """Patches are begun by chance, and so is a painting; smooth fills are computed."""
        return params.engine not in (TELEA, NAVIER_STOKES)

    def load(self, context: Context) -> None:
        """Reads the first model where one is installed."""
        self._models.prepare("", context)

    def unload(self) -> None:
        """Lets the models go."""
        self._models.let_go()
        self._filler = None

    def run(self, request: Request, context: Context) -> Any:
        """The picture with its masked part anew; a larger one when outpainting."""
        assert request.image is not None
        params = request.params
        if params.mode == "outpaint":
            height, width = request.image.shape[:2]
            canvas = outpainting.grown((width, height), share=params.grow / 100, side=params.side)
            pixels, mask = outpainting.on_canvas(request.image, canvas)
            return self._anew(pixels, mask, request, context, rect=canvas)
        assert request.mask is not None
        return self._anew(request.image, request.mask, request, context)

    def _anew(
        self,
        image: ImageU8,
        mask: MaskU8,
        request: Request,
        context: Context,
        *,
        rect: Rect | None = None,
    ) -> Result:
        from plugins.toolkit.diffusion import seam, sizes

        params = request.params
        image_rgb, whole = over_color(image), bool((mask > 0).all())
        method = self._method(params, context, whole=whole)
        if method:
            context.progress(0.0, "filling")
            painted = self._filled(
                image_rgb,
                mask,
                method,
                request.seed,
                context,
                tell=lambda share: context.progress(share, "filling"),
            )
            context.progress(1.0, "done")
            # A fill starts from the very pixels at the edge: it has no seam to soften.
            return Result([seam.blended(painted, image, mask, feather_px=0)], rect=rect)
        ground = replacing.ground(request, context, whole=whole)
        if ground:
            filled = self._filled(
                image_rgb,
                mask,
                _best_fill(context),
                request.seed,
                context,
                tell=lambda _: context.check(),
            )
            replaced = self._with_a_thing(filled, image, mask, ground, request, context)
            if replaced is not None:
                return replaced
        formed = self._formed(image_rgb, mask, request, context, rect=rect)
        painted = sizes.scaled(formed.picture, (mask.shape[1], mask.shape[0]))
        blended = laying.laid(painted, image, mask, feather_px=params.feather)
        finer = laying.finer(formed.picture, image, mask, feather_px=params.feather)
        return Result([blended], rect=rect, trace=formed.trace, finer=finer)

    @classmethod
    def _method(cls, params: Any, context: Context, *, whole: bool) -> str:
        """The classical method that a run uses; empty for the model.

        Args:
            whole: everything is masked, which leaves nothing to continue from.
        """
        if params.mode == "fill":
            return PATCHES if params.engine in (AUTO, MODEL) else str(params.engine)
        if params.engine == MODEL:
            return ""
        replaces = replacing.is_meant(params)
        if params.engine == AUTO:
            told = params.mode == "outpaint" and params.prompt.strip()
            models_alone = replaces or told or whole
            return "" if models_alone else cls._better_than_the_model(params.model, context)
        return str(params.engine)

    @staticmethod
    def _better_than_the_model(name: str, context: Context) -> str:
        """A fill, where the model's own card says that even the methods which blur fill better."""
        try:
            measured = context.model(name).card.get("quality", {})
            figures = {filler: measured.get(psnr_key(filler), 0.0) for filler in FILLERS}
            if max(figures, key=lambda filler: figures[filler]) == MODEL:
                return ""
        except MissingModel:
            if name:  # somebody asked for that very one
                raise
        return _best_fill(context)

    def _filled(
        self,
        image_rgb: ImageU8,
        mask: MaskU8,
        method: str,
        seed: int,
        context: Context,
        *,
        tell: Callable[[float], None],
    ) -> ImageU8:
        """What is done without diffusion."""
        from plugins.inpainting import classical, patches

        if method not in (PATCHES, LEARNED):
            return classical.fill(image_rgb, mask, method=method)
        guide = self._guide(context) if method == LEARNED else None
        return patches.fill(image_rgb, mask, seed=seed, guide=guide, on_progress=tell)

    def _with_a_thing(
        self,
        filled: ImageU8,
        image: ImageU8,
        mask: MaskU8,
        ground: str,
        request: Request,
        context: Context,
    ) -> Result | None:
        """The masked part gone, as in `filled`, and in its place what the model paints alone; None
        where that is no thing which can be cut out."""
        from plugins.toolkit.diffusion import seam

        scene = replacing.Scene(filled, mask)
        context.preview(scene.small)
        formed = replacing.alone(
            self._loaded(request.params, context), scene, ground, request, context
        )
        made = scene.with_thing(formed.picture)
        if made is None:
            context.notice(
                "What the model painted alone could not be cut out; "
                "it painted into the hole instead."
            )
            return None
        return Result([seam.blended(made, image, mask, feather_px=0)], trace=formed.trace)

    def _guide(self, context: Context) -> Filler:
        from plugins.inpainting.learned.filler import Filler

        if self._filler is None:
            model = context.model(FILLER, kind=FILLER)
            self._filler = Filler(model.state_dict(), name=model.name)
        return self._filler

    def _loaded(self, params: Any, context: Context) -> Loaded:
        try:
            return self._models.of(params, context)
        except MissingModel as error:
            hint = f"{error.hint} Mode “fill” needs none."
            raise MissingModel(error.text, hint, error.details) from None

    def _formed(
        self,
        image_rgb: ImageU8,
        mask: MaskU8,
        request: Request,
        context: Context,
        *,
        rect: Rect | None,
    ) -> Formed:
        """What the model makes of it, at the size that it works at."""
        from plugins.inpainting import classical
        from plugins.toolkit.diffusion import sizes

        params = request.params
        if not (mask > 0).all():
            context.preview(classical.first_look(image_rgb, mask), rect=rect)
        loaded = self._loaded(params, context)
        from plugins.toolkit.diffusion.painting import Wish
        from plugins.toolkit.diffusion.scrubbing import form, size_of

        height, width = mask.shape
        fitting = sizes.fitting_size(
            (width, height), native_px=loaded.native_px, multiple_px=loaded.multiple_px
        )
        size_px = size_of(request.resume, fitting)
        start = image_rgb
        replaces = replacing.is_meant(params)
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
            rect=rect,
        )
        return form(loaded, wish, context, resume=request.resume)


def _best_fill(context: Context) -> str:
    """What removes best without diffusion, of what is installed."""
    try:
        context.model(FILLER, kind=FILLER)
    except MissingModel:
        return PATCHES
    return LEARNED
