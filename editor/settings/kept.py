"""The user's choices, and the file that they are kept in."""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
from pathlib import Path
from typing import Any

from psygnal import Signal

from editor.settings.declared import SETTINGS
from editor.settings.setting import Setting

log = logging.getLogger(__name__)


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
