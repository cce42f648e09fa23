"""What is left of memory, by whoever limits it, and what is refused because of that."""

from __future__ import annotations

import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

import pytest
import torch

from editor import memory
from editor.api import OutOfMemory
from editor.document import commands
from editor.document.compositor import Compositor
from editor.document.tile_cache import made_among
from editor.memory import MIB

_CAPPED = """
import resource, sys
from pathlib import Path
import numpy as np
from editor import memory
from editor.api import OutOfMemory, Rect
from editor.document import commands, effects, fill, geometry
from editor.document.adjust import find_effect
from editor.document.brush import Brush, Stroke
from editor.document.compositor import Compositor

kind, column = {"AS": (resource.RLIMIT_AS, 0), "DATA": (resource.RLIMIT_DATA, 5)}[sys.argv[1]]

def used():
    return int(Path("/proc/self/statm").read_text().split()[column]) * resource.getpagesize()

def cap(mib):
    resource.setrlimit(kind, (used() + mib * 2**20, resource.RLIM_INFINITY))

def refused(work):
    try:
        work()
    except OutOfMemory as error:
        print(error.text)
    else:
        raise AssertionError("it was not refused")
"""

_REFUSED = """
doc = commands.new_document(4096, 4096)
rows = np.random.default_rng(0).integers(0, 256, (4096, 1, 4), np.uint8)
commands.add_layer(doc, np.repeat(rows, 4096, axis=1), x=0, y=0, name="", label="")
fill.fill(doc, (9, 9, 9))
while doc.history.tidy(1.0):
    pass
def state():
    pixels = doc.active.pixels
    sums = [int(pixels.tile(*key).astype(np.uint32).sum()) for key in sorted(pixels.keys())]
    return doc.width, doc.height, doc.history.position, sums
before = state()
blur = find_effect("gaussian-blur")
def stroke():
    Stroke(doc, Brush(), node_id=doc.active_id, target="pixels")

cap(130)
refused(lambda: geometry.resize_image(doc, 16384, 16384))
refused(lambda: geometry.rotate(doc, 1))
refused(lambda: fill.fill(doc, (1, 2, 3)))
refused(lambda: effects.apply_effect(doc, blur, blur.params_class()))
refused(doc.history.undo)
cap(100)
refused(stroke)
assert state() == before
cap(1000)
doc.history.undo()
assert doc.history.position == before[2] - 1
stroke()
"""

_LOOKED_AT = """
doc = commands.new_document(12288, 12288)
for _ in range(2):
    layer = commands.new_layer(doc)
    layer.pixels.fill(doc.bounds, (10, 20, 30, 128))
compositor = Compositor(doc)
cap(500)
for iy in range(24):
    for ix in range(24):
        compositor.tile(ix, iy)
left = resource.getrlimit(kind)[0] - used()
assert left > 64 * memory.MIB, left
"""


def _capped(limit: str, script: str) -> list[str]:
    """What a program said that limits its own memory."""
    done = subprocess.run(
        [sys.executable, "-c", _CAPPED + script, limit], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="limits are read from /proc")
@pytest.mark.parametrize("limit", ["AS", "DATA"])
def test_what_would_not_fit_is_refused_and_the_document_is_as_it_was(limit: str) -> None:
    told = _capped(limit, _REFUSED)
    assert len(told) == 6
    assert all(line.startswith("There is not enough memory for that") for line in told)
    assert all("it needs about" in line and "GB are free" in line for line in told[:2])


@pytest.mark.skipif(sys.platform != "linux", reason="limits are read from /proc")
def test_what_is_kept_for_the_screen_leaves_the_rest() -> None:
    _capped("AS", _LOOKED_AT)


def test_the_refusal_says_how_much_is_needed() -> None:
    with pytest.raises(OutOfMemory, match=r"needs about 1048576\.0 GB, and \d+\.\d GB are free"):
        memory.check(2**50)
    memory.check(64 * MIB)


def test_what_can_be_made_again_is_let_go_before_anything_is_refused() -> None:
    doc = commands.new_document(600, 600)
    compositor = Compositor(doc)
    compositor.tile(0, 0)
    assert compositor.is_ready(0, 0, 0)
    with pytest.raises(OutOfMemory):
        memory.check(2**50)
    assert not compositor.is_ready(0, 0, 0)
    compositor.close()


def test_where_nothing_is_left_tiles_are_made_in_the_place_of_others() -> None:
    kept = OrderedDict(enumerate("abcde"))

    def make() -> str:
        if len(kept) > 2:
            raise MemoryError
        return "new"

    assert made_among(kept, make) == "new"
    assert list(kept.values()) == ["d", "e"]
    with pytest.raises(MemoryError):
        made_among(OrderedDict[int, str](), lambda: str(bytearray(sys.maxsize)))


@pytest.mark.parametrize("version", [1, 2])
def test_the_limit_of_a_control_group_counts(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, names = tmp_path / "groups", ("memory.max", "memory.current")
    line, files = "0::/outer/inner\n", "inactive_file"
    if version == 1:
        root, names = root / "memory", ("memory.limit_in_bytes", "memory.usage_in_bytes")
        line, files = "4:cpu,memory:/outer/inner\n1:cpu:/\n", "total_inactive_file"
    inner = root / "outer" / "inner"
    inner.mkdir(parents=True)
    most = {root: None, root / "outer": 700 * MIB, inner: "max" if version == 2 else 2**63 - 4096}
    for folder, value in most.items():
        if value is not None:
            (folder / names[0]).write_text(f"{value}\n")
        (folder / names[1]).write_text(f"{500 * MIB}\n")
        (folder / "memory.stat").write_text(f"anon 1\n{files} {100 * MIB}\n")
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "cgroup").write_text(line)
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    monkeypatch.setattr(memory, "_CGROUPS", tmp_path / "groups")
    assert memory.free_bytes() == 300 * MIB - memory.RESERVE_BYTES
    with pytest.raises(OutOfMemory, match=r"0\.2 GB are free"):
        memory.check(250 * MIB)


def test_where_nobody_tells_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    assert memory.free_bytes() is None
    memory.check(2**60)


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (MemoryError(), True),
        (OutOfMemory("Too little."), True),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), True),
        (RuntimeError("std::bad_alloc"), True),
        (ImportError("libtorch.so: failed to map segment from shared object"), True),
        (OSError(12, "Cannot allocate memory"), True),
        (RuntimeError("shape mismatch"), False),
        (ValueError("out of memory"), False),
        (OSError(28, "No space left on device"), False),
    ],
)
def test_knows_the_words_for_too_little_memory(error: Exception, is_memory: bool) -> None:
    assert memory.is_out_of_memory(error) is is_memory


def test_knows_torchs_own_error_for_it() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**60, dtype=torch.uint8)
    assert memory.is_out_of_memory(caught.value)
