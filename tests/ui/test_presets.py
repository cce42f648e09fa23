"""Brushes kept under a name, and the picker that shows them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from editor.document.brush import Brush
from editor.settings import Settings
from editor.ui.dialogs.preset_name import PresetNameDialog
from editor.ui.preset_button import PresetButton, sample_icon
from editor.ui.tools.painting import BrushTool
from editor.ui.tools.presets import BUILT_IN, all_presets, delete_preset, own_presets, save_preset
from tests.ui.conftest import Studio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_ours_fit_the_brush() -> None:
    options = {option.name: option for option in BrushTool.options}
    for name, values in BUILT_IN.items():
        assert set(values) == set(options), name
        assert all(options[key].fitted(value) == value for key, value in values.items()), name
        Brush(**values)


def test_a_saved_one_comes_back_and_is_forgotten(settings: Settings, tmp_path: Path) -> None:
    save_preset(settings, "Mine", {**BUILT_IN["Marker"], "size_px": 99.0})
    save_preset(settings, "Pencil", BUILT_IN["Airbrush"])
    again = Settings(tmp_path / "settings.json")
    assert all_presets(again)["Mine"]["size_px"] == 99.0
    assert all_presets(again)["Pencil"] == BUILT_IN["Airbrush"]
    delete_preset(again, "Pencil")
    assert all_presets(again)["Pencil"] == BUILT_IN["Pencil"]
    assert list(own_presets(again)) == ["Mine"]


def test_samples_look_different(qapp: object) -> None:
    seen = set()
    for values in BUILT_IN.values():
        image = sample_icon(values).pixmap(96, 28).toImage()
        seen.add(bytes(np.frombuffer(image.constBits(), np.uint8)))
    assert len(seen) == len(BUILT_IN)


def test_the_curve_of_the_pen() -> None:
    assert Brush(pressure_gamma=1.0).felt(0.5) == 0.5
    assert Brush(pressure_gamma=0.5).felt(0.25) == 0.5
    assert Brush(pressure_gamma=2.0).felt(0.5) == 0.25
    assert Brush(pressure_gamma=0.25).felt(0.0) == 0.0


def test_the_picker_chooses_and_saves(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.workbench.new(64, 48)
    studio.run("tool.brush")
    button = studio.window.options_bar.findChild(PresetButton)
    assert button is not None
    button.choose("Airbrush")
    assert studio.window.toolbox.options.get("brush", "hardness") == 0.0
    studio.window.toolbox.options.set("brush", "size_px", 33)
    monkeypatch.setattr(PresetNameDialog, "ask", lambda parent: "Mine")
    button.save()
    menu = button.menu()
    menu.aboutToShow.emit()
    titles = [action.text() for action in menu.actions()]
    assert [*BUILT_IN, "Mine"] == titles[: len(BUILT_IN) + 1]
    studio.window.toolbox.options.set("brush", "size_px", 5)
    menu.actions()[len(BUILT_IN)].trigger()
    assert studio.window.toolbox.options.get("brush", "size_px") == 33
    studio.run("tool.bucket")
    assert studio.window.options_bar.findChild(PresetButton) in (None, button)
