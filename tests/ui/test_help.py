"""Help inside the program: the guide is shown, and one search finds its sections and commands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from editor.ui.help import HelpView
from editor.ui.help.guide import guide_file, read_guide, sections
from tests.ui.conftest import Studio


def opened(studio: Studio) -> HelpView:
    studio.run("help.guide")
    view = studio.window.findChild(HelpView)
    assert isinstance(view, HelpView)
    studio.qtbot.waitExposed(view)
    return view


def titles(view: HelpView) -> list[str]:
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_the_guide_is_there_in_both_languages() -> None:
    english, german = guide_file("en"), guide_file("de")
    assert english != german
    assert guide_file("xx") == english, "English where there is no other"
    assert len(sections(read_guide(english))) == len(sections(read_guide(german)))
    assert "<!--" not in read_guide(english)


def test_without_words_it_lists_the_sections(studio: Studio) -> None:
    view = opened(studio)
    assert titles(view) == [part.title for part in sections(read_guide(guide_file("en")))]
    assert "Working with Figment" in view.page.toPlainText()
    view.close()


def test_a_search_finds_sections_and_marks_the_words(studio: Studio) -> None:
    view = opened(studio)
    view.search.setText("quarantine")
    assert titles(view) == []
    view.search.setText("layer mask")
    found = titles(view)
    assert "Selections and masks" in found
    assert any(title.startswith("Add Mask") for title in found), "commands are found too"
    marked = {mark.cursor.selectedText().casefold() for mark in view.page.extraSelections()}
    assert marked == {"layer", "mask"}
    view.close()


def test_choosing_a_section_goes_to_it(studio: Studio) -> None:
    view = opened(studio)
    assert view.page.verticalScrollBar().value() == 0
    view.list.setCurrentRow(titles(view).index("Files"))
    cursor = view.page.cursorForPosition(view.page.viewport().rect().topLeft())
    cursor.movePosition(cursor.MoveOperation.NextBlock)
    assert "Files" in (cursor.block().text(), cursor.block().previous().text())
    view.close()


def test_the_keyboard_alone_finds_and_does_a_command(studio: Studio) -> None:
    studio.drawing()
    view = opened(studio)
    studio.qtbot.keyClicks(view.search, "invert selection")
    row = next(row for row, title in enumerate(titles(view)) if title.startswith("Invert Sel"))
    for _ in range(row):
        studio.qtbot.keyClick(view.search, Qt.Key.Key_Down)
    studio.qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert studio.doc.history.entries[-1].label == "Invert selection"
    assert view.isVisible(), "one may read on"
    studio.qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_it_is_opened_once(studio: Studio) -> None:
    first = opened(studio)
    assert opened(studio) is first
    first.close()


def test_the_wheel_has_the_guides() -> None:
    text = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
    for path in guide_file("en").parent.glob("user-guide*.md"):
        assert f'"docs/{path.name}" = "editor/resources/docs/{path.name}"' in text
