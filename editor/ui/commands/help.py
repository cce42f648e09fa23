"""Help: the guide, shortcuts, plugins, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.actions import Command
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.help import HelpView

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


def _shortcuts(window: MainWindow) -> None:
    PreferencesDialog.ask(window.workbench.settings, window, page="Shortcuts")


COMMANDS = (
    Command(
        "help.guide",
        "User Guide",
        "Help",
        HelpView.open_beside,
        keys=("F1",),
        icon="question",
        hint="How to work with Figment, with a search.",
    ),
    Command("help.shortcuts", "Shortcuts…", "Help", _shortcuts, keys=("Ctrl+F1",), icon="keyboard"),
    Command(
        "help.plugins",
        "Plugins…",
        "Help",
        lambda w: PluginListDialog.ask(w.workbench, w),
        icon="puzzle-piece",
        hint="What was found, and why a plugin does not work.",
    ),
    Command("help.about", "About Figment…", "Help", lambda w: AboutDialog.ask(w), 1, icon="info"),
)
