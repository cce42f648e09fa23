"""How long the event loop is away while generators run: a process pings through a pipe."""

from __future__ import annotations

import math
import os
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSocketNotifier, QTimer
from pytestqt.qtbot import QtBot

from editor.jobs import events
from editor.ui.main_window import MainWindow

from .window import begin_stroke, open_window, warm_live

LIVE_LIMIT_MS = 8.0
SPINNING_LIMIT_MS = 16.0
WATCHED_MS = 6000
PING = """
import os, struct, sys, time
out = int(sys.argv[1])
while True:
    time.sleep(0.004)
    os.write(out, struct.pack("d", time.monotonic()))
"""
SPINNING = """
from editor.api import Generator, hookimpl

class Spinning(Generator):
    id, title = "spinning", "Spinning"
    def run(self, request, context):
        while True:
            sum(number * number for number in range(20_000))
            context.check()

@hookimpl
def figment_generators():
    return [Spinning]
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be watched there")


class Pings:
    """Receives pings on the event loop and notes how late each one was."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._read, write = os.pipe()
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_ping)
        command = [sys.executable, "-c", PING, str(write)]
        self._process = subprocess.Popen(command, pass_fds=[write])
        os.close(write)

    def close(self) -> None:
        """Ends the pinging process."""
        self._process.kill()
        self._process.wait()
        self._notifier.setEnabled(False)
        os.close(self._read)

    def report(self, what: str, limit_ms: float) -> tuple[float, str]:
        """The 99th percentile, and a line with it."""
        p50, p99 = np.percentile(self.late_ms, [50, 99])
        line = (
            f"event loop while {what}: p99 {p99:.1f} ms late (limit {limit_ms:.0f} ms), "
            f"p50 {p50:.2f}, worst {max(self.late_ms):.1f} of {len(self.late_ms)} pings; "
            f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        return float(p99), line

    def _on_ping(self) -> None:
        now_s = time.monotonic()
        data = os.read(self._read, 8 * 512)
        for (sent_s,) in struct.iter_unpack("d", data):
            self.late_ms.append((now_s - sent_s) * 1000)


class Hand:
    """Draws a circle on the document, a dab every 16 ms, as a person would."""

    def __init__(self, window: MainWindow) -> None:
        doc = window.workbench.require_document()
        self._stroke = begin_stroke(doc, *self._at(0))
        self._step = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(16)

    def lift(self) -> None:
        """Ends the stroke."""
        self._timer.stop()
        self._stroke.end()

    def _on_tick(self) -> None:
        self._step += 1
        self._stroke.move(*self._at(self._step))

    @staticmethod
    def _at(step: int) -> tuple[float, float]:
        radius = 60 + 40 * math.sin(step / 97)
        return 128 + radius * math.cos(step / 25), 128 + radius * math.sin(step / 25)


def watch(qtbot: QtBot) -> Pings:
    """Pings for some seconds, after a moment to get going."""
    pings = Pings()
    qtbot.wait(500)
    pings.late_ms.clear()
    qtbot.wait(WATCHED_MS)
    pings.close()
    return pings


def test_the_window_answers_while_the_bundled_model_runs_live(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_window(qtbot) as window:
        window.workbench.new(256, 256)
        warm_live(window.workbench, qtbot)
        runs: list[object] = []
        window.workbench.preview_changed.connect(runs.append)
        hand = Hand(window)
        pings = watch(qtbot)
        hand.lift()
        window.workbench.live.switch(on=False)
        qtbot.wait(300)
    p99_ms, line = pings.report("the sketch model runs live", LIVE_LIMIT_MS)
    with capsys.disabled():
        print(f"\n{line}; {len(runs)} pictures")
    assert len(runs) > WATCHED_MS / 1000, "it did not run"
    assert p99_ms <= LIVE_LIMIT_MS


def test_the_window_answers_while_a_plugin_spins_in_python(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "spinning.py").write_text(SPINNING, encoding="utf-8")
    with open_window(qtbot, plugins=[tmp_path]) as window:
        workbench = window.workbench
        workbench.new(256, 256)
        workbench.choice.choose("spinning")
        seen: list[object] = []
        workbench.job_event.connect(seen.append)
        workbench.generate()
        qtbot.waitUntil(lambda: any(isinstance(event, events.Started) for event in seen))
        pings = watch(qtbot)
        workbench.cancel_all()
        qtbot.waitUntil(lambda: any(isinstance(event, events.CancelledEvent) for event in seen))
    p99_ms, line = pings.report("a plugin spins in pure Python", SPINNING_LIMIT_MS)
    with capsys.disabled():
        print(f"\n{line}")
    assert p99_ms <= SPINNING_LIMIT_MS
