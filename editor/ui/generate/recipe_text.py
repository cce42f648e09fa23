"""A recipe as lines that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editor.ui.language import number_words, told, tr

_TEXT_MAX = 300


def recipe_rows(recipe: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What made a picture, as pairs of name and value; what is not known is left out."""
    width, height = tuple(recipe.get("doc_rect") or (0, 0, 0, 0))[2:]
    version = str(recipe.get("plugin_version") or "")
    rows = [
        (tr("Generator"), tr(str(recipe.get("generator_title") or recipe["generator"]))),
        (tr("Plugin"), f"{recipe.get('plugin') or ''} {version}".strip()),
        (tr("Model"), str(recipe.get("model") or "")),
        (tr("Seed"), str(recipe["seed"])),
        *((_title(name), _shown(value)) for name, value in recipe["params"].items()),
        (tr("Shares"), _shared(recipe.get("branch"))),
        (tr("Size"), f"{width} x {height}" if width else ""),
        (tr("Made"), str(recipe.get("created") or "").replace("T", " ").removesuffix("+00:00")),
    ]
    rows += [(_title(name), _shown(value)) for name, value in (recipe.get("notes") or {}).items()]
    rows += [(tr("Memory"), told(text)) for text in recipe.get("memory_ladder") or ()]
    return list({(name, text): None for name, text in rows if text})


def _shared(branch: object) -> str:
    """What it has in common with the picture that it branched off from."""
    if not isinstance(branch, Mapping) or "step" not in branch:
        return ""
    step, steps = branch["step"], branch.get("steps")
    return tr("the first {step} of {steps} steps with another picture", step=step, steps=steps)


def _title(name: str) -> str:
    return tr(name.replace("_", " ").capitalize())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    text = number_words(value) if isinstance(value, float) else str(value)
    return text if len(text) <= _TEXT_MAX else f"{text[:_TEXT_MAX]}…"
