"""Three themes: readable, and changed while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from editor.ui import theme
from editor.ui.icons import icon
from editor.ui.palette import AA_MARK, AA_TEXT, PALETTES, contrast, palette_of
from tests.ui.conftest import Studio

NAMES = sorted(PALETTES)
ACCENTS = ("#4f8cff", "#d7263d", "#ffd400", "#101010", "#f5f5f5")
BEHIND = ("window", "raised", "field", "hover")


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read(name: str, accent: str) -> None:
    palette = palette_of(name, accent)
    for behind in (*BEHIND, "chosen"):
        assert contrast(palette.text, getattr(palette, behind)) >= AA_TEXT, behind
    for role in ("dim", "danger", "warning", "success"):
        for behind in BEHIND[:3]:
            assert contrast(getattr(palette, role), getattr(palette, behind)) >= AA_TEXT, (
                role,
                behind,
            )
    assert contrast(palette.on_accent, palette.accent) >= AA_MARK
    assert contrast(palette.accent, palette.window) >= AA_MARK
    assert contrast(palette.focus, palette.window) >= AA_MARK


def test_high_contrast_is_more_than_readable() -> None:
    palette = palette_of("high-contrast", "#4f8cff")
    assert contrast(palette.text, palette.window) >= 7
    assert contrast(palette.edge, palette.window) >= 7
    assert contrast(palette.disabled, palette.window) >= AA_TEXT


@pytest.mark.parametrize("name", NAMES)
def test_it_changes_while_the_window_is_open(name: str, studio: Studio) -> None:
    studio.drawing()
    studio.workbench.settings.set("theme", "light" if name != "light" else "dark")
    studio.run(f"view.theme.{name}")
    assert studio.workbench.settings.get("theme") == name
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wanted = palette_of(name, studio.workbench.settings.get("accent"))
    assert application.palette().color(QPalette.ColorRole.Window).name() == wanted.window
    assert wanted.raised in application.styleSheet()
    # A panel lets the window behind it show.
    place = studio.window.layers.mapTo(studio.window, QPoint(2, 2))
    shown = studio.window.grab().toImage()
    assert shown.pixelColor(place).name() == wanted.window
    glyph = icon("hand").pixmap(20, 20).toImage()
    inks = {
        glyph.pixelColor(x, y).name()
        for x in range(20)
        for y in range(20)
        if glyph.pixelColor(x, y).alpha() == 255
    }
    assert inks <= {wanted.text}, "icons follow"


def test_the_menu_marks_the_theme_in_use(studio: Studio) -> None:
    studio.run("view.theme.light")
    studio.window.actions_set.refresh()
    marked = [
        name for name in NAMES if studio.window.actions_set.action(f"view.theme.{name}").isChecked()
    ]
    assert marked == ["light"]
    assert theme.current().palette.name == "light"
