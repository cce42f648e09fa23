"""`figment models`: which are installed, what a model file is, and taking one in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from editor.api import param_fields
from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import Misuse
from editor.models import Identity, add_model, inspect
from editor.settings import folders

models = typer.Typer(help="Models: list, inspect and add.", no_args_is_help=True)


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


@models.command("add")
def add(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A weights file, or a model's folder.")],
    kind: Annotated[
        str, typer.Option(metavar="ID", help="The generator it is for, where it does not tell.")
    ] = "",
    name: Annotated[str, typer.Option(help="What to call it; its own name otherwise.")] = "",
    link: Annotated[
        bool, typer.Option("--link", help="Leave it where it is, and link to it.")
    ] = False,
) -> None:
    """Put a model into the model folder, without executing anything in it."""
    if kind:
        _check_kind(context, kind)
    added = add_model(path, folders().models, kind=kind, name=name, link=link)
    output.print_lines([f"{added.name} for {added.kind}: {added.path}"])


def _check_kind(context: typer.Context, kind: str) -> None:
    """Raises Misuse for a kind that no generator and no installed model has."""
    known = {entry.kind for entry in globals_of(context).catalogue().list() if entry.kind}
    with globals_of(context).registry() as registry:
        for generator in registry.generators():
            fields = param_fields(generator.Params)
            known |= {f.model_kind or generator.id for f in fields if f.kind == "model"}
    if kind not in known:
        raise Misuse(
            f"No generator takes models “{kind}”.", f"There are: {', '.join(sorted(known))}."
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
