"""The rectangle that the next run of the chosen generator would use."""

from __future__ import annotations

from psygnal import Signal

from editor.api import InvalidParams, Rect
from editor.document import Document
from editor.workbench import Workbench
from editor.workbench.requests import needs_pixels, request_rect


class RunArea:
    """Follows the selection, the generator and its values.

    Signals:
        changed: the rectangle is another one.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._doc: Document | None = None
        self.rect: Rect | None = None
        workbench.document_changed.connect(self._on_document_changed)
        workbench.choice.changed.connect(self.refresh)
        workbench.choice.values_changed.connect(self.refresh)
        self._on_document_changed()

    def refresh(self) -> None:
        """Computes it anew: None where it is the page, or where it goes without saying."""
        rect = self._computed()
        if rect != self.rect:
            self.rect = rect
            self.changed.emit()

    def _computed(self) -> Rect | None:
        doc, generator = self._workbench.document, self._workbench.choice.generator
        if doc is None or generator is None:
            return None
        if doc.selection.is_empty and needs_pixels(generator):
            return None
        try:
            params = self._workbench.choice.params()
        except InvalidParams:
            return self.rect
        rect = request_rect(doc, generator, params)
        return None if rect == doc.bounds else rect

    def _on_document_changed(self) -> None:
        if self._doc is not None:
            self._doc.selection_changed.disconnect(self.refresh)
            self._doc.structure_changed.disconnect(self.refresh)
        self._doc = self._workbench.document
        if self._doc is not None:
            self._doc.selection_changed.connect(self.refresh)
            self._doc.structure_changed.connect(self.refresh)
        self.refresh()
