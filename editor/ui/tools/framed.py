"""What tools with a frame around something share: Enter and a double click apply, arrows move."""

from __future__ import annotations

from editor.ui.tools.events import Modifiers, Point, PointerEvent
from editor.ui.tools.tool import ARROWS, Key, Tool

GRAB_PX = 12.0
_FAR_STEP_PX = 10


class FramedTool(Tool):
    """Shows a frame that is adjusted until it is applied."""

    @property
    def has_frame(self) -> bool:
        """Whether there is one."""
        raise NotImplementedError

    def frame_contains(self, point: Point) -> bool:
        """Whether a point of the document lies in the frame."""
        raise NotImplementedError

    def nudge(self, dx: int, dy: int) -> None:
        """Moves the frame by whole pixels."""
        raise NotImplementedError

    def apply(self) -> None:
        """Does what the frame is for."""
        raise NotImplementedError

    def double_click(self, event: PointerEvent) -> None:
        if self.has_frame and self.frame_contains(event.doc_pos):
            self.apply()

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        if not self.has_frame:
            return False
        if key == "enter":
            self.apply()
            return True
        if key in ARROWS:
            step = _FAR_STEP_PX if modifiers & Modifiers.SHIFT else 1
            dx, dy = ARROWS[key]
            self.nudge(dx * step, dy * step)
            return True
        return False
