"""One declared setting, and which values fit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing the user may choose.

    Attributes:
        key: its name in the file.
        kind: choice, toggle, integer, number, bytes, color, text, file, list or table.
        default: the value until somebody chooses another.
        label: its name in the dialog; empty when the program keeps it by itself.
        help: one sentence on what it does.
        section: under which heading of the dialog it stands.
        choices: for a choice, each value with the title people read.
        minimum, maximum: for numbers and bytes, both included.
    """

    key: str
    kind: str
    default: Any
    label: str = ""
    help: str = ""
    section: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None

    def problem(self, value: object) -> str:
        """Why a value does not fit, as a sentence; empty when it does."""
        if self.kind == "choice":
            return "" if value in self.choices else f"must be one of {', '.join(self.choices)}"
        if not _FITS[self.kind](value):
            return f"must be a {self.kind}"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                return f"must be {self.minimum:g} or more"
            if self.maximum is not None and value > self.maximum:
                return f"must be {self.maximum:g} or less"
        return ""


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_color(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 7 or value[0] != "#":
        return False
    return all(digit in "0123456789abcdefABCDEF" for digit in value[1:])


_FITS: dict[str, Callable[[object], bool]] = {
    "toggle": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "bytes": _is_integer,
    "number": lambda value: _is_integer(value) or isinstance(value, float),
    "color": _is_color,
    "text": lambda value: isinstance(value, str),
    "file": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "table": lambda value: isinstance(value, dict) and all(isinstance(k, str) for k in value),
}
