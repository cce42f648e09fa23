"""The application without widgets: documents, jobs, and the verbs a user has."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from psygnal import Signal

from editor.api import FigmentError, Generator
from editor.document import Document, Layer, commands
from editor.document.naming import named
from editor.formats import open_document
from editor.formats.waiting import WAITING
from editor.host import Registry
from editor.jobs import Job, Runner
from editor.journal import Source
from editor.models import Catalogue
from editor.settings import Settings
from editor.workbench import recipes
from editor.workbench.accepting import as_layer
from editor.workbench.background import Answer, Background
from editor.workbench.branching import branch_job
from editor.workbench.choice import GeneratorChoice
from editor.workbench.desk import DeskState
from editor.workbench.filing import Filing
from editor.workbench.live import Live
from editor.workbench.placing import Placing
from editor.workbench.recovery import Recovery
from editor.workbench.requests import plan_request, reading
from editor.workbench.results import Results
from editor.workbench.seeking import Seeking
from editor.workbench.sight import Sight, sight_of
from editor.workbench.tidying import Tidying
from editor.workbench.trainings import Trainings
from editor.workbench.variants import Notice, Preview, Variant


class Workbench:
    """Documents, the chosen generator, jobs and their results; one verb for each thing to do.

    Signals:
        documents_changed: one was opened or closed.
        document_changed: another one is active.
        variants_changed: results arrived, were accepted or discarded.
        preview_changed(Preview | None): the unfinished or live picture to show.
        job_event(event): everything the runner says, in order.
        notice(Notice): something to tell the user.
    """

    documents_changed = Signal()
    document_changed = Signal()
    variants_changed = Signal()
    preview_changed = Signal(object)
    job_event = Signal(object)
    notice = Signal(object)

    def __init__(
        self,
        *,
        settings: Settings,
        registry: Registry,
        catalogue: Catalogue,
        runner: Runner,
        undo_folder: Path | None = None,
        journal_folder: Path | None = None,
        post: Callable[[object], None] | None = None,
    ) -> None:
        self.settings = settings
        self.registry = registry
        self.catalogue = catalogue
        self.runner = runner
        self.choice = GeneratorChoice(registry)
        self.documents: list[Document] = []
        self.document: Document | None = None
        self._undo_folder = undo_folder
        self._background = Background("figment-files", post)
        self.filing = Filing(self, self._background)
        self.live = Live(self)
        self.desk = DeskState(self)
        self.placing = Placing(self)
        self.seeking = Seeking(self)
        self.trainings = Trainings(self, self._background)
        self._results = Results(self)
        self._tidying = Tidying(self)
        self._untitled = 0
        self.recovery = Recovery(self, journal_folder, post)

    # Documents

    def new(self, width: int, height: int, *, background: str | None = "#ffffff") -> Document:
        """A new picture with a paper layer (unless transparent) and an empty layer to draw on."""
        doc = commands.new_document(width, height, background=background)
        self._untitled += 1
        doc.title = f"{named('Untitled')} {self._untitled}"
        return self._add(doc)

    def open(self, path: Path) -> Document:
        """Opens a file at once, or shows the document that has it open. Raises FileError."""
        source = Source.of(path)  # before reading: a change meanwhile is noticed
        return self.show_opened(path) or self.add_opened(open_document(path), path, source)

    def show_opened(self, path: Path) -> Document | None:
        """Shows the document that has a file open already, if there is one."""
        found = next((doc for doc in self.documents if doc.path == path), None)
        if found is not None:
            self.activate(found)
        return found

    def add_opened(self, doc: Document, path: Path, source: Source | None) -> Document:
        """Takes a document that was read from a file, unless it was opened meanwhile."""
        opened = self.show_opened(path)
        if opened is not None:
            return opened
        self._add(doc, source)
        self.filing.remember(path)
        for text in doc.metadata.get("notices", []):
            self.notice.emit(
                Notice(text, level="warning" if doc.metadata.get("read_only") else "info")
            )
        return doc

    def open_sample(self, path: Path) -> Document:
        """Opens a copy of a bundled sample, which belongs to no file. Raises FileError."""
        doc = open_document(path)
        doc.path = None
        return self._add(doc)

    def add_recovered(self, doc: Document, variants: list[Variant]) -> None:
        """Takes a document that a killed program left, with its waiting results."""
        self._add(doc)
        self._results.bring_back(variants)
        doc.mark_unsaved()

    def save(self, path: Path | None = None) -> None:
        """Saves the active document as it is now. Raises FileError; the old file survives.

        It is written beside the window's own thread: `filing` tells when it is done.
        """
        doc = self.require_document()
        target = path or doc.path
        if target is None:
            raise FigmentError("The picture has no file yet.", "Choose a name with Save As.")
        self.filing.save(doc, target)

    def activate(self, doc: Document) -> None:
        """Makes an open document the active one."""
        if doc is not self.document:
            self.document = doc
            self.preview_changed.emit(None)
            self.document_changed.emit()

    def close_document(self, doc: Document) -> None:
        """Closes a document; its jobs are cancelled. Asking about changes is the caller's."""
        self._results.forget_document(doc.id)
        self.recovery.forget(doc)
        index = self.documents.index(doc)
        self.documents.remove(doc)
        if doc is self.document:
            self.document = None
            if self.documents:
                self.activate(self.documents[min(index, len(self.documents) - 1)])
            else:
                self.document_changed.emit()
        self.documents_changed.emit()

    def require_document(self) -> Document:
        """The active document. Raises FigmentError where there is none."""
        if self.document is None:
            raise FigmentError("No picture is open.", "Start one with Ctrl+N or open one.")
        return self.document

    def undo(self) -> None:
        """Takes the last change back."""
        self.require_document().history.undo()

    def redo(self) -> None:
        """Does it again."""
        self.require_document().history.redo()

    # Generating

    def generate(self) -> Job:
        """Queues a run of the chosen generator. Raises InvalidParams or FigmentError."""
        job = self.make_job(variants=self.choice.run_count, live=False)
        if not self.choice.seed_locked:
            self.choice.roll()
        self.runner.submit(job)
        return job

    def continue_from(self, variant: Variant, step: int) -> Job:
        """Queues a run that shares a result's steps up to a kept one, and goes on as is said now.

        Raises:
            InvalidParams, FigmentError: it cannot go on like that.
        """
        doc = self._owner(variant)
        job = branch_job(self, doc, variant, step)
        self._results.expect(job, doc)
        self.runner.submit(job)
        return job

    def make_job(self, *, variants: int, live: bool, sight: Sight | None = None) -> Job:
        """A job of the chosen generator on the active document as it is now.

        Args:
            sight: what it looks at; as the user chose where not given.
        """
        generator = self.require_generator()
        doc = self.require_document()
        params = self.choice.params()
        view = self.live.view if live else None
        if sight is None:
            sight = sight_of(doc, generator, params, layer_only=self.choice.layer_only)
        request = plan_request(
            doc, generator, params, seed=self.choice.seed, view=view, sight=sight
        )
        recipe = recipes.start(generator, request, self.registry.plugin_of(generator.id))
        job = Job(
            id=uuid.uuid4().hex,
            generator_class=generator,
            request=request,
            variants=variants,
            label=generator.title,
            live=live,
            plugin=self.registry.plugin_of(generator.id).title,
            recipe=recipe | sight.facts(),
            read=(
                self.live.reading(doc, generator, request, sight)
                if live
                else reading(doc, generator, request, hashed=True, sight=sight)
            ),
        )
        self.expect(job, doc)
        return job

    def expect(self, job: Job, doc: Document) -> None:
        """Remembers for which document a job works that is about to be submitted."""
        self._results.expect(job, doc)

    def require_generator(self) -> type[Generator]:
        """The chosen generator. Raises FigmentError where there is none."""
        generator = self.choice.generator
        if generator is None:
            raise FigmentError("No generator is available.", "See Help > Plugins for the reason.")
        return generator

    def cancel(self, job_id: str) -> None:
        """Gives a job up, queued or running."""
        self.runner.cancel(job_id)

    def cancel_all(self) -> None:
        """Gives every job up."""
        self.runner.cancel_all()

    def preload(self) -> None:
        """Gets the chosen generator ready on the worker, so that the first run is quick."""
        generator = self.choice.generator
        if generator is not None:
            self.runner.preload(generator)

    def on_job_event(self, event: object) -> None:
        """Takes what the runner and the files' thread say; called on the GUI thread."""
        if isinstance(event, Answer):
            event.deliver()
            return
        if not self.seeking.takes(event):
            self._results.on_event(event)
        self.job_event.emit(event)

    # Results

    @property
    def variants(self) -> list[Variant]:
        """The results of the active document that were neither accepted nor discarded."""
        return self.variants_of(self.document) if self.document else []

    def variants_of(self, doc: Document) -> list[Variant]:
        """The results of a document that were neither accepted nor discarded."""
        return self._results.of(doc.id)

    def show_variant(self, variant: Variant | None) -> None:
        """Shows a result on the canvas without touching the document."""
        shown = None
        if variant is not None:
            shown = Preview(variant.rgba, variant.doc_rect, variant.doc_rect, variant.meters)
        self.preview_changed.emit(shown)

    def show_step(self, variant: Variant, step: int) -> None:
        """Shows what a result looked like after a step that can be gone on from."""
        assert variant.formation is not None
        rgba, doc_rect = variant.formation.picture(step)
        self.preview_changed.emit(Preview(rgba, doc_rect, doc_rect))

    def accept(self, variant: Variant) -> Layer:
        """Adds a result as a generation layer, one undo step. The other results stay."""
        layer = as_layer(self._owner(variant), variant)
        self._results.remove(variant)
        self.preview_changed.emit(None)
        return layer

    def discard(self, variant: Variant) -> None:
        """Takes a result off the strip; it stays in the result store."""
        self._results.remove(variant)
        self.preview_changed.emit(None)

    def reuse(self, recipe: Mapping[str, Any]) -> None:
        """Takes generator, values and seed from a recipe. Raises UnknownGenerator."""
        self.choice.reuse(recipe)

    def is_ghost(self, layer: Layer) -> bool:
        """Whether a layer's generator is no longer installed: pixels stay, the recipe is read."""
        known = {generator.id for generator in self.registry.generators()}
        return layer.recipe is not None and layer.recipe.generator not in known

    def tidy(self) -> None:
        """Keeps house for a few milliseconds: journal, undo, memory; called often."""
        self._tidying.do()

    def fail(self, error: FigmentError) -> None:
        """Tells an error in place."""
        self.notice.emit(Notice.of(error))

    def close(self, *, timeout_s: float) -> None:
        """Ends the worker, which is left behind where it does not stop in time; saves are ended."""
        self.trainings.close()
        self.runner.close(timeout_s)
        self.registry.close()
        self._background.close()
        self.recovery.close()

    # Inside

    def _owner(self, variant: Variant) -> Document:
        return next(doc for doc in self.documents if doc.id == variant.document_id)

    def _add(self, doc: Document, source: Source | None = None) -> Document:
        doc.history.budget_bytes = int(self.settings.get("undo_budget_bytes"))
        doc.history.spill_folder = self._undo_folder
        self.documents.append(doc)
        self.recovery.watch(doc, source)
        self.documents_changed.emit()
        self.activate(doc)
        self._results.bring_back(
            Variant.of_waiting(result, document_id=doc.id, index=index)
            for index, result in enumerate(doc.metadata.pop(WAITING, ()))
        )
        return doc
