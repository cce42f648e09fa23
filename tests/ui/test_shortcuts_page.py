"""Shortcuts: searched, given anew, refused where another command has them, and given back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem

from editor.ui.dialogs.shortcuts import ShortcutsPage
from tests.ui.conftest import Studio


def page_of(studio: Studio) -> ShortcutsPage:
    page = ShortcutsPage(studio.window.actions_set)
    studio.qtbot.addWidget(page)
    return page


def choose(page: ShortcutsPage, title: str) -> QTreeWidgetItem:
    item = page.table.findItems(title, Qt.MatchFlag.MatchExactly)[0]
    page.table.setCurrentItem(item)
    return item


def type_keys(page: ShortcutsPage, keys: str) -> None:
    page.keys.setKeySequence(QKeySequence(keys))
    page.keys.editingFinished.emit()


def test_a_search_looks_at_names_menus_and_keys(studio: Studio) -> None:
    page = page_of(studio)

    def shown() -> set[str]:
        rows = (page.table.topLevelItem(row) for row in range(page.table.topLevelItemCount()))
        return {row.text(0) for row in rows if row is not None and not row.isHidden()}

    page.search.setText("layer merge")
    assert shown() == {"Merge Down"}
    page.search.setText("ctrl+shift+n")
    assert shown() == {"New Layer"}
    page.search.clear()
    assert len(shown()) > 100


def test_a_key_of_another_command_is_refused_by_its_name(studio: Studio) -> None:
    page = page_of(studio)
    item = choose(page, "New Layer")
    type_keys(page, "Ctrl+S")
    assert page.notice.text() == "Ctrl+S belongs to “Save”."
    assert item.text(2) == "Ctrl+Shift+N"
    assert studio.window.actions_set.command_with_key("Ctrl+S") == "file.save"


def test_a_free_key_is_taken_and_the_default_comes_back(studio: Studio) -> None:
    page = page_of(studio)
    item = choose(page, "New Layer")
    type_keys(page, "Ctrl+Alt+9")
    assert (item.text(2), page.notice.text()) == ("Ctrl+Alt+9", "")
    action = studio.window.actions_set.action("layer.new")
    assert action.shortcut() == QKeySequence("Ctrl+Alt+9")
    default = next(one for one in page.findChildren(QPushButton) if one.text() == "Default")
    default.click()
    assert item.text(2) == "Ctrl+Shift+N"
