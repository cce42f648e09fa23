"""What every command starts from: the options before the verb, plugins, models and settings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from editor.app import build_catalogue, build_registry
from editor.host import Registry
from editor.models import Catalogue
from editor.settings import Settings, folders


@dataclass(frozen=True)
class Globals:
    """The options that stand before or after any verb.

    Attributes:
        plugin_folders: from `--plugins DIR`, which may be given several times.
        safe_mode: no plugins but Figment's own.
    """

    plugin_folders: tuple[Path, ...] = ()
    safe_mode: bool = False

    def settings(self) -> Settings:
        """The user's settings."""
        return Settings(folders().config / "settings.json")

    def catalogue(self) -> Catalogue:
        """The installed models."""
        return build_catalogue()

    @contextlib.contextmanager
    def registry(self) -> Iterator[Registry]:
        """The plugins, for the length of the command."""
        registry = build_registry(
            plugin_folders=self.plugin_folders,
            safe_mode=self.safe_mode,
            settings=self.settings(),
        )
        try:
            yield registry
        finally:
            registry.close()


def globals_of(context: typer.Context) -> Globals:
    """What the options before the verb said."""
    found = context.find_object(Globals)
    assert found is not None
    return found
