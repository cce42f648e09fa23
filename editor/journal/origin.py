"""The file that a document was opened from, held so that a journal need not copy its pixels first.

Pixels that nobody changed since are known by their place in that file. So the first stroke on a
large picture is on disk at once, and not only after hundreds of megabytes below it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.api import FigmentError
from editor.document.document import Document
from editor.journal.held import Held
from editor.journal.states import state_of

SUFFIX = ".origin"
Stamp = tuple[int, int]
"""When a file was written, and how long it is."""
Reopen = Callable[[Path], Document]


def stamp_of(path: Path) -> Stamp | None:
    """A file's stamp; None where there is none to be had."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@dataclass(frozen=True)
class Source:
    """A file as it was when a document was read from it."""

    path: Path
    stamp: Stamp

    @classmethod
    def of(cls, path: Path) -> Source | None:
        """A file as it is now, to be taken before it is read."""
        stamp = stamp_of(path)
        return None if stamp is None else cls(path, stamp)


@dataclass(frozen=True)
class Origin:
    """A second name of a source's file, or a copy: the first may be replaced or deleted.

    Attributes:
        count: how many tiles and pieces of desks the document had when it was opened.
    """

    path: Path
    stamp: Stamp
    count: int

    @classmethod
    def hold(cls, source: Source, journal: Path, *, count: int) -> Origin | None:
        """The source's file beside a journal; None where it cannot be had as it was."""
        path = journal.with_suffix(SUFFIX)
        try:
            path.unlink(missing_ok=True)
            try:
                os.link(source.path.resolve(), path)
            except OSError:  # on another disk, or somebody else's file
                shutil.copy2(source.path, path)
        except OSError:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        held = stamp_of(path)
        if held is None or held[1] != source.stamp[1] or stamp_of(source.path) != source.stamp:
            path.unlink(missing_ok=True)
            return None
        return cls(path, held, count)

    @classmethod
    def from_json(cls, data: Mapping[str, Any], journal: Path) -> Origin:
        """What a state says of it. Raises KeyError, TypeError or ValueError."""
        mtime_ns, size = data["stamp"]
        stamp = (int(mtime_ns), int(size))
        return cls(journal.with_suffix(SUFFIX), stamp, int(data["tiles"]))

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"stamp": list(self.stamp), "tiles": self.count}

    def read(self, reopen: Reopen) -> list[Held]:
        """What it has, as it was; none where the file is no longer the one that was opened."""
        if stamp_of(self.path) != self.stamp:
            return []
        try:
            found = held_of(reopen(self.path))
        except (FigmentError, OSError):
            return []
        return found if len(found) == self.count else []

    def remove(self) -> None:
        """Lets go of the file."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def held_of(doc: Document) -> list[Held]:
    """All tiles and pieces of desks of a document, in the order in which its state names them."""
    found: list[Held] = []

    def keep(held: Held) -> int:
        found.append(held)
        return 0

    state_of(doc, keep)
    return found
