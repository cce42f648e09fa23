"""Errors as data: one plain sentence for the user, a hint, and details on request."""

from __future__ import annotations

from collections.abc import Mapping


class FigmentError(Exception):
    """Something the user is told in one sentence.

    Args:
        text: what happened, one plain sentence.
        hint: what to do about it, one sentence, or nothing.
        details: what an expert wants to see (a traceback, a header), shown on request.
    """

    def __init__(self, text: str, hint: str = "", details: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        return f"{self.text} {self.hint}".strip()


def words_of(error: BaseException) -> str:
    """What an exception says, in one line; nothing where it cannot even say that.

    Never raises: exceptions of plugins may fail in their own `__str__`.
    """
    try:
        return " ".join(str(error).split())
    except Exception:
        return ""


class GeneratorError(FigmentError):
    """A generator could not do what was asked; raise it from `load` or `run`."""


class MissingModel(FigmentError):
    """A model that a request names is not installed."""


class FileError(FigmentError):
    """A file could not be read or written."""


class OutOfMemory(FigmentError):
    """The device or the computer has too little memory, after everything was tried."""


class InvalidParams(FigmentError):
    """Parameters that do not fit their declaration; `errors` maps each name to a sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in errors.items()))
        self.errors = dict(errors)


class Cancelled(Exception):
    """The job was cancelled. Raised by the context's calls; a plugin lets it pass."""
