"""A tool's options: declared as records, their values in one store that everybody watches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from psygnal import Signal

OptionKind = Literal["number", "integer", "share", "toggle", "choice", "field", "font"]


@dataclass(frozen=True)
class ToolOption:
    """One thing to set about a tool.

    Attributes:
        name: its key in the store.
        title: what the options bar writes beside it.
        kind: number and integer have a unit; a share is 0..1 and shown in percent; a field is a
            number that is typed, without a slider; font is a family's name.
        choices: for a choice, each value with the title people read.
        help: one sentence for the tooltip.
        is_logarithmic: a slider should give small values as much room as large ones.
    """

    name: str
    title: str
    kind: OptionKind
    default: Any
    minimum: float = 0.0
    maximum: float = 1.0
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    is_logarithmic: bool = False

    def fitted(self, value: Any) -> Any:
        """The value, brought into the range and type of this option."""
        if self.kind == "toggle":
            return bool(value)
        if self.kind == "choice":
            return value if value in self.choices else self.default
        if self.kind == "font":
            return str(value)
        inside = min(max(float(value), self.minimum), self.maximum)
        return round(inside) if self.kind == "integer" else inside


class ToolOptions:
    """The values of all options, by tool and name.

    Signals:
        changed(tool_id, name): a value is another one now.
    """

    changed = Signal(str, str)

    def __init__(self) -> None:
        self._declared: dict[str, dict[str, ToolOption]] = {}
        self._values: dict[tuple[str, str], Any] = {}

    def declare(self, tool_id: str, options: Iterable[ToolOption]) -> None:
        """Makes a tool's options known; they have their defaults."""
        self._declared[tool_id] = {option.name: option for option in options}

    def declared(self, tool_id: str) -> tuple[ToolOption, ...]:
        """A tool's options in the order they are shown."""
        return tuple(self._declared[tool_id].values())

    def get(self, tool_id: str, name: str) -> Any:
        """The value of now."""
        return self._values.get((tool_id, name), self._declared[tool_id][name].default)

    def set(self, tool_id: str, name: str, value: Any) -> None:
        """Sets a value; one out of range is brought into it."""
        fitted = self._declared[tool_id][name].fitted(value)
        if fitted != self.get(tool_id, name):
            self._values[tool_id, name] = fitted
            self.changed.emit(tool_id, name)

    def reset(self, tool_id: str) -> None:
        """Gives a tool its defaults back."""
        for option in self.declared(tool_id):
            self.set(tool_id, option.name, option.default)

    def of(self, tool_id: str) -> dict[str, Any]:
        """All values of a tool."""
        return {name: self.get(tool_id, name) for name in self._declared[tool_id]}
