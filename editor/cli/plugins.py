"""`figment plugins`: which there are, whether they work, a new one, on and off."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from editor.api import FileError
from editor.api.testing import examine
from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import FAILED, Misuse
from editor.cli.new_plugin import write_plugin
from editor.host import PluginInfo, PluginState, Registry
from editor.models import Catalogue, load_state_dict
from editor.settings import folders

plugins = typer.Typer(help="Plugins: list, write, check, enable and disable.", no_args_is_help=True)


@plugins.command("list")
def list_plugins(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List every plugin that was found, also those that do not work."""
    with globals_of(context).registry() as registry:
        found = registry.plugins
    if as_json:
        output.print_json([asdict(info) for info in found])
        return
    output.print_table(
        ("Plugin", "Version", "State", "Generators", "Source"),
        [
            (
                info.name,
                info.version or "-",
                info.state,
                ", ".join(info.generators) or "-",
                "built in" if info.built_in else info.source,
            )
            for info in found
        ],
    )
    output.print_lines(f"{info.name}: {info.error}" for info in found if info.error)


@plugins.command()
def enable(context: typer.Context, name: str) -> None:
    """Switch a plugin on again, also one that was quarantined after crashes."""
    settings = globals_of(context).settings()
    with globals_of(context).registry() as registry:
        _find(registry, name)
        settings.set("disabled_plugins", [n for n in settings.get("disabled_plugins") if n != name])
        registry.enable(name)
        info = _find(registry, name)
    output.print_lines([f"{name} is {info.state}. {info.error}".strip()])


@plugins.command()
def disable(context: typer.Context, name: str) -> None:
    """Switch a plugin off; it is not even imported at the next start."""
    settings = globals_of(context).settings()
    with globals_of(context).registry() as registry:
        _find(registry, name)
    settings.set("disabled_plugins", sorted({*settings.get("disabled_plugins"), name}))
    output.print_lines([f"{name} is disabled."])


@plugins.command()
def new(
    context: typer.Context,
    name: str,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FOLDER", help="Your plugin folder otherwise."),
    ] = None,
) -> None:
    """Write a plugin that works, as a start for your own."""
    with globals_of(context).registry() as registry:
        path = write_plugin(name, folder or folders().plugins, registry)
    output.print_lines([str(path)])


@plugins.command()
def doctor(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME|PATH]", help="One plugin; all otherwise.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check that plugins keep to the contract, by running each generator on a small picture."""
    catalogue = globals_of(context).catalogue()
    with globals_of(context).registry() as registry:
        chosen = registry.plugins if name is None else [_named(registry, name)]
        told = [_examined(info, registry, catalogue) for info in chosen]
    if as_json:
        output.print_json(told)
    else:
        for line in told:
            output.print_lines([f"{line['plugin']}: {_verdict(line)}"])
            output.print_lines(f"  - {failure}" for failure in line["failures"])
    if any(line["failures"] for line in told):
        raise typer.Exit(FAILED)


def _examined(info: PluginInfo, registry: Registry, catalogue: Catalogue) -> dict[str, Any]:
    disabled = info.state == PluginState.DISABLED
    failures = [info.error] if info.error and not disabled else []
    for id_ in info.generators:
        models = {entry.name: entry.path for entry in catalogue.list(id_)}
        report = examine(registry.get(id_), models=models, load_weights=load_state_dict)
        failures += [f"{id_}: {failure}" for failure in report.failures]
    return {"plugin": info.name, "state": info.state, "failures": failures}


def _verdict(line: dict[str, Any]) -> str:
    if line["state"] == PluginState.DISABLED:
        return "not checked, since it is disabled"
    return "not sound" if line["failures"] else "sound"


def _named(registry: Registry, name: str) -> PluginInfo:
    """The plugin of that name, or at that path, which is loaded. Raises Misuse or FileError."""
    path = Path(name)
    is_path = path.suffix == ".py" or len(path.parts) > 1 or path.is_dir()
    if not is_path or any(info.name == name for info in registry.plugins):
        return _find(registry, name)
    info = registry.reload(path)
    if info is None:
        raise FileError(
            f"There is no plugin at “{name}”.",
            "A plugin is a .py file, or a folder with __init__.py.",
        )
    return info


def _find(registry: Registry, name: str) -> PluginInfo:
    for info in registry.plugins:
        if info.name == name:
            return info
    names = ", ".join(info.name for info in registry.plugins) or "none"
    raise Misuse(f"There is no plugin “{name}”.", f"There are: {names}.")
