"""From the name of a photo of 24 megapixels to its first painting, beside Pillow's own decoding."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from editor.ui.canvas import CanvasView
from tests.benchmarks.test_canvas import VIEW_PX, settle
from tests.benchmarks.test_formats import best_s, photograph, report
from tests.ui.tools.hand import small_workbench

ROUNDS = 3


def test_a_photo_is_seen(tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "photo.jpg"
    Image.fromarray(photograph(6000, 4000, 0)).save(path, quality=90)

    def pillow() -> None:
        with Image.open(path) as image:
            image.load()

    theirs = best_s(pillow, rounds=ROUNDS)
    workbench = small_workbench(tmp_path)
    workbench.settings.set("motion", False)
    view = CanvasView(workbench)
    qtbot.addWidget(view)
    view.resize(*VIEW_PX)
    view.show()
    qtbot.waitExposed(view)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        doc = workbench.open(path)
        decoded = time.perf_counter() - start
        view.repaint()
        first = time.perf_counter() - start
        settle(view)
        times.append((first, decoded, time.perf_counter() - start))
        workbench.close_document(doc)
    first, decoded, whole = min(times)
    workbench.close(timeout_s=2.0)
    report(
        capsys,
        f"24 MP JPEG: first paint {first:.2f} s (a document after {decoded:.2f} s, all of it sharp "
        f"after {whole:.2f} s), Pillow's decode alone {theirs:.2f} s",
    )
    assert first <= 1.15 * theirs + 0.15
