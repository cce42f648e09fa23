"""What can be wrong with a weights file."""

from __future__ import annotations

from editor.api import FileError


class NotWeights(FileError):
    """The file holds something else than weights."""


class DamagedWeights(FileError):
    """The file is a weights file, but not a whole one."""


class UnsafeWeights(FileError):
    """The file would run code when it is loaded."""


class WrongShapes(FileError):
    """The tensors do not fit the network that should take them."""
