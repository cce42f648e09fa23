"""Results on their way from the runner to the strip: which job belongs to which document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from editor.api import Rect
from editor.document import Document
from editor.jobs import Job, PluginFault, events
from editor.jobs.framing import enlarged
from editor.workbench.variants import Notice, Preview, Variant

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_ENDS = (events.Finished, events.Failed, events.CancelledEvent, events.Abandoned)


class Results:
    """Turns the runner's events into variants, previews and notices."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._jobs: dict[str, tuple[Job, str]] = {}
        self._variants: list[Variant] = []
        workbench.registry.changed.connect(self._on_plugins)

    def expect(self, job: Job, doc: Document) -> None:
        """Remembers which document a job works for."""
        self._jobs[job.id] = (job, doc.id)

    def of(self, document_id: str) -> list[Variant]:
        """The waiting results of a document, oldest first."""
        return [variant for variant in self._variants if variant.document_id == document_id]

    def bring_back(self, variants: Iterable[Variant]) -> None:
        """Takes results that a project kept, or a program that ended without being asked to."""
        brought = list(variants)
        if brought:
            self._variants += brought
            self._workbench.variants_changed.emit()

    def remove(self, variant: Variant) -> None:
        """Takes a result off the list."""
        self._variants.remove(variant)
        self._workbench.variants_changed.emit()

    def forget_document(self, document_id: str) -> None:
        """Cancels a closed document's jobs and drops its results."""
        for job_id, (_, owner) in list(self._jobs.items()):
            if owner == document_id:
                self._workbench.runner.cancel(job_id)
                del self._jobs[job_id]
        self._variants = [v for v in self._variants if v.document_id != document_id]

    def on_event(self, event: object) -> None:
        """Takes one event of the runner, on the GUI thread."""
        match event:
            case events.Preview():
                self._on_preview(event)
            case events.VariantReady():
                self._on_variant(event)
            case events.Measured():
                self._workbench.live.measure(event.job_id, event.meters)
            case events.Worked():
                owner = self._owner(event.job_id)
                if owner is not None:
                    self._workbench.desk.take(event.job_id, owner[1], event.result)
            case events.Failed():
                _, document_id = self._jobs.get(event.job_id, (None, ""))
                self._blame(event)
                if self._take_preview_away(event.job_id):
                    # It would fail again at every stroke.
                    self._workbench.live.switch(on=False)
                self._workbench.notice.emit(Notice.of(event.error, document_id=document_id))
            case events.Abandoned():
                self._jobs.pop(event.job_id, None)
                self._workbench.notice.emit(
                    Notice(
                        f"{event.plugin} did not stop and was left behind.",
                        "Its memory comes back when Figment is restarted.",
                        level="warning",
                    )
                )
            case events.Notice():
                level: Literal["info", "warning"] = "warning" if event.hint else "info"
                self._workbench.notice.emit(Notice(event.text, event.hint, event.details, level))
            case events.CancelledEvent():
                self._take_preview_away(event.job_id)
            case events.Finished():
                self._jobs.pop(event.job_id, None)
        if isinstance(event, _ENDS):
            self._workbench.desk.ended(event.job_id)
            self._workbench.live.ended(event.job_id)

    def _on_plugins(self) -> None:
        """What a plugin was asked that is no longer there, or disabled, is given up."""
        known = {generator.id for generator in self._workbench.registry.generators()}
        for job_id, (job, _) in list(self._jobs.items()):
            if job.generator_class.id not in known:
                self._workbench.runner.cancel(job_id)

    def _blame(self, event: events.Failed) -> None:
        """Keeps with the plugin what it did wrong, for the list of plugins."""
        job, _ = self._jobs.get(event.job_id, (None, ""))
        registry = self._workbench.registry
        if job is None or not isinstance(event.error, PluginFault):
            return
        if job.generator_class.id in {generator.id for generator in registry.generators()}:
            registry.report_failure(job.generator_class.id, event.error)

    def _take_preview_away(self, job_id: str) -> bool:
        """A job ended without a result. True for a live one, whose last picture stays."""
        job, _ = self._jobs.pop(job_id, (None, ""))
        if job is not None and job.live:
            return True
        self._workbench.preview_changed.emit(None)
        return False

    def _owner(self, job_id: str) -> tuple[Job, Document] | None:
        """The job and its document, unless that was closed meanwhile."""
        job, document_id = self._jobs.get(job_id, (None, ""))
        for doc in self._workbench.documents:
            if job is not None and doc.id == document_id:
                return job, doc
        return None

    def _on_preview(self, event: events.Preview) -> None:
        owner = self._owner(event.job_id)
        if owner is None or owner[1] is not self._workbench.document or owner[0].live:
            return
        self._workbench.preview_changed.emit(
            Preview(enlarged(event.rgba), event.doc_rect, shown_rect(event.doc_rect, *owner))
        )

    def _on_variant(self, event: events.VariantReady) -> None:
        owner = self._owner(event.job_id)
        if owner is None:
            return
        job, doc = owner
        variant = Variant(
            job_id=event.job_id,
            index=event.index,
            rgba=event.rgba,
            doc_rect=event.doc_rect,
            recipe=dict(event.recipe),
            document_id=doc.id,
            title=job.label,
            path=event.path,
            formation=event.formation,
            meters=self._workbench.live.meters if event.meters is None else event.meters,
            finer=event.finer,
        )
        if job.live:
            self._workbench.live.show(variant, shown_rect(event.doc_rect, job, doc))
            return
        self._variants.append(variant)
        self._workbench.variants_changed.emit()
        if doc is self._workbench.document:
            self._workbench.show_variant(variant)


def shown_rect(doc_rect: Rect, job: Job, doc: Document) -> Rect:
    """Where an unaccepted picture is shown: a live sketch's beside the page, all others in place.

    A picture that covers the strokes while they are drawn would leave nothing to draw on.
    """
    if not (job.live and job.generator_class.need("sketch")):
        return doc_rect
    gap = max(8, doc.width // 32)
    return doc_rect.translated(doc.width + gap, 0)
