"""Declared settings, where they are kept, and the folders. A leaf: it imports no other module."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
from psygnal import Signal

_MB = 1024 * 1024
_GB = 1024 * _MB

log = logging.getLogger(__name__)


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
    packaged = Path(__file__).parent / "resources"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "resources"


def shipped(path: str) -> Path:
    """A file of the project that goes with it, by its path in a checkout; also in a wheel."""
    packaged = resources() / path
    return packaged if packaged.is_file() else resources().parent / path


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing the user may choose.

    Attributes:
        key: its name in the file.
        kind: choice, toggle, integer, number, bytes, color, text, file, list or table.
        default: the value until somebody chooses another.
        label: its name in the dialog; empty when the program keeps it by itself.
        help: one sentence on what it does.
        section: under which heading of the dialog it stands.
        choices: for a choice, each value with the title people read.
        minimum, maximum: for numbers and bytes, both included.
    """

    key: str
    kind: str
    default: Any
    label: str = ""
    help: str = ""
    section: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None

    def problem(self, value: object) -> str:
        """Why a value does not fit, as a sentence; empty when it does."""
        if self.kind == "choice":
            return "" if value in self.choices else f"must be one of {', '.join(self.choices)}"
        if not _FITS[self.kind](value):
            return f"must be a {self.kind}"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                return f"must be {self.minimum:g} or more"
            if self.maximum is not None and value > self.maximum:
                return f"must be {self.maximum:g} or less"
        return ""


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_color(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 7 or value[0] != "#":
        return False
    return all(digit in "0123456789abcdefABCDEF" for digit in value[1:])


_FITS: dict[str, Callable[[object], bool]] = {
    "toggle": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "bytes": _is_integer,
    "number": lambda value: _is_integer(value) or isinstance(value, float),
    "color": _is_color,
    "text": lambda value: isinstance(value, str),
    "file": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "table": lambda value: isinstance(value, dict) and all(isinstance(k, str) for k in value),
}

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "choice",
        "dark",
        "Theme",
        "How the window looks.",
        "Appearance",
        choices={"dark": "Dark", "light": "Light", "high-contrast": "High contrast"},
    ),
    Setting("accent", "color", "#4f8cff", "Accent", "The one colour that marks.", "Appearance"),
    Setting("motion", "toggle", True, "Animations", "Short movements in the window.", "Appearance"),
    Setting(
        "language",
        "choice",
        "system",
        "Language",
        "Of the window, and how numbers are written; Figment is started anew for it.",
        "Appearance",
        choices={"system": "As the system", "en": "English", "de": "Deutsch"},
    ),
    Setting(
        "monitor_profile",
        "file",
        "",
        "Screen's profile",
        "The ICC profile of the screen; where none is chosen, the one that the system names.",
        "Appearance",
    ),
    Setting(
        "device",
        "choice",
        "auto",
        "Device",
        "Where generators compute.",
        "Generating",
        choices={
            "auto": "Automatic",
            "cpu": "Processor",
            "cuda": "Graphics card (CUDA)",
            "mps": "Graphics card (Apple)",
        },
    ),
    Setting(
        "memory_budget_bytes",
        "bytes",
        4 * _GB,
        "Memory for models",
        "Loaded generators beyond this are let go of, least recently used first.",
        "Generating",
        minimum=256 * _MB,
        maximum=1024 * _GB,
    ),
    Setting(
        "preview_rate_hz",
        "integer",
        15,
        "Previews per second",
        "How often an unfinished picture is shown at most; 0 shows none.",
        "Generating",
        minimum=0,
        maximum=30,
    ),
    Setting(
        "result_store_bytes",
        "bytes",
        8 * _GB,
        "Space for results",
        "You are asked before older results beyond this are removed.",
        "Generating",
        minimum=64 * _MB,
        maximum=4096 * _GB,
    ),
    Setting(
        "undo_budget_bytes",
        "bytes",
        512 * _MB,
        "Memory for undo",
        "Older steps beyond this move to the disk.",
        "Files",
        minimum=16 * _MB,
        maximum=256 * _GB,
    ),
    Setting(
        "include_recipe",
        "toggle",
        True,
        "Recipe in exported pictures",
        "Writes generator, parameters and seed into exported PNG files.",
        "Files",
    ),
    Setting(
        "mark_synthetic",
        "toggle",
        True,
        "Mark generated pictures",
        "Says in exported files that pixels were generated (IPTC digital source type).",
        "Files",
    ),
    Setting(
        "include_exif",
        "toggle",
        True,
        "Camera data in exported pictures",
        "Keeps what the camera and other programs wrote: device, place, description.",
        "Files",
    ),
    Setting(
        "brush",
        "table",
        {
            "size_px": 24.0,
            "hardness": 0.8,
            "opacity": 1.0,
            "flow": 1.0,
            "spacing": 0.1,
            "smoothing": 0.3,
            "pressure_size": True,
            "pressure_opacity": False,
            "color": "#000000",
        },
    ),
    Setting("brush_presets", "table", {}),
    Setting("snap", "toggle", True),
    Setting("show_guides", "toggle", True),
    Setting("shortcuts", "table", {}),
    Setting("disabled_plugins", "list", []),
    Setting("recent_files", "list", []),
    Setting("window_geometry", "text", ""),
    Setting("window_state", "text", ""),
)
"""Everything there is to choose, in the order of the dialog; those without label are kept by the
program: brush defaults, shortcuts (command id to list of keys), window geometry as base64."""


