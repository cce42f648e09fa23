"""The whole window with a real worker, put together as the program does it, for benchmarks."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app import build_workbench
from editor.document import Document
from editor.document.brush import Brush, Stroke
from editor.ui.generate.job_bridge import JobBridge
from editor.ui.main_window import MainWindow
from editor.workbench import Workbench
from editor.workbench.tidying import collected_at_rest

SWITCH_INTERVAL_S = 0.0005


@contextmanager
def open_window(qtbot: QtBot, *, plugins: Sequence[Path] = ()) -> Iterator[MainWindow]:
    """A shown window; closed with its worker at the end."""
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    bridge = JobBridge()
    workbench = build_workbench(on_event=bridge.post, plugin_folders=plugins)
    bridge.connect_to(workbench)
    window = MainWindow(workbench)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(300)
    try:
        with collected_at_rest():
            yield window
    finally:
        for doc in list(workbench.documents):
            doc.mark_saved()
        window.close()
        workbench.close(timeout_s=5.0)
        QApplication.processEvents()  # what the worker said last, while the window still is
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.setswitchinterval(before_s)
        gc.collect()


def begin_stroke(doc: Document, x: float, y: float) -> Stroke:
    """A stroke of a thin black brush that has begun."""
    brush = Brush(size_px=5, color=(20, 20, 20))
    stroke = Stroke(doc, brush, node_id=doc.active_id, target="pixels")
    stroke.begin(x, y)
    return stroke


def warm_live(workbench: Workbench, qtbot: QtBot) -> None:
    """Live mode with the bundled model, loaded, with its first picture there."""
    workbench.choice.choose("sketch-to-photo")
    doc = workbench.require_document()
    stroke = begin_stroke(doc, 30, 30)
    stroke.move(doc.width - 40, doc.height - 60)
    stroke.end()
    workbench.live.switch(on=True)
    qtbot.waitUntil(lambda: workbench.live.variant is not None, timeout=60_000)
    qtbot.wait(300)
