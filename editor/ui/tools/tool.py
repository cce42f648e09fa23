"""What every tool is: a small state machine over points that changes the document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from editor.document import Document
from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.options import ToolOption
from editor.ui.tools.shapes import Shape

if TYPE_CHECKING:
    from editor.ui.tools.toolbox import ToolBox

Cursor = Literal[
    "brush",
    "cross",
    "move",
    "hand",
    "grabbing",
    "zoom",
    "pick",
    "rotate",
    "forbidden",
    "text",
    "point",
]
Key = Literal[
    "enter", "escape", "left", "right", "up", "down", "backspace", "delete", "home", "end"
]

ARROWS: dict[str, tuple[int, int]] = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
}


class Tool:
    """The base of all tools: does nothing. `ToolBox` calls these while the tool is active.

    Attributes:
        id, title, shortcut, icon: for the tool bar; shortcut as in a menu, such as "Shift+G".
        hint: one line on how it is used, for the status bar.
        has_presets: whether its options can be kept under names and taken again.
        is_passing: once it has done its work, or was given up, the tool before is taken again.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    shortcut: ClassVar[str]
    icon: ClassVar[str]
    hint: ClassVar[str] = ""
    options: ClassVar[tuple[ToolOption, ...]] = ()
    is_passing: ClassVar[bool] = False
    has_presets: ClassVar[bool] = False

    def __init__(self, box: ToolBox) -> None:
        self.box = box

    @property
    def doc(self) -> Document:
        """The document that is worked on; tools are called only where there is one."""
        doc = self.box.document
        assert doc is not None
        return doc

    def option(self, name: str) -> Any:
        """The value of one of its options."""
        return self.box.options.get(self.id, name)

    @property
    def is_busy(self) -> bool:
        """Whether it is in the middle of something that Escape would take back."""
        return False

    def start(self) -> None:
        """It was taken into the hand, with a document open."""

    def press(self, event: PointerEvent) -> None:
        """A button went down."""

    def move(self, event: PointerEvent) -> None:
        """The pointer moved with the button down."""

    def release(self, event: PointerEvent) -> None:
        """The button went up."""

    def hover(self, event: PointerEvent) -> None:
        """The pointer moved with no button down."""

    @property
    def takes_text(self) -> bool:
        """Whether letters that are typed are for it, not for shortcuts."""
        return False

    def text(self, words: str) -> None:
        """Letters were typed or pasted."""

    def double_click(self, event: PointerEvent) -> None:
        """Twice in one place."""

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        """A key was pressed; True where the tool used it."""
        return False

    def cancel(self) -> None:
        """Gives up what is unfinished; the document is as it was before."""

    def finish(self) -> None:
        """Another tool is chosen or the document is left: what is unfinished is given up."""
        self.cancel()

    def on_option(self, name: str) -> None:
        """One of its options has another value."""

    def shapes(self) -> list[Shape]:
        """What to draw over the picture."""
        return []

    def cursor(self, modifiers: Modifiers) -> Cursor:
        """The pointer's shape."""
        return "cross"

    def brush_size_px(self) -> float | None:
        """The diameter, in document pixels, of the ring at the pointer; None for no ring."""
        return None


def snapped_angle(start: Point, end: Point, *, degrees: float = 45.0) -> Point:
    """`end`, turned around `start` to the nearest multiple of an angle."""
    length = math.dist(start, end)
    step = math.radians(degrees)
    angle = round(math.atan2(end[1] - start[1], end[0] - start[0]) / step) * step
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)
