"""The generator that makes a line drawing of a picture: lines on white paper, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from editor.api import (
    IMAGE,
    AnySize,
    Choice,
    Context,
    Generator,
    Params,
    Request,
    Slider,
    Toggle,
    over_color,
)

if TYPE_CHECKING:
    from editor.api import ImageU8


class PhotoToSketchParams(Params):
    """What the user chooses."""

    style: str = Choice(
        "edges",
        {"edges": "Edges", "contours": "Contours", "pencil": "Pencil"},
        help="Edges follows every change of colour; contours draws the outlines of flat areas; "
        "pencil is soft and shaded.",
    )
    detail: float = Slider(
        0.5, 0, 1, step=0.05, help="0 draws the outline and the strongest edges only."
    )
    line_width: float = Slider(
        2.0, 1, 6, step=0.5, unit="px", help="Of a picture 256 pixels wide; larger ones scale it."
    )
    color_hints: bool = Toggle(
        False,
        title="Colour strokes",
        help="Adds strokes in the picture's colours, as sketch-to-photo understands them.",
    )


class PhotoToSketch(Generator):
    """Picture to drawing, so that draw, photo, redraw is a loop."""

    id = "photo-to-sketch"
    title = "Photo to sketch"
    summary = "Turns a picture into a line drawing that sketch-to-photo can paint again."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE})
    size = AnySize()
    live = True
    icon = "pencil-line"
    Params = PhotoToSketchParams

    @classmethod
    def varies_for(cls, params: Any) -> bool:
        """Chance places the colour strokes, and nothing else."""
        return bool(params.color_hints)

    def run(self, request: Request, context: Context) -> Any:
        """Black lines on white paper; the seed places the colour strokes."""
        from plugins.sketch_to_photo import drawing

        assert request.image is not None
        picture_rgb: ImageU8 = over_color(request.image)
        params = request.params
        context.progress(0.0, "lines")
        ink = drawing.ink(
            picture_rgb, style=params.style, detail=params.detail, line_width=params.line_width
        )
        paper = drawing.white_paper(picture_rgb)
        if params.color_hints:
            context.progress(0.5, "colour")
            paper = drawing.colour_strokes(picture_rgb, seed=request.seed)
        sketch_rgb = drawing.inked(paper, ink)
        context.progress(1.0)
        return sketch_rgb
