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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")

_COMMON = """
import json, os, sys, time
from pathlib import Path
import numpy as np
from PySide6.QtCore import QTimer
from editor.app import main
from editor.cli.main import leave
from editor.document.brush import Brush, Stroke
from editor.document.flatten import flatten

folder = Path(sys.argv[1])

def say(**facts):
    print(json.dumps(facts), flush=True)

def draw(doc, brush, start, end):
    made = Stroke(doc, brush, node_id=doc.active_id, target="pixels")
    made.begin(*start)
    made.move(*end)
    made.end()

def described(workbench):
    desk = workbench.desk
    return {
        "pieces": [
            [p.number, p.verb, list(p.parents), p.seed, dict(p.data), int(p.rgba.astype(int).sum())]
            for p in desk.pieces
        ],
        "frames": [int(image.astype(int).sum()) for image in desk.frames],
    }

def every(ms, call):
    timer = QTimer(window_of[0])
    timer.timeout.connect(call)
    timer.start(ms)
    return timer

window_of = []

def run(begin):
    def shown(window):
        window_of.append(window)
        QTimer.singleShot(60_000, lambda: os._exit(3))  # nobody waits for ever
        begin(window)
    leave(main([], on_shown=shown))
"""

DRAWING = (
    _COMMON
    + """
def begin(window):
    doc = window.workbench.new(1500, 1200)
    random = np.random.default_rng(0)
    number = 0

    def stroke():
        nonlocal number
        number += 1
        color = tuple(int(c) for c in random.integers(0, 256, 3))
        ends = random.uniform(0, 1200, (2, 2))
        draw(doc, Brush(size_px=40, color=color), *ends)
        np.save(folder / f"{number}.npy", flatten(doc, doc.bounds))
        say(stroke=number, at=time.time())

    every(150, stroke)

run(begin)
"""
)

OPENING = (
    _COMMON
    + """
def begin(window):
    window.workbench.filing.open(folder / "large.ora")
    number = 0

    def stroke():
        nonlocal number
        doc = window.workbench.document
        if doc is None:
            return
        number += 1
        draw(doc, Brush(size_px=9), (30 * number, 20), (30 * number, 180))
        say(stroke=number, at=time.time())

    every(100, stroke)

run(begin)
"""
)

AT_THE_DESK = (
    _COMMON
    + """
def begin(window):
    workbench = window.workbench
    doc, desk = workbench.new(200, 160), workbench.desk
    workbench.choice.choose("face-sliders")
    steps = [
        (lambda: True, lambda: desk.do("sample", {"count": 3}, {})),
        (
            lambda: len(desk.pieces) == 3,
            lambda: desk.do(
                "breed", {"count": 2}, {"A": desk.pieces[:1], "B": desk.pieces[1:2]}
            ),
        ),
        (
            lambda: len(desk.pieces) == 5,
            lambda: desk.do(
                "morph", {"frames": 6}, {"A": desk.pieces[:1], "B": desk.pieces[4:]}
            ),
        ),
        (
            lambda: len(desk.frames) == 6,
            lambda: desk.do(
                "slider",
                {"name": "mine"},
                {"Without": desk.pieces[:2], "With": desk.pieces[2:]},
            ),
        ),
        (
            lambda: any(e.name == "mine" for e in workbench.catalogue.list()),
            lambda: (desk.remove(desk.pieces[1:2]), say(at=time.time(), **described(workbench))),
        ),
        (lambda: True, lambda: say(at=time.time())),
    ]

    def go_on():
        is_done, do = steps[0]
        if is_done():
            if len(steps) > 1:
                steps.pop(0)
            do()

    every(50, go_on)

run(begin)
"""
)

