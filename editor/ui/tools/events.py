"""What the pointer does, in values without a window system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto

Point = tuple[float, float]


class Modifiers(Flag):
    """The keys held down meanwhile."""

    NONE = 0
    SHIFT = auto()
    CTRL = auto()
    ALT = auto()


class Button(StrEnum):
    """Which button a pointer event is about."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True)
class PointerEvent:
    """One position of the pointer.

    Attributes:
        doc_pos: in document pixels; pixel (0, 0) reaches from 0 to 1.
        view_pos: in logical view pixels.
        pressure: 0..1; 1 for a mouse.
        scale: logical view pixels per document pixel, to tell how near is near.
    """

    doc_pos: Point
    view_pos: Point = (0.0, 0.0)
    pressure: float = 1.0
    button: Button = Button.LEFT
    modifiers: Modifiers = Modifiers.NONE
    scale: float = 1.0

    @property
    def pixel(self) -> tuple[int, int]:
        """The document pixel under the pointer."""
        return int(self.doc_pos[0] // 1), int(self.doc_pos[1] // 1)

    def has(self, modifier: Modifiers) -> bool:
        """Whether a key is held."""
        return bool(self.modifiers & modifier)
