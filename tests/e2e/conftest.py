"""The real program with argv: what it says, what it writes, and that it leaves nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.cli import main
from tests.fixtures import ECHO


@dataclass(frozen=True)
class Told:
    """What a command ended with.

    Attributes:
        code: the exit code.
        out, err: what it wrote.
        written: names of the files that are new or changed in the working folder.
    """

    code: int
    out: str
    err: str
    written: tuple[str, ...]

    def refused(self, code: int, *parts: str) -> None:
        """Asserts the exit code, one sentence with these parts, and that nothing was written."""
        assert self.code == code, self.err
        assert len(self.err.strip().splitlines()) == 1, self.err
        assert "Traceback" not in self.err
        assert "inside Figment" not in self.err
        for part in parts:
            assert part in self.err
        assert self.written == ()


Figment = Callable[[Sequence[object]], Told]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def figment(folder: Path, capsys: pytest.CaptureFixture[str]) -> Figment:
    """Runs the program's `main` in the working folder."""

    def run(arguments: Sequence[object]) -> Told:
        before = _state(folder)
        capsys.readouterr()
        code = main([str(word) for word in arguments])
        told = capsys.readouterr()
        after = _state(folder)
        written = tuple(sorted(name for name in after if before.get(name) != after[name]))
        return Told(code, told.out, told.err, written)

    return run


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The echo plugin, installed."""
    monkeypatch.syspath_prepend(str(ECHO))
    monkeypatch.delitem(sys.modules, "echo_plugin", raising=False)


def picture(width: int, height: int, *, channels: int = 3, seed: int = 1) -> np.ndarray:
    """Noise that no codec gets small."""
    return np.random.default_rng(seed).integers(40, 200, (height, width, channels), np.uint8)


def saved(path: Path, pixels: np.ndarray) -> Path:
    """Pixels as a file."""
    Image.fromarray(pixels).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    """A file as pixels."""
    with Image.open(path) as image:
        return np.asarray(image)


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    entries = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {
        str(path.relative_to(folder)): (entry.st_mtime_ns, entry.st_size)
        for path, entry in entries.items()
    }
