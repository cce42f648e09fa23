"""A plugin with a desk, points, things it finds, amounts and meters; and a workbench with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.ui import theme
from editor.ui.generate.job_bridge import JobBridge
from editor.workbench import Workbench
from tests.scripted import scripted_workbench

DESK_PLUGIN = """
import numpy as np
from editor.api import (
    IMAGE, Amounts, Desk, Finds, Frames, Generator, GeneratorError, Meter, NewModel, Params, Piece,
    Points, Result, Slider, Spot, Verb, hookimpl, points_of
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
    finds = Finds("Plate", none="There is no plate.", by_hand="spots", by_hand_title="By hand")
    class Params(Params):
        amount: float = Slider(0.0, 0, 1)
        spots: str = Points("First", "Second", title="Spots", help="Two places.")
        ramps: str = Amounts(kind="ramp", minimum=-2, maximum=2, step=0.5)
    looked, gate = [], None
    def find(self, request, context):
        type(self).looked.append(request)
        if self.gate is not None:
            assert self.gate.wait(10)
        if (request.image[..., 2] < 9).all():
            raise GeneratorError("It is too dark to see anything.")
        red = (request.image[..., 0] > 200) & (request.image[..., 1] < 90)
        columns = np.flatnonzero(np.diff(np.pad(red.any(axis=0), 1).astype(int)))
        spots = []
        for left, right in columns.reshape(-1, 2).tolist():
            rows = np.flatnonzero(red[:, left:right].any(axis=1))
            top, bottom = int(rows[0]), int(rows[-1]) + 1
            outline = ((left, top), (right, top), (right, bottom), (left, bottom))
            spots.append(Spot(outline, {"spots": f"{left},{top} {right},{bottom}"}))
        return sorted(spots, key=lambda spot: spot.outline[0][0] - spot.outline[1][0])
    @classmethod
    def chosen(cls, spots, params):
        known = [spot.values["spots"] for spot in spots]
        if not params.spots:
            return 0
        return known.index(params.spots) if params.spots in known else None
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


@contextmanager
def plates_workbench(folder: Path, qapp: QApplication) -> Iterator[Workbench]:
    """A workbench with that plugin chosen, whose events come through the window's bridge."""
    theme.current().apply(qapp, "dark", "#4f8cff")
    bridge = JobBridge()
    workbench = scripted_workbench(
        folder, {"plates.py": DESK_PLUGIN}, on_event=bridge.post, post=bridge.post
    )
    bridge.connect_to(workbench)
    workbench.choice.choose("plates")
    yield workbench
    workbench.close(timeout_s=5.0)
