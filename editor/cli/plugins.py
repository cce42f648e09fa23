"""`figment plugins`: which there are, whether they work, and switching them on and off."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from editor.api.testing import examine
from editor.cli import output
from editor.cli.context import globals_of
from editor.cli.errors import FAILED, Misuse
from editor.host import PluginInfo, PluginState, Registry
from editor.models import load_state_dict

plugins = typer.Typer(help="Plugins: list, check, enable and disable.", no_args_is_help=True)


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
def doctor(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One plugin; all otherwise.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check that plugins keep to the contract, by running each generator on a small picture."""
    catalogue = globals_of(context).catalogue()
    told = []
    with globals_of(context).registry() as registry:
        chosen = registry.plugins if name is None else [_find(registry, name)]
        for info in chosen:
            failures = [info.error] if info.error else []
            if info.state == PluginState.DISABLED:
                continue
            for id_ in info.generators:
                models = {entry.name: entry.path for entry in catalogue.list(id_)}
                report = examine(registry.get(id_), models=models, load_weights=load_state_dict)
                failures += [f"{id_}: {failure}" for failure in report.failures]
            told.append({"plugin": info.name, "state": info.state, "failures": failures})
    if as_json:
        output.print_json(told)
    else:
        for line in told:
            verdict = "sound" if not line["failures"] else "not sound"
            output.print_lines([f"{line['plugin']}: {verdict}"])
            output.print_lines(f"  - {failure}" for failure in line["failures"])
    if any(line["failures"] for line in told):
        raise typer.Exit(FAILED)


def _find(registry: Registry, name: str) -> PluginInfo:
    for info in registry.plugins:
        if info.name == name:
            return info
    names = ", ".join(info.name for info in registry.plugins) or "none"
    raise Misuse(f"There is no plugin “{name}”.", f"There are: {names}.")
