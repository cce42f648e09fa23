"""What lies on generators' desks beside a document's layers; no part of its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.api import ImageU8, Piece

DESK = "desk_pieces"
"""The key of a document's metadata under which a tuple of pieces is kept."""
FRAMES = "desk_frames"
"""The key of the frames that a verb gave last; a project does not keep them."""


@dataclass(frozen=True, eq=False)
class DeskPiece:
    """A piece on a desk, with what it was made of.

    Attributes:
        number: what it is called, unique in its document and never used again.
        generator: the id of the one whose desk it lies on.
        rgba: `uint8 (H, W, 4)`, straight.
        data: what the generator knows it by, as plain JSON values.
        verb: the id of what made it.
        options: of the verb.
        parents: the numbers of the pieces it was made of.
        seed: it was made with.
    """

    number: int
    generator: str
    rgba: ImageU8
    data: Mapping[str, Any] = field(default_factory=dict)
    verb: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    parents: tuple[int, ...] = ()
    seed: int = 0

    def as_piece(self) -> Piece:
        """What the generator gets."""
        return Piece(self.rgba, self.data)


@dataclass(frozen=True, eq=False)
class DeskFrames:
    """Frames that a verb gave, to scrub through and export.

    Attributes:
        generator: the id of the one whose desk they belong to.
        images: `uint8 (H, W, 4)` each, straight.
    """

    generator: str
    images: tuple[ImageU8, ...]
