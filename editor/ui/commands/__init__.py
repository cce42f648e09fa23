"""The commands of the window, one table for each menu."""

from __future__ import annotations

from editor.ui.actions import Command
from editor.ui.commands import (
    adjust,
    colour,
    edit,
    file,
    generate,
    help,
    image,
    layer,
    select,
    view,
)

MENUS = ("File", "Edit", "Image", "Layer", "Select", "Filter", "Tools", "View", "Generate", "Help")


def all_commands() -> tuple[Command, ...]:
    """Every command, in the order of the menus; tools are added by the window."""
    tables = (file, edit, adjust, image, colour, layer, select, view, generate, help)
    return tuple(command for table in tables for command in table.COMMANDS)
