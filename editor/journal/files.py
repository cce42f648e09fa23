"""One document's journal: states added to a file as the document changes, and read back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import IO, Any

from editor.document.document import Document
from editor.journal import records
from editor.journal.held import Held, append_held, read_held
from editor.journal.origin import SUFFIX as ORIGIN_SUFFIX
from editor.journal.origin import Origin, Reopen, Source, held_of
from editor.journal.records import STATE_RECORD, NotReadable
from editor.journal.states import document_from, state_of

SUFFIX = ".journal"
_COMPRESS_FOR_S = 0.3
"""How long the tiles of one state are packed; the rest is written as it is, or it would be late."""
_SLACK_BYTES = 256 * 2**20
_SYNC_EVERY_S = 8.0
_SYNC_MOST_BYTES = 64 * 2**20


@dataclass(eq=False)
class _Kept:
    """Something that is in the file; holding it keeps its identity its own.

    Attributes:
        offset: below zero it is in the origin: -1 is its first tile, and so on.
    """

    held: Held
    offset: int
    size: int


class DocumentJournal:
    """Writes a document's states, each with what the file does not have yet of its tiles and desk.

    Not for several threads at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: FileIO | None = None
        self._end = 0
        self._kept: dict[int, _Kept] = {}
        self._origin: Origin | None = None
        self._last: tuple[Document, Mapping[str, Any]] | None = None
        self._synced = 0
        self._synced_s = time.monotonic()

    def begin_from(self, source: Source, opened: Document) -> None:
        """Has the tiles of a file known by their place in it, until `fill` has written them.

        Args:
            opened: what was read from the file, frozen, before anything was changed.
        """
        found = held_of(opened)
        self._origin = Origin.hold(source, self.path, count=len(found))
        if self._origin is not None:
            self._kept = {
                id(held): _Kept(held, -1 - number, 0)
                for number, held in reversed(list(enumerate(found)))
            }

    def write(self, doc: Document, facts: Mapping[str, Any]) -> None:
        """Adds a state; it counts from here on, whatever happens to the process.

        Args:
            doc: frozen.
            facts: plain JSON values about it that the document itself does not know.

        Raises:
            OSError: a full disk, say; the states written before are still there.
        """
        live = sum(kept.size for kept in self._kept.values())
        self._last = (doc, facts)
        if self._file is None or self._end > 2 * live + _SLACK_BYTES:
            self._begin_anew(doc, facts)
            return
        file, end, kept = self._file, self._end, self._kept
        with _taken_back(file, end):
            self._kept, self._end = self._append(file, end, doc, facts, kept)

    @property
    def wants_filling(self) -> bool:
        """Whether the file that the document was opened from is still needed to recover it."""
        return self._origin is not None and self._file is not None

    def fill(self, most_bytes: int) -> None:
        """Writes some of the tiles that only the origin has; after the last it is let go.

        Raises:
            OSError: a full disk, say; nothing is lost by it.
        """
        if self._file is None or self._origin is None or self._last is None:
            return
        file, end = self._file, self._end
        until = end + most_bytes
        waiting = [kept for kept in self._kept.values() if kept.offset < 0]
        written: list[_Kept] = []
        with _taken_back(file, end):
            file.seek(end)
            for kept in waiting:
                if end >= until:
                    break
                size = append_held(file, kept.held)
                written.append(_Kept(kept.held, end, size))
                end += size
        self._end = end
        self._kept |= {id(kept.held): kept for kept in written}
        if len(written) == len(waiting):
            origin, self._origin = self._origin, None
            self.write(*self._last)
            origin.remove()

    @property
    def wants_sync(self) -> bool:
        """Whether something was written a while ago that the disk may not have yet."""
        late = time.monotonic() - self._synced_s >= _SYNC_EVERY_S
        return late and self._file is not None and self._end != self._synced

    def sync(self) -> None:
        """Has the disk take what was written, against a power cut. Raises OSError.

        A large write is left to the system, since the next stroke must not wait for it.
        """
        if self._file is not None and self._end - self._synced <= _SYNC_MOST_BYTES:
            os.fsync(self._file.fileno())
        self._synced, self._synced_s = self._end, time.monotonic()

    def close(self) -> None:
        """Lets go of the file, which stays."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._kept = {}
        self._last = None

    def remove(self) -> None:
        """Deletes the file. Raises OSError."""
        self.close()
        self.path.unlink(missing_ok=True)
        if self._origin is not None:
            self._origin.remove()
            self._origin = None

    def _begin_anew(self, doc: Document, facts: Mapping[str, Any]) -> None:
        """Writes a file with this state alone, in place of the one there is."""
        part = self.path.with_suffix(".part")
        elsewhere = {key: kept for key, kept in self._kept.items() if kept.offset < 0}
        file = part.open("w+b", buffering=0)
        try:
            end = records.write_all(file, records.header())
            kept, end = self._append(file, end, doc, facts, elsewhere)
            if os.name == "nt" and self._file is not None:
                self._file.close()  # an open file cannot be replaced there
                self._file = None
            part.replace(self.path)
        except BaseException:
            file.close()
            with suppress(OSError):
                part.unlink()
            raise
        if self._file is not None:
            self._file.close()
        self._file, self._kept, self._end, self._synced = file, kept, end, 0

    def _append(
        self,
        file: FileIO,
        end: int,
        doc: Document,
        facts: Mapping[str, Any],
        known: Mapping[int, _Kept],
    ) -> tuple[dict[int, _Kept], int]:
        kept: dict[int, _Kept] = {}
        until = time.monotonic() + _COMPRESS_FOR_S
        file.seek(end)

        def keep(held: Held) -> int:
            nonlocal end
            entry = kept.get(id(held)) or known.get(id(held))
            if entry is None:
                size = append_held(file, held, compress=time.monotonic() < until)
                entry = _Kept(held, end, size)
                end += size
            kept[id(held)] = entry
            return entry.offset

        state: dict[str, Any] = {"document": state_of(doc, keep), "facts": dict(facts)}
        if self._origin is not None:
            state["origin"] = self._origin.to_json()
        end += records.append(file, STATE_RECORD, records.pack_state(json.dumps(state)))
        return kept, end


@contextmanager
def _taken_back(file: FileIO, end: int) -> Iterator[None]:
    """Takes back what was begun when the disk refuses: nobody looks at it, but it is in the way."""
    try:
        yield
    except OSError:
        with suppress(OSError):
            file.truncate(end)
        raise


class JournalReader:
    """The last whole state in a journal's file.

    Raises:
        NotReadable: no journal, or no whole state in it.
        NewerFormat: a later Figment wrote it.
        OSError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            records.check_header(file)
            size = os.fstat(file.fileno()).st_size
            found = [one for one in records.scan(file, size) if one.kind == STATE_RECORD]
            self._state = self._last_whole(file, [one.offset for one in found])
        said = self._state.get("origin")
        try:
            self._origin = None if said is None else Origin.from_json(said, path)
        except (KeyError, TypeError, ValueError) as error:
            raise NotReadable("an odd origin") from error
        self.lost_parts = 0

    @property
    def facts(self) -> dict[str, Any]:
        """What was told besides the document."""
        return dict(self._state["facts"])

    @property
    def title(self) -> str:
        """The document's title."""
        return str(self._state["document"]["title"])

    def document(self, reopen: Reopen) -> Document:
        """The document; parts that are damaged are empty, and counted in `lost_parts`.

        Args:
            reopen: opens a file as the document was opened.

        Raises:
            NotReadable: the state is none of ours. OSError: the file cannot be read.
        """
        with self.path.open("rb") as file:
            known: dict[int, Held | None] = {}
            if self._origin is not None:
                found = self._origin.read(reopen)
                known |= {-1 - number: held for number, held in enumerate(found)}

            def fetch(offset: int) -> Held | None:
                if offset not in known:
                    try:
                        known[offset] = read_held(file, offset)
                    except NotReadable:
                        known[offset] = None
                        self.lost_parts += 1
                return known[offset]

            return document_from(self._state["document"], fetch)

    def remove(self) -> None:
        """Deletes the journal and what belongs to it. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self.path.with_suffix(ORIGIN_SUFFIX).unlink(missing_ok=True)

    def _last_whole(self, file: IO[bytes], offsets: list[int]) -> dict[str, Any]:
        for offset in reversed(offsets):
            try:
                _, data = records.read(file, offset)
                state = json.loads(records.unpack_state(data))
                if isinstance(state["document"]["title"], str) and dict(state["facts"]) is not None:
                    return dict(state)
            except (NotReadable, ValueError, KeyError, TypeError, RecursionError):
                continue
        raise NotReadable("no whole state")
