"""Puts a model into the model folder, once it is known what it is and that it runs no code."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from editor.api import FileError, NewModel
from editor.models.catalogue import PIPELINE_KINDS, Catalogue, ModelEntry
from editor.models.errors import NotWeights, UnsafeWeights
from editor.models.identity import WEIGHTS_SUFFIXES, Identity, inspect

_NAME = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|]*")
_NAMED_CALLS = 3


def is_name(name: str) -> bool:
    """Whether a model, and so its file or folder, may be called that."""
    return _NAME.fullmatch(name) is not None


def add_model(
    path: Path, folder: Path, *, kind: str = "", name: str = "", link: bool = False
) -> ModelEntry:
    """Copies or links a weights file or a model's folder to `folder/kind/name`.

    Nothing in it is executed, and nothing that would run code when it is loaded is taken.

    Args:
        folder: the user's model folder; made where it is missing.
        kind: the generator it is for; what its tensors tell when empty.
        name: what the user will pick; the file's or folder's own when empty.
        link: leave it where it is, and link to it.

    Raises:
        NotWeights: it is something else, or nobody can tell which generator it is for.
        DamagedWeights: its end is missing.
        UnsafeWeights: it, or a part of it, is a pickle that would run code.
        FileError: it cannot be read, or the name is taken or no name for a file.
    """
    identity = inspect(path)
    _refuse_code(path, identity)
    kind = kind or identity.kind
    if not kind:
        what = identity.family or "its network is unknown"
        raise NotWeights(
            f"Nobody can tell which generator “{path.name}” is for ({what}).",
            "Say it with --kind.",
        )
    if kind in PIPELINE_KINDS and path.is_file() and identity.format != "safetensors":
        raise UnsafeWeights(
            f"“{path.name}” was not added: models of this kind are never read from pickles.",
            "Use the .safetensors version of this model.",
        )
    name = name or (path.name if path.is_dir() else path.stem)
    if not is_name(name):
        raise FileError(f"“{name}” is no name for a model.", "Choose another with --name.")
    if any(entry.name == name for entry in Catalogue([folder]).list(kind)):
        raise FileError(
            f"There is a model called “{name}” for {kind} already.", "Choose another with --name."
        )
    target = folder / kind / (name if path.is_dir() else name + path.suffix.lower())
    _put(path.resolve(), target, link=link)
    added = (entry for entry in Catalogue([folder]).list(kind) if entry.path == target)
    return next(added, ModelEntry(name, kind, target))


def add_made(made: NewModel, folder: Path) -> ModelEntry:
    """Writes a model that a generator made to `folder/kind/name`, whole or not at all.

    Raises:
        FileError: the name is taken or no name for a file, or it cannot be written.
    """
    name = made.name.strip()
    # Commas and equal signs would not survive in the value of an `Amounts` parameter.
    if not is_name(name) or set(name) & set(",="):
        raise FileError(f"“{name}” is no name for a model.", "Use letters, digits and spaces.")
    if any(entry.name == name for entry in Catalogue([folder]).list(made.kind)):
        raise FileError(f"There is a “{name}” already.", "Choose another name.")
    target = folder / made.kind / name
    card = {**made.card, "name": name, "kind": made.kind, "file": next(iter(made.files))}
    with tempfile.TemporaryDirectory() as written:
        source = Path(written) / "model"
        source.mkdir()
        for file, content in made.files.items():
            (source / file).write_bytes(content)
        text = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
        (source / "card.json").write_text(text, encoding="utf-8")
        _put(source, target, link=False)
    return ModelEntry(name, made.kind, target, card)


def _refuse_code(path: Path, identity: Identity) -> None:
    """Raises UnsafeWeights for a file, or any file of a folder, that would run code."""
    for file, found in ((path, identity), *_parts(path)):
        if not found.is_safe:
            raise UnsafeWeights(
                f"“{file.name}” was not added: it would run code "
                f"({', '.join(found.calls[:_NAMED_CALLS])}).",
                "Use the .safetensors version of this model.",
            )


def _parts(path: Path) -> Iterator[tuple[Path, Identity]]:
    """The weights files of a folder; those that are none are no danger either."""
    for file in sorted(path.rglob("*")) if path.is_dir() else ():
        if file.suffix.lower() in WEIGHTS_SUFFIXES and file.is_file():
            with contextlib.suppress(NotWeights):
                yield file, inspect(file)


def _put(source: Path, target: Path, *, link: bool) -> None:
    """There whole or not at all; a copy that is interrupted leaves nothing."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if os.path.lexists(target):
            raise FileError(f"“{target}” is there already.", "Choose another name with --name.")
        target.parent.mkdir(parents=True, exist_ok=True)
        if link:
            part.symlink_to(source, target_is_directory=source.is_dir())
        elif source.is_dir():
            shutil.copytree(source, part)
        else:
            shutil.copyfile(source, part)
        part.rename(target)
    except OSError as error:
        raise FileError(
            f"“{source.name}” could not be put into “{target.parent}”.",
            "Check the space on the disk and the folder's permissions.",
            str(error),
        ) from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    with contextlib.suppress(OSError):
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink()
