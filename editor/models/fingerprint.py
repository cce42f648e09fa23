"""Which weights a model has: the hash of a file, or of a pipeline folder's parts."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_SAMPLE_BYTES = 1024**2
_WEIGHTS = ".safetensors"


def file_sha256(file: Path) -> str:
    """Of all of a file; read once for each state of it: a checkpoint of 4 GB takes seconds."""
    return _sha256(*_state(file))


def folder_sha256(folder: Path) -> str:
    """Of the names, the lengths and three samples of each weights file in a folder.

    Pipelines have tens of gigabytes; another training of the same networks differs everywhere, so
    that a look at a few places tells them apart. Empty where there are no weights.
    """
    files = sorted(path for path in folder.rglob(f"*{_WEIGHTS}") if path.is_file())
    if not files:
        return ""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(folder).as_posix()} {_sample(*_state(file))}\n".encode())
    return digest.hexdigest()


def sampled_sha256(file: Path) -> str:
    """Of the length and three samples of a file, for one of many gigabytes."""
    return _sample(*_state(file))


def _state(file: Path) -> tuple[Path, int, int]:
    status = file.stat()
    return file, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _sha256(file: Path, mtime_ns: int, size: int) -> str:
    del mtime_ns, size
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@lru_cache(maxsize=256)
def _sample(file: Path, mtime_ns: int, size: int) -> str:
    del mtime_ns
    digest = hashlib.sha256(str(size).encode())
    with file.open("rb") as stream:
        for start in (0, (size - _SAMPLE_BYTES) // 2, size - _SAMPLE_BYTES):
            stream.seek(max(0, start))
            digest.update(stream.read(_SAMPLE_BYTES))
    return digest.hexdigest()
