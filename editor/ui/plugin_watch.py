"""Tells in the window which plugins do not work, at the start and whenever that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.host.plugin import PluginInfo, PluginState
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.workbench import Choice, Notice

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


class PluginWatch(QObject):
    """Follows the registry; what was told once is not told again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told: dict[str, str] = {}
        window.workbench.registry.changed.connect(self.look)
        window.workbench.registry.failure_reported.connect(self._on_failure)
        self.look()

    def look(self) -> None:
        """Tells of plugins that went wrong since it was last looked."""
        wrong = [info for info in self._window.workbench.registry.plugins if _is_wrong(info)]
        new = [info for info in wrong if self._told.get(info.name) != info.error]
        self._told = {info.name: info.error for info in wrong}
        if new:
            self._window.workbench.notice.emit(self._notice(new))

    def _notice(self, wrong: list[PluginInfo]) -> Notice:
        details = "\n".join(f"{info.name}: {info.error}\n{info.details}" for info in wrong).strip()
        names = [info.title for info in wrong]
        if len(wrong) > 1:
            text = f"{len(wrong)} plugins do not work as they should."
            hint = f"{', '.join(names)}."
        else:
            text, hint = f"The plugin “{names[0]}” does not work.", wrong[0].error
            if wrong[0].state is PluginState.ENABLED:
                text = f"Not all of the plugin “{names[0]}” works."
        answers = (Choice("Plugins…", self._show),)
        return Notice(text, hint, details, "warning", answers=answers)

    def _on_failure(self, name: str) -> None:
        """A run that failed was told of by itself."""
        for info in self._window.workbench.registry.plugins:
            if info.name == name:
                self._told[name] = info.error

    def _show(self) -> None:
        PluginListDialog.ask(self._window.workbench, self._window)


def _is_wrong(info: PluginInfo) -> bool:
    return bool(info.error) and info.state is not PluginState.DISABLED
