"""Small pieces of layout shared by the Generate panel's widgets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.ui import theme
from editor.ui.icons import icon


def hbox(widget: QWidget, *, spacing: int = theme.HALF) -> QHBoxLayout:
    """A row without margins."""
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def vbox(widget: QWidget, *, spacing: int = theme.HALF) -> QVBoxLayout:
    """A column without margins."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def label(text: str = "", *, role: str = "", wraps: bool = False) -> QLabel:
    """Words; `role` is one that the stylesheet knows (dim, error)."""
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        words.setProperty("role", role)
    if wraps:
        words.setWordWrap(True)
        # Narrow docks wrap the words; they never make the dock wider.
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return words


def icon_button(name: str, title: str, *, help: str = "", role: str = "text") -> QToolButton:
    """A button that is an icon, with its title as accessible name and tooltip."""
    button = QToolButton()
    button.setIcon(icon(name, role))
    button.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
    button.setFixedSize(theme.CONTROL_HEIGHT, theme.CONTROL_HEIGHT)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(title)
    button.setToolTip(help or title)
    return button


def keep_room(widget: QWidget) -> None:
    """Hidden, the widget leaves its place empty, so that nothing jumps."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def mark(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the stylesheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def quietly(emitter: QObject, action: Callable[[], None]) -> None:
    """Does something without the object's signals."""
    was_blocked = emitter.blockSignals(True)
    action()
    emitter.blockSignals(was_blocked)
