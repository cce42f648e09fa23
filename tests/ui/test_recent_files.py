"""Files opened or saved lately: in the menu and on the page of an empty window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import Studio


@pytest.fixture
def saved(studio: Studio, tmp_path: Path) -> Path:
    """A picture that was drawn, saved and closed."""
    studio.drawing()
    studio.answers.save_path = tmp_path / "shoe.ora"
    studio.run("file.save")
    studio.qtbot.waitUntil(lambda: not studio.workbench.filing.doing)
    studio.run("file.close")
    assert studio.workbench.document is None
    return tmp_path / "shoe.ora"


def listed(studio: Studio) -> list[str]:
    """What the submenu says."""
    studio.window.recent.menu.aboutToShow.emit()
    return [action.text() for action in studio.window.recent.menu.actions() if action.text()]


def offered(studio: Studio) -> dict[str, QPushButton]:
    """The files on the page of an empty window."""
    buttons = studio.window.central.empty_page.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.objectName()}


def test_a_saved_file_is_opened_again_from_the_menu(studio: Studio, saved: Path) -> None:
    assert listed(studio) == ["shoe.ora", "Clear the List"]
    studio.window.recent.menu.actions()[0].trigger()
    studio.qtbot.waitUntil(lambda: studio.workbench.document is not None)
    assert studio.doc.path == saved


def test_and_from_the_page_of_an_empty_window(studio: Studio, saved: Path) -> None:
    offered(studio)["shoe.ora"].click()
    studio.qtbot.waitUntil(lambda: studio.workbench.document is not None)
    assert studio.doc.path == saved


def test_a_file_that_is_gone_is_not_offered(studio: Studio, saved: Path) -> None:
    saved.unlink()
    assert listed(studio) == ["No recent files"]


def test_the_list_is_cleared(studio: Studio, saved: Path) -> None:
    listed(studio)
    studio.window.recent.menu.actions()[-1].trigger()
    assert listed(studio) == ["No recent files"]
    studio.qtbot.waitUntil(lambda: "shoe.ora" not in offered(studio))
