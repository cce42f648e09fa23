"""Which generators stay loaded: the ones used last, as many as the memory budget holds."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from editor.api import Context, Generator
from editor.jobs.device import free_caches

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Resident:
    generator: Generator
    files: dict[Path, int] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        return sum(self.files.values())


class Residency:
    """Loaded generators, least recently used first. Used on the worker thread only."""

    def __init__(self, budget_bytes: int) -> None:
        self._budget_bytes = budget_bytes
        self._kept: OrderedDict[type[Generator], _Resident] = OrderedDict()
        self._loading: _Resident | None = None

    @property
    def nbytes(self) -> int:
        """The weights of all loaded generators."""
        return sum(resident.nbytes for resident in self._kept.values())

    @property
    def loaded(self) -> list[type[Generator]]:
        """What is loaded, the least recently used first."""
        return list(self._kept)

    def account(self, generator: type[Generator]) -> Callable[[Path, int], None]:
        """Where the context reports the weights files that a generator reads."""

        def note(path: Path, nbytes: int) -> None:
            resident = self._kept.get(generator) or self._loading
            if resident is not None:
                resident.files[path] = nbytes

        return note

    def ready(self, generator: type[Generator], context: Context) -> Generator:
        """The loaded generator; loads it first where it is not, and makes room for it."""
        resident = self._kept.get(generator)
        if resident is None:
            resident = self._loading = _Resident(generator())
            try:
                resident.generator.load(context)
            finally:
                self._loading = None
            self._kept[generator] = resident
        self._kept.move_to_end(generator)
        return resident.generator

    def fit(self, keep: type[Generator]) -> None:
        """Unloads the least recently used until the budget holds; `keep` stays."""
        for generator in list(self._kept):
            if self.nbytes <= self._budget_bytes:
                return
            if generator is not keep:
                self.evict(generator)

    def evict(self, generator: type[Generator]) -> None:
        """Unloads one generator; an error in its `unload` is logged and it goes all the same."""
        resident = self._kept.pop(generator, None)
        if resident is None:
            return
        try:
            resident.generator.unload()
        except Exception:
            log.info("%s failed to unload", generator.id, exc_info=True)
        del resident
        free_caches()

    def evict_others(self, keep: type[Generator]) -> int:
        """Unloads everything but one generator and says how many went."""
        others = [generator for generator in self._kept if generator is not keep]
        for generator in others:
            self.evict(generator)
        return len(others)

    def evict_all(self) -> None:
        """Unloads everything."""
        for generator in list(self._kept):
            self.evict(generator)
