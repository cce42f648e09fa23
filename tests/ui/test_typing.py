"""Writing on the picture in the whole window: letters go to the text, not to shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from editor.ui.tools.writing import TextTool
from tests.ui.conftest import Studio


def writing(studio: Studio) -> TextTool:
    """The text tool, clicked in the middle of a new picture."""
    studio.workbench.new(300, 200)
    studio.run("tool.text")
    canvas = studio.window.canvas
    studio.qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    tool = studio.window.toolbox.active
    assert isinstance(tool, TextTool)
    return tool


def test_letters_that_are_shortcuts_are_written(studio: Studio) -> None:
    tool = writing(studio)
    studio.qtbot.keyClicks(studio.window.canvas, "bexd [5 R")
    assert tool.words == "bexd [5 R"
    assert studio.window.toolbox.active is tool
    studio.qtbot.keyClick(studio.window.canvas, Qt.Key.Key_Return)
    studio.qtbot.keyClick(studio.window.canvas, Qt.Key.Key_Backspace)
    studio.qtbot.keyClick(
        studio.window.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert studio.doc.layers[-1].name == "bexd [5 R"
    studio.qtbot.keyClicks(studio.window.canvas, "b")
    assert studio.window.toolbox.active.id != "text" or not tool.words


def test_letters_are_kept_from_shortcuts_only_while_writing(studio: Studio) -> None:
    tool = writing(studio)
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b")
    QApplication.sendEvent(studio.window.canvas, key)
    assert key.isAccepted()
    tool.cancel()
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b")
    QApplication.sendEvent(studio.window.canvas, key)
    assert not key.isAccepted()


def test_escape_gives_up_and_commands_still_work(studio: Studio) -> None:
    tool = writing(studio)
    studio.qtbot.keyClicks(studio.window.canvas, "abc")
    studio.run("layer.new")
    assert not tool.is_busy
    writing(studio)
    studio.qtbot.keyClicks(studio.window.canvas, "abc")
    studio.qtbot.keyClick(studio.window.canvas, Qt.Key.Key_Escape)
    assert not tool.is_busy
    assert len(studio.doc.layers) == 2


def test_pasted_words_and_input_methods_are_written(studio: Studio) -> None:
    tool = writing(studio)
    QApplication.clipboard().setText("two\nlines")
    studio.qtbot.keyClick(studio.window.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    event = QInputMethodEvent()
    event.setCommitString("字")
    QApplication.sendEvent(studio.window.canvas, event)
    assert tool.words == "two\nlines字"
    tool.cancel()
