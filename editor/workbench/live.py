"""Live: the chosen generator follows the strokes, one run in flight, the newest state wins."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from psygnal import Signal, SignalInstance

from editor.api import FigmentError, Generator, InvalidParams, Meter, Rect, Request
from editor.document import Document
from editor.jobs import Inputs, Job
from editor.workbench.following import Following
from editor.workbench.requests import Memo, reading, reading_live
from editor.workbench.sight import Sight
from editor.workbench.variants import Preview, Variant

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_REST_S = 0.25
"""How long nothing changes before a picture is made finer."""


class Live:
    """Whether live mode is on, and the newest live picture.

    Pictures of few pixels follow what changes. Once it rests, one with all of them takes the place
    of the last, and gives way at once when something changes again.

    Attributes:
        view: the part of the document that is seen, as far as anybody said.

    Signals:
        changed: switched on or off, or there is a picture for the first time. Every newer one
            is told by the workbench's `preview_changed`, to which few listen.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._running: Job | None = None
        self._stale = False
        self._coarse: Job | None = None  # what was shown last, where more pixels would be better
        self._rests_since_s = 0.0
        self._following = Following(_edits_of, self._on_drawn)
        self.is_on = False
        self.variant: Variant | None = None
        self._shown: Preview | None = None
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

    @property
    def meters(self) -> tuple[Meter, ...]:
        """The newest figures, which stay until there are newer ones."""
        return () if self.variant is None else self.variant.meters

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
        self._coarse = None
        if not self.is_on or self._workbench.document is None:
            return
        if self._running is not None and not self._is_shown(self._running):
            self._stale = True
            if self._running.fine:
                self._workbench.cancel(self._running.id)
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
        self._submit(job)

    def flush(self) -> None:
        """Makes the picture finer that has come to rest; called some ten times a second."""
        job, doc = self._coarse, self._workbench.document
        if job is None or doc is None or time.monotonic() - self._rests_since_s < _REST_S:
            return
        self._coarse = None
        generator, plan = job.generator_class, job.request
        read = reading(doc, generator, plan, hashed=False, sight=Sight.told_by(job.recipe))
        fine = replace(job, id=uuid.uuid4().hex, fine=True, read=read)
        self._workbench.expect(fine, doc)
        self._submit(fine)

    def show(self, variant: Variant, shown_rect: Rect) -> None:
        """Takes a finished live picture."""
        if not self.is_on:
            return
        is_first = self.variant is None
        self.variant = variant
        self._shown = Preview(variant.rgba, variant.doc_rect, shown_rect, variant.meters)
        self._workbench.preview_changed.emit(self._shown)
        if is_first:
            self.changed.emit()
        if self._stale:
            self.refresh()

    def measure(self, job_id: str, meters: tuple[Meter, ...]) -> None:
        """Takes the figures of the newest picture, which was shown without them."""
        if self.variant is None or self._shown is None or self.variant.job_id != job_id:
            return
        self.variant = replace(self.variant, meters=meters)
        self._shown = replace(self._shown, meters=meters)
        self._workbench.preview_changed.emit(self._shown)

    def ended(self, job_id: str) -> None:
        """A job is over; if it was the one in flight, follow what changed meanwhile."""
        job = self._running
        if job is None or job_id != job.id:
            return
        self._running = None
        if self._stale:
            self.refresh()
        elif self.is_on and _has_more_pixels(job):
            self._coarse, self._rests_since_s = job, time.monotonic()

    def _is_shown(self, job: Job) -> bool:
        """Whether all that is left to do for a job are figures: those wait for nobody."""
        return self.variant is not None and self.variant.job_id == job.id

    def _submit(self, job: Job) -> None:
        self._running, self._stale = job, False
        self._workbench.runner.submit_live(job)

    def _clear(self) -> None:
        if self.variant is not None:
            self.variant = self._shown = None
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


def _has_more_pixels(job: Job) -> bool:
    """Whether a run at all pixels would show more; what is `local` is seen as large as it is."""
    generator, most_px = job.generator_class, job.generator_class.live_px
    if job.fine or generator.local or most_px is None:
        return False
    return max(job.request.rect.size) > most_px


def _edits_of(doc: Document) -> tuple[SignalInstance, ...]:
    return doc.pixels_changed, doc.selection_changed, doc.structure_changed, doc.active_changed
