"""View: zoom, rotation, theme, panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.ui.actions import Command
from editor.ui.commands import arrange
from editor.ui.commands.state import has_document

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow

_TURN_DEG = 15.0
_THEMES = {"dark": "Dark", "light": "Light", "high-contrast": "High Contrast"}
_PANELS = {
    "generate": ("Generate", "F5"),
    "adjust": ("Adjust", "F6"),
    "layers": ("Layers", "F7"),
    "history": ("History", "F8"),
    "histogram": ("Histogram", "F9"),
    "desk": ("Desk", "F10"),
}


def _theme(name: str, title: str) -> Command:
    def run(window: MainWindow) -> None:
        window.workbench.settings.set("theme", name)

    def is_chosen(window: MainWindow) -> bool:
        return bool(window.workbench.settings.get("theme") == name)

    return Command(
        f"view.theme.{name}", title, "View/Theme", run, checked_when=is_chosen, icon="palette"
    )


def _panel(name: str, title: str, key: str) -> Command:
    def run(window: MainWindow) -> None:
        window.docks.toggle(name)

    def is_shown(window: MainWindow) -> bool:
        return window.docks.is_shown(name)

    return Command(
        f"view.panel.{name}",
        title,
        "View/Panels",
        run,
        keys=(key,),
        icon="layout",
        checked_when=is_shown,
    )


def _view(
    name: str,
    title: str,
    run: Callable[[MainWindow], object],
    section: int,
    keys: tuple[str, ...] = (),
    glyph: str = "",
) -> Command:
    return Command(f"view.{name}", title, "View", run, section, keys, glyph, has_document)


COMMANDS = (
    Command(
        "view.search",
        "Search Every Command…",
        "View",
        lambda w: w.show_palette(),
        keys=("Ctrl+K",),
        icon="magnifying-glass",
    ),
    _view(
        "zoom_in",
        "Zoom In",
        lambda w: w.canvas.zoom_step(1),
        1,
        ("Ctrl++", "Ctrl+="),
        "magnifying-glass-plus",
    ),
    _view(
        "zoom_out",
        "Zoom Out",
        lambda w: w.canvas.zoom_step(-1),
        1,
        ("Ctrl+-",),
        "magnifying-glass-minus",
    ),
    _view("fit", "Fit", lambda w: w.canvas.zoom_to_fit(), 1, ("Ctrl+0",), "corners-out"),
    _view("actual", "100 %", lambda w: w.canvas.zoom_to_actual_size(), 1, ("Ctrl+1",)),
    _view("double", "200 %", lambda w: w.canvas.zoom_to(2.0), 1, ("Ctrl+2",)),
    _view(
        "rotate_right",
        "Rotate View Clockwise",
        lambda w: w.canvas.rotate_by(_TURN_DEG),
        2,
        ("Ctrl+Shift+Right",),
        "arrow-clockwise",
    ),
    _view(
        "rotate_left",
        "Rotate View Counter-clockwise",
        lambda w: w.canvas.rotate_by(-_TURN_DEG),
        2,
        ("Ctrl+Shift+Left",),
        "arrow-counter-clockwise",
    ),
    _view("mirror", "Mirror View", lambda w: w.canvas.mirror(), 2, ("Ctrl+Shift+M",)),
    _view("upright", "Reset Rotation", lambda w: w.canvas.reset_rotation(), 2, ("Ctrl+Shift+0",)),
    *arrange.GUIDES,
    *(_panel(name, title, key) for name, (title, key) in _PANELS.items()),
    Command("view.panel.reset", "Reset Panels", "View/Panels", lambda w: w.docks.reset(), 1),
    *(_theme(name, title) for name, title in _THEMES.items()),
    Command(
        "view.panels",
        "Hide Panels",
        "View",
        lambda w: w.docks.hide_all(on=not w.docks.are_hidden),
        4,
        keys=("Ctrl+Shift+H",),
        icon="layout",
        checked_when=lambda w: w.docks.are_hidden,
    ),
    Command(
        "view.full_screen",
        "Full Screen",
        "View",
        lambda w: w.toggle_full_screen(),
        4,
        keys=("F11",),
        icon="arrows-out-simple",
        checked_when=lambda w: w.isFullScreen(),
    ),
)
