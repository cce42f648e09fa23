"""The generator that makes a picture from a drawing with one pass of a pix2pix network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from editor.api import (
    SKETCH,
    Context,
    Generator,
    MissingModel,
    ModelFile,
    Native,
    Params,
    Request,
    TrainingFolder,
    over_color,
)

if TYPE_CHECKING:
    from plugins.sketch_to_photo.painter import Painter

NATIVE_PX = 256


class SketchToPhotoParams(Params):
    """What the user chooses."""

    model: str = ModelFile(
        "objects",
        kind="sketch-to-photo",
        help="objects: glossy things of any sort. clothing: garments and shoes as photographs.",
    )


class SketchToPhoto(Generator):
    """Lines and colour strokes on white paper to a shaded picture (pix2pix, Isola et al. 2017)."""

    id = "sketch-to-photo"
    title = "Sketch to photo"
    summary = "Draw an outline, add a few strokes of colour, and watch it take shape and light."
    needs: ClassVar[frozenset[str]] = frozenset({SKETCH})
    size = Native(NATIVE_PX)
    live = True
    varies = False
    train = "plugins.sketch_to_photo.own_pictures:train"
    train_folders = (
        TrainingFolder(
            "Things",
            "Pictures of things with transparency around them, or photos of one thing each on a "
            "plain background.",
            fewest=4,
            several=True,
        ),
    )
    icon = "scribble-loop"
    Params = SketchToPhotoParams

    def __init__(self) -> None:
        self._painters: dict[str, Painter] = {}

    def load(self, context: Context) -> None:
        """Imports torch, and reads the default model where it is installed."""
        import plugins.sketch_to_photo.painter  # noqa: F401 - the import is what takes the time

        try:
            self._painter(SketchToPhotoParams().model, context)
        except MissingModel:
            context.log("the default model is not installed")

    def unload(self) -> None:
        """Lets the networks go."""
        self._painters.clear()

    def run(self, request: Request, context: Context) -> Any:
        """The drawing over white paper through the network, once; the seed changes nothing."""
        assert request.sketch is not None
        sketch_rgb = over_color(request.sketch)
        painter = self._painter(request.params.model, context)
        for _ in context.steps(1):
            picture_rgb = painter.paint(sketch_rgb)
        return picture_rgb

    def _painter(self, name: str, context: Context) -> Painter:
        from plugins.sketch_to_photo.painter import Painter

        model = context.model(name)
        key = f"{model.path}|{context.device}|{context.dtype}"
        if key not in self._painters:
            # One model at a time: they are small, but a user's own need not be.
            self._painters.clear()
            self._painters[key] = Painter.of(model.state_dict(), name=name, context=context)
        return self._painters[key]
