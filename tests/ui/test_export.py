"""The export dialog: what each format lets one choose, and how large the file will be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.formats import ExportOptions
from editor.settings import Settings
from editor.ui.dialogs.export_options import ExportOptionsDialog
from tests.ui.conftest import Studio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def shown(qtbot: QtBot, name: str, settings: Settings, measured: list[ExportOptions]) -> (
    ExportOptionsDialog
):  # fmt: skip
    def measure(options: ExportOptions, tell: Callable[[str], None]) -> None:
        measured.append(options)
        tell(f"{len(measured)} MB")

    dialog = ExportOptionsDialog(Path(name), settings, measure, None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(
    ("name", "quality", "recipe", "metadata"),
    [
        ("a.png", False, True, True),
        ("a.jpg", True, False, True),
        ("a.avif", True, False, True),
        ("a.bmp", False, False, False),
        ("a.psd", False, False, True),
    ],
)
def test_a_format_offers_what_it_can_hold(
    qtbot: QtBot, settings: Settings, name: str, quality: bool, recipe: bool, metadata: bool
) -> None:
    dialog = shown(qtbot, name, settings, [])
    assert dialog.quality.isVisible() == quality
    assert dialog.include_recipe.isVisible() == recipe
    assert dialog.include_exif.isVisible() == metadata
    assert dialog.mark_synthetic.isVisible() == metadata


def test_the_size_follows_the_choices(qtbot: QtBot, settings: Settings) -> None:
    measured: list[ExportOptions] = []
    dialog = shown(qtbot, "a.jpg", settings, measured)
    qtbot.waitUntil(lambda: dialog.size_label.text() == "1 MB")
    for quality in (70, 50, 30):
        dialog.quality.setValue(quality)
    qtbot.waitUntil(lambda: dialog.size_label.text() == "2 MB")
    assert [one.quality for one in measured] == [92, 30], "a drag is measured once"


def test_the_real_size_of_a_drawing_is_told(studio: Studio) -> None:
    doc = studio.drawing()
    told: list[str] = []
    studio.window.files._measure(doc, Path("a.png"), ExportOptions(), told.append)
    studio.qtbot.waitUntil(lambda: bool(told))
    assert told[0].endswith(" B")
    studio.window.files._measure(doc, Path("a.webp"), ExportOptions(quality=1), told.append)
    studio.window.files._measure(doc, Path("a.webp"), ExportOptions(quality=100), told.append)
    studio.qtbot.waitUntil(lambda: len(told) == 2)
    studio.qtbot.wait(50)
    assert len(told) == 2, "what is no longer wanted is not told"
