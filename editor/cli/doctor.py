"""`figment doctor`: versions, device, memory, folders, plugins and models on one page."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from dataclasses import asdict
from typing import Annotated, Any

import typer

from editor import __version__
from editor.api import FigmentError
from editor.cli import output
from editor.cli.context import globals_of
from editor.jobs import device
from editor.settings import folders, resources

_PACKAGES = ("torch", "PySide6-Essentials", "numpy", "pillow", "opencv-python-headless", "pydantic")


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Tell versions, device, memory, folders, plugins and models."""
    settings = globals_of(context).settings()
    with globals_of(context).registry() as registry:
        found = [
            f"{info.name} {info.version} ({info.state}) {info.error}".strip()
            for info in registry.plugins
        ]
    page: dict[str, Any] = {
        "versions": {"Figment": __version__, "Python": platform.python_version()}
        | {name: _version(name) for name in _PACKAGES}
        | {"System": platform.platform()},
        "device": _device(settings.get("device")),
        "memory": _memory(),
        "folders": {name: str(path) for name, path in asdict(folders()).items()}
        | {"resources": str(resources())},
        "plugins": found,
        "models": [
            f"{e.name} ({e.kind or 'unknown'})" for e in globals_of(context).catalogue().list()
        ],
    }
    if as_json:
        output.print_json(page)
        return
    for title, content in page.items():
        output.print_lines([title.capitalize()])
        lines = [f"{k}: {v}" for k, v in content.items()] if isinstance(content, dict) else content
        output.print_lines(f"  {line}" for line in lines or ["none"])


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _device(name: str) -> dict[str, str]:
    try:
        chosen = device.choose(name)
    except (FigmentError, ImportError) as error:
        return {"chosen": f"{name}: {error}"}
    return {
        "chosen": f"{name}: {chosen.name}, {chosen.title}",
        "numbers": chosen.dtype,
        "threads": str(chosen.threads),
    }


def _memory() -> dict[str, str]:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return {"computer": "unknown"}
    return {"computer": f"{total / 2**30:.1f} GB"}
