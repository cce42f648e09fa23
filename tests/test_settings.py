"""Settings survive restarts, damage and a second instance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.settings import SETTINGS, Settings, folders, resources


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_every_default_fits_its_declaration() -> None:
    assert [setting.problem(setting.default) for setting in SETTINGS] == [""] * len(SETTINGS)


def test_a_choice_is_kept_and_told(path: Path) -> None:
    settings = Settings(path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set("theme", "light")
    settings.set("theme", "light")
    assert told == ["theme"]
    assert Settings(path).get("theme") == "light"


def test_what_does_not_fit_is_refused(path: Path) -> None:
    settings = Settings(path)
    for key, value in (
        ("theme", "pink"),
        ("accent", "blue"),
        ("motion", 1),
        ("preview_rate_hz", 31),
        ("preview_rate_hz", True),
        ("recent_files", [1]),
    ):
        with pytest.raises(ValueError, match=key):
            settings.set(key, value)
    with pytest.raises(KeyError):
        settings.get("nothing")
    assert not path.exists()


def test_a_damaged_file_is_put_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{ not json")
    settings = Settings(path)
    assert settings.get("theme") == "dark"
    assert settings.put_aside == path.with_name("settings.json.broken")
    assert settings.put_aside.read_text() == "{ not json"
    settings.set("theme", "light")
    assert Settings(path).get("theme") == "light"


def test_one_bad_value_costs_only_itself(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"theme": 7, "accent": "#112233", "of_a_newer_version": 1}))
    settings = Settings(path)
    assert settings.get("theme") == "dark"
    assert settings.get("accent") == "#112233"
    settings.set("theme", "light")
    assert json.loads(path.read_text())["of_a_newer_version"] == 1


def test_two_instances_do_not_undo_each_other(path: Path) -> None:
    one, other = Settings(path), Settings(path)
    one.set("theme", "light")
    other.set("accent", "#000000")
    assert Settings(path).get("theme") == "light"


def test_lists_and_tables_are_copies(path: Path) -> None:
    settings = Settings(path)
    settings.get("recent_files").append("x")
    settings.get("brush")["size_px"] = 0
    assert settings.get("recent_files") == []
    assert settings.get("brush")["size_px"] > 0


@pytest.mark.logs_warnings
def test_an_unwritable_folder_costs_only_the_saving(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    told: list[OSError] = []
    settings.not_saved.connect(told.append)
    for theme in ("light", "dark", "light"):
        settings.set("theme", theme)
    assert settings.get("theme") == "light"
    assert len(told) == 1, "once is enough"


def test_one_variable_moves_all_folders(home: Path) -> None:
    places = folders()
    assert places.plugins == home / "data" / "plugins"
    assert places.results.is_relative_to(home)


def test_resources_are_found() -> None:
    assert resources().is_dir()
