"""The docks of the right column: built, shown, hidden, reset and remembered."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from editor.ui import theme
from editor.ui.icons import icon
from editor.ui.language import tr
from editor.ui.panel_scroll import FootedPanel, PanelScroll

if TYPE_CHECKING:
    from editor.settings import Settings
    from editor.ui.actions import ActionSet

TITLES = {
    "generate": "Generate",
    "adjust": "Adjust",
    "desk": "Desk",
    "layers": "Layers",
    "history": "History",
    "histogram": "Histogram",
}
_AT_FIRST_HIDDEN = ("desk",)
_STATE_VERSION = 3
_COLUMN_PX = 40 * theme.GRID
_HEIGHTS = (520, 280)


class DockTitle(QWidget):
    """A flat title; in a group of tabs the tab is the title, and this one is away."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dock_title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_tabbed = False
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GRID + theme.HALF, theme.HALF, theme.HALF, theme.HALF)
        line.addWidget(QLabel(dock.windowTitle()), 1)
        close = QToolButton()
        close.setIcon(icon("x", "dim"))
        close.setIconSize(QSize(14, 14))
        close.setAccessibleName(tr("Hide {panel}", panel=dock.windowTitle()))
        close.setToolTip(tr("Hide; the View menu brings it back"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(dock.close)
        line.addWidget(close)

    def set_tabbed(self, *, on: bool) -> None:
        """Goes away in a group of tabs."""
        self._is_tabbed = on
        for child in self.findChildren(QWidget):
            child.setVisible(not on)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self._is_tabbed else QSize(120, 4 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Docks(QObject):
    """The window's docks by name."""

    def __init__(
        self,
        window: QMainWindow,
        panels: Mapping[str, QWidget],
        settings: Settings,
        actions: ActionSet,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions = actions
        self._hidden: list[str] = []
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit_titles)
        self.panels = dict(panels)
        self.docks = {name: self._dock(name, panel) for name, panel in panels.items()}
        options = QMainWindow.DockOption
        window.setDockOptions(options.AllowTabbedDocks | options.GroupedDragging)
        right = Qt.DockWidgetArea.RightDockWidgetArea
        window.setTabPosition(right, QTabWidget.TabPosition.North)
        window.setTabPosition(Qt.DockWidgetArea.LeftDockWidgetArea, QTabWidget.TabPosition.North)
        for corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, right)
        self._arrange()

    @property
    def are_hidden(self) -> bool:
        """Whether all panels are put away for a moment."""
        return bool(self._hidden)

    def is_shown(self, name: str) -> bool:
        """Whether a panel is there, also behind another tab."""
        return not self.docks[name].isHidden()

    def show(self, name: str) -> None:
        """Brings a panel to the front."""
        if self.are_hidden:
            self.hide_all(on=False)
        self.docks[name].show()
        self.docks[name].raise_()

    def toggle(self, name: str) -> None:
        """Shows or hides a panel."""
        if self.is_shown(name) and not self.are_hidden:
            self.docks[name].hide()
        else:
            self.show(name)

    def hide_all(self, *, on: bool) -> None:
        """Puts all panels away, or brings those back that were there."""
        if on and not self._hidden:
            self._hidden = [name for name in self.docks if self.is_shown(name)]
            for name in self._hidden:
                self.docks[name].hide()
        elif not on:
            hidden, self._hidden = self._hidden, []
            for name in hidden:
                self.docks[name].show()

    def reset(self) -> None:
        """Everything in its first place."""
        self._hidden = []
        for dock in self.docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._arrange()

    def remember(self) -> None:
        """Keeps places and sizes for the next start."""
        self.hide_all(on=False)
        state = self._window.saveState(_STATE_VERSION)
        self._settings.set("window_state", base64.b64encode(state.data()).decode("ascii"))
        geometry = self._window.saveGeometry()
        self._settings.set("window_geometry", base64.b64encode(geometry.data()).decode("ascii"))

    def restore(self) -> None:
        """Goes back to what was kept, where it fits."""
        geometry = base64.b64decode(self._settings.get("window_geometry"))
        if geometry:
            self._window.restoreGeometry(QByteArray(geometry))
        state = base64.b64decode(self._settings.get("window_state"))
        if state and not self._window.restoreState(QByteArray(state), _STATE_VERSION):
            self._arrange()
        self._fit_titles()

    def _dock(self, name: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(tr(TITLES[name]), self._window)
        dock.setObjectName(f"dock_{name}")
        dock.setAccessibleName(tr(TITLES[name]))
        dock.setWidget(panel if isinstance(panel, FootedPanel) else PanelScroll(panel))
        dock.setTitleBarWidget(DockTitle(dock))
        dock.visibilityChanged.connect(self._on_changed)
        dock.topLevelChanged.connect(self._on_changed)
        dock.dockLocationChanged.connect(self._on_changed)
        return dock

    def _arrange(self) -> None:
        right = Qt.DockWidgetArea.RightDockWidgetArea
        window, docks = self._window, self.docks
        for dock in docks.values():
            window.addDockWidget(right, dock)
            dock.show()
        window.tabifyDockWidget(docks["generate"], docks["adjust"])
        window.tabifyDockWidget(docks["adjust"], docks["desk"])
        window.tabifyDockWidget(docks["layers"], docks["history"])
        window.tabifyDockWidget(docks["history"], docks["histogram"])
        for name in _AT_FIRST_HIDDEN:
            docks[name].hide()
        docks["generate"].raise_()
        docks["layers"].raise_()
        window.resizeDocks([docks["generate"]], [_COLUMN_PX], Qt.Orientation.Horizontal)
        pair = [docks["generate"], docks["layers"]]
        window.resizeDocks(pair, list(_HEIGHTS), Qt.Orientation.Vertical)
        self._fit_titles()

    def _on_changed(self) -> None:
        self._fitting.start()
        self._actions.refresh_soon()

    def _fit_titles(self) -> None:
        for dock in self.docks.values():
            title = dock.titleBarWidget()
            assert isinstance(title, DockTitle)
            neighbours = self._window.tabifiedDockWidgets(dock)
            title.set_tabbed(on=any(not other.isHidden() for other in neighbours))
        self._hide_left_bars()
        for bar in self._bars():
            bar.setAccessibleName(tr("Panels"))
            bar.setToolTip(tr("Panels"))
            bar.setDrawBase(False)
            bar.setExpanding(False)

    def _hide_left_bars(self) -> None:
        """Qt forgets some bars of tabs when groups change, and leaves them over the panels."""
        groups = set()
        for dock in self.docks.values():
            group = [dock, *self._window.tabifiedDockWidgets(dock)]
            groups.add(frozenset(one.windowTitle() for one in group if not one.isHidden()))
        for bar in reversed(self._bars()):
            titles = frozenset(bar.tabText(tab) for tab in range(bar.count()))
            if titles not in groups:
                bar.hide()
            groups.discard(titles)

    def _bars(self) -> list[QTabBar]:
        children = Qt.FindChildOption.FindDirectChildrenOnly
        return self._window.findChildren(QTabBar, options=children)
