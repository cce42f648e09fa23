"""The pieces on generators' desks while their project is saved and opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from editor.api import read_only
from editor.document.desk_pieces import DESK, DeskPiece
from editor.document.document import Document
from editor.formats.ora_private import DeskExtra, Placed
from editor.formats.picture import Picture


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
