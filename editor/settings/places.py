"""Where things are kept: the user's folders, and what goes with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Folders:
    """Where Figment keeps things; none of them need exist."""

    config: Path
    data: Path
    cache: Path
    plugins: Path
    models: Path
    results: Path
    journal: Path


def folders() -> Folders:
    """The user's folders; the environment variable FIGMENT_HOME puts all of them in one place."""
    home = os.environ.get("FIGMENT_HOME")
    if home:
        root = Path(home)
        config, data, cache = root / "config", root / "data", root / "cache"
    else:
        places = platformdirs.PlatformDirs("figment", appauthor=False)
        config, data, cache = (
            places.user_config_path,
            places.user_data_path,
            places.user_cache_path,
        )
    return Folders(
        config=config,
        data=data,
        cache=cache,
        plugins=data / "plugins",
        models=data / "models",
        # Results are work, not cache: nobody's clean-up may take them.
        results=data / "results",
        journal=data / "journal",
    )


def resources() -> Path:
    """The folder of icons, samples and bundled models, in a wheel and in a checkout."""
    editor = Path(__file__).parents[1]
    packaged = editor / "resources"
    return packaged if packaged.is_dir() else editor.parent / "resources"


def shipped(path: str) -> Path:
    """A file of the project that goes with it, by its path in a checkout; also in a wheel."""
    packaged = resources() / path
    return packaged if packaged.is_file() else resources().parent / path
