"""`figment models`: which are installed, and what a model file is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from editor.cli import output
from editor.cli.context import globals_of
from editor.models import Identity, inspect

models = typer.Typer(help="Models: list and inspect.", no_args_is_help=True)


@models.command("list")
def list_models(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="A generator's id; all otherwise.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the installed models."""
    found = globals_of(context).catalogue().list(kind)
    if as_json:
        output.print_json(
            [
                {
                    "name": entry.name,
                    "kind": entry.kind,
                    "title": entry.title,
                    "summary": entry.summary,
                    "path": str(entry.path),
                }
                for entry in found
            ]
        )
    elif found:
        output.print_table(
            ("Model", "For", "Title", "Path"),
            [(e.name, e.kind or "unknown", e.title, str(e.path)) for e in found],
        )
    else:
        output.print_lines(["No models are installed."])


@models.command("inspect")
def inspect_model(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A file, a folder, or an installed model's name.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what a model is, without executing anything in it."""
    installed = {entry.name: entry.path for entry in globals_of(context).catalogue().list()}
    path = Path(model)
    identity = inspect(installed.get(model, path) if not path.exists() else path)
    card = _card(identity)
    if as_json:
        output.print_json(card)
        return
    output.print_table(
        ("Property", "Value"), [(k.capitalize(), _text(v)) for k, v in card.items() if v != ""]
    )


def _card(identity: Identity) -> dict[str, Any]:
    return {
        "path": str(identity.path),
        "format": identity.format,
        "network": identity.family,
        "for": identity.kind,
        "tensors": len(identity.tensors),
        "parameters": identity.parameters,
        "dtype": identity.dtype,
        "safe": identity.is_safe,
        "calls": list(identity.calls),
    }


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no: loading it would run code"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return f"{value:,}" if isinstance(value, int) else str(value)
