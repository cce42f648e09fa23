"""The panels of the right column, and icons on dense screens."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar

from editor.ui.icons import icon
from tests.ui.conftest import Studio


def shown_tabs(studio: Studio) -> list[list[str]]:
    """The titles in each bar of tabs beside the docks that is seen."""
    bars = studio.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [[bar.tabText(tab) for tab in range(bar.count())] for bar in bars if bar.isVisible()]


def test_no_bar_of_tabs_is_left_over_the_panels(studio: Studio) -> None:
    docks = studio.window.docks
    before = sorted(shown_tabs(studio))
    for change in (docks.reset, lambda: docks.show("history"), docks.reset):
        change()
        studio.qtbot.waitUntil(lambda: sorted(shown_tabs(studio)) == before)
    titles = [title for tabs in before for title in tabs]
    assert len(titles) == len(set(titles))
    assert {"Layers", "History"} <= set(titles)


def test_all_panels_go_away_and_come_back(studio: Studio) -> None:
    docks = studio.window.docks
    there = [name for name in docks.docks if docks.is_shown(name)]
    studio.run("view.panels")
    assert not [name for name in docks.docks if docks.is_shown(name)]
    studio.run("view.panels")
    assert [name for name in docks.docks if docks.is_shown(name)] == there


def test_icons_have_all_the_pixels_of_a_dense_screen() -> None:
    pixmap = icon("hand").pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0
