"""The search field's look in the corner of the menu bar: a button that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QPushButton, QWidget

from editor.ui import theme
from editor.ui.actions import ActionSet
from editor.ui.glyph_label import GlyphLabel
from editor.ui.language import tr

_WIDTH_PX = 34 * theme.GRID
_WITH_WORDS_PX = 24 * theme.GRID
_NARROW_PX = 4 * theme.GRID


class SearchField(QWidget):
    """Looks like a field, opens the command palette; no wider than the menus leave room for."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search"))
        self.button = QPushButton()
        self.button.setObjectName("search")
        self.button.setAccessibleName(tr("Search every command"))
        self.button.setToolTip(actions.tooltip("view.search"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(actions.action("view.search").trigger)
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        inner.addWidget(GlyphLabel("magnifying-glass", tr("Search every command")))
        self._words, self._keys = QLabel(tr("Search every command")), QLabel()
        shown = actions.keys("view.search")
        native = QKeySequence.SequenceFormat.NativeText
        self._keys.setText(shown[0].toString(native) if shown else "")
        for label in (self._words, self._keys):
            label.setProperty("role", "dim")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addWidget(self._words, 1)
        inner.addWidget(self._keys)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.HALF, theme.GRID, theme.HALF)
        line.addWidget(self.button)
        self._set_width(_WIDTH_PX)

    def move_into(self, bar: QMenuBar) -> None:
        """Takes its place in the corner of the menus."""
        bar.setCornerWidget(self, Qt.Corner.TopRightCorner)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Makes room for the menus before they are laid out."""
        if isinstance(watched, QMenuBar) and isinstance(event, QResizeEvent):
            menus_px = watched.sizeHint().width() - self.sizeHint().width()
            self._set_width(event.size().width() - menus_px - 2 * theme.GRID)
        return False

    def _set_width(self, room_px: int) -> None:
        wide = room_px >= _WITH_WORDS_PX
        width = min(room_px, _WIDTH_PX) if wide else _NARROW_PX
        for label in (self._words, self._keys):
            label.setVisible(wide)
        self.button.setFixedSize(QSize(width, theme.CONTROL_HEIGHT))
        self.updateGeometry()
