"""The generator that repaints a picture in a painter's manner with one pass of a CycleGAN."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from editor.api import (
    IMAGE,
    AnySize,
    Choice,
    Context,
    Generator,
    GeneratorError,
    MissingModel,
    Model,
    ModelFile,
    Params,
    Request,
    Result,
    Slider,
    Toggle,
    TrainingFolder,
)

if TYPE_CHECKING:
    from editor.api import ImageU8
    from plugins.style_transfer.cycle import CycleCheck
    from plugins.style_transfer.painter import Painter

BACK_FILE = "back_file"
"""The card's entry for the weights that go from the style to photos."""
_TO_PHOTO = "-to-photo"


class StyleTransferParams(Params):
    """What the user chooses."""

    style: str = Choice(
        "monet",
        {
            "monet": "Monet",
            "vangogh": "Van Gogh",
            "monet-to-photo": "Monet to photo",
            "vangogh-to-photo": "Van Gogh to photo",
        },
        help="Photos take the painter's palette and strokes; paintings go the other way.",
    )
    strength: float = Slider(
        1.0, 0, 1, step=0.05, help="0 is the picture as it was, 1 the painting alone."
    )
    keep_color: bool = Toggle(
        False,
        title="Keep colours",
        help="Takes light and strokes of the painting, not its colours.",
    )
    resolution: int = Slider(
        768,
        256,
        1536,
        step=64,
        unit="px",
        title="Working size",
        help="The painter sees as many pixels as a square of this side. Smaller paints with "
        "larger strokes and is quicker; larger pictures keep their own fine detail at edges.",
    )
    cycle_check: bool = Toggle(
        False,
        title="Cycle check",
        help="Goes there and back as well, and shows with the result what that changed: one "
        "figure, and a picture of the difference.",
    )
    show: str = Choice(
        "painting",
        {"painting": "Painting", "back": "There and back", "difference": "Cycle difference"},
        help="There and back returns to the side of the picture; the difference is what the "
        "way there and back changed, three times as strong.",
    )
    model: str = ModelFile(
        "",
        kind="style-transfer",
        empty="As the style says",
        help="A CycleGAN generator of your own (.pth or .safetensors) in place of the style.",
    )


