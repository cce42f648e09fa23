"""The real program, killed while somebody draws: the next start brings the strokes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import cv2
import numpy as np
import pytest

from editor.document import Document, Layer
from editor.document.flatten import flatten
from editor.formats import save_document
from editor.formats.grids import grid_of

LAYERS = 4

_COMMON = """
import json, sys, time
from pathlib import Path
import numpy as np
from PySide6.QtCore import QTimer
from editor.app import main
from editor.document.flatten import flatten

folder = Path(sys.argv[1])

def say(**facts):
    print(json.dumps(facts), flush=True)
"""

DRAWING = (
    _COMMON
    + """
from editor.document.brush import Brush, Stroke

def begin(window):
    doc = window.workbench.new(1500, 1200)
    random = np.random.default_rng(0)
    number = 0

    def stroke():
        nonlocal number
        number += 1
        color = tuple(int(c) for c in random.integers(0, 256, 3))
        made = Stroke(doc, Brush(size_px=40, color=color), node_id=doc.active_id, target="pixels")
        made.begin(*random.uniform(0, 1200, 2))
        made.move(*random.uniform(0, 1200, 2))
        made.end()
        np.save(folder / f"{number}.npy", flatten(doc, doc.bounds))
        say(stroke=number, at=time.time())

    timer = QTimer(window)
    timer.timeout.connect(stroke)
    timer.start(150)

main([], on_shown=begin)
"""
)

LOOKING = (
    _COMMON
    + """
def begin(window):
    notices = window.central.notices

    def look():
        workbench = window.workbench
        if workbench.document is not None:
            doc = workbench.document
            np.save(folder / "back.npy", flatten(doc, doc.bounds))
            say(title=doc.title, modified=doc.modified)
            timer.stop()
            QTimer.singleShot(1500, close)
            return
        for bar in notices.bars:
            for choice in bar.notice.answers:
                if choice.label == "Open":
                    bar.deleteLater()
                    choice.call()

    def close():
        for doc in window.workbench.documents:
            doc.mark_saved()
        window.close()

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(100)

main([], on_shown=begin)
"""
)


OPENING = (
    _COMMON
    + """
from editor.document.brush import Brush, Stroke

def begin(window):
    window.workbench.filing.open(folder / "large.ora")
    number = 0

    def stroke():
        nonlocal number
        doc = window.workbench.document
        if doc is None:
            return
        number += 1
        made = Stroke(doc, Brush(size_px=9), node_id=doc.active_id, target="pixels")
        made.begin(30 * number, 20)
        made.move(30 * number, 180)
        made.end()
        say(stroke=number, at=time.time())

    timer = QTimer(window)
    timer.timeout.connect(stroke)
    timer.start(100)

main([], on_shown=begin)
"""
)


def told(stream: IO[str]) -> Iterator[dict]:
    for line in stream:
        yield json.loads(line)


def program(code: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def look(folder: Path) -> dict:
    """What the next start brings back; its pixels are in `back.npy`."""
    with program(LOOKING, folder) as looking:
        assert looking.stdout is not None
        found = next(told(looking.stdout))
        assert looking.wait(30) == 0
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_every_stroke_older_than_two_seconds_is_recovered(tmp_path: Path, home: Path) -> None:
    strokes: list[dict] = []
    with program(DRAWING, tmp_path) as drawing:
        assert drawing.stdout is not None
        for event in told(drawing.stdout):
            strokes.append(event)
            if event["at"] - strokes[0]["at"] > 4.0:
                break
        drawing.send_signal(signal.SIGKILL)
        killed_at = time.time()
        strokes += list(told(drawing.stdout))
    assert list((home / "data" / "journal").glob("*/*.journal"))

    found = look(tmp_path)
    assert found == {"title": "Untitled 1", "modified": True}
    back = np.load(tmp_path / "back.npy")
    states = {one["stroke"]: np.load(tmp_path / f"{one['stroke']}.npy") for one in strokes}
    recovered = [number for number, state in states.items() if np.array_equal(state, back)]
    assert recovered, "what came back is none of the states that were drawn"
    promised = max(one["stroke"] for one in strokes if one["at"] < killed_at - 2.0)
    assert max(recovered) >= promised
    assert not list((home / "data" / "journal").glob("*")), "the clean end leaves nothing"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_strokes_right_after_opening_a_large_file_are_recovered(tmp_path: Path, home: Path) -> None:
    side = 2048
    random = np.random.default_rng(0)
    doc = Document(side, side)
    for index in range(LAYERS):
        rgba = np.full((side, side, 4), 255, np.uint8)
        rgba[..., :3] = cv2.resize(
            random.integers(0, 256, (side // 16, side // 16, 3), np.uint8), (side, side)
        )
        doc.layers.append(Layer(name=str(index), pixels=grid_of(rgba, x=0, y=0)))
    doc.active_id = doc.layers[-1].id
    save_document(doc, tmp_path / "large.ora")

    strokes: list[dict] = []
    with program(OPENING, tmp_path) as drawing:
        assert drawing.stdout is not None
        for event in told(drawing.stdout):
            strokes.append(event)
            if event["at"] - strokes[0]["at"] > 2.1:
                break
        drawing.send_signal(signal.SIGKILL)
        killed_at = time.time()
        strokes += list(told(drawing.stdout))
    (tmp_path / "large.ora").unlink()
    assert list((home / "data" / "journal").glob("*/*.journal"))

    assert look(tmp_path) == {"title": "large", "modified": True}
    back = np.load(tmp_path / "back.npy")
    seen = [int(back[100, 30 * one["stroke"], :3].max()) < 20 for one in strokes]
    promised = [one["at"] < killed_at - 2.0 for one in strokes]
    print(f"{sum(seen)} of {len(strokes)} strokes came back, {sum(promised)} were promised")
    assert all(there for there, old in zip(seen, promised, strict=True) if old)
    assert sum(promised) >= 1
    was = flatten(doc, doc.bounds)
    np.testing.assert_array_equal(back[200:], was[200:])
