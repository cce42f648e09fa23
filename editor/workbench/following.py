"""Listening to the document that is worked on, whichever that is."""

from __future__ import annotations

from collections.abc import Callable

from psygnal import SignalInstance

from editor.document import Document


class Following:
    """Passes on what is done to one document at a time.

    Args:
        edits_of: the signals of a document that count.
        on_edit: called without arguments for each of them.
    """

    def __init__(
        self,
        edits_of: Callable[[Document], tuple[SignalInstance, ...]],
        on_edit: Callable[[], None],
    ) -> None:
        self._edits_of = edits_of
        self._on_edit = on_edit
        self.document: Document | None = None

    def turn_to(self, doc: Document | None) -> None:
        """Leaves the document that was followed for another one, or none."""
        if self.document is not None:
            for signal in self._edits_of(self.document):
                signal.disconnect(self._on_edit)
        self.document = doc
        if doc is not None:
            for signal in self._edits_of(doc):
                signal.connect(self._on_edit)
