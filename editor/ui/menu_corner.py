"""The search field's look in the corner of the menu bar: a button that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.ui import theme
from editor.ui.actions import ActionSet
from editor.ui.glyph_label import GlyphLabel
from editor.ui.language import tr

_WIDTH_PX = 34 * theme.GRID


class SearchField(QWidget):
    """Looks like a field, opens the command palette."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search"))
        self.button = QPushButton()
        self.button.setObjectName("search")
        self.button.setAccessibleName(tr("Search every command"))
        self.button.setToolTip(actions.tooltip("view.search"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setFixedSize(QSize(_WIDTH_PX, theme.CONTROL_HEIGHT))
        self.button.clicked.connect(actions.action("view.search").trigger)
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        inner.addWidget(GlyphLabel("magnifying-glass", tr("Search every command")))
        words, keys = QLabel(tr("Search every command")), QLabel()
        shown = actions.keys("view.search")
        keys.setText(shown[0].toString(QKeySequence.SequenceFormat.NativeText) if shown else "")
        for label in (words, keys):
            label.setProperty("role", "dim")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addWidget(words, 1)
        inner.addWidget(keys)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.HALF, theme.GRID, theme.HALF)
        line.addWidget(self.button)
