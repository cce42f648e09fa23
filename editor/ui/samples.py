"""A generator's sample: a picture it made, and the file it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.models import Catalogue
from editor.settings import resources

_PICTURES = (".webp", ".png", ".jpg")


@dataclass(frozen=True)
class Sample:
    """Where they are, each None where there is none.

    Attributes:
        result: what the generator made of it, shown on the empty page.
        source: what a click opens.
    """

    result: Path | None = None
    source: Path | None = None


def sample_of(generator_id: str, catalogue: Catalogue) -> Sample:
    """Looks for `result.*` and `sample.*` in the samples' folder, then in the models' folders."""
    folders = [resources() / "samples" / generator_id]
    folders += [entry.path for entry in catalogue.list(generator_id)]
    return Sample(
        result=_first(folders, "result", _PICTURES),
        source=_first(folders, "sample", (".ora", *_PICTURES)),
    )


def _first(folders: Iterable[Path], stem: str, suffixes: Iterable[str]) -> Path | None:
    paths = (folder / f"{stem}{suffix}" for folder in folders for suffix in suffixes)
    return next((path for path in paths if path.is_file()), None)
