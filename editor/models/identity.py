"""What a model file or folder is, found out without executing anything in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.api import FileError
from editor.models.errors import NotWeights
from editor.models.families import family_of
from editor.models.pickles import is_torch_file, read_pickle
from editor.models.safetensors_header import read_header
from editor.models.tensors import TensorInfo

WEIGHTS_SUFFIXES = (".safetensors", ".pth", ".pt", ".ckpt", ".bin")


@dataclass(frozen=True)
class Identity:
    """The card of a model.

    Attributes:
        path: the file or folder.
        format: safetensors, torch (zip), torch (legacy), diffusers folder or model folder.
        family: what network it is, in words; empty when unknown.
        kind: the id of the generator it is for; empty when unknown.
        tensors: shape and type by name; empty for a diffusers folder.
        calls: names that a loader would call: the file wants to run code.
        metadata: what the file or its card says about itself.
    """

    path: Path
    format: str
    family: str = ""
    kind: str = ""
    tensors: dict[str, TensorInfo] = field(default_factory=dict, repr=False)
    calls: tuple[str, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def is_safe(self) -> bool:
        """Whether loading it would run nothing."""
        return not self.calls

    @property
    def parameters(self) -> int:
        """How many numbers the tensors hold."""
        return sum(tensor.count for tensor in self.tensors.values())

    @property
    def dtype(self) -> str:
        """The type that most numbers have; empty without tensors."""
        counts = Counter[str]()
        for tensor in self.tensors.values():
            counts[tensor.dtype] += tensor.count
        return counts.most_common(1)[0][0] if counts else ""


def inspect(path: Path) -> Identity:
    """Finds out what a model is.

    Raises:
        FileError: it is missing or unreadable.
        NotWeights: it is something else.
        DamagedWeights: its end is missing.
    """
    try:
        if path.is_dir():
            return _inspect_folder(path)
        if path.stat().st_size == 0:
            raise NotWeights(f"“{path.name}” is empty.", "Download it again.")
        return _inspect_file(path)
    except FileNotFoundError as error:
        raise FileError(
            f"There is no model at “{path}”.", "Check the name and the folder."
        ) from error
    except OSError as error:
        raise FileError(
            f"“{path.name}” cannot be read.", "Check its permissions and the disk.", str(error)
        ) from error


def _inspect_file(path: Path) -> Identity:
    metadata: dict[str, Any] = {}
    calls: tuple[str, ...] = ()
    if path.suffix != ".safetensors" and is_torch_file(path):
        pickled = read_pickle(path)
        format_, tensors, calls = f"torch ({pickled.layout})", pickled.tensors, pickled.calls
    else:
        tensors, metadata = read_header(path)
        format_ = "safetensors"
    if not tensors and not calls:
        raise NotWeights(f"“{path.name}” holds no tensors.", "Choose another file.")
    family = family_of(tensors)
    return Identity(
        path=path,
        format=format_,
        family=family.title if family else "",
        kind=family.kind if family else "",
        tensors=tensors,
        calls=calls,
        metadata=metadata,
    )


def _inspect_folder(path: Path) -> Identity:
    index = path / "model_index.json"
    if index.is_file():
        table = read_json(index)
        pipeline = str(table.get("_class_name", ""))
        kind = "inpainting" if "Inpaint" in pipeline else "text-to-image"
        return Identity(path, "diffusers folder", family=pipeline, kind=kind, metadata=table)
    card = path / "card.json"
    if card.is_file():
        table = read_json(card)
        weights = _inspect_file(path / str(table.get("file", "model.safetensors")))
        return Identity(
            path=path,
            format=f"model folder, {weights.format}",
            family=weights.family,
            kind=str(table.get("kind", weights.kind)),
            tensors=weights.tensors,
            calls=weights.calls,
            metadata=table,
        )
    raise NotWeights(
        f"“{path.name}” is a folder without a model.",
        "A model folder has a card.json or a model_index.json.",
    )


def read_json(path: Path) -> dict[str, Any]:
    """A JSON table. Raises NotWeights when the file holds something else."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotWeights(
            f"“{path.name}” in “{path.parent.name}” is damaged.", "", str(error)
        ) from (error)
    if not isinstance(table, dict):
        raise NotWeights(f"“{path.name}” in “{path.parent.name}” is not a table.")
    return table
