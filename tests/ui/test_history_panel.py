"""The history panel: every state with a small picture, and the memory that it takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from editor.document import Document
from editor.ui.history_panel import HistoryPanel
from editor.workbench import Workbench
from tests.ui.conftest import Studio

_DECORATION = Qt.ItemDataRole.DecorationRole


def panel(studio: Studio) -> HistoryPanel:
    return studio.window.history


def picture(studio: Studio, row: int) -> np.ndarray:
    """The middle row of pixels of a state's picture."""
    found = panel(studio).model.index(row).data(_DECORATION)
    assert isinstance(found, QPixmap)
    image = found.toImage()
    middle = image.height() // 2
    return np.array([image.pixelColor(x, middle).getRgb() for x in range(image.width())])


def rested(studio: Studio, doc: Document) -> None:
    pictures = panel(studio)._pictures
    studio.qtbot.waitUntil(lambda: pictures.picture(doc.history.state) is not None, timeout=30_000)


def test_each_state_that_was_looked_at_has_a_picture(studio: Studio) -> None:
    doc = studio.workbench.new(600, 600)
    rested(studio, doc)
    assert (picture(studio, 0)[10] == 255).all(), "white paper"
    studio.draw(doc, (0, 300), (600, 300))
    assert (picture(studio, 1)[:, 3] == 0).all(), "not yet"
    rested(studio, doc)
    assert picture(studio, 1)[14][1] < 250, "the stroke is on it"
    assert (picture(studio, 0)[10] == 255).all()
    studio.workbench.undo()
    rested(studio, doc)
    studio.draw(doc, (0, 10), (20, 10))
    rested(studio, doc)
    assert panel(studio).model.rowCount() == 2
    assert (picture(studio, 1)[14] == 255).all(), "another state in its place"
    assert len(panel(studio)._pictures._kept) == 2, "the other one is forgotten"


def test_a_large_picture_out_of_view_gets_one_too(studio: Studio) -> None:
    doc = studio.workbench.new(5000, 3000)
    studio.window.canvas.zoom_to(4.0)
    studio.draw(doc, (2000, 1500), (4900, 1500))
    rested(studio, doc)
    assert picture(studio, 1)[20][1] < 250


def test_it_tells_memory_budget_and_disk(
    studio: Studio, workbench: Workbench, tmp_path: Path
) -> None:
    workbench.settings.set("undo_budget_bytes", 16 * 2**20)
    doc = workbench.new(3000, 3000)
    doc.history.spill_folder = tmp_path / "undo"
    assert panel(studio).memory.text() == "0 steps, 0 B of 16 MB"
    random = np.random.default_rng(0)
    layer = doc.active
    for _ in range(3):
        with doc.history.change("Noise"):
            pixels = random.integers(0, 256, (2500, 2500, 4), np.uint8)
            layer.pixels.write(doc.bounds.expanded(-250), pixels)  # type: ignore[union-attr]
    words = panel(studio).memory.text()
    assert words.startswith("3 steps, ")
    assert " of 16 MB, " in words
    assert words.endswith(" MB on disk")
    assert doc.history.disk_nbytes > 36 * 2**20


def test_steps_that_no_disk_could_take_are_told_of(studio: Studio, tmp_path: Path) -> None:
    doc = studio.drawing(512, 512)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    doc.history.budget_bytes, doc.history.spill_folder = 0, blocked / "undo"
    for row in range(3):
        studio.draw(doc, (0, 100 * row + 50), (500, 100 * row + 90))
    (notice,) = studio.notices
    assert notice.text.startswith("The oldest steps can no longer be undone")
    assert "cannot be made: see what lies in its place. Or give undo more memory" in notice.hint
    assert notice.level == "warning"
