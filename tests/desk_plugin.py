"""A plugin with a desk, a parameter of points, one of amounts, and meters."""

DESK_PLUGIN = """
import numpy as np
from editor.api import (
    IMAGE, Amounts, Desk, Frames, Generator, GeneratorError, Meter, NewModel, Params, Piece, Points,
    Result, Slider, Verb, hookimpl, points_of
)

def plate(level):
    return np.full((16, 24, 3), int(level), np.uint8)

class NewOptions(Params):
    count: int = Slider(3, 1, 9)
    level: int = Slider(10, 0, 200)

class NameOptions(Params):
    name: str = ""

class Plates(Generator):
    id, title, needs, live, varies = "plates", "Plates", {IMAGE}, True, False
    summary = "Gray plates."
    seen = []
    desk = Desk("Plate desk", summary="Plates side by side.", verbs=(
        Verb("new", "New plates", "Plates of nobody.", Params=NewOptions),
        Verb("page", "From the page", needs_image=True),
        Verb("row", "A row", picks=("A", "B"), gives="frames"),
        Verb("mean", "Mean", "The mean of two plates.", picks=("A", "B")),
        Verb("ramp", "Make a ramp", picks=("Dark", "Light"), groups=True, gives="model",
             Params=NameOptions),
        Verb("odd", "Something odd"),
    ))
    class Params(Params):
        amount: float = Slider(0.0, 0, 1)
        spots: str = Points("First", "Second", title="Spots", help="Two places.")
        ramps: str = Amounts(kind="ramp", minimum=-2, maximum=2, step=0.5)
    def run(self, request, context):
        type(self).seen.append(request)
        heat = np.zeros((8, 8, 3), np.uint8)
        return Result([request.image.copy()], meters=[
            Meter("likeness", "Likeness", np.float32(0.25), text="Alike", picture=heat),
            Meter("strain", "Strain", 0.9, unit="dB", text="Too much", is_poor=True),
        ])
    def work(self, request, context):
        type(self).seen.append(request)
        levels = {name: [p.data["level"] for p in pieces]
                  for name, pieces in request.picks.items()}
        match request.verb:
            case "new":
                made = []
                for i in context.steps(request.options.count):
                    level = request.options.level + i
                    made.append(Piece(plate(level), {"level": level}))
                return made
            case "page":
                level = int(request.image[..., 0].mean())
                return [Piece(plate(level), {"level": level})]
            case "row":
                (a,), (b,) = levels["A"], levels["B"]
                return Frames([plate(level) for level in np.linspace(a, b, 5)])
            case "mean":
                (a,), (b,) = levels["A"], levels["B"]
                if a == b:
                    raise GeneratorError("They are the same.", "Choose two.")
                return [Piece(plate((a + b) / 2), {"level": (a + b) / 2})]
            case "ramp":
                return NewModel(request.options.name, "ramp", {"ramp.txt": b"0 1"},
                                {"title": request.options.name.title()})
            case _:
                return 7

@hookimpl
def figment_generators():
    return [Plates]
"""
