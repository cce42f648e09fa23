"""Where plugins come from: entry points of installed distributions, and loose files and folders."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import linecache
import re
import sys
import traceback
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, distributions
from pathlib import Path
from types import CodeType
from typing import Any, Protocol

from editor.api.hooks import ENTRY_POINT_GROUP

OWN_DISTRIBUTION = "figment-editor"
_OWN_ORDER = ("sketch_to_photo", "text_to_image", "inpainting", "style_transfer", "face_sliders")
"""How our own are listed, the first chosen at first; build tools sort entry points by name."""


class Source(Protocol):
    """One plugin before it is loaded."""

    name: str

    @property
    def where(self) -> str:
        """ "entry point", or the path."""

    @property
    def distribution(self) -> str: ...

    @property
    def version(self) -> str: ...

    def load(self) -> Any:
        """Imports the plugin: a module, or the object that an entry point names."""


@dataclass
class Installed:
    """An entry point of an installed distribution."""

    name: str
    entry_point: EntryPoint
    distribution: str
    version: str
    where: str = "entry point"

    def load(self) -> Any:
        """Imports what the entry point names."""
        return self.entry_point.load()


@dataclass
class Loose:
    """A file, or a folder with `__init__.py`, in a plugin folder."""

    name: str
    path: Path
    distribution: str = ""
    version: str = ""

    @property
    def where(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def module_name(self) -> str:
        """A name that neither another folder's plugin nor an installed module has."""
        stem = re.sub(r"\W", "_", self.name)
        return f"figment_loose_{stem}_{zlib.crc32(str(self.path).encode()):08x}"

    def load(self) -> Any:
        """Runs the file as it is on the disk now, also when it was loaded before."""
        self._forget()
        file = self.path / "__init__.py" if self.path.is_dir() else self.path
        spec = importlib.util.spec_from_file_location(
            self.module_name,
            file,
            loader=_FreshLoader(self.module_name, str(file)),
            submodule_search_locations=[str(self.path)] if self.path.is_dir() else None,
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # Registered first, as an import does it: pydantic looks up annotations there.
        sys.modules[self.module_name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            self._forget()
            raise
        return module

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Changes when the plugin's files do: name, time and size of each."""
        files = sorted(self.path.rglob("*.py")) if self.path.is_dir() else [self.path]
        stamps = []
        for file in files:
            try:
                status = file.stat()
            except OSError:  # deleted between listing and looking
                continue
            stamps.append((str(file), status.st_mtime_ns, status.st_size))
        return tuple(stamps)

    def _forget(self) -> None:
        name = self.module_name
        for known in [k for k in sys.modules if k == name or k.startswith(f"{name}.")]:
            del sys.modules[known]
        importlib.invalidate_caches()
        linecache.checkcache()


class _FreshLoader(importlib.machinery.SourceFileLoader):
    """Compiles from the source each time: bytecode caches miss two saves within one second."""

    def get_code(self, fullname: str) -> CodeType:
        """The code of the file as it is now."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


@dataclass(frozen=True)
class Unreadable:
    """An installed distribution whose plugin entries cannot be read."""

    name: str
    error: str
    details: str


def installed() -> Iterator[Installed | Unreadable]:
    """The entry points of our group, Figment's own first; a broken distribution hides no other."""
    seen: set[str] = set()
    found: list[Installed | Unreadable] = []
    for distribution in distributions():
        try:
            if ENTRY_POINT_GROUP not in (distribution.read_text("entry_points.txt") or ""):
                continue
            name = _normal(distribution.name)
            if name in seen:  # found earlier on the path, as with any import
                continue
            seen.add(name)
            found += _entries(distribution)
        except Exception as error:
            name = str(getattr(distribution, "_path", "a distribution"))
            text = f"The plugin entries of “{Path(name).name}” cannot be read: {error}"
            found.append(Unreadable(Path(name).stem, text, traceback.format_exc()))
    yield from sorted(found, key=_place)


def _place(source: Source | Unreadable) -> tuple[bool, int]:
    """Figment's own first, in their order; others as they are found."""
    if not is_built_in(source):
        return True, 0
    return False, _OWN_ORDER.index(source.name) if source.name in _OWN_ORDER else len(_OWN_ORDER)


def is_built_in(source: Source | Unreadable) -> bool:
    """Whether a plugin comes with Figment itself."""
    return isinstance(source, Installed) and _normal(source.distribution) == OWN_DISTRIBUTION


def loose(folders: Iterable[Path]) -> Iterator[Loose]:
    """The files and folders of the plugin folders, by name; hidden ones are left alone."""
    seen: set[Path] = set()
    for folder in folders:
        try:
            entries = sorted(folder.iterdir())
        except OSError:  # the user's plugin folder need not exist
            continue
        for path in entries:
            resolved = path.resolve()
            if path.name.startswith(("_", ".")) or resolved in seen or not is_plugin(path):
                continue
            seen.add(resolved)
            yield Loose(path.stem, resolved)


def is_plugin(path: Path) -> bool:
    """Whether a path looks like a loose plugin."""
    if path.is_dir():
        return (path / "__init__.py").is_file()
    return path.suffix == ".py" and path.is_file()


def _entries(distribution: Distribution) -> list[Installed]:
    return [
        Installed(entry.name, entry, distribution.name, distribution.version)
        for entry in distribution.entry_points
        if entry.group == ENTRY_POINT_GROUP
    ]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
