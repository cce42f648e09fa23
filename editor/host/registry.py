"""The plugins there are and the generators they give; one bad plugin hides no other."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from psygnal import Signal

from editor.api import FigmentError, Generator
from editor.host.loading import AtWork, Loaded, details_of, load_plugin, sentence_of
from editor.host.markers import Markers
from editor.host.plugin import PluginInfo, PluginState
from editor.host.sources import (
    Loose,
    Source,
    Unreadable,
    installed,
    is_built_in,
    is_plugin,
    loose,
)


class UnknownGenerator(FigmentError):
    """A generator that no plugin gives; the hint names those that there are."""


@dataclass
class _Entry:
    info: PluginInfo
    generators: list[type[Generator]] = field(default_factory=list)
    source: Source | None = None
    stamp: object = None


def discover(
    *,
    folders: Sequence[Path] = (),
    disabled: Set[str] = frozenset(),
    safe_mode: bool = False,
    markers: Path,
) -> Registry:
    """Finds and loads every plugin: our own first, then installed ones, then loose ones.

    Args:
        folders: plugin folders; one that is missing is empty.
        disabled: names of plugins that are listed but not imported.
        safe_mode: import nothing but Figment's own.
        markers: the folder of crash markers.
    """
    registry = Registry(
        folders=folders, disabled=disabled, safe_mode=safe_mode, markers=Markers(markers)
    )
    for source in [*installed(), *loose(folders)]:
        registry._add(source)
    return registry


class Registry:
    """What `discover` found.

    Signals:
        changed: generators came, went or were reloaded.
        failure_reported: a plugin's name; its `error` and `details` are new.
    """

    changed = Signal()
    failure_reported = Signal(str)

    def __init__(
        self, *, folders: Sequence[Path], disabled: Set[str], safe_mode: bool, markers: Markers
    ) -> None:
        self._folders = tuple(folders)
        self._disabled = set(disabled)
        self._safe_mode = safe_mode
        self._markers = markers
        self._entries: list[_Entry] = []

    @property
    def folders(self) -> tuple[Path, ...]:
        """The plugin folders, the user's and further ones; they need not exist."""
        return self._folders

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """Every plugin that was found, also those that do not work."""
        return tuple(entry.info for entry in self._entries)

    def generators(self) -> list[type[Generator]]:
        """What can be generated with, Figment's own first."""
        return [generator for entry in self._entries for generator in entry.generators]

    def get(self, generator_id: str) -> type[Generator]:
        """The generator of that id.

        Raises:
            UnknownGenerator: with near names, or all there are.
        """
        known = {generator.id: generator for generator in self.generators()}
        if generator_id in known:
            return known[generator_id]
        near = difflib.get_close_matches(generator_id, known, n=3)
        guess = f"Did you mean {' or '.join(near)}? " if near else ""
        raise UnknownGenerator(
            f"There is no generator “{generator_id}”.",
            f"{guess}There are: {', '.join(known) or 'none'}.",
        )

    def plugin_of(self, generator_id: str) -> PluginInfo:
        """The plugin that gives a generator. Raises UnknownGenerator."""
        self.get(generator_id)
        return self._entry_of(generator_id).info

    def report_failure(self, generator_id: str, error: BaseException) -> PluginInfo:
        """Keeps what a generator raised in `load` or `run` with its plugin, which stays enabled."""
        self.get(generator_id)
        entry = self._entry_of(generator_id)
        text = f"Its generator {generator_id} failed: {sentence_of(error)}"
        details = ""
        if isinstance(error, FigmentError):  # told before, and without its frames
            text, details = error.text, error.details
        entry.info = replace(entry.info, error=text, details=details or details_of(error))
        self.failure_reported.emit(entry.info.name)
        return entry.info

    def reload(self, path: Path) -> PluginInfo | None:
        """Loads a loose plugin again, or for the first time; None when its file is gone.

        Where the new file does not load, the earlier version stays in use and the plugin's
        `error` says so. The order of the generators stays.
        """
        path = path.resolve()
        entry = next((e for e in self._entries if e.info.source == str(path)), None)
        if not is_plugin(path):
            if entry is not None:
                self._entries.remove(entry)
                self.changed.emit()
            return None
        if entry is None:
            entry = self._add(Loose(path.stem, path))
        else:
            self._load_again(entry)
        self.changed.emit()
        return entry.info

    def refresh(self) -> list[PluginInfo]:
        """Looks whether loose plugins were saved, added or deleted; gives those that were loaded.

        Costs a few file times; meant to be called once or twice a second.
        """
        there = {str(source.path): source for source in loose(self._folders)}
        known = {e.info.source: e for e in self._entries if isinstance(e.source, Loose)}
        paths = [Path(path) for path in known if path not in there]
        for path, source in there.items():
            if path not in known or known[path].stamp != source.stamp():
                paths.append(source.path)
        return [info for path in paths if (info := self.reload(path)) is not None]

    def enable(self, name: str) -> None:
        """Forgets that a plugin is disabled or was quarantined, and loads it."""
        self._disabled.discard(name)
        self._markers.forgive(name)
        for entry in self._entries:
            if entry.info.name == name and entry.info.state in (
                PluginState.DISABLED,
                PluginState.QUARANTINED,
            ):
                self._load_again(entry)
                self.changed.emit()

    def disable(self, name: str) -> None:
        """Takes a plugin's generators out of the lists; its code is not called again."""
        self._disabled.add(name)
        for entry in self._entries:
            if entry.info.name == name:
                entry.generators = []
                entry.info = replace(
                    entry.info, state=PluginState.DISABLED, error="", generators=()
                )
                self.changed.emit()

    def close(self) -> None:
        """Takes this process's crash markers away, at an orderly end."""
        self._markers.close()

    # Inside

    def _entry_of(self, generator_id: str) -> _Entry:
        return next(e for e in self._entries if generator_id in e.info.generators)

    def _add(self, source: Source | Unreadable) -> _Entry:
        if isinstance(source, Unreadable):
            entry = _Entry(
                PluginInfo(
                    source.name,
                    state=PluginState.FAILED,
                    error=source.error,
                    details=source.details,
                )
            )
        else:
            source.name = self._free_name(source)
            entry = _Entry(_blank(source), source=source)
        self._entries.append(entry)
        if entry.source is not None:
            self._load(entry)
        return entry

    def _free_name(self, source: Source) -> str:
        taken = {entry.info.name for entry in self._entries}
        if source.name not in taken:
            return source.name
        return f"{source.name} ({source.distribution or source.where})"

    def _load(self, entry: _Entry) -> None:
        source = entry.source
        assert source is not None
        info = replace(_blank(source), crashes=self._markers.crashes(source.name))
        if isinstance(source, Loose):
            entry.stamp = source.stamp()
        held_back = self._held_back(info)
        if held_back is not None:
            entry.info, entry.generators = held_back, []
            return
        loaded = load_plugin(source, self._at_work(info))
        entry.generators = self._not_taken(entry, loaded)
        sound = bool(entry.generators) or not (loaded.problems or loaded.failed)
        entry.info = replace(
            info,
            state=_state(loaded, sound=sound),
            error=" ".join(loaded.problems),
            details=loaded.details,
            generators=tuple(generator.id for generator in entry.generators),
        )

    def _load_again(self, entry: _Entry) -> None:
        before, earlier = entry.info, entry.generators
        self._load(entry)
        if earlier and entry.info.state in (PluginState.FAILED, PluginState.REFUSED):
            entry.generators = earlier
            text = f"The saved version does not work, the earlier one is in use. {entry.info.error}"
            entry.info = replace(before, error=text, details=entry.info.details)

    def _held_back(self, info: PluginInfo) -> PluginInfo | None:
        if info.name in self._disabled:
            return replace(info, state=PluginState.DISABLED)
        if info.built_in:
            return None
        if self._safe_mode:
            return replace(
                info,
                state=PluginState.DISABLED,
                error="Safe mode starts without plugins of others.",
            )
        if self._markers.is_quarantined(info.name):
            text = f"Figment ended {info.crashes} times while this plugin was at work."
            return replace(info, state=PluginState.QUARANTINED, error=text)
        return None

    def _at_work(self, info: PluginInfo) -> AtWork:
        if info.built_in:
            return _unmarked
        return partial(self._markers.at_work, info.name)

    def _not_taken(self, entry: _Entry, loaded: Loaded) -> list[type[Generator]]:
        """The generators whose ids are free; of two plugins the one found first keeps an id."""
        owners = {
            id_: e.info.name for e in self._entries if e is not entry for id_ in e.info.generators
        }
        free = []
        for generator in loaded.generators:
            owner = owners.get(generator.id)
            if owner is None:
                owners[generator.id] = entry.info.name
                free.append(generator)
            else:
                loaded.problems.append(
                    f"The generator “{generator.id}” of the plugin “{entry.info.name}” is left "
                    f"out: the plugin “{owner}” gives one of that id already."
                )
        return free


def _unmarked(_phase: str) -> AbstractContextManager[None]:
    return contextlib.nullcontext()


def _blank(source: Source) -> PluginInfo:
    return PluginInfo(
        name=source.name,
        version=source.version,
        source=source.where,
        distribution=source.distribution,
        built_in=is_built_in(source),
    )


def _state(loaded: Loaded, *, sound: bool) -> PluginState:
    if sound:
        return PluginState.ENABLED
    return PluginState.FAILED if loaded.failed else PluginState.REFUSED
