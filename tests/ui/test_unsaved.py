"""Closing with unsaved changes: the question, and what each answer does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from editor.formats import open_document
from editor.ui.dialogs.unsaved import UnsavedDialog
from tests.ui.conftest import Studio

REAL_QUESTION = UnsavedDialog.__dict__["ask"]


def answering(studio: Studio, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real dialog comes up, and the user presses a button of it, or Escape."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UnsavedDialog)
        studio.answers.asked.append(UnsavedDialog)
        if name == "Escape":
            studio.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            return
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        buttons[name].click()

    monkeypatch.setattr(UnsavedDialog, "ask", REAL_QUESTION)
    QTimer.singleShot(0, studio.window, press)


def test_save_writes_the_file_and_closes(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.drawing(30, 20)
    studio.answers.save_path = tmp_path / "kept.ora"
    answering(studio, "Save", monkeypatch)
    studio.run("file.close")
    studio.qtbot.waitUntil(lambda: studio.workbench.document is None)
    assert open_document(tmp_path / "kept.ora").width == 30


@pytest.mark.parametrize("answer", ["Cancel", "Escape"])
def test_cancel_keeps_picture_and_window(
    answer: str, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = studio.drawing()
    answering(studio, answer, monkeypatch)
    assert not studio.window.close()
    assert studio.window.isVisible()
    assert studio.workbench.documents == [doc]
    assert doc.modified
    monkeypatch.setattr(UnsavedDialog, "ask", lambda *_, **__: "discard")


def test_discard_closes_and_writes_nothing(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.drawing()
    studio.answers.save_path = tmp_path / "kept.ora"
    answering(studio, "Discard", monkeypatch)
    studio.run("file.close")
    assert studio.workbench.document is None
    assert not (tmp_path / "kept.ora").exists()


def test_giving_up_the_file_name_keeps_the_picture(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = studio.drawing()
    answering(studio, "Save", monkeypatch)
    studio.run("file.close")
    assert studio.workbench.documents == [doc]
    monkeypatch.setattr(UnsavedDialog, "ask", lambda *_, **__: "discard")


def test_an_untouched_picture_is_closed_without_a_question(studio: Studio) -> None:
    studio.run("file.new")
    studio.doc.mark_saved()
    studio.run("file.close")
    assert studio.workbench.document is None
    assert UnsavedDialog not in studio.answers.asked
