"""How a number lies on a slider, and how it is written: pure, without a widget."""

from __future__ import annotations

import math
from dataclasses import dataclass

from editor.ui.language import number_words


@dataclass(frozen=True)
class ValueScale:
    """A range of numbers.

    Attributes:
        is_share: 0..1 is written in percent.
        is_whole: only whole numbers.
        is_logarithmic: small values get as much room as large ones.
    """

    minimum: float
    maximum: float
    unit: str = ""
    is_share: bool = False
    is_whole: bool = False
    is_logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies, 0..1."""
        value = min(max(value, self.minimum), self.maximum)
        if self.is_logarithmic:
            return math.log(value / self.minimum) / math.log(self.maximum / self.minimum)
        return (value - self.minimum) / (self.maximum - self.minimum)

    def at(self, share: float) -> float:
        """The value at a place, rounded to what is shown."""
        share = min(max(share, 0.0), 1.0)
        if self.is_logarithmic:
            return self._rounded(self.minimum * (self.maximum / self.minimum) ** share)
        return self._rounded(self.minimum + share * (self.maximum - self.minimum))

    def stepped(self, value: float, steps: float) -> float:
        """A value some steps further; a step is what one notices."""
        if self.is_logarithmic:
            step = max(1.0, value * 0.05)
        elif self.is_share:
            step = 0.01 if abs(steps) > 1 else 0.05
        else:
            step = 1.0
        return self._rounded(value + steps * step)

    def number(self, value: float) -> str:
        """The value as one types it."""
        if self.is_share:
            return str(round(value * 100))
        return number_words(float(value), 1)

    def text(self, value: float) -> str:
        """The value with its unit."""
        if self.is_share:
            return f"{round(value * 100)} %"
        return f"{self.number(value)} {self.unit}".rstrip()

    def parsed(self, text: str) -> float | None:
        """A typed value, brought into the range; None for what is no number."""
        words = text.replace("%", " ").replace(",", ".").removesuffix(self.unit).strip()
        try:
            value = float(words)
        except ValueError:
            return None
        if not math.isfinite(value):
            return None
        return self._rounded(value / 100 if self.is_share else value)

    def _rounded(self, value: float) -> float:
        value = min(max(value, self.minimum), self.maximum)
        if self.is_whole:
            return float(round(value))
        if self.is_share:
            return round(value, 2)
        return float(round(value)) if value >= 10 else round(value, 1)