LOOKING = (
    _COMMON
    + """
def begin(window):
    notices, workbench = window.central.notices, window.workbench

    def look():
        if workbench.document is not None:
            doc = workbench.document
            np.save(folder / "back.npy", flatten(doc, doc.bounds))
            workbench.choice.choose("face-sliders")
            sliders = [e.name for e in workbench.catalogue.list("face-slider")]
            facts = {"title": doc.title, "modified": doc.modified, "sliders": sliders}
            say(**facts, **described(workbench))
            timer.stop()
            QTimer.singleShot(1500, close)
            return
        for bar in notices.bars:
            for choice in bar.notice.answers:
                if choice.label == "Open":
                    bar.deleteLater()
                    choice.call()

    def close():
        for doc in workbench.documents:
            doc.mark_saved()
        window.close()

    timer = every(100, look)

run(begin)
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


def killed(code: str, folder: Path, *, after_s: float) -> tuple[list[dict], float]:
    """What a program told, and when it was killed: so long after it told something first."""
    events: list[dict] = []
    with program(code, folder) as running:
        assert running.stdout is not None
        for event in told(running.stdout):
            events.append(event)
            if event["at"] - events[0]["at"] > after_s:
                break
        running.send_signal(signal.SIGKILL)
        killed_at = time.time()
        events += list(told(running.stdout))
    return events, killed_at


def look(folder: Path) -> dict:
    """What the next start brings back; its pixels are in `back.npy`."""
    with program(LOOKING, folder) as looking:
        assert looking.stdout is not None
        found = next(told(looking.stdout))
        assert looking.wait(30) == 0
    return found


def journals(home: Path) -> list[Path]:
    return list((home / "data" / "journal").glob("*/*.journal"))


def test_every_stroke_older_than_two_seconds_is_recovered(tmp_path: Path, home: Path) -> None:
    strokes, killed_at = killed(DRAWING, tmp_path, after_s=4.0)
    assert journals(home)

    found = look(tmp_path)
    assert (found["title"], found["modified"]) == ("Untitled 1", True)
    back = np.load(tmp_path / "back.npy")
    states = {one["stroke"]: np.load(tmp_path / f"{one['stroke']}.npy") for one in strokes}
    recovered = [number for number, state in states.items() if np.array_equal(state, back)]
    assert recovered, "what came back is none of the states that were drawn"
    promised = max(one["stroke"] for one in strokes if one["at"] < killed_at - 2.0)
    assert max(recovered) >= promised
    assert not list((home / "data" / "journal").glob("*")), "the clean end leaves nothing"


def test_strokes_right_after_opening_a_large_file_are_recovered(tmp_path: Path, home: Path) -> None:
    doc = large_document(2048)
    save_document(doc, tmp_path / "large.ora")
    strokes, killed_at = killed(OPENING, tmp_path, after_s=2.1)
    (tmp_path / "large.ora").unlink()
    assert journals(home)

    found = look(tmp_path)
    assert (found["title"], found["modified"]) == ("large", True)
    back = np.load(tmp_path / "back.npy")
    seen = [int(back[100, 30 * one["stroke"], :3].max()) < 20 for one in strokes]
    promised = [one["at"] < killed_at - 2.0 for one in strokes]
    print(f"{sum(seen)} of {len(strokes)} strokes came back, {sum(promised)} were promised")
    assert all(there for there, old in zip(seen, promised, strict=True) if old)
    assert sum(promised) >= 1
    was = flatten(doc, doc.bounds)
    np.testing.assert_array_equal(back[200:], was[200:])


def test_what_lay_on_the_desk_is_recovered(tmp_path: Path) -> None:
    (made, *_), _ = killed(AT_THE_DESK, tmp_path, after_s=2.0)
    assert [piece[:3] for piece in made["pieces"]] == [
        [1, "sample", []],
        [3, "sample", []],
        [4, "breed", [1, 2]],
        [5, "breed", [1, 2]],
    ]
    found = look(tmp_path)
    assert found["modified"]
    assert found["pieces"] == made["pieces"]
    assert found["frames"] == made["frames"]
    assert len(found["frames"]) == 6
    assert found["sliders"] == ["mine"]


def large_document(side: int) -> Document:
    random = np.random.default_rng(0)
    doc = Document(side, side)
    for index in range(LAYERS):
        rgba = np.full((side, side, 4), 255, np.uint8)
        rgba[..., :3] = cv2.resize(
            random.integers(0, 256, (side // 16, side // 16, 3), np.uint8), (side, side)
        )
        doc.layers.append(Layer(name=str(index), pixels=grid_of(rgba, x=0, y=0)))
    doc.active_id = doc.layers[-1].id
    return doc
