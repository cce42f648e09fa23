"""A lock on a folder that goes with the process, however that ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "lock"


class FolderLock:
    """Holds a folder for this process: the system lets go of it even after `kill -9`.

    Process numbers would not do: they come back, and another computer that shares the home
    folder has its own.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path) -> FolderLock | None:
        """The lock, or None where another process (or this one) has it. Raises OSError."""
        descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def release(self) -> None:
        """Lets others have the folder."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def remove_folder(folder: Path) -> None:
    """Removes a folder in which at most the lock's file is left. Raises OSError."""
    (folder / _NAME).unlink(missing_ok=True)
    folder.rmdir()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
