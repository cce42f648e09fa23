"""A generator's desk without widgets: its pieces, what is done with them, and what comes of it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from editor.api import (
    SEED_MAX,
    DeskResult,
    FigmentError,
    Frames,
    Generator,
    ImageU8,
    NewModel,
    Piece,
    Rect,
    Request,
    Verb,
    param_fields,
    validate_params,
)
from editor.document import Document, commands
from editor.document.desk_pieces import DESK, FRAMES, DeskFrames, DeskPiece
from editor.formats.conversion import converted
from editor.formats.frames import save_frames
from editor.jobs import DeskWork, Job
from editor.models.adding import add_made
from editor.workbench.requests import reading_page
from editor.workbench.variants import Notice

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_PIECE = "Piece"
Picks = Mapping[str, Sequence[DeskPiece]]


@dataclass(frozen=True, eq=False)
class _Asked:
    generator: type[Generator]
    verb: Verb
    options: dict[str, Any]
    parents: tuple[int, ...]
    seed: int


class DeskState:
    """The desk of the chosen generator, on the active document.

    Signals:
        changed: another desk, another document, or other pieces.
        frames_changed: a verb gave frames, or they were put away; another desk may have others.
        model_made(ModelEntry): a verb made a model, which is in the model folder now.
    """

    changed = Signal()
    frames_changed = Signal()
    model_made = Signal(object)

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._asked: dict[str, _Asked] = {}
        workbench.choice.changed.connect(self.changed)
        workbench.document_changed.connect(self.changed)

    @property
    def generator(self) -> type[Generator] | None:
        """The chosen generator if it has a desk, else the first one that has."""
        chosen = self._workbench.choice.generator
        if chosen is not None and chosen.desk is not None:
            return chosen
        known = self._workbench.registry.generators()
        return next((generator for generator in known if generator.desk is not None), None)

    @property
    def pieces(self) -> tuple[DeskPiece, ...]:
        """What lies on it, oldest first."""
        doc, generator = self._workbench.document, self.generator
        if doc is None or generator is None:
            return ()
        return tuple(p for p in _all(doc) if p.generator == generator.id)

    @property
    def frames(self) -> tuple[ImageU8, ...]:
        """What a verb gave last, until it is put away."""
        doc, generator = self._workbench.document, self.generator
        kept: DeskFrames | None = None if doc is None else doc.metadata.get(FRAMES)
        if kept is None or generator is None or kept.generator != generator.id:
            return ()
        return kept.images

    def do(self, verb_id: str, options: Mapping[str, Any], picks: Picks) -> Job:
        """Queues a verb. Raises InvalidParams or FigmentError."""
        workbench, generator = self._workbench, self.generator
        doc = workbench.require_document()
        assert generator is not None
        assert generator.desk is not None
        verb = generator.desk.verb(verb_id)
        checked = validate_params(verb.Params, options)
        _check_picks(verb, picks)
        seed = secrets.randbelow(SEED_MAX + 1)
        given = {name: tuple(p.as_piece() for p in chosen) for name, chosen in picks.items()}
        params = workbench.choice.params_of(generator)
        request = Request(params=params, rect=_looked_at(doc), seed=seed)
        job = Job(
            id=uuid.uuid4().hex,
            generator_class=generator,
            request=request,
            label=verb.title,
            plugin=workbench.registry.plugin_of(generator.id).title,
            read=reading_page(doc, request) if verb.needs_image else None,
            desk=DeskWork(verb.id, checked, given),
        )
        parents = tuple(p.number for chosen in picks.values() for p in chosen)
        plain = checked.model_dump(mode="json")
        self._asked[job.id] = _Asked(generator, verb, plain, parents, seed)
        workbench.expect(job, doc)
        workbench.runner.submit(job)
        return job

    def take(self, job_id: str, doc: Document, result: DeskResult) -> None:
        """What a verb gave."""
        asked = self._asked[job_id]
        match result:
            case Frames(images=images):
                doc.metadata[FRAMES] = DeskFrames(asked.generator.id, tuple(images))
                self.frames_changed.emit()
            case NewModel():
                self._take_model(result)
            case _:
                self._add(doc, asked, result)

    def ended(self, job_id: str) -> None:
        """A job is over, however it ended."""
        self._asked.pop(job_id, None)

    def remove(self, gone: Sequence[DeskPiece]) -> None:
        """Takes pieces off the desk; those made of them stay."""
        doc = self._workbench.require_document()
        self._set(doc, [p for p in _all(doc) if not any(p is one for one in gone)])

    def add_as_layer(self, piece: DeskPiece) -> None:
        """Puts the picture of a piece on the page, in its middle, one undo step."""
        doc = self._workbench.require_document()
        height, width = piece.rgba.shape[:2]
        rgba = converted(piece.rgba, source=None, target=doc.icc_profile)
        x, y = (doc.width - width) // 2, (doc.height - height) // 2
        name = f"{self.title_of(piece)} {piece.number}"
        commands.add_layer(doc, rgba, x=x, y=y, name=name, label=f"Add {name}")

    def title_of(self, piece: DeskPiece) -> str:
        """The title of the verb that made it."""
        verb = self._verb_of(piece)
        return _PIECE if verb is None else verb.title

    def figures_of(self, piece: DeskPiece) -> list[tuple[str, float]]:
        """The numbers that its verb was done with, by their titles; not how many were made."""
        verb = self._verb_of(piece)
        fields = () if verb is None else param_fields(verb.Params)
        return [
            (field.title, piece.options[field.name])
            for field in fields
            if field.type is float and field.name in piece.options
        ]

    def export_frames(self, path: Path, *, there_and_back: bool) -> None:
        """Writes the frames beside the window's thread; see `save_frames`."""
        frames = self.frames
        self._workbench.filing.write(
            path, lambda: save_frames(frames, path, there_and_back=there_and_back)
        )

    def clear_frames(self) -> None:
        """Puts the frames away."""
        doc = self._workbench.document
        if doc is not None and doc.metadata.pop(FRAMES, None) is not None:
            self.frames_changed.emit()

    def _verb_of(self, piece: DeskPiece) -> Verb | None:
        generator = self.generator
        desk = None if generator is None else generator.desk
        verbs = () if desk is None else desk.verbs
        return next((verb for verb in verbs if verb.id == piece.verb), None)

    def _add(self, doc: Document, asked: _Asked, made: Sequence[Piece]) -> None:
        before = _all(doc)
        first = max((piece.number for piece in before), default=0) + 1
        arrived = [
            DeskPiece(
                number=first + index,
                generator=asked.generator.id,
                rgba=piece.image,
                data=dict(piece.data),
                verb=asked.verb.id,
                options=asked.options,
                parents=asked.parents,
                seed=asked.seed,
            )
            for index, piece in enumerate(made)
        ]
        self._set(doc, [*before, *arrived])

    def _set(self, doc: Document, pieces: Sequence[DeskPiece]) -> None:
        doc.metadata[DESK] = tuple(pieces)
        doc.mark_unsaved()
        self.changed.emit()

    def _take_model(self, made: NewModel) -> None:
        try:
            entry = add_made(made, self._workbench.catalogue.new_models)
        except FigmentError as error:
            self._workbench.fail(error)
            return
        self.model_made.emit(entry)
        self._workbench.notice.emit(Notice(f"“{entry.name}” is among the sliders now."))


def _all(doc: Document) -> tuple[DeskPiece, ...]:
    pieces: tuple[DeskPiece, ...] = doc.metadata.get(DESK, ())
    return pieces


def _check_picks(verb: Verb, picks: Picks) -> None:
    """Raises FigmentError."""
    for name in verb.picks:
        count = len(picks.get(name, ()))
        if count == 0 or (count > 1 and not verb.groups):
            raise FigmentError(f"{verb.title} needs {', '.join(verb.picks)}.", verb.summary)


def _looked_at(doc: Document) -> Rect:
    if doc.selection.is_empty:
        return doc.bounds
    return doc.selection.bounds().intersect(doc.bounds)
