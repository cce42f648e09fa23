"""What helps where the disk refuses something: true for each reason."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from editor.refusals import what_helps


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Free some space on the disk."),
        (errno.EDQUOT, "Free some space on the disk."),
        (errno.EFBIG, "Free some space on the disk."),
        (errno.EROFS, "The disk that “{folder}” lies on can only be read."),
        (errno.EACCES, "Figment may not write into “{folder}”: change its permissions."),
        (errno.ENOTDIR, "The folder “{folder}” cannot be made: see what lies in its place."),
        (errno.EMFILE, "Too many files are open: close other programs."),
        (errno.EIO, "“{folder}” cannot be written: input/output error."),
    ],
)
def test_each_reason_has_its_own_advice(number: int, words: str) -> None:
    folder = Path("where") / "ever"
    error = OSError(number, os.strerror(number))
    assert what_helps(error, folder) == words.format(folder=folder)
