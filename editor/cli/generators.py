"""`figment generators`: what can be generated, and one generator in detail."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from editor.api import Generator, ParamField, param_fields
from editor.cli import output
from editor.cli.context import globals_of
from editor.host import Registry
from editor.models import Catalogue
from editor.workbench.needs import NO_MODEL, NO_MODEL_HINT, lacks_model


def generators(
    context: typer.Context,
    generator_id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List what can be generated. With an ID: one generator and its parameters."""
    catalogue = globals_of(context).catalogue()
    with globals_of(context).registry() as registry:
        chosen = registry.generators() if generator_id is None else [registry.get(generator_id)]
        told = [_described(generator, registry, catalogue) for generator in chosen]
        if as_json:
            output.print_json(told if generator_id is None else told[0])
        elif generator_id is None:
            output.print_table(
                ("ID", "Title", "Needs", "Plugin", "Summary"),
                [
                    (
                        g["id"],
                        g["title"],
                        ", ".join(g["needs"]) or "-",
                        g["plugin"],
                        f"{NO_MODEL} {g['summary']}" if g["lacks_model"] else g["summary"],
                    )
                    for g in told
                ],
            )
        else:
            _print_one(chosen[0], told[0])


def _described(
    generator: type[Generator], registry: Registry, catalogue: Catalogue
) -> dict[str, Any]:
    return {
        "id": generator.id,
        "title": generator.title,
        "summary": generator.summary,
        "needs": sorted(generator.needs),
        "live": generator.live,
        "varies": generator.varies,
        "lacks_model": lacks_model(generator, catalogue),
        "plugin": registry.plugin_of(generator.id).name,
        "params": [
            _param(field, generator.id, catalogue) for field in param_fields(generator.Params)
        ],
    }


def _param(field: ParamField, generator_id: str, catalogue: Catalogue) -> dict[str, Any]:
    told = {key: value for key, value in asdict(field).items() if value not in ("", None, {})}
    told["type"] = field.type.__name__
    told["default"] = field.default
    if field.kind == "model":
        kind = field.model_kind or generator_id
        told["installed"] = [entry.name for entry in catalogue.list(kind)]
    return told


def _print_one(generator: type[Generator], told: dict[str, Any]) -> None:
    needs = ", ".join(told["needs"]) or "nothing"
    output.print_lines(
        [
            f"{generator.id}: {generator.title}",
            generator.summary,
            *([f"{NO_MODEL} {NO_MODEL_HINT}"] if told["lacks_model"] else []),
            f"Needs {needs.replace('?', ' (optional)')}. From the plugin {told['plugin']}.",
            *([] if told["varies"] else ["Every seed gives the same picture."]),
            "",
        ]
    )
    if told["params"]:
        output.print_table(
            ("Parameter", "Default", "Values", "Help"),
            [
                (p["name"], _spelled(p["default"]), _values(p), p.get("help", ""))
                for p in told["params"]
            ],
        )
    else:
        output.print_lines(["It has no parameters."])


def _spelled(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) or "-"


def _values(param: dict[str, Any]) -> str:
    match param["kind"]:
        case "choice":
            return ", ".join(param["choices"])
        case "toggle":
            return "true, false"
        case "model":
            return ", ".join(param["installed"]) or "none installed"
        case "color":
            return "#rrggbb"
        case "prompt" | "text":
            return "text"
        case "points":
            return " ".join("x,y" for _ in param["points"]) + " in pixels"
        case "amounts":
            return f"name=amount, name=amount…, {_range(param)}"
    if "minimum" in param and "maximum" in param:
        return _range(param)
    return str(param["type"])


def _range(param: dict[str, Any]) -> str:
    return f"{param['minimum']:g} to {param['maximum']:g} {param.get('unit', '')}".strip()
