"""What helps where the disk refuses something, in words. A leaf: anybody may import it."""

from __future__ import annotations

import errno
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR})
_TOO_MANY = frozenset({errno.EMFILE, errno.ENFILE})


def what_helps(error: OSError, folder: Path) -> str:
    """One sentence on what to do, or on what is wrong, about a folder that cannot be written."""
    if error.errno in FULL:
        return "Free some space on the disk."
    if error.errno == errno.EROFS:
        return f"The disk that “{folder}” lies on can only be read."
    if error.errno in DENIED:
        return f"Figment may not write into “{folder}”: change its permissions."
    if error.errno in NOWHERE:
        return f"The folder “{folder}” cannot be made: see what lies in its place."
    if error.errno in _TOO_MANY:
        return "Too many files are open: close other programs."
    reason = (error.strerror or type(error).__name__).lower()
    return f"“{folder}” cannot be written: {reason}."
