"""Starting the program anew from its window, for what counts only from the next start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from editor.api import FigmentError
from editor.ui import language
from editor.workbench import Choice, Notice

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

RESTARTS = 82
"""What Qt's event loop returns when the program is to be started anew."""


class Restarting:
    """Offers to start anew when another language was chosen, and does it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.files: list[Path] = []
        window.workbench.settings.changed.connect(self._on_setting)

    def restart(self) -> None:
        """Ends the program; `files`, and what the journal keeps, are opened by the next one."""
        try:
            self._check()
            self.files = self._window.workbench.recovery.keep_for_restart()
        except FigmentError as error:
            self._window.workbench.fail(error)
            return
        self._window.toolbox.remember()
        self._window.docks.remember()
        QApplication.exit(RESTARTS)

    def _check(self) -> None:
        workbench = self._window.workbench
        if workbench.runner.queue or workbench.filing.doing or workbench.trainings.is_running:
            raise FigmentError(
                "Figment is still working.", "Restart it when that is done, or cancel it first."
            )

    def _on_setting(self, key: str) -> None:
        if key != "language":
            return
        wanted = language.code_of(self._window.workbench.settings.get(key))
        if wanted != language.current().code:
            self._window.workbench.notice.emit(
                Notice(
                    "Figment speaks the other language from its next start.",
                    "Pictures and results come back as they are, only without steps to undo.",
                    answers=(Choice("Restart Now", self.restart),),
                )
            )
