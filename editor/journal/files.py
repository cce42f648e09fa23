"""One document's journal: states added to a file as the document changes, and read back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import IO, Any

from editor.document.document import Document
from editor.document.tiles import Array
from editor.journal import records
from editor.journal.records import STATE_RECORD, TILE_RECORD, NotReadable
from editor.journal.states import document_from, state_of

SUFFIX = ".journal"
_COMPRESS_FOR_S = 0.3
"""How long the tiles of one state are packed; the rest is written as it is, or it would be late."""
_SLACK_BYTES = 256 * 2**20
_SYNC_EVERY_S = 8.0
_SYNC_MOST_BYTES = 64 * 2**20


@dataclass(eq=False)
class _Kept:
    """A tile that is in the file; holding the array keeps its identity its own."""

    tile: Array
    offset: int
    size: int


class DocumentJournal:
    """Writes a document's states, each with the tiles that the file does not have yet.

    Not for several threads at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: FileIO | None = None
        self._end = 0
        self._kept: dict[int, _Kept] = {}
        self._synced = 0
        self._synced_s = time.monotonic()

    def write(self, doc: Document, facts: Mapping[str, Any]) -> None:
        """Adds a state; it counts from here on, whatever happens to the process.

        Args:
            doc: frozen.
            facts: plain JSON values about it that the document itself does not know.

        Raises:
            OSError: a full disk, say; the states written before are still there.
        """
        live = sum(kept.size for kept in self._kept.values())
        if self._file is None or self._end > 2 * live + _SLACK_BYTES:
            self._begin_anew(doc, facts)
            return
        file, end, kept = self._file, self._end, self._kept
        try:
            self._kept, self._end = self._append(file, end, doc, facts, kept)
        except OSError:
            with suppress(OSError):  # what was begun is not looked at, but must not be in the way
                file.truncate(end)
            raise

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

    def remove(self) -> None:
        """Deletes the file. Raises OSError."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _begin_anew(self, doc: Document, facts: Mapping[str, Any]) -> None:
        """Writes a file with this state alone, in place of the one there is."""
        part = self.path.with_suffix(".part")
        file = part.open("w+b", buffering=0)
        try:
            end = records.write_all(file, records.header())
            kept, end = self._append(file, end, doc, facts, {})
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

        def keep(tile: Array) -> int:
            nonlocal end
            entry = kept.get(id(tile)) or known.get(id(tile))
            if entry is None:
                data = records.pack_tile(tile, compress=time.monotonic() < until)
                entry = _Kept(tile, end, records.append(file, TILE_RECORD, data))
                end += entry.size
            kept[id(tile)] = entry
            return entry.offset

        text = json.dumps({"document": state_of(doc, keep), "facts": dict(facts)})
        end += records.append(file, STATE_RECORD, records.pack_state(text))
        return kept, end


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
        self.lost_tiles = 0

    @property
    def facts(self) -> dict[str, Any]:
        """What was told besides the document."""
        return dict(self._state["facts"])

    @property
    def title(self) -> str:
        """The document's title."""
        return str(self._state["document"]["title"])

    def document(self) -> Document:
        """The document; tiles that are damaged are empty, and counted in `lost_tiles`.

        Raises:
            NotReadable: the state is none of ours. OSError: the file cannot be read.
        """
        with self.path.open("rb") as file:
            tiles: dict[int, Array | None] = {}

            def fetch(offset: int) -> Array | None:
                if offset not in tiles:
                    try:
                        data = records.read(file, offset, TILE_RECORD)
                        tiles[offset] = records.unpack_tile(data)
                    except NotReadable:
                        tiles[offset] = None
                        self.lost_tiles += 1
                return tiles[offset]

            return document_from(self._state["document"], fetch)

    def _last_whole(self, file: IO[bytes], offsets: list[int]) -> dict[str, Any]:
        for offset in reversed(offsets):
            try:
                data = records.read(file, offset, STATE_RECORD)
                state = json.loads(records.unpack_state(data))
                if isinstance(state["document"]["title"], str) and dict(state["facts"]) is not None:
                    return dict(state)
            except (NotReadable, ValueError, KeyError, TypeError, RecursionError):
                continue
        raise NotReadable("no whole state")
