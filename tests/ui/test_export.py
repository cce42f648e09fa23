"""The export dialog: what each format lets one choose, and how large the file will be."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.api import ImageU8
from editor.formats import ExportOptions
from editor.settings import Settings
from editor.ui.dialogs.export_options import ExportOptionsDialog, Tell
from tests.ui.conftest import Studio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def shown(qtbot: QtBot, name: str, settings: Settings, measured: list[ExportOptions]) -> (
    ExportOptionsDialog
):  # fmt: skip
    def measure(options: ExportOptions, tell: Tell) -> None:
        measured.append(options)
        tell(f"{len(measured)} MB", np.full((20, 30, 4), 255, np.uint8))

    dialog = ExportOptionsDialog(Path(name), (400, 300), settings, measure, None)
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
    told: list[tuple[str, ImageU8 | None]] = []
    studio.window.files._measure(
        doc, Path("a.png"), ExportOptions(), lambda *words: told.append(words)
    )
    studio.qtbot.waitUntil(lambda: bool(told))
    assert told[0][0].endswith(" B")
    studio.window.files._measure(
        doc, Path("a.webp"), ExportOptions(quality=1), lambda *words: told.append(words)
    )
    studio.window.files._measure(
        doc, Path("a.webp"), ExportOptions(quality=100), lambda *words: told.append(words)
    )
    studio.qtbot.waitUntil(lambda: len(told) == 2)
    studio.qtbot.wait(50)
    assert len(told) == 2, "what is no longer wanted is not told"


def are(parts: list[ImageU8 | None], count: int) -> bool:
    return len(parts) == count


def test_the_file_is_looked_at_as_it_will_be(studio: Studio) -> None:
    doc = studio.drawing(400, 300)
    parts: list[ImageU8 | None] = []
    for number, quality in enumerate((100, 1), 1):
        options = ExportOptions(quality=quality, scale=0.5)
        studio.window.files._measure(
            doc, Path("a.jpg"), options, lambda _, part: parts.append(part)
        )
        studio.qtbot.waitUntil(partial(are, parts, number))
    fine, coarse = parts
    assert fine is not None
    assert coarse is not None
    assert fine.shape == (150, 200, 4)
    assert np.abs(fine.astype(int) - coarse).max() > 20


def test_a_smaller_copy_is_told_and_asked_for(qtbot: QtBot, settings: Settings) -> None:
    measured: list[ExportOptions] = []
    dialog = shown(qtbot, "a.png", settings, measured)
    dialog.scale.setValue(25)
    assert dialog.pixels.text() == "100 x 75 px"
    assert dialog.value.scale == 0.25
    qtbot.waitUntil(lambda: bool(measured) and measured[-1].scale == 0.25)
    qtbot.waitUntil(lambda: not dialog.look.pixmap().isNull())
    layered = shown(qtbot, "a.psd", settings, [])
    assert not layered.scale.isVisible()
    assert not layered.look.isVisible()
