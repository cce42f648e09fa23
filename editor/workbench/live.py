"""Live: the chosen generator follows the strokes, one run in flight, the newest state wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from psygnal import Signal, SignalInstance

from editor.api import FigmentError, Generator, InvalidParams, Rect, Request
from editor.document import Document
from editor.jobs import Inputs
from editor.workbench.following import Following
from editor.workbench.requests import Memo, reading_live
from editor.workbench.sight import Sight
from editor.workbench.variants import Preview, Variant

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench


class Live:
    """Whether live mode is on, and the newest live picture.

    Attributes:
        view: the part of the document that is seen, as far as anybody said.

    Signals:
        changed: switched on or off, or there is a picture for the first time. Every newer one
            is told by the workbench's `preview_changed`, to which few listen.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._in_flight = ""
        self._stale = False
        self._following = Following(_edits_of, self._on_drawn)
        self.is_on = False
        self.variant: Variant | None = None
        self.view: Rect | None = None
        self._memo = Memo()
        self._version = 0
        workbench.choice.changed.connect(self._on_generator_changed)
        workbench.choice.values_changed.connect(self.refresh)
        workbench.document_changed.connect(self._on_document_changed)

    @property
    def is_possible(self) -> bool:
        """Whether the chosen generator is quick enough."""
        generator = self._workbench.choice.generator
        return generator is not None and generator.live

    def switch(self, *, on: bool) -> None:
        """Turns live mode on or off; off takes the picture away."""
        on = on and self.is_possible
        if on == self.is_on:
            return
        self.is_on = on
        if on:
            # It was not followed meanwhile.
            self._version += 1
            self.refresh()
        else:
            self._memo.forget()
            self._clear()
        self.changed.emit()

    def reading(
        self, doc: Document, generator: type[Generator], plan: Request, sight: Sight
    ) -> Callable[[], Inputs] | None:
        """What reads the pictures of a live run; see `reading_live`."""
        return reading_live(doc, generator, plan, self._memo, version=self._version, sight=sight)

    def look_at(self, view: Rect | None) -> None:
        """Another part of the document is seen; a generator that is `local` follows."""
        if view == self.view:
            return
        self.view = view
        generator = self._workbench.choice.generator
        if generator is not None and generator.local:
            self.refresh()

    def refresh(self) -> None:
        """Something the picture depends on has changed: run now, or as soon as the run is done."""
        if not self.is_on or self._workbench.document is None:
            return
        if self._in_flight:
            self._stale = True
            return
        try:
            job = self._workbench.make_job(variants=1, live=True)
        except InvalidParams:
            # A value is being typed: the picture of the last good one stays.
            return
        except FigmentError:
            # Nothing is drawn (any more): there is nothing to follow.
            self._clear()
            return
        self._in_flight, self._stale = job.id, False
        self._workbench.runner.submit_live(job)

    def show(self, variant: Variant, shown_rect: Rect) -> None:
        """Takes a finished live picture."""
        if not self.is_on:
            return
        is_first = self.variant is None
        self.variant = variant
        shown = Preview(variant.rgba, variant.doc_rect, shown_rect, variant.meters)
        self._workbench.preview_changed.emit(shown)
        if is_first:
            self.changed.emit()

    def ended(self, job_id: str) -> None:
        """A job is over; if it was the one in flight, follow what changed meanwhile."""
        if job_id != self._in_flight:
            return
        self._in_flight = ""
        if self._stale:
            self.refresh()

    def _clear(self) -> None:
        if self.variant is not None:
            self.variant = None
            self._workbench.preview_changed.emit(None)

    def _on_generator_changed(self) -> None:
        self._clear()
        if self.is_on and not self.is_possible:
            self.switch(on=False)
        else:
            self.refresh()

    def _on_document_changed(self) -> None:
        self._following.turn_to(self._workbench.document)
        self._version += 1
        self._clear()
        self.refresh()

    def _on_drawn(self) -> None:
        self._version += 1
        self.refresh()


def _edits_of(doc: Document) -> tuple[SignalInstance, ...]:
    return doc.pixels_changed, doc.selection_changed, doc.structure_changed, doc.active_changed
