"""Which generators stay loaded: the ones used last, as many as the memory budget holds."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from editor.api import Generator
from editor.jobs.context import RunContext
from editor.jobs.device import free_caches, limit_threads
from editor.models import ModelEntry

_WORTH_COLLECTING_BYTES = 256 * 1024**2
"""Collecting garbage holds up the window for some 50 ms; less than this can wait for its turn."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Resident:
    """A loaded generator with the models it asked for while it loaded."""

    generator: Generator
    models: tuple[ModelEntry, ...] = ()
    files: dict[Path, int] = field(default_factory=dict)


class Residency:
    """Loaded generators, least recently used first. Used on one worker thread only.

    Args:
        budget_bytes: how much all weights may take together; asked each time, since what an
            abandoned run holds counts too.
    """

    def __init__(self, budget_bytes: Callable[[], int]) -> None:
        self._budget_bytes = budget_bytes
        self._kept: OrderedDict[type[Generator], Resident] = OrderedDict()
        self._loading: Resident | None = None
        self.nbytes = 0
        """The weights of all loaded generators; may be read on any thread."""

    @property
    def loaded(self) -> list[type[Generator]]:
        """What is loaded, the least recently used first."""
        return list(self._kept)

    def account(self, generator: type[Generator]) -> Callable[[Path, int], None]:
        """Where the context tells of weights before they are read: room is made for them."""

        def note(path: Path, nbytes: int) -> None:
            resident = self._kept.get(generator) or self._loading
            if resident is not None:
                resident.files[path] = nbytes
                self._count()
                self._fit(generator)

        return note

    def ready(self, generator: type[Generator], context: RunContext) -> Resident:
        """The loaded generator; loads it first where it is not."""
        resident = self._kept.get(generator)
        if resident is None:
            resident = self._loading = Resident(generator())
            try:
                resident.generator.load(context)
            finally:
                self._loading = None
                self._count()
            resident.models = tuple(context.models_used)
            self._kept[generator] = resident
            self._count()
            limit_threads()
        self._kept.move_to_end(generator)
        return resident

    def evict_others(self, keep: type[Generator]) -> int:
        """Unloads everything but one generator and says how many went."""
        others = [generator for generator in self._kept if generator is not keep]
        self._evict(others)
        return len(others)

    def evict_all(self) -> None:
        """Unloads everything."""
        self._evict(list(self._kept))

    def _fit(self, keep: type[Generator]) -> None:
        """Unloads the least recently used until the budget holds; `keep` stays."""
        for generator in list(self._kept):
            if self.nbytes <= self._budget_bytes():
                break
            if generator is not keep:
                self._evict([generator])

    def _evict(self, generators: list[type[Generator]]) -> None:
        """Unloads; an error in an `unload` is logged, and the generator goes all the same."""
        before_bytes = self.nbytes
        for generator in generators:
            resident = self._kept.pop(generator)
            try:
                resident.generator.unload()
            except BaseException:
                log.info("%s failed to unload", generator.id, exc_info=True)
            del resident
        self._count()
        if before_bytes - self.nbytes >= _WORTH_COLLECTING_BYTES:
            free_caches()

    def _count(self) -> None:
        residents = [*self._kept.values(), *([self._loading] if self._loading else [])]
        # A folder is a pipeline, which all who paint with it share; each has its own of a file.
        sizes: dict[object, int] = {}
        for resident in residents:
            for path, nbytes in resident.files.items():
                sizes[path if path.is_dir() else (resident, path)] = nbytes
        self.nbytes = sum(sizes.values())
