"""Ctrl-C and `kill` while a plugin works are no crash of the plugin; `kill -9` is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.host.markers import Markers

STUCK = """
from editor.api import Generator, hookimpl
class Stuck(Generator):
    id, title = "stuck", "Stuck"
    def run(self, request, context):
        while True:
            sum(range(1000))
@hookimpl
def figment_generators():
    return [Stuck]
"""
WINDOW = """
import sys
from pathlib import Path
from editor.app import main
from editor.document.brush import Brush, Stroke
def at_once(window):
    workbench = window.workbench
    doc = workbench.new(16, 16)
    stroke = Stroke(doc, Brush(size_px=3), node_id=doc.active_id, target="pixels")
    stroke.begin(4, 4)
    stroke.end()
    workbench.choice.choose("stuck")
    workbench.generate()
sys.exit(main(plugin_folders=[Path(sys.argv[1])], on_shown=at_once))
"""
NATIVE = """
import torch
from editor.api import Generator, hookimpl
class Stuck(Generator):
    id, title = "stuck", "Stuck"
    def run(self, request, context):
        while True:
            torch.linalg.svd(torch.randn(1500, 1500))
@hookimpl
def figment_generators():
    return [Stuck]
"""
TIMEOUT_S = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def told_of_signals() -> Iterator[None]:
    """Whoever started the tests may have switched signals off: shells do so behind an ampersand.

    A program inherits that, and keeps to it; what its parent handles starts out switched on.
    """
    before = {
        n: signal.signal(n, signal.default_int_handler) for n in (signal.SIGINT, signal.SIGTERM)
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "stuck.py").write_text(STUCK, encoding="utf-8")
    return folder


def ended_by(number: int, words: list[str], home: Path) -> tuple[int, str, Markers]:
    """Starts a program, sends it a signal when its plugin runs, and gives how that ended."""
    folder = home / "data" / "plugin-markers"
    environment = {**os.environ, "FIGMENT_HOME": str(home)}
    command = [sys.executable, *words]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
        try:
            deadline_s = time.monotonic() + TIMEOUT_S
            while "run" not in phases(folder):
                assert time.monotonic() < deadline_s
                assert program.poll() is None
                time.sleep(0.02)
            program.send_signal(number)
            _, said = program.communicate(timeout=TIMEOUT_S)
        finally:
            program.kill()  # if something failed: else the end of the block would wait for ever
    return program.returncode, said, Markers(folder)


def phases(folder: Path) -> list[str]:
    """What plugins are at, as their markers tell."""
    found = []
    for marker in folder.glob("*.running"):
        try:
            found.append(str(json.loads(marker.read_text(encoding="utf-8"))["phase"]))
        except (OSError, ValueError):  # being written, or gone again
            continue
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_told_to_end_does_and_blames_nobody(
    number: int, plugins: Path, home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.png"
    words = ["-m", "editor", "--plugins", str(plugins), "generate", "stuck", "-o", str(out)]
    code, said, markers = ended_by(number, words, home)
    assert code == 128 + number
    assert said.splitlines() == [
        "The plugin Stuck did not stop and was left behind.",
        "figment: Cancelled.",
    ]
    assert markers.crashes("stuck") == 0
    assert not out.exists()


def test_a_command_whose_plugin_computes_in_a_library_ends_with_its_code(
    plugins: Path, home: Path, tmp_path: Path
) -> None:
    (plugins / "stuck.py").write_text(NATIVE, encoding="utf-8")
    out = str(tmp_path / "a.png")
    words = ["-m", "editor", "--plugins", str(plugins), "generate", "stuck", "-o", out]
    code, said, markers = ended_by(signal.SIGTERM, words, home)
    assert code == 128 + signal.SIGTERM, said
    assert said.splitlines()[-1] == "figment: Cancelled."
    assert markers.crashes("stuck") == 0


def test_a_window_that_is_told_to_end_does_and_blames_nobody(plugins: Path, home: Path) -> None:
    code, said, markers = ended_by(signal.SIGTERM, ["-c", WINDOW, str(plugins)], home)
    assert code == 128 + signal.SIGTERM
    assert "Traceback" not in said
    assert markers.crashes("stuck") == 0
    assert len(list((home / "data" / "journal").rglob("*.journal"))) == 1, "the stroke is kept"


def test_a_program_that_is_killed_counts_as_a_crash(
    plugins: Path, home: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "out.png")
    words = ["-m", "editor", "--plugins", str(plugins), "generate", "stuck", "-o", out]
    code, _, markers = ended_by(signal.SIGKILL, words, home)
    assert code == -signal.SIGKILL
    assert markers.crashes("stuck") == 1
