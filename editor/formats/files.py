"""Files as the system sees them: checks before reading, atomic writing, errors in plain words."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from editor.api import FileError
from editor.document.document import Document
from editor.refusals import DENIED, FULL


def keep_from_overwriting(doc: Document, path: Path, reason: str) -> None:
    """A document of which not all was understood is not saved over its file, for that reason."""
    doc.metadata |= {"read_only": True, "read_only_reason": reason, "read_only_path": path}


def check_readable(path: Path) -> None:
    """Refuse what cannot be a picture before anything tries to decode it.

    Raises:
        FileError: missing, a folder, a device, empty, or not permitted.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileError(f"“{path.name or path}” is a folder.", "Choose a picture inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"“{path.name}” is not an ordinary file.")
        if status.st_size == 0:
            raise FileError(
                f"“{path.name}” is empty: it holds no data.", "Look for a backup of it."
            )
        path.open("rb").close()
    except OSError as error:
        raise read_error(path, error) from error


def read_error(path: Path, error: OSError) -> FileError:
    """The sentence for an error of the system while reading `path`."""
    name = path.name or str(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileError(f"“{path}” does not exist.", "Check the name and the folder.")
    if error.errno in DENIED:
        return FileError(f"You may not read “{name}”.", "Change the file's permissions.")
    if error.errno == errno.ENAMETOOLONG:
        return FileError("The file's name is too long for this system.", "Use a shorter name.")
    return FileError(
        f"“{name}” cannot be read: {_reason(error)}.", "Check the disk it lies on.", repr(error)
    )


def write_error(path: Path, error: OSError) -> FileError:
    """The sentence for an error of the system while writing `path`."""
    name = path.name
    if error.errno in FULL:
        return FileError(
            f"There is not enough space on the disk to save “{name}”.",
            "Free some space or save elsewhere; nothing on the disk was changed.",
            repr(error),
        )
    if error.errno in DENIED:
        return FileError(
            f"You may not write into the folder “{path.parent}”.", "Save to another folder."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileError(
            f"The folder “{path.parent}” does not exist.", "Create it or choose another one."
        )
    if error.errno == errno.ENAMETOOLONG:
        return FileError("The file's name is too long for this system.", "Use a shorter name.")
    return FileError(
        f"“{name}” could not be saved: {_reason(error)}.",
        "Save elsewhere; nothing on the disk was changed.",
        repr(error),
    )


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that replaces `path` only when the block ended well and all is on the disk.

    The bytes go to a temporary file in the same folder, which is synced and renamed. A symbolic
    link is followed, the permissions of an existing file are kept, and after any error the old
    file is as it was and nothing else is left behind.

    Raises:
        FileError: when the system refuses, in plain words.
    """
    target = Path(os.path.realpath(path))  # Path.resolve raises on a loop of links
    part = target.parent / f".figment-{secrets.token_hex(6)}.part"
    try:
        permissions = _permissions(target)
        # 0o666 lets the kernel apply the umask, which a process cannot read without changing it.
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if permissions is not None:
                part.chmod(permissions)
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise write_error(target, error) from error


_BINARY = getattr(os, "O_BINARY", 0)


def _permissions(target: Path) -> int | None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise FileError(f"“{target.name}” is a folder.", "Choose another name.")
    if not stat.S_ISREG(mode):
        raise FileError(f"“{target.name}” is not an ordinary file.", "Choose another name.")
    if not os.access(target, os.W_OK):
        raise FileError(f"“{target.name}” is write-protected.", "Save under another name.")
    return stat.S_IMODE(mode)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder; its rename is already durable
        return
    with suppress(OSError):  # some network folders cannot be synced; the file itself was
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).lower()
