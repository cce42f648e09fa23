"""What a pen has that a mouse has not: its other end, and taps that Qt does not count."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication, QPointingDevice, QTabletEvent

from editor.ui.tools import ToolBox


class Pen:
    """The pen that touches the canvas."""

    def __init__(self, tools: ToolBox) -> None:
        self._tools = tools
        self._tool_before_id = ""
        self._tapped_at = QPointF()
        self._tapped_ms = 0

    def takes_away(self, event: QTabletEvent) -> bool:
        """Whether what it paints is taken away by the tool itself, as if Alt were held."""
        return is_eraser(event) and self._tools.active.id == "mask"

    def lay_down(self, event: QTabletEvent) -> None:
        """The other end is an eraser, for as long as it touches."""
        if is_eraser(event) and self._tools.active.id == "brush":
            self._tool_before_id = self._tools.active.id
            self._tools.choose("eraser")

    def lift(self) -> None:
        """The tool before is taken again."""
        before_id, self._tool_before_id = self._tool_before_id, ""
        if before_id:
            self._tools.choose(before_id)

    def is_double(self, event: QTabletEvent) -> bool:
        """Whether this is the second tap in one place, as a mouse's double click."""
        hints = QGuiApplication.styleHints()
        near_px = 2 * hints.mouseDoubleClickDistance()
        off = event.position() - self._tapped_at
        soon = 0 < event.timestamp() - self._tapped_ms <= hints.mouseDoubleClickInterval()
        is_double = soon and math.hypot(off.x(), off.y()) <= near_px
        self._tapped_at, self._tapped_ms = event.position(), event.timestamp()
        if is_double:
            self._tapped_ms = -hints.mouseDoubleClickInterval()  # a third is no second double
        return is_double


def is_eraser(event: QTabletEvent) -> bool:
    """Whether the pen's other end is used."""
    return event.pointerType() == QPointingDevice.PointerType.Eraser
