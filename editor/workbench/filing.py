"""Opening, saving and exporting beside the window's own thread, and who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from psygnal import Signal

from editor.api import FigmentError
from editor.document import Document, Layer, commands
from editor.document.desk_pieces import DESK
from editor.document.flatten import flatten
from editor.document.placing import placed_layer
from editor.formats import ExportOptions, export_image, open_document, save_document
from editor.formats.conversion import converted
from editor.formats.estimating import SizeEstimate, estimate_size, look
from editor.formats.saving import check_savable
from editor.formats.waiting import WAITING
from editor.journal import Source, Stamp, stamp_of
from editor.workbench.background import Background
from editor.workbench.variants import Notice

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

T = TypeVar("T")


@dataclass(eq=False)
class _Save:
    doc: Document
    state: object
    path: Path
    pieces: object = None
    """What lies on desks, which is no part of the history."""
    waiting: list[Callable[[], object]] = field(default_factory=list)


class Filing:
    """Reads and writes files for the workbench while the user goes on.

    A save writes the document as it was when it was asked for; what is changed meanwhile leaves
    it unsaved.

    Signals:
        changed: something began or ended; `doing` says what goes on.
    """

    changed = Signal()

    def __init__(self, workbench: Workbench, background: Background) -> None:
        self._workbench = workbench
        self._background = background
        self._doing: list[str] = []
        self._saves: list[_Save] = []
        self._newest_estimate = object()
        self._stamps: dict[str, tuple[Path, Stamp | None]] = {}

    @property
    def doing(self) -> str:
        """What goes on now, for the status bar; "" when nothing does."""
        return self._doing[0] if self._doing else ""

    def saving_to(self, doc: Document) -> Path | None:
        """Where a document is being saved at the moment."""
        return next((save.path for save in reversed(self._saves) if save.doc is doc), None)

    def is_saving(self, doc: Document) -> bool:
        """Whether what a document is now is being saved."""
        return any(save.doc is doc and save.state is doc.history.state for save in self._saves)

    def when_saved(self, doc: Document, call: Callable[[], object]) -> None:
        """Calls once the running save of a document has ended well; never, if it fails."""
        next(save for save in reversed(self._saves) if save.doc is doc).waiting.append(call)

    def was_changed(self, doc: Document, path: Path) -> bool:
        """Whether another program changed or deleted a document's file since we last knew it."""
        known, stamp = self._stamps.get(doc.id, (None, None))
        return known == path and stamp is not None and stamp != stamp_of(path)

    def file_known(self, doc: Document) -> list[Any] | None:
        """A document's file as it was when we knew it last, as plain values; None without one."""
        path, stamp = self._stamps.get(doc.id, (None, None))
        return None if path is None or stamp is None else [str(path), *stamp]

    def know_file(self, doc: Document, known: Sequence[Any] | None) -> None:
        """Takes what `file_known` said in a program that was killed."""
        if known is not None:
            path, mtime_ns, size = known
            self._stamps[doc.id] = Path(path), (int(mtime_ns), int(size))

    def open(self, path: Path) -> None:
        """Opens a file; what cannot be opened is told."""
        if self._workbench.show_opened(path) is not None:
            return

        def read() -> tuple[Document, Source | None]:
            source = Source.of(path)  # before reading: a change meanwhile is noticed
            return open_document(path), source

        def add(opened: tuple[Document, Source | None]) -> None:
            brought, source = opened
            doc = self._workbench.add_opened(brought, path, source)
            self._stamps.setdefault(doc.id, (path, None if source is None else source.stamp))

        self._do(f"Opening “{path.name}”", read, add)

    def import_as_layer(self, doc: Document, path: Path) -> None:
        """Puts a picture as a layer into the middle of a document's page, shrunk to fit it."""

        profile, page = doc.icc_profile, doc.bounds

        def read() -> Layer:
            brought = open_document(path)
            rgba = flatten(brought, brought.bounds)
            rgba = converted(rgba, source=brought.icc_profile, target=profile)
            return placed_layer(rgba, page, path.stem)

        def place(layer: Layer) -> None:
            if doc in self._workbench.documents:
                commands.add_node(doc, layer, f"Import {path.stem}")

        self._do(f"Opening “{path.name}”", read, place)

    def save(self, doc: Document, path: Path) -> None:
        """Saves a document as it is now.

        Raises:
            FileError: what can be known before writing; a disk that refuses is told later.
        """
        doc.history.settle()
        check_savable(doc, path)
        if self.is_saving(doc) and self.saving_to(doc) == path:
            return
        save = _Save(doc, doc.history.state, path, doc.metadata.get(DESK))
        self._saves.append(save)
        frozen = doc.frozen()
        frozen.metadata[WAITING] = [one.as_waiting() for one in self._workbench.variants_of(doc)]

        def failed(error: FigmentError) -> None:
            self._saves.remove(save)
            self._workbench.fail(error)

        self._do(
            f"Saving “{path.name}”",
            lambda: save_document(frozen, path),
            lambda lost: self._saved(save, lost),
            failed,
        )

    def export(self, doc: Document, path: Path, options: ExportOptions) -> None:
        """Writes a flat copy of a document as it is now."""
        doc.history.settle()
        frozen = doc.frozen()
        self._do(
            f"Exporting “{path.name}”",
            lambda: export_image(frozen, path, options=options),
            lambda lost: self._workbench.notice.emit(
                Notice(f"Exported “{path.name}”.", " ".join(lost))
            ),
        )

    def write(self, path: Path, work: Callable[[], None]) -> None:
        """Writes something else to a file or folder, and tells when it is there."""
        self._do(
            f"Writing “{path.name}”",
            work,
            lambda _: self._workbench.notice.emit(Notice(f"Wrote “{path.name}”.")),
        )

    def remember(self, path: Path) -> None:
        """Puts a file first among the recent ones."""
        settings = self._workbench.settings
        kept = [entry for entry in settings.get("recent_files") if entry != str(path)]
        settings.set("recent_files", [str(path), *kept][:12])

    def estimate(
        self,
        doc: Document,
        suffix: str,
        options: ExportOptions,
        *,
        middle: tuple[float, float],
        size_px: tuple[int, int],
        done: Callable[[SizeEstimate], None],
        failed: Callable[[FigmentError], None],
    ) -> None:
        """Finds out how large an export would be, and what a part of it would look like.

        Of several that wait only the newest counts.
        """
        frozen = doc.frozen()
        self._newest_estimate = wanted = object()

        def work() -> SizeEstimate | None:
            if self._newest_estimate is not wanted:
                return None
            part = look(frozen, suffix, options, middle=middle, size_px=size_px)
            return replace(estimate_size(frozen, suffix, options), part=part)

        def tell(estimate: SizeEstimate | None) -> None:
            if estimate is not None and self._newest_estimate is wanted:
                done(estimate)

        self._background.submit(work, done=tell, failed=failed)

    def _saved(self, save: _Save, lost: list[str]) -> None:
        self._saves.remove(save)
        for text in lost:
            self._workbench.notice.emit(Notice(text))
        doc = save.doc
        doc.path, doc.title = save.path, save.path.stem
        self._stamps[doc.id] = save.path, stamp_of(save.path)
        doc.mark_saved(save.state)
        if doc.metadata.get(DESK) is not save.pieces:
            doc.mark_unsaved()
        self.remember(save.path)
        self._workbench.documents_changed.emit()
        for call in save.waiting:
            call()

    def _do(
        self,
        doing: str,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[FigmentError], None] | None = None,
    ) -> None:
        """Submits work; what goes on is told before and after."""

        def ended() -> None:
            self._doing.remove(doing)
            self.changed.emit()

        def on_done(result: T) -> None:
            ended()
            done(result)

        def on_failed(error: FigmentError) -> None:
            ended()
            (failed or self._workbench.fail)(error)

        self._doing.append(doing)
        self.changed.emit()
        self._background.submit(work, done=on_done, failed=on_failed)
