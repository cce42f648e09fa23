"""What a screen reader is told of widgets that draw themselves: role, value with its unit, range.

Qt knows its own widgets. One of ours that is more than a box takes `Spoken` as a second base and
says what it is; `install` makes Qt ask it.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QLabel, QWidget

Role = QAccessible.Role
_Text = QAccessible.Text
_ValueInterface = QAccessible.InterfaceType.ValueInterface


@dataclass(frozen=True)
class SpokenRange:
    """A number between two ends."""

    value: float
    minimum: float
    maximum: float
    step: float


class Spoken:
    """The second base of a widget that tells of itself.

    Attributes:
        spoken_role: what it is.
    """

    spoken_role: ClassVar[QAccessible.Role] = Role.Graphic

    def spoken_value(self) -> str:
        """What it shows now, with the unit."""
        return ""

    def spoken_description(self) -> str:
        """More about it; empty for its own description or tooltip."""
        return ""

    def spoken_range(self) -> SpokenRange | None:
        """Its number, if it is one that a screen reader may set."""
        return None

    def take_spoken(self, value: float) -> None:
        """A screen reader sets the number."""


def value_changed(widget: QWidget) -> None:
    """Tells that a spoken widget shows another value."""
    if QAccessible.isActive() and isinstance(widget, Spoken):
        told = QAccessibleValueChangeEvent(widget, widget.spoken_value())
        QAccessible.updateAccessibility(told)


def label_box(box: QComboBox, name: str) -> None:
    """Names a list that drops down and has no label beside it.

    On Linux such a box has its choice for its name, and screen readers look for a label.
    """
    parent = box.parentWidget()
    assert parent is not None, "its label stands beside it"
    label = QLabel(name, parent)
    label.setBuddy(box)
    label.hide()


def announce(widget: QWidget, words: str) -> None:
    """Says something now, wherever the keyboard is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


@cache
def install() -> None:
    """Lets Qt ask the widgets that tell of themselves."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget) and isinstance(thing, Spoken):
        return _Interface(cast("_SpokenWidget", thing))
    return None


if TYPE_CHECKING:

    class _SpokenWidget(Spoken, QWidget):
        """What both are."""


class _Interface(QAccessibleWidget):
    """Lives as long as its widget: Qt deletes it with that."""

    def __init__(self, widget: _SpokenWidget) -> None:
        super().__init__(widget, widget.spoken_role, widget.accessibleName())
        self._spoken: _SpokenWidget = weakref.proxy(widget)
        self._number = _Number(self._spoken)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == _Text.Value:
            return self._spoken.spoken_value()
        if kind == _Text.Name:  # which may have another since
            return self._spoken.accessibleName()
        if kind == _Text.Description:
            return self._spoken.spoken_description() or super().text(kind)
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == _ValueInterface:
            return self._number if self._spoken.spoken_range() is not None else None
        return super().interface_cast(kind)


class _Number(QAccessibleValueInterface):
    """The number of a widget that has one."""

    def __init__(self, spoken: _SpokenWidget) -> None:
        super().__init__()
        self._spoken = spoken

    def currentValue(self) -> float:
        return self._range().value

    def setCurrentValue(self, value: Any) -> None:
        self._spoken.take_spoken(float(value))

    def minimumValue(self) -> float:
        return self._range().minimum

    def maximumValue(self) -> float:
        return self._range().maximum

    def minimumStepSize(self) -> float:
        return self._range().step

    def _range(self) -> SpokenRange:
        found = self._spoken.spoken_range()
        assert found is not None
        return found
