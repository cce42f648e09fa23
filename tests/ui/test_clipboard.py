"""Cut, copy and paste through the system's clipboard."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from editor.api import Rect
from editor.document import Layer, commands, selecting
from editor.document.selection import rectangle
from tests.ui.conftest import Studio

COPY_AND_LEAVE = """
from PySide6.QtWidgets import QApplication
from editor.document import commands
from editor.ui import clipboard
application = QApplication([])
clipboard.copy(commands.new_document(8, 8), merged=True)
"""


def from_elsewhere(width: int, height: int) -> None:
    """Another program copies a picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    QGuiApplication.clipboard().setImage(image)


def pixels_of(layer: object, doc_rect: Rect) -> np.ndarray:
    assert isinstance(layer, Layer)
    return layer.pixels.read(doc_rect)


def test_pasted_pixels_lie_where_they_were_copied(studio: Studio) -> None:
    doc = studio.drawing()
    drawn = pixels_of(doc.active, doc.bounds)
    selecting.set_selection(doc, rectangle((doc.width, doc.height), 3, 4, 20, 22))
    studio.run("edit.copy")
    studio.run("edit.paste")
    pasted = pixels_of(doc.active, doc.bounds)
    assert (pasted[4:22, 3:20] == drawn[4:22, 3:20])[pasted[4:22, 3:20, 3] > 0].all()
    assert pasted[..., 3].any()
    pasted[4:22, 3:20] = 0
    assert not pasted.any()


def test_a_picture_from_elsewhere_becomes_a_layer_amid_the_page(studio: Studio) -> None:
    doc = studio.drawing(64, 48)
    from_elsewhere(10, 8)
    studio.run("edit.paste")
    assert doc.active is not None
    assert doc.active.name == "Pasted"
    alpha = pixels_of(doc.active, doc.bounds)[..., 3]
    rows, columns = np.nonzero(alpha)
    assert (rows.min(), columns.min(), np.count_nonzero(alpha)) == (20, 27, 80)
    studio.run("edit.undo")
    assert [node.name for node in doc.walk()] == ["Paper", "Drawing"]


@pytest.mark.parametrize("command", ["edit.paste", "edit.paste_new"])
def test_without_a_picture_the_pasted_one_is_opened(command: str, studio: Studio) -> None:
    from_elsewhere(30, 20)
    studio.run(command)
    assert (studio.doc.width, studio.doc.height) == (30, 20)
    assert studio.doc.modified


def test_cut_leaves_a_hole_and_a_locked_layer_alone(studio: Studio) -> None:
    doc = studio.drawing()
    studio.run("edit.cut")
    assert not pixels_of(doc.active, doc.bounds).any()
    studio.run("edit.undo")
    QGuiApplication.clipboard().clear()
    commands.set_locked(doc, doc.active_id, locked=True)
    studio.run("edit.cut")
    assert pixels_of(doc.active, doc.bounds).any()
    assert QGuiApplication.clipboard().image().isNull()
    assert "locked" in studio.notices[-1].text


def test_nothing_to_paste_is_told(studio: Studio) -> None:
    studio.drawing()
    QGuiApplication.clipboard().setText("words")
    studio.run("edit.paste")
    assert studio.notices[-1].text == "There is no picture to paste."


def test_a_copied_picture_does_not_crash_the_exit() -> None:
    left = subprocess.run([sys.executable, "-c", COPY_AND_LEAVE], timeout=120, check=False)
    assert left.returncode == 0