class StyleTransfer(Generator):
    """Photo to painting and back (CycleGAN, Zhu et al. 2017)."""

    id = "style-transfer"
    title = "Style transfer"
    summary = "Repaints a photo as Monet or Van Gogh would, or a painting as a photo."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE})
    size = AnySize()
    live = True
    live_px = 1024
    local = True
    varies = False
    icon = "paint-brush"
    train = ".own_pictures:train"
    train_folders = (
        TrainingFolder("Photos", "What is to be painted: some hundreds are best.", fewest=4),
        TrainingFolder("Style", "Pictures in the manner that is to be learned.", fewest=4),
    )
    Params = StyleTransferParams

    def __init__(self) -> None:
        self._painters: dict[str, Painter] = {}
        self._painted: tuple[str, ImageU8] | None = None

    @classmethod
    def check(cls, request: Request) -> None:
        """There must be a picture."""
        if request.image is not None and not request.image[..., 3].any():
            raise GeneratorError("There is no picture to repaint.", "Open one, or paint one.")

    def load(self, context: Context) -> None:
        """Imports torch, and reads the default model where it is installed."""
        import plugins.style_transfer.painter  # noqa: F401 - the import is what takes the time

        try:
            self._painter(StyleTransferParams(), context)
        except MissingModel:
            context.log("the default model is not installed")

    def unload(self) -> None:
        """Lets the networks go."""
        self._painters.clear()
        self._painted = None

    def run(self, request: Request, context: Context) -> Any:
        """The whole picture through the network at working size; the seed changes nothing."""
        from plugins.style_transfer import detail
        from plugins.style_transfer.opaque import opaque

        assert request.image is not None
        params = request.params
        picture_rgb = opaque(request.image)
        size_px = _working_size(request, params.resolution)
        context.progress(0.0, "painting")
        small_rgb = detail.shrunk(picture_rgb, size_px)
        painted_rgb = self._paint(small_rgb, params, context)
        meters = []
        if params.cycle_check or params.show != "painting":
            context.progress(0.4, "the way back")
            cycle = self._cycle(small_rgb, painted_rgb, params, context)
            meters.append(cycle.meter())
            shown = {"back": cycle.back_rgb, "difference": cycle.difference_rgb}
            painted_rgb = shown.get(params.show, painted_rgb)
        context.progress(0.8, "detail")
        out = request.image.copy()
        if params.show == "difference":
            out[..., :3] = detail.enlarged(painted_rgb, request.size_px)
        else:
            out[..., :3] = detail.blended(
                picture_rgb,
                small_rgb,
                painted_rgb,
                strength=params.strength,
                keep_color=params.keep_color,
                check=context.check,
            )
        hidden = request.image[..., 3] == 0
        out[hidden] = request.image[hidden]
        context.progress(1.0)
        return Result([out], meters=meters)

    def _paint(self, small_rgb: ImageU8, params: Any, context: Context) -> ImageU8:
        """The network's picture, kept: moving the strength or the colours needs no second pass."""
        painter = self._painter(params, context)
        model, file = _choice(params, context)
        seen = hashlib.sha256(repr(small_rgb.shape).encode() + small_rgb.tobytes()).hexdigest()
        key = f"{model.path}|{file}|{context.device}|{context.dtype}|{seen}"
        if self._painted is None or self._painted[0] != key:
            self._painted = key, painter.paint(small_rgb)
        return self._painted[1]

    def _cycle(
        self, small_rgb: ImageU8, painted_rgb: ImageU8, params: Any, context: Context
    ) -> CycleCheck:
        from plugins.style_transfer.cycle import check_cycle

        there = self._painter(params, context)
        back = self._painter(params, context, back=True)
        return check_cycle(small_rgb, there=there, back=back, there_rgb=painted_rgb)

    def _painter(self, params: Any, context: Context, *, back: bool = False) -> Painter:
        from plugins.style_transfer.brush import Brush
        from plugins.style_transfer.painter import Painter

        model, file = _choice(params, context, back=back)
        key = f"{model.path}|{file}|{context.device}|{context.dtype}"
        if key not in self._painters:
            # Both ways of one model: they are small, but a user's own need not be.
            here = f"{model.path}|"
            self._painters = {k: p for k, p in self._painters.items() if k.startswith(here)}
            state = model.state_dict(file)
            # The way back starts from a painting, which has its strokes.
            brush = Brush.of(model.card) if file is None else None
            painter = Painter.of(state, name=model.name, context=context, brush=brush)
            self._painters[key] = painter
        return self._painters[key]


def _working_size(request: Request, resolution_px: int) -> tuple[int, int]:
    """At the scale of the whole page, whatever part of it and however large the picture shows."""
    from plugins.style_transfer import detail

    if request.rect.is_empty:
        return detail.working_size(request.size_px, request.size_px, resolution_px=resolution_px)
    whole = request.rect if request.whole is None else request.whole
    wanted = detail.working_size(request.rect.size, whole.size, resolution_px=resolution_px)
    return min(wanted[0], request.size_px[0]), min(wanted[1], request.size_px[1])


def _choice(params: Any, context: Context, *, back: bool = False) -> tuple[Model, str | None]:
    """The model and the file in it; None is the file that its card names."""
    style = params.style.removesuffix(_TO_PHOTO)
    model = context.model(params.model or style)
    to_photo = params.style.endswith(_TO_PHOTO) and (not params.model or BACK_FILE in model.card)
    if back and BACK_FILE not in model.card:
        raise GeneratorError(
            f"{model.name} has no way back.",
            "Only models trained in both directions can be checked; show the painting.",
        )
    return model, str(model.card[BACK_FILE]) if to_photo != back else None
