"""What can go wrong on the command line, as one sentence and an exit code."""

from __future__ import annotations

from editor.api import FigmentError, InvalidParams
from editor.host import UnknownGenerator

FAILED = 1
MISUSED = 2


class Misuse(FigmentError):
    """The command was given something it does not take."""


def exit_code_of(error: FigmentError) -> int:
    """2 for what was typed wrong, 1 for everything else."""
    return MISUSED if isinstance(error, (Misuse, UnknownGenerator, InvalidParams)) else FAILED
