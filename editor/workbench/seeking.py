"""What the chosen generator finds on the active document, for the user to point at."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Literal

from psygnal import Signal, SignalInstance

from editor.api import Finds, Generator, InvalidParams, Request, Spot
from editor.document import Document
from editor.jobs import Job, events
from editor.workbench.following import Following
from editor.workbench.requests import reading_page

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_REST_S = 0.4
"""For so long nothing was drawn before the page is looked at again."""
_ENDS = (events.Finished, events.Failed, events.CancelledEvent, events.Abandoned)

State = Literal["off", "looking", "known", "failed"]


class Seeking:
    """Has the generator look at a page that has changed, while the worker has nothing else to do.

    Attributes:
        spots: what was found, in document pixels.
        pointed: the number of the one that is pointed at, on the canvas or in the panel.

    Signals:
        changed: other spots, another state, another one chosen or pointed at.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._following = Following(_edits_of, self._on_drawn)
        self._wanted: type[Generator] | None = None
        self._stale_since_s: float | None = None
        self._job_id = ""
        self._state: State = "off"
        self.spots: tuple[Spot, ...] = ()
        self.pointed: int | None = None
        workbench.choice.changed.connect(self._on_generator)
        workbench.choice.values_changed.connect(self._on_values)
        workbench.document_changed.connect(self._on_document)
        self._on_generator()

    @property
    def finds(self) -> Finds | None:
        """What the chosen generator finds, if anything."""
        generator = self._workbench.choice.generator
        return None if generator is None else generator.finds

    @property
    def state(self) -> State:
        """Whether it is known what there is; "off" where nothing is looked for."""
        return self._state

    @property
    def chosen(self) -> int | None:
        """The index of the spot that a run would work on."""
        generator = self._workbench.choice.generator
        if generator is None or not self.spots:
            return None
        try:
            return generator.chosen(self.spots, self._workbench.choice.params())
        except InvalidParams:
            return None

    def choose(self, index: int) -> None:
        """Has the generator work on a spot."""
        self._workbench.choice.set_values(self.spots[index].values)

    def point_at(self, index: int | None) -> None:
        """Shows which one is meant before it is chosen."""
        if index != self.pointed:
            self.pointed = index
            self.changed.emit()

    def place_by_hand(self) -> None:
        """Asks for the points that are needed where nothing is found. Raises FigmentError."""
        if self.finds is not None and self.finds.by_hand:
            self._workbench.placing.begin(self.finds.by_hand)

    def flush(self) -> None:
        """Looks, once the page has come to rest; called some ten times a second."""
        if self._stale_since_s is None or self._job_id:
            return
        if time.monotonic() - self._stale_since_s >= _REST_S:
            self._look()

    def takes(self, event: object) -> bool:
        """Takes an event of its own job; False for any other, and for what others should know."""
        if not self._job_id or getattr(event, "job_id", "") != self._job_id:
            return False
        match event:
            case events.Found():
                self._take(event.spots, "known")
            case events.Failed() | events.Abandoned():
                self._take((), "failed")
            case events.CancelledEvent():  # something else was wanted meanwhile
                self._stale_since_s = time.monotonic()
        if isinstance(event, _ENDS):
            self._job_id = ""
        return not isinstance(event, events.Abandoned)

    def _look(self) -> None:
        self._stale_since_s = None
        doc, generator = self._workbench.document, self._wanted
        assert doc is not None
        assert generator is not None
        try:
            params = self._workbench.choice.params_of(generator)
        except InvalidParams:
            params = generator.Params()
        request = Request(params=params, rect=doc.bounds)
        job = Job(
            id=uuid.uuid4().hex,
            generator_class=generator,
            request=request,
            label=generator.title,
            plugin=self._workbench.registry.plugin_of(generator.id).title,
            read=reading_page(doc, request),
            seeks=True,
        )
        self._job_id = job.id
        self._workbench.runner.submit_seeking(job)

    def _take(self, spots: tuple[Spot, ...], state: State) -> None:
        self.spots, self._state = spots, state
        if self.pointed is not None and self.pointed >= len(spots):
            self.pointed = None
        self.changed.emit()

    def _on_generator(self) -> None:
        generator = self._workbench.choice.generator
        wanted = generator if generator is not None and generator.finds is not None else None
        if wanted is not self._wanted:
            self._wanted = wanted
            self._start_over()

    def _on_document(self) -> None:
        self._following.turn_to(self._workbench.document)
        self._start_over()

    def _start_over(self) -> None:
        """Another page or generator: what was found is nothing any more."""
        self._job_id = ""
        self.pointed = None
        if self._wanted is None or self._following.document is None:
            self._stale_since_s = None
            self._take((), "off")
        else:
            self._stale_since_s = time.monotonic() - _REST_S
            self._take((), "looking")

    def _on_drawn(self) -> None:
        if self._state != "off":
            self._stale_since_s = time.monotonic()

    def _on_values(self) -> None:
        if self.spots:
            self.changed.emit()


def _edits_of(doc: Document) -> tuple[SignalInstance, ...]:
    return doc.pixels_changed, doc.structure_changed
