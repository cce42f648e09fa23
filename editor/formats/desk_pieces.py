"""The pieces on generators' desks while their project is saved and opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.api import ImageU8, Piece, read_only
from editor.document.document import Document
from editor.formats.ora_private import DeskExtra, Placed
from editor.formats.picture import Picture

DESK = "desk_pieces"
"""The key of a document's metadata under which a tuple of them is kept."""


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


def extra_of(piece: DeskPiece, picture: Placed) -> DeskExtra:
    """What a project keeps of a piece beside its picture."""
    return DeskExtra(
        picture=picture,
        generator=piece.generator,
        number=piece.number,
        data=dict(piece.data),
        verb=piece.verb,
        options=dict(piece.options),
        parents=list(piece.parents),
        seed=piece.seed,
    )


def pieces_back(
    doc: Document, saved: Iterable[DeskExtra], picture: Callable[[str], Picture | None]
) -> list[str]:
    """Gives a document the pieces that its project has; returns sentences on damaged ones."""
    pieces, notices = [], []
    for extra in saved:
        found = picture(extra.picture.src)
        if found is None:
            notices.append(f"Piece {extra.number} of a desk is damaged; it was left out.")
            continue
        pieces.append(
            DeskPiece(
                number=extra.number,
                generator=extra.generator,
                rgba=read_only(found.rgba),
                data=extra.data,
                verb=extra.verb,
                options=extra.options,
                parents=tuple(extra.parents),
                seed=extra.seed,
            )
        )
    if pieces:
        doc.metadata[DESK] = tuple(pieces)
    return notices
