"""What a killed program leaves: every document's journal while it runs, and the offer to go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.api import FigmentError, FileError, OutOfMemory
from editor.document import Document
from editor.journal import (
    ALL_SAVED,
    DocumentJournal,
    Findings,
    LeftBehind,
    NotReadable,
    Session,
    Source,
)
from editor.refusals import what_helps
from editor.workbench.background import Background
from editor.workbench.leftovers import facts_of, restored
from editor.workbench.variants import Choice, Notice, Variant

if TYPE_CHECKING:
    from editor.workbench.workbench import Workbench

_RESUMES = "resumes"
"""A fact of documents that were kept over a restart: nobody needs to be asked about them."""
_RETRY_AFTER_S = 5.0
_OPENED_AFTER_S = 1.0
_FILL_BYTES = 32 * 2**20
"""How much a stroke may have to wait for, of what was opened."""


class Recovery:
    """Keeps the journals of the open documents, and offers what ended programs left.

    A document is frozen at each step of its history, which costs less than a millisecond; `flush`
    has the newest states written on a thread of their own, since a long save must not keep a
    stroke waiting. Of a picture from a file, what is changed is written at once, and what lies
    around it little by little, since a large one takes seconds.

    Args:
        folder: where journals lie; None keeps none.
    """

    def __init__(
        self, workbench: Workbench, folder: Path | None, post: Callable[[object], None] | None
    ) -> None:
        self._workbench = workbench
        self._session = None if folder is None else Session(folder)
        self._background = Background("figment-journal", post)
        self._journals: dict[str, DocumentJournal] = {}
        self._waiting: dict[str, tuple[Document, dict[str, Any]]] = {}
        self._writing: set[str] = set()
        self._adopted: dict[str, LeftBehind] = {}
        self._watched: dict[str, Callable[[], None]] = {}
        self._opened: dict[str, float] = {}
        self._origins: dict[str, tuple[Source, Document]] = {}
        self._unsaved: set[str] = set()
        self._told = False
        self._retry_at_s = 0.0
        workbench.variants_changed.connect(self._take_all)
        workbench.desk.frames_changed.connect(self._take_all)

    # The open documents

    def watch(self, doc: Document, source: Source | None = None) -> None:
        """Journals a document from now on.

        Args:
            source: the file that it was just read from.
        """
        if self._session is None:
            return

        def changed() -> None:
            self._take(doc)

        self._watched[doc.id] = changed
        if source is not None:
            self._origins[doc.id] = source, doc.frozen()
            self._take(doc)
        elif doc.layers:
            self._opened[doc.id] = time.monotonic() + _OPENED_AFTER_S
        doc.history.changed.connect(changed)

    def forget(self, doc: Document) -> None:
        """Deletes the journal of a document that was closed, or given up, by its user."""
        changed = self._watched.pop(doc.id, None)
        if changed is None:
            return
        doc.history.changed.disconnect(changed)
        for known in (self._opened, self._origins, self._waiting):
            known.pop(doc.id, None)
        self._unsaved.discard(doc.id)
        journal = self._journals.pop(doc.id, None)
        left = self._adopted.pop(doc.id, None)

        def remove() -> None:
            if journal is not None:
                journal.remove()
            if left is not None:
                left.remove()

        self._background.submit(remove, done=_nothing, failed=_nothing)

    def flush(self) -> None:
        """Has what changed written; called some ten times a second."""
        if self._session is None or time.monotonic() < self._retry_at_s:
            return
        self._take_opened()
        for doc_id in [one for one in self._waiting if one not in self._writing]:
            self._write(*self._waiting.pop(doc_id))
        if not self._writing:
            for doc_id, journal in self._journals.items():
                if journal.wants_filling and doc_id in self._unsaved:
                    self._submit(doc_id, partial(journal.fill, _FILL_BYTES), done=_nothing)
                elif journal.wants_sync:
                    self._submit(doc_id, journal.sync, done=_nothing)

    def keep_for_restart(self) -> list[Path]:
        """Keeps the open documents with their results; the next start brings them back unasked.

        Returns:
            Files that hold all there is of a document: they need only be opened again.

        Raises:
            FigmentError: nothing can be kept at the moment.
        """
        if self._session is None or self._told:
            raise FigmentError(
                "What is open cannot be kept over a restart at the moment.",
                "Save your work, then end Figment and start it again.",
            )
        files: list[Path] = []
        for doc in self._workbench.documents:
            if doc.path is not None and not doc.modified and not self._workbench.variants_of(doc):
                files.append(doc.path)
                continue
            doc.mark_unsaved()
            self._take(doc)
            self._waiting[doc.id][1][_RESUMES] = True
        return files

    def close(self) -> None:
        """Writes what is waiting and ends the thread; journals that are left are offered again."""
        self._retry_at_s = 0.0
        while self._waiting:
            self._write(*self._waiting.popitem()[1])
        self._background.close()
        for journal in self._journals.values():
            journal.close()
        if self._session is not None:
            self._session.close()

    def _take(self, doc: Document) -> None:
        variants = [
            facts_of(one) for one in self._workbench.variants_of(doc) if one.path is not None
        ]
        facts = {
            ALL_SAVED: not doc.modified and not variants,
            "variants": variants,
            "file": self._workbench.filing.file_known(doc),
        }
        self._waiting[doc.id] = (doc.frozen(), facts)
        (self._unsaved.discard if facts[ALL_SAVED] else self._unsaved.add)(doc.id)
        self._opened.pop(doc.id, None)

    def _take_opened(self) -> None:
        now = time.monotonic()
        for doc in self._workbench.documents:
            if self._opened.get(doc.id, now + 1) <= now:
                self._take(doc)

    def _take_all(self) -> None:
        for doc in self._workbench.documents:
            if doc.id in self._watched:
                self._take(doc)

    def _write(self, frozen: Document, facts: dict[str, Any]) -> None:
        assert self._session is not None
        session, doc_id = self._session, frozen.id
        journal = self._journals.setdefault(doc_id, session.journal(doc_id))
        origin = self._origins.pop(doc_id, None)

        def work() -> None:
            session.begin()
            if origin is not None:
                journal.begin_from(*origin)
            journal.write(frozen, facts)

        self._submit(doc_id, work, done=lambda _: self._written(doc_id))

    def _submit(self, doc_id: str, work: Callable[[], Any], *, done: Callable[[Any], None]) -> None:
        def on_done(result: Any) -> None:
            self._writing.discard(doc_id)
            done(result)

        def on_failed(error: FigmentError) -> None:
            assert self._session is not None
            self._writing.discard(doc_id)
            self._retry_at_s = time.monotonic() + _RETRY_AFTER_S
            doc = next((one for one in self._workbench.documents if one.id == doc_id), None)
            if doc is not None and doc_id not in self._waiting:
                self._take(doc)
            if not self._told:
                self._told = True
                self._workbench.notice.emit(
                    Notice(
                        "What you do cannot be kept safe against a crash at the moment.",
                        f"Save your work. {_what_helps(error, self._session.folder)}",
                        error.details,
                        "warning",
                    )
                )

        self._writing.add(doc_id)
        self._background.submit(lambda: _plain(work), done=on_done, failed=on_failed)

    def _written(self, doc_id: str) -> None:
        self._told = False
        left = self._adopted.pop(doc_id, None)
        if left is not None:  # this session's own journal has it now
            self._background.submit(left.remove, done=_nothing, failed=_nothing)

    # What others left

    def look(self) -> None:
        """Looks for what ended programs left, and offers it in place."""
        if self._session is not None:
            self._background.submit(
                self._session.find, done=self._offer, failed=self._workbench.fail
            )

    def _offer(self, findings: Findings) -> None:
        tell = self._workbench.notice.emit
        if findings.newer:
            tell(
                Notice(
                    "A newer Figment left pictures that only that one can recover.",
                    "Start it to get them back; they stay where they are.",
                    level="warning",
                )
            )
        if findings.damaged:
            tell(
                Notice(
                    "A journal of unsaved work is damaged beyond recovery.",
                    "It was put aside; nothing else is affected.",
                    "\n".join(map(str, findings.damaged)),
                    "warning",
                )
            )
        self.bring_back([left for left in findings.documents if left.facts.get(_RESUMES)])
        found = [left for left in findings.documents if not left.facts.get(_RESUMES)]
        if found:
            titles = ", ".join(f"“{left.title}”" for left in found[:4])
            if len(found) > 4:
                titles = f"{titles} and {len(found) - 4} more"
            tell(
                Notice(
                    f"Figment did not end properly. It can bring back {titles}.",
                    "What was drawn until a second or two before is there.",
                    level="warning",
                    answers=(
                        Choice("Open", lambda: self.bring_back(found)),
                        Choice("Discard", lambda: self.discard(found)),
                    ),
                )
            )

    def bring_back(self, found: list[LeftBehind]) -> None:
        """Opens what was left, each as a document with unsaved changes."""
        for left in found:
            self._bring_back(left)

    def discard(self, found: list[LeftBehind]) -> None:
        """Deletes what was left."""
        for left in found:
            self._background.submit(left.remove, done=_nothing, failed=_nothing)

    def _bring_back(self, left: LeftBehind) -> None:
        self._background.submit(
            lambda: _plain(lambda: restored(left)),
            done=lambda restored: self._add(left, *restored),
            failed=self._workbench.fail,
        )

    def _add(self, left: LeftBehind, doc: Document, variants: list[Variant]) -> None:
        notices = doc.metadata.pop("notices", [])
        if any(other.path == doc.path for other in self._workbench.documents):
            doc.path = None
        if doc.path is not None:
            self._workbench.filing.know_file(doc, left.facts.get("file"))
        self._adopted[doc.id] = left  # until this session's own journal has it
        self._workbench.add_recovered(doc, variants)
        for text in notices:
            self._workbench.notice.emit(Notice(text, level="warning"))


def _nothing(_: object) -> None:
    """Whether it worked makes no difference to anybody."""


def _what_helps(error: FigmentError, folder: Path) -> str:
    """What to do where a journal cannot be written."""
    if isinstance(error.__cause__, OSError):
        return what_helps(error.__cause__, folder)
    if isinstance(error, OutOfMemory):
        return "Close other pictures or programs."
    return "The details tell why."


def _plain(work: Callable[[], Any]) -> Any:
    """What the disk refuses, as an error with a sentence."""
    try:
        return work()
    except (OSError, NotReadable) as error:
        raise FileError("Unsaved work could not be recovered.", details=repr(error)) from error