class Settings:
    """The user's choices, read once and written at every change.

    An unreadable file is put aside as `settings.json.broken` and the defaults are used; a single
    value that does not fit gives its default; keys of a newer version are kept.

    Attributes:
        put_aside: where an unreadable file went.

    Signals:
        changed: the key of a setting that has another value now.
        not_saved(OSError): they could not be written, and hold for this session; told once.
    """

    changed = Signal(str)
    not_saved = Signal(object)

    def __init__(self, path: Path, declared: tuple[Setting, ...] = SETTINGS) -> None:
        self.path = path
        self.put_aside: Path | None = None
        self._is_told = False
        self.declared = {setting.key: setting for setting in declared}
        self._values = self._read()

    def get(self, key: str) -> Any:
        """The chosen value, or the default; lists and tables are copies."""
        setting = self.declared[key]
        value = self._values.get(key, setting.default)
        if setting.problem(value):
            value = setting.default
        if isinstance(value, list):
            return list(value)
        return dict(value) if isinstance(value, dict) else value

    def set(self, key: str, value: Any) -> None:
        """Chooses a value and writes the file.

        Raises:
            KeyError: for a setting that is not declared.
            ValueError: for a value that does not fit, with a sentence.
        """
        problem = self.declared[key].problem(value)
        if problem:
            raise ValueError(f"{key} {problem}.")
        if value == self.get(key):
            return
        # Another window may have written meanwhile: only this key is ours to change.
        self._values = {**self._read(), key: value}
        self._write()
        self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Goes back to the default."""
        self.set(key, self.declared[key].default)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(values, dict):
                raise ValueError("not a table")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
            broken = self.path.with_name(self.path.name + ".broken")
            with contextlib.suppress(OSError):
                self.path.replace(broken)
                self.put_aside = broken
            return {}
        return values

    def _write(self) -> None:
        part = self.path.with_name(f".{self.path.name}-{secrets.token_hex(4)}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._values, indent=2, sort_keys=True) + "\n"
            part.write_text(text, encoding="utf-8")
            part.replace(self.path)
        except OSError as error:
            # The choice holds for this session; a full disk must not take the window down.
            with contextlib.suppress(OSError):
                part.unlink()
            if not self._is_told:
                self._is_told = True
                log.warning("The settings could not be saved to %s: %s", self.path, error)
                self.not_saved.emit(error)
