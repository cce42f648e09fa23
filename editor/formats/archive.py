"""A zip file from anywhere, read entry by entry in memory, with limits on what it may unpack to."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from editor.api import FileError

MAX_ENTRY_BYTES = 2 * 2**30
MAX_TOTAL_BYTES = 8 * 2**30
_MAX_RATIO = 1100  # deflate cannot do better than 1032 to 1
_MOST_READINGS = 4
_ALWAYS_BYTES = 256 * 2**20


class MissingEntry(Exception):
    """The archive has no entry of that name."""


class BadEntry(Exception):
    """The entry is there, but cannot be unpacked."""


class Archive:
    """A zip file whose entries are only ever read into memory, under limits.

    Nothing is unpacked to the disk, so names that climb out of a folder lead nowhere.

    Raises:
        FileError: no zip file, a damaged one, or one that unpacks to an absurd size.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            self._entries = {
                _plain(info.filename): info for info in self._zip.infolist() if not info.is_dir()
            }
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
            raise FileError(
                f"“{self.name}” is damaged: its archive is incomplete.",
                "Get the file again or look for a backup of it.",
                repr(error),
            ) from error
        total = sum(info.file_size for info in self._entries.values())
        packed = path.stat().st_size
        if total > MAX_TOTAL_BYTES or total > max(packed, 1) * _MAX_RATIO:
            self._zip.close()
            raise FileError(
                f"“{self.name}” was refused: it would unpack to {total / 2**30:.1f} GB.",
                "No drawing program writes such files; do not trust it.",
            )
        self._left_bytes = _MOST_READINGS * total + _ALWAYS_BYTES

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def read(self, name: str, *, limit: int = MAX_ENTRY_BYTES) -> bytes:
        """The unpacked bytes of an entry.

        Raises:
            MissingEntry: there is none of that name.
            BadEntry: damaged, encrypted, packed in an unknown way, or longer than `limit` bytes.
            FileError: one that names its entries again and again, to keep us unpacking.
        """
        info = self._entries.get(_plain(name))
        if info is None:
            raise MissingEntry(name)
        self._left_bytes -= info.file_size
        if self._left_bytes < 0:
            raise FileError(
                f"“{self.name}” was refused: it uses its pictures over and over again.",
                "No drawing program writes such files; do not trust it.",
            )
        if info.file_size > limit:
            raise BadEntry(f"{name} declares {info.file_size} bytes")
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError,
            struct.error, NotImplementedError,
        ) as error:  # fmt: skip
            raise BadEntry(f"{name}: {error!r}") from error
        if len(data) > limit:
            raise BadEntry(f"{name} unpacks to more than {limit} bytes")
        return data


def _plain(name: str) -> str:
    """A name as others may have meant it: forward slashes, no leading ones, no dots."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts)
