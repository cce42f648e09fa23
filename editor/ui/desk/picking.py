"""Which pieces were chosen for what, without widgets: a verb's picks, filled by clicks."""

from __future__ import annotations

from collections.abc import Sequence

from psygnal import Signal

from editor.api import Verb
from editor.document.desk_pieces import DeskPiece


class Picking:
    """The picks of one verb.

    A click on a piece goes to the slot of now; a slot that takes one piece passes the next click
    on to the next empty slot. A click on a piece that is picked takes it back.

    Signals:
        changed: another verb, another slot, or other pieces in them.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.verb: Verb | None = None
        self.slot = ""
        self.chosen: dict[str, list[DeskPiece]] = {}

    @property
    def is_complete(self) -> bool:
        """Whether every slot has what it needs."""
        return all(self.chosen.values())

    def use(self, verb: Verb | None) -> None:
        """Picks for another verb; what was picked before goes to the first slots."""
        before = [piece for pieces in self.chosen.values() for piece in pieces]
        names = () if verb is None else verb.picks
        self.verb = verb
        self.chosen = {name: [] for name in names}
        for name, piece in zip(names, before, strict=False):
            self.chosen[name].append(piece)
        self.slot = self._next() or "".join(names[:1])
        self.changed.emit()

    def go_to(self, slot: str) -> None:
        """The next clicks are for this slot."""
        self.slot = slot
        self.changed.emit()

    def click(self, piece: DeskPiece) -> None:
        """Picks a piece, or takes it back."""
        if self.verb is None or not self.slot:
            return
        pieces = self.chosen[self.slot]
        if piece in pieces:
            pieces.remove(piece)
        elif self.verb.groups:
            # One piece on both sides would cancel itself.
            for others in self.chosen.values():
                if piece in others:
                    others.remove(piece)
            pieces.append(piece)
        else:
            pieces[:] = [piece]
            self.slot = self._next() or self.slot
        self.changed.emit()

    def keep(self, pieces: Sequence[DeskPiece]) -> None:
        """Lets go of pieces that are no longer there."""
        for chosen in self.chosen.values():
            chosen[:] = [piece for piece in chosen if piece in pieces]
        if self.verb is not None and not self.verb.groups:
            self.slot = self._next() or self.slot
        self.changed.emit()

    def names_of(self, piece: DeskPiece) -> list[str]:
        """The slots that a piece is in."""
        return [name for name, pieces in self.chosen.items() if piece in pieces]

    def _next(self) -> str:
        return next((name for name, pieces in self.chosen.items() if not pieces), "")
