"""When commands can be done, and what is said of one that cannot be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

Condition = Callable[["MainWindow"], bool]
"""Whether something can be done now; asked after every change, so it must be quick."""

NO_PICTURE = "Open a picture or start a new one first."
_WHY_NOT: dict[Condition, str] = {}
_NEEDS_NO_PICTURE: set[Condition] = set()


def otherwise(reason: str) -> Callable[[Condition], Condition]:
    """Keeps with a condition what is said where it does not hold, though a picture is open."""

    def keep(condition: Condition) -> Condition:
        _WHY_NOT[condition] = reason
        return condition

    return keep


def why_not(window: MainWindow, condition: Condition) -> str:
    """The reason why a condition does not hold, in English; empty where nobody gave one."""
    if window.workbench.document is None and condition not in _NEEDS_NO_PICTURE:
        return NO_PICTURE
    return _WHY_NOT.get(condition, "")


def without_picture(condition: Condition) -> Condition:
    """Marks a condition that has nothing to do with a picture."""
    _NEEDS_NO_PICTURE.add(condition)
    return condition
