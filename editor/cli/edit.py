"""`figment edit`: the window. Everything of Qt is imported here and not before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from editor.cli.context import globals_of


def edit(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...")] = None,
) -> None:
    """Open the editor. A first word that is no verb is a file to open."""
    from editor.app import main

    given = globals_of(context)
    code = main(files or [], plugin_folders=given.plugin_folders, safe_mode=given.safe_mode)
    raise typer.Exit(code)
