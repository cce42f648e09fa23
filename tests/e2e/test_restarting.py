"""Another language is chosen: the program starts anew, and everything open is there again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from editor.document import Document, Layer
from editor.formats import save_document
from editor.formats.grids import grid_of

COMMON = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from editor.app import main
from editor.cli.main import leave
from editor.document.brush import Brush, Stroke
from editor.document.flatten import flatten

def say(**facts):
    print(json.dumps(facts), flush=True)

def state(workbench):
    return sorted(
        [doc.title, doc.modified, int(flatten(doc, doc.bounds).astype(int).sum())]
        for doc in workbench.documents
    )

def when(condition, act):
    def look():
        if condition():
            timer.stop()
            act()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    return timer

def guard():
    QTimer.singleShot(30_000, lambda: os._exit(3))  # nobody waits for ever
"""

BEFORE = (
    COMMON
    + """
def instead(path, words):  # a program that is really replaced could not be asked
    say(words=words)
    os._exit(0)

os.execv = instead
kept = []

def shown(window):
    guard()
    workbench = window.workbench
    def act():
        doc = workbench.new(300, 200)
        stroke = Stroke(doc, Brush(size_px=40), node_id=doc.active_id, target="pixels")
        stroke.begin(20, 30)
        stroke.move(200, 100)
        stroke.end()
        told = []
        workbench.notice.connect(told.append)
        workbench.settings.set("language", "de")
        say(state=state(workbench), told=[notice.text for notice in told])
        told[-1].answers[0].call()
    kept.append(when(lambda: len(workbench.documents) == 1, act))

leave(main([Path(sys.argv[1])], on_shown=shown))
"""
)

AFTER = (
    COMMON
    + """
kept = []

def shown(window):
    guard()
    workbench = window.workbench
    def act():
        say(state=state(workbench), title=window.actions_set.action("file.new").text())
        os._exit(0)
    kept.append(when(lambda: len(workbench.documents) == 2, act))

leave(main([Path(name) for name in sys.argv[1:]], on_shown=shown))
"""
)


def run(script: str, words: list[str], home: Path) -> list[dict[str, Any]]:
    environment = {**os.environ, "FIGMENT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_restart_loses_nothing_and_speaks_the_other_language(tmp_path: Path) -> None:
    saved = tmp_path / "saved.ora"
    doc = Document(60, 40)
    red = np.full((40, 60, 4), (200, 30, 40, 255), np.uint8)
    doc.layers.append(Layer(name="Red", pixels=grid_of(red, x=0, y=0)))
    save_document(doc, saved)
    before, exec_words = run(BEFORE, [str(saved)], tmp_path / "home")
    assert before["told"] == ["Figment speaks the other language from its next start."]
    words = exec_words["words"]
    assert words[1:4] == ["-m", "editor", "edit"]
    assert words[4:] == [str(saved)], "what is as its file is only opened again"
    (after,) = run(AFTER, words[4:], tmp_path / "home")
    assert after["state"] == before["state"]
    assert after["title"].startswith("Neu")
