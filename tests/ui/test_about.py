"""The About box names everything that comes with Figment, each with its licence in full."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QTreeWidgetItemIterator

from editor.settings import resources
from editor.ui.dialogs.about import AboutDialog
from editor.ui.help import licences
from editor.ui.help.licences import Part, parts
from tests.ui.conftest import Studio

PARTS = parts()


def of(title: str) -> Part:
    return next(part for part in PARTS if part.title.startswith(title))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_a_part_has_a_licence_and_something_to_read(part: Part) -> None:
    assert part.licence
    assert part.text().strip()


def test_every_library_that_is_needed_is_named() -> None:
    known = licences.needed()
    assert {"numpy", "pillow", "torch", "qtawesome", "pyside6-essentials"} <= known.keys()
    titles = " ".join(part.title for part in PARTS).casefold()
    for name, distribution in known.items():
        if name != licences.OWN:
            assert distribution.metadata["Name"].casefold().replace("_", "-") in titles.replace(
                "_", "-"
            )


def test_qt_is_there_with_the_lgpl_and_the_gpl_that_it_refers_to() -> None:
    text = of("Qt (pyside6").text()
    assert "code.qt.io" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_fonts_and_icons_are_there() -> None:
    assert "SIL Open Font License" in of("Inter").text()
    assert "Phosphor Icons" in of("Phosphor").text()


def test_models_and_pictures_say_what_they_were_made_from() -> None:
    cards = [json.loads(path.read_text()) for path in (resources() / "models").glob("*/card.json")]
    assert cards
    texts = [part.text() for part in PARTS if part.group == "Models and pictures"]
    for card in cards:
        assert any(card["data"]["credit"] in text for text in texts), card["name"]
    assert "polyhaven.com" in of("Sample pictures").text()


def test_the_box_shows_the_licence_of_what_is_chosen(studio: Studio) -> None:
    dialog = AboutDialog(studio.window)
    studio.qtbot.addWidget(dialog)
    dialog.show()
    assert "Apache License" in dialog.text.toPlainText()
    found = QTreeWidgetItemIterator(dialog.list)
    shown = set()
    while item := found.value():
        dialog.list.setCurrentItem(item)
        shown.add(dialog.licence.text())
        found += 1
    assert {"LGPL-3.0", "OFL-1.1", "MIT", "CC0"} <= shown
