"""The journals of one running program, and those that others left behind."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.document.document import Document
from editor.journal.files import SUFFIX, DocumentJournal, JournalReader
from editor.journal.locks import FolderLock, remove_folder
from editor.journal.origin import SUFFIX as ORIGIN_SUFFIX
from editor.journal.origin import Reopen
from editor.journal.records import NewerFormat, NotReadable

_YOUNG_S = 60.0
"""A folder this new without a journal may be one that is just being made."""

ALL_SAVED = "all_saved"
"""The fact that says that nothing of a document would be lost without its journal."""

log = logging.getLogger(__name__)


class LeftBehind:
    """A document of a program that did not end in order."""

    def __init__(self, reader: JournalReader) -> None:
        self._reader = reader
        self.title: str = reader.title
        self.facts: dict[str, Any] = reader.facts

    def document(self, reopen: Reopen) -> Document:
        """The document as it was, with notices about what was lost.

        Args:
            reopen: opens a file as the document was opened.

        Raises:
            NotReadable, OSError: it cannot be read after all.
        """
        doc = self._reader.document(reopen)
        lost = self._reader.lost_parts
        doc.metadata["notices"] = (
            [f"{lost} parts of “{self.title}” were damaged and are empty."] if lost else []
        )
        return doc

    def remove(self) -> None:
        """Deletes it for good."""
        with suppress(OSError):
            self._reader.remove()


@dataclass
class Findings:
    """What other programs left behind.

    Attributes:
        documents: what can be recovered.
        newer: how many journals only a later Figment can read; they stay.
        damaged: files that hold nothing that can be read; they were put aside.
    """

    documents: list[LeftBehind] = field(default_factory=list)
    newer: int = 0
    damaged: list[Path] = field(default_factory=list)


class Session:
    """A folder of journals that belongs to this process while it runs.

    Args:
        parent: the folder of all sessions' folders; made when the first journal is written.
        clock: the time of now, in seconds.
    """

    def __init__(self, parent: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._parent = parent
        self.folder = parent / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: FolderLock | None = None
        self._adopted: list[tuple[Path, FolderLock]] = []

    def begin(self) -> None:
        """Makes the folder, before the first journal is written. Raises OSError."""
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock.take(self.folder)

    def journal(self, document_id: str) -> DocumentJournal:
        """The journal of a document."""
        return DocumentJournal(self.folder / f"{document_id}{SUFFIX}")

    def find(self) -> Findings:
        """Takes over what ended programs left; a second program does not find the same."""
        findings = Findings()
        with suppress(OSError):
            for folder in sorted(self._parent.iterdir()):
                if folder != self.folder and folder.is_dir():
                    self._look_into(folder, findings)
        return findings

    def close(self) -> None:
        """Lets go of all folders; empty ones are removed."""
        for folder, lock in self._adopted:
            _leave(folder, lock)
        self._adopted.clear()
        if self._lock is not None:
            _leave(self.folder, self._lock)
            self._lock = None

    def _look_into(self, folder: Path, findings: Findings) -> None:
        try:
            age_s = self._clock() - folder.stat().st_mtime  # before the lock's file is made in it
            lock = FolderLock.take(folder)
        except OSError as error:
            log.info("the journals in %s cannot be looked at: %s", folder, error)
            return
        if lock is None:
            return  # its program runs
        journals = sorted(folder.glob(f"*{SUFFIX}"))
        for path in journals:
            _read(path, findings)
        if journals:
            self._adopted.append((folder, lock))
        elif age_s < _YOUNG_S:  # below 0 too: clocks are set, and the disk may have another one
            lock.release()
        else:
            _leave(folder, lock)


def _read(path: Path, findings: Findings) -> None:
    try:
        left = LeftBehind(JournalReader(path))
        if left.facts.get(ALL_SAVED):
            left.remove()
        else:
            findings.documents.append(left)
    except NewerFormat:
        findings.newer += 1
    except NotReadable:
        aside = path.with_suffix(".damaged")
        with suppress(OSError):
            path.replace(aside)
            findings.damaged.append(aside)
    except OSError as error:
        log.info("the journal %s cannot be read: %s", path, error)


def _leave(folder: Path, lock: FolderLock) -> None:
    """Lets go of a folder, and removes it where no journal is left in it."""
    with suppress(OSError):
        orphans = (
            one for one in folder.glob(f"*{ORIGIN_SUFFIX}") if not one.with_suffix(SUFFIX).exists()
        )
        for left in [*folder.glob("*.part"), *orphans]:
            left.unlink()
        if not any(path.name != "lock" for path in folder.iterdir()):
            if os.name == "nt":
                lock.release()  # an open file cannot be deleted there
            remove_folder(folder)
    lock.release()
