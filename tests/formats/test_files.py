"""Atomic writing, and the sentences for what a system refuses."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from editor.api import FileError
from editor.formats.files import atomic_write, check_readable

needs_posix = pytest.mark.skipif(os.name != "posix", reason="permissions and limits of POSIX")


def test_a_written_file_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with atomic_write(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def fail_half_way() -> None:
        with atomic_write(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@needs_posix
def test_permissions_are_kept_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    for path in (old, new):
        with atomic_write(path) as file:
            file.write(b"x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) & 0o400
    assert not stat.S_IMODE(new.stat().st_mode) & 0o111


@needs_posix
def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.bin"
    target.write_bytes(b"old")
    link = tmp_path / "link.bin"
    link.symlink_to(target)
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere/a.png", "does not exist"), ("folder", "is a folder"), ("x" * 300, "too long")],
)
def test_an_impossible_place_gets_one_sentence(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match=words) as caught, atomic_write(tmp_path / name) as file:
        file.write(b"x")
    assert caught.value.text.endswith(".")
    assert caught.value.hint.endswith(".")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("name", "words"), [("missing.png", "does not exist"), (".", "folder"), ("empty.png", "empty")]
)
def test_what_cannot_be_a_picture_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(FileError, match=words):
        check_readable(tmp_path / name)


@needs_posix
def test_a_device_is_refused() -> None:
    with pytest.raises(FileError, match="not an ordinary file"):
        check_readable(Path("/dev/zero"))


def run_python(code: str, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


_FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from editor.api import FileError
from editor.formats import export_image, write_image
noise = np.random.default_rng(0).integers(0, 255, (200, 200, 4), np.uint8)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    export_image(noise, Path(sys.argv[1]))
except FileError as error:
    print(error.text)
"""


@needs_posix
@pytest.mark.parametrize("suffix", [".png", ".ora", ".tif"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    assert "not enough space" in run_python(_FULL_DISK, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


_DENIED = """
import os, sys
from pathlib import Path
from editor.api import FileError
from editor.formats.files import atomic_write, check_readable
if os.geteuid() == 0:
    os.setuid(65534)  # root may do everything; nobody may not
folder = Path(sys.argv[1])
for attempt in (
    lambda: atomic_write(folder / "new").__enter__(),
    lambda: atomic_write(folder / "open" / "protected").__enter__(),
    lambda: check_readable(folder / "secret"),
):
    try:
        attempt()
        print("allowed")
    except FileError as error:
        print(error.text)
"""


@needs_posix
def test_permissions_are_explained() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "open").mkdir()
        (folder / "open").chmod(0o777)
        for name, mode in (("open/protected", 0o444), ("secret", 0o000)):
            (folder / name).write_bytes(b"x")
            (folder / name).chmod(mode)
        folder.chmod(0o555)
        lines = run_python(_DENIED, folder).splitlines()
        folder.chmod(0o755)
    assert "may not write" in lines[0]
    assert "write-protected" in lines[1]
    assert "may not read" in lines[2]
