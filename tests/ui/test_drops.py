"""Files dropped on the window: layers over an open picture, pictures elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Studio

Modifier = Qt.KeyboardModifier


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    Image.fromarray(np.full((12, 20, 3), 90, np.uint8)).save(path)
    return path


def drop(
    studio: Studio,
    *paths: Path,
    on: QWidget | None = None,
    modifiers: Modifier = Modifier.NoModifier,
) -> None:
    """Lets go of files over the middle of a part of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    part = on or studio.window.canvas
    place = part.mapTo(studio.window, part.rect().center())
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(place), copy, data, left, modifiers)
    studio.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    studio.window.dropEvent(QDropEvent(QPointF(place), copy, data, left, modifiers))
    studio.qtbot.waitUntil(lambda: not studio.workbench.filing.doing)


def test_on_an_empty_window_it_opens(studio: Studio, picture: Path) -> None:
    drop(studio, picture, on=studio.window.central.empty_page)
    assert studio.doc.path == picture
    assert (studio.doc.width, studio.doc.height) == (20, 12)


def test_on_a_picture_it_becomes_a_layer(studio: Studio, picture: Path) -> None:
    doc = studio.drawing()
    drop(studio, picture)
    assert studio.workbench.documents == [doc]
    assert doc.active is not None
    assert doc.active.name == "cat"


def test_with_shift_or_beside_the_picture_it_opens(studio: Studio, picture: Path) -> None:
    studio.drawing()
    drop(studio, picture, modifiers=Modifier.ShiftModifier)
    assert studio.doc.path == picture
    studio.workbench.close_document(studio.doc)
    drop(studio, picture, on=studio.window.layers)
    assert studio.doc.path == picture


def test_of_several_files_the_good_ones_open_and_the_bad_one_is_told(
    studio: Studio, picture: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    drop(studio, broken, picture, on=studio.window.central.empty_page)
    assert [doc.path for doc in studio.workbench.documents] == [picture]
    assert [notice.level for notice in studio.notices] == ["error"]
    assert "broken.png" in studio.notices[0].text


def test_what_is_no_file_is_refused(studio: Studio) -> None:
    data = QMimeData()
    data.setText("words")
    place, left = QPoint(300, 300), Qt.MouseButton.LeftButton
    event = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, Modifier.NoModifier)
    event.ignore()
    studio.window.dragEnterEvent(event)
    assert not event.isAccepted()
