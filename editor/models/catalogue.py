"""The installed models: folders with a card, and bare weights, of the user's and the bundled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from editor.api import FileError, MissingModel
from editor.models.fingerprint import file_sha256, folder_sha256, sampled_sha256
from editor.models.identity import WEIGHTS_SUFFIXES, inspect, read_json

PIPELINE_KINDS = ("text-to-image", "inpainting")
"""Generators that paint with diffusers pipelines; each can use the other's folders."""


@dataclass(frozen=True)
class ModelEntry:
    """One installed model.

    Attributes:
        name: what the user picks.
        kind: the id of the generator it is for; empty when unknown.
        path: the model's folder, or the single file.
        card: the content of card.json; empty for bare weights.
    """

    name: str
    kind: str
    path: Path
    card: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def title(self) -> str:
        """What people read."""
        return str(self.card.get("title") or self.name)

    @property
    def summary(self) -> str:
        """One sentence, or nothing."""
        return str(self.card.get("summary", ""))

    @property
    def is_pipeline(self) -> bool:
        """Whether diffusers loads it by itself: a folder in its format, or a whole checkpoint."""
        if self.path.is_file():
            return self.kind in PIPELINE_KINDS
        return (self.path / "model_index.json").is_file()

    def serves(self, kind: str) -> bool:
        """Whether a generator can use it; a pipeline paints with a mask and without one."""
        if kind == self.kind:
            return True
        return kind in PIPELINE_KINDS and self.kind in PIPELINE_KINDS and self.is_pipeline

    def weights(self, file: str | None = None) -> Path:
        """A weights file of this model: the named one, or the one its card names."""
        if not self.path.is_dir():
            return self.path
        return self.path / (file or str(self.card.get("file", "model.safetensors")))

    @cached_property
    def sha256(self) -> str:
        """Of the weights, from the card where it says so; of pipelines, of samples of them."""
        told = self.card.get("sha256")
        if isinstance(told, str) and told:
            return told
        if self.is_pipeline:
            whole = self.path.is_dir()
            return folder_sha256(self.path) if whole else sampled_sha256(self.path)
        file = self.weights()
        return file_sha256(file) if file.is_file() else ""


class Catalogue:
    """What lies in the model folders, looked up each time: a new file needs no restart.

    A model is a folder with `card.json` or `model_index.json`, or a weights file. Bare weights in
    a folder named after a generator (`style-transfer/my.pth`) are of that kind; elsewhere their
    tensors tell.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._kinds: dict[tuple[Path, int, int], str] = {}

    @property
    def new_models(self) -> Path:
        """The folder that new models go into: the user's, which comes first."""
        return self._folders[0]

    def list(self, kind: str = "") -> list[ModelEntry]:
        """The models of a kind, or all; a card's `"default": true` first, then by folder, name."""
        entries: dict[tuple[str, str], ModelEntry] = {}
        for folder in self._folders:
            for entry in self._in_folder(folder, ""):
                if not kind or entry.serves(kind):
                    entries.setdefault((entry.kind, entry.name), entry)
        return sorted(
            entries.values(),
            key=lambda entry: (entry.card.get("default") is not True, entry.kind != kind),
        )

    def find(self, kind: str, name_or_path: str = "") -> ModelEntry:
        """The model of that name, or at that path; the first of its kind when empty.

        Raises:
            MissingModel: with the names there are.
        """
        models = self.list(kind)
        if not name_or_path and models:
            return models[0]
        for entry in models:
            if name_or_path in (entry.name, entry.path.name):
                return entry
        path = Path(name_or_path).expanduser()
        if name_or_path and path.exists():
            return self._at(path, kind)
        names = ", ".join(entry.name for entry in models)
        what = f"named “{name_or_path}” " if name_or_path else ""
        raise MissingModel(
            f"There is no model {what}for {kind}.",
            f"There are: {names}." if names else "Put one into the model folder.",
        )

    def _at(self, path: Path, kind: str) -> ModelEntry:
        """A model that the user points to is taken for what they say it is."""
        entry = _carded(path) if path.is_dir() else None
        if entry is not None:
            return ModelEntry(entry.name, kind, path, entry.card)
        return ModelEntry(path.stem, kind, path)

    def _in_folder(self, folder: Path, kind: str) -> Iterator[ModelEntry]:
        try:
            paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError:  # the user's model folder need not exist
            return
        for path in paths:
            if path.is_dir():
                entry = _carded(path)
                if entry is not None:
                    yield entry
                elif (path / "model_index.json").is_file():
                    yield ModelEntry(path.name, kind or self._kind(path), path)
                elif not kind:
                    yield from self._in_folder(path, path.name)
            elif path.suffix.lower() in WEIGHTS_SUFFIXES:
                yield ModelEntry(path.stem, kind or self._kind(path), path)

    def _kind(self, path: Path) -> str:
        status = path.stat()
        key = (path, status.st_mtime_ns, status.st_size)
        if key not in self._kinds:
            try:
                self._kinds[key] = inspect(path).kind
            except FileError:  # listed all the same: `figment models inspect` says what is wrong
                self._kinds[key] = ""
        return self._kinds[key]


def _carded(folder: Path) -> ModelEntry | None:
    card_file = folder / "card.json"
    if not card_file.is_file():
        return None
    try:
        card = read_json(card_file)
    except (FileError, OSError):
        card = {}
    return ModelEntry(str(card.get("name") or folder.name), str(card.get("kind", "")), folder, card)
