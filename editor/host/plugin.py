"""What the program knows of one plugin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PluginState(StrEnum):
    """How it stands with a plugin."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """One plugin, whether it works or not.

    Attributes:
        name: the entry point's name, or the loose file's without suffix; unique.
        version: of its distribution; empty for a loose file.
        source: "entry point", or the path of the file or folder.
        distribution: the distribution's name; empty for a loose file.
        built_in: whether it comes with Figment itself.
        state: enabled; disabled by the user or by safe mode; failed with an exception; refused
            because what it declares is unsound; quarantined after two crashes.
        error: one sentence on what is wrong, also where only part of an enabled plugin is.
        details: the traceback.
        generators: the ids of what it gives.
        crashes: how often the program died while this plugin was at work.
    """

    name: str
    version: str = ""
    source: str = "entry point"
    distribution: str = ""
    built_in: bool = False
    state: PluginState = PluginState.ENABLED
    error: str = ""
    details: str = ""
    generators: tuple[str, ...] = ()
    crashes: int = 0

    @property
    def title(self) -> str:
        """What people read."""
        return plugin_title(self.name)


def plugin_title(name: str) -> str:
    """A plugin's name, or a generator's id, in words: sketch_to_photo is Sketch to photo."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
