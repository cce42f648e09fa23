"""From an empty window to a saved picture without a mouse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from editor.document import Layer
from editor.document.flatten import flatten
from editor.formats import open_document
from editor.ui.dialogs.new_document import NewDocumentDialog
from tests.ui.conftest import Studio

REAL_QUESTION = NewDocumentDialog.__dict__["ask"]


def press(studio: Studio, keys: str, on: QWidget | None = None) -> None:
    """Keys as a shortcut is written, to whatever has the keyboard."""
    command = studio.window.actions_set.command_with_key(keys)
    if command:
        action = studio.window.actions_set.action(command)
        studio.qtbot.waitUntil(action.isEnabled)
    target = on or QApplication.focusWidget() or studio.window
    QTest.keySequence(target, QKeySequence(keys))


def test_new_fill_generate_accept_save(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.window.activateWindow()
    studio.qtbot.waitActive(studio.window)
    monkeypatch.setattr(NewDocumentDialog, "ask", REAL_QUESTION)

    def in_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewDocumentDialog)
        for field, number in ((dialog.width_px, "64"), (dialog.height_px, "48")):
            field.setFocus()
            field.selectAll()
            studio.qtbot.keyClicks(field, number)
        press(studio, "Return", dialog)

    QTimer.singleShot(0, studio.window, in_dialog)
    press(studio, "Ctrl+N")
    assert (studio.doc.width, studio.doc.height) == (64, 48)
    studio.window.activateWindow()  # a window manager would
    studio.qtbot.waitActive(studio.window)

    press(studio, "Shift+Backspace")  # fills the layer with the foreground colour, black
    assert flatten(studio.doc, studio.doc.bounds)[..., :3].max() == 0
    press(studio, "Ctrl+Return")
    studio.qtbot.waitUntil(lambda: len(studio.workbench.variants) == 1)
    press(studio, "Ctrl+Shift+Return")
    studio.qtbot.waitUntil(lambda: not studio.workbench.variants)
    made = studio.doc.layers[-1]
    assert isinstance(made, Layer)
    assert made.recipe is not None

    studio.answers.save_path = tmp_path / "made.ora"
    press(studio, "Ctrl+S")
    studio.qtbot.waitUntil(lambda: not studio.workbench.filing.doing)
    assert not studio.doc.modified
    opened = open_document(tmp_path / "made.ora")
    seen = flatten(opened, opened.bounds)
    assert np.array_equal(seen, flatten(studio.doc, studio.doc.bounds))
    assert seen[..., :3].min() == 255


def test_tab_follows_the_eye_through_the_panel(studio: Studio) -> None:
    studio.drawing()
    panel = studio.window.generate_panel
    page = panel.page
    for generator, fields in (("negative", ["Steps", "Pause (s)"]), ("noise", ["Prompt"])):
        studio.workbench.choice.choose(generator)
        studio.qtbot.waitUntil(lambda: page.form is not None and page.form.isVisible())
        studio.qtbot.waitUntil(panel.run_bar.button.isEnabled)
        panel.picker.setFocus()
        seen: list[str] = []
        while "Generate" not in seen and len(seen) < 60:
            focus = QApplication.focusWidget()
            assert focus is not None
            words = focus.text() if isinstance(focus, QAbstractButton) else ""
            seen.append(focus.accessibleName() or words)
            studio.qtbot.keyClick(focus, Qt.Key.Key_Tab)
        places = [seen.index(name) for name in (*fields, "Variants", "Seed")]
        assert places == sorted(places)
        assert seen[-1] == "Generate"
    studio.window.focus_canvas()
    assert studio.window.focusWidget() is studio.window.canvas


def test_single_keys_choose_tools_and_are_typed_in_fields(studio: Studio) -> None:
    studio.drawing()
    studio.window.activateWindow()
    studio.qtbot.waitActive(studio.window)
    studio.window.focus_canvas()
    press(studio, "E")
    assert studio.window.toolbox.active.id == "eraser"
    studio.run("view.search")
    press(studio, "B", studio.window.palette_box.field)
    assert studio.window.toolbox.active.id == "eraser"
    assert studio.window.palette_box.field.text() == "b"
