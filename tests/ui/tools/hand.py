"""A workbench without generators, and a hand that drives tools by document points."""

from __future__ import annotations

from pathlib import Path

from editor.api import Rect
from editor.document import Document, Layer
from editor.host import discover
from editor.jobs import Runner
from editor.models import Catalogue
from editor.settings import Settings
from editor.ui.tools import Button, Modifiers, PointerEvent, ToolBox
from editor.workbench import Notice, Workbench

Point = tuple[float, float]


def small_workbench(folder: Path) -> Workbench:
    """A real workbench; whoever makes it closes it."""
    catalogue = Catalogue([folder / "models"])
    return Workbench(
        settings=Settings(folder / "settings.json"),
        registry=discover(folders=[], markers=folder / "markers"),
        catalogue=catalogue,
        runner=Runner(
            on_event=lambda event: None,
            device="cpu",
            store=None,
            catalogue=catalogue,
            memory_budget_bytes=10**9,
        ),
    )


class Hand:
    """Presses, moves and releases in document coordinates."""

    def __init__(self, workbench: Workbench, scale: float = 1.0) -> None:
        self.workbench = workbench
        self.tools = ToolBox(workbench)
        self.scale = scale
        self.notices: list[Notice] = []
        workbench.notice.connect(self.notices.append)

    @property
    def doc(self) -> Document:
        """The active document."""
        return self.workbench.require_document()

    @property
    def layer(self) -> Layer:
        """The active layer."""
        assert isinstance(self.doc.active, Layer)
        return self.doc.active

    def take(self, tool_id: str, **options: object) -> None:
        """Chooses a tool and sets its options."""
        self.tools.choose(tool_id)
        for name, value in options.items():
            self.tools.options.set(tool_id, name, value)

    def event(self, pos: Point, held: Modifiers, pressure: float = 1.0) -> PointerEvent:
        """The pointer at a document point."""
        return PointerEvent(
            doc_pos=pos,
            view_pos=(pos[0] * self.scale, pos[1] * self.scale),
            pressure=pressure,
            button=Button.LEFT,
            modifiers=held,
            scale=self.scale,
        )

    def press(self, pos: Point, held: Modifiers = Modifiers.NONE) -> None:
        """Button down."""
        self.tools.press(self.event(pos, held))

    def move(self, pos: Point, held: Modifiers = Modifiers.NONE) -> None:
        """On, button down."""
        self.tools.move(self.event(pos, held))

    def release(self, pos: Point, held: Modifiers = Modifiers.NONE) -> None:
        """Button up."""
        self.tools.release(self.event(pos, held))

    def drag(self, *points: Point, held: Modifiers = Modifiers.NONE) -> None:
        """From the first point over the others to the last."""
        self.press(points[0], held)
        for point in points[1:]:
            self.move(point, held)
        self.release(points[-1], held)

    def click(self, pos: Point, held: Modifiers = Modifiers.NONE) -> None:
        """Down and up in one place."""
        self.press(pos, held)
        self.release(pos, held)

    def alpha(self, x: int, y: int) -> int:
        """How opaque the active layer is at a pixel."""
        return int(self.pixel(x, y)[3])

    def pixel(self, x: int, y: int) -> tuple[int, ...]:
        """The active layer's straight RGBA at a pixel."""
        return tuple(int(v) for v in self.layer.pixels.read(Rect(x, y, 1, 1))[0, 0])

    def selected(self, x: int, y: int) -> int:
        """The selection's mask at a pixel; 0 where nothing is selected at all."""
        if self.doc.selection.mask is None:
            return 0
        return int(self.doc.selection.mask.read(Rect(x, y, 1, 1))[0, 0])
