"""Following one document at a time."""

from __future__ import annotations

from psygnal import SignalInstance

from editor.document import Document
from editor.workbench.following import Following


class Listener:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.told = 0
        self.following = Following(edits_of, self._on_edit)

    def _on_edit(self) -> None:
        self.told += 1


def edits_of(doc: Document) -> tuple[SignalInstance, ...]:
    return (doc.structure_changed,)


def test_only_the_document_turned_to_is_heard() -> None:
    listener, first, second = Listener(), Document(8, 8), Document(8, 8)
    listener.following.turn_to(first)
    first.structure_changed.emit()
    assert listener.told == 1
    listener.following.turn_to(second)
    first.structure_changed.emit()
    assert listener.told == 1
    second.structure_changed.emit()
    assert listener.told == 2
    listener.following.turn_to(None)
    second.structure_changed.emit()
    assert listener.told == 2
    assert listener.following.document is None
