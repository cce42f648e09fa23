"""Image > Adjustments and Filter: one command for each effect, made from its declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.document.adjust import EFFECTS, Effect
from editor.ui.actions import Command
from editor.ui.commands.state import has_document, has_layer

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

ADJUSTMENTS, FILTER = "Image/Adjustments", "Filter"
_KEYS = {
    "levels": "Ctrl+Alt+L",
    "curves": "Ctrl+M",
    "hue-saturation": "Ctrl+U",
    "color-balance": "Ctrl+B",
    "invert": "Ctrl+I",
}


def _command(effect: Effect) -> Command:
    def run(window: MainWindow) -> None:
        window.adjusting.begin(effect)
        if effect.has_params:
            window.docks.show("adjust")

    return Command(
        f"adjust.{effect.id}",
        f"{effect.title}…" if effect.has_params else effect.title,
        ADJUSTMENTS if effect.is_adjustment else FILTER,
        run,
        effect.section,
        keys=(_KEYS[effect.id],) if effect.id in _KEYS else (),
        icon=effect.icon,
        enabled_when=has_document if effect.is_adjustment else has_layer,
        hint=effect.summary,
    )


COMMANDS = tuple(map(_command, EFFECTS.values()))
