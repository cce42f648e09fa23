"""File > Open Recent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from editor.settings import Settings
from editor.ui.files import FileFlow
from editor.ui.language import tr


class RecentFiles:
    """The submenu of files opened or saved lately."""

    def __init__(self, settings: Settings, files: FileFlow, parent: QWidget) -> None:
        self._settings = settings
        self._files = files
        self.menu = QMenu(tr("Open Recent"), parent)
        self.menu.setAccessibleName(tr("Open Recent"))
        self.menu.aboutToShow.connect(self.rebuild)
        self.menu.triggered.connect(self._on_triggered)

    def rebuild(self) -> None:
        """Lists the files that still exist."""
        self.menu.clear()
        paths = [Path(name) for name in self._settings.get("recent_files")]
        for path in paths:
            if path.exists():
                action = self.menu.addAction(path.name)
                action.setData(str(path))
                action.setToolTip(str(path))
        if self.menu.isEmpty():
            self.menu.addAction(tr("No recent files")).setEnabled(False)
            return
        self.menu.addSeparator()
        self.menu.addAction(tr("Clear the List")).setData("")

    def _on_triggered(self, action: QAction) -> None:
        if action.data():
            self._files.open_paths([Path(action.data())])
        else:
            self._settings.set("recent_files", [])
