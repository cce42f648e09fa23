"""What a generator finds on a picture before it runs, so that the user can point at it.

A generator of faces works on one of them: the host has it look for all as soon as it is chosen and
a picture is open, outlines what it found on the canvas, and sets parameters when one is clicked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """Something found on a picture.

    Attributes:
        outline: its corners in pixels of the picture, where the first pixel reaches from 0 to 1.
        values: the parameters that a click on it sets, by name.
    """

    outline: tuple[tuple[float, float], ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finds:
    """That a generator finds something; see `Generator.find`.

    Attributes:
        title: what one of them is called, such as "Face".
        none: what is said where there is none, a sentence.
        by_hand: the `Points` parameter to place by hand then; "" for none.
        by_hand_title: what the button for that says.
    """

    title: str
    none: str
    by_hand: str = ""
    by_hand_title: str = ""
