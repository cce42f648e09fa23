"""Discovery with real plugins: installed and loose, sound and broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from editor.api import FigmentError, Generator
from editor.api.testing import RecordingContext, example_request
from editor.host import PluginInfo, PluginState, Registry, UnknownGenerator, discover
from tests.fixtures import BAD, ECHO, HELLO

PLUGIN = """
from editor.api import Generator, hookimpl

class Loose(Generator):
    id, title = "loose", "{title}"
    def run(self, request, context):
        return [[0.0]]

@hookimpl
def figment_generators():
    return [Loose]
"""


@pytest.fixture
def installed_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ECHO))
    monkeypatch.delitem(sys.modules, "echo_plugin", raising=False)


def found(registry: Registry, name: str) -> PluginInfo:
    return next(info for info in registry.plugins if info.name == name)


def load_and_run(generator: type[Generator]) -> None:
    instance = generator()
    instance.load(RecordingContext())
    instance.run(example_request(generator), RecordingContext())


def ids(registry: Registry) -> list[str]:
    return [generator.id for generator in registry.generators()]


def test_our_own_plugins_come_through_entry_points_and_first(
    installed_echo: None, tmp_path: Path
) -> None:
    registry = discover(folders=[HELLO], markers=tmp_path)
    assert registry.plugins[0].built_in
    assert registry.plugins[0].distribution == "figment-editor"
    assert ids(registry)[0] == "sketch-to-photo"
    assert ids(registry)[-3:] == ["echo", "echo-size", "negative"]


def test_an_installed_plugin_is_listed_with_version(installed_echo: None, tmp_path: Path) -> None:
    info = discover(markers=tmp_path).plugin_of("echo")
    assert (info.name, info.version, info.source) == ("echo", "1.0", "entry point")
    assert info.distribution == "echo-plugin"
    assert info.state == "enabled"
    assert not info.built_in


def test_no_bad_plugin_hides_another(installed_echo: None, tmp_path: Path) -> None:
    registry = discover(folders=[BAD, HELLO], markers=tmp_path)
    assert {"sketch-to-photo", "echo", "good", "sound", "negative"} <= set(ids(registry))
    states = {info.name: info.state for info in registry.plugins}
    assert states["raises_at_import"] == PluginState.FAILED
    assert states["exits_at_import"] == PluginState.FAILED
    assert states["raises_in_hook"] == PluginState.FAILED
    assert states["exits_in_hook"] == PluginState.FAILED
    assert states["without_hook"] == PluginState.REFUSED
    assert states["unmarked_hook"] == PluginState.REFUSED
    assert states["twin_of_good"] == PluginState.REFUSED
    assert states["fails_at_work"] == PluginState.ENABLED


def test_every_failure_says_why(tmp_path: Path) -> None:
    registry = discover(folders=[BAD], markers=tmp_path)
    assert "RuntimeError: broken at import" in found(registry, "raises_at_import").error
    assert "raises_at_import.py" in found(registry, "raises_at_import").details
    assert "end the program" in found(registry, "exits_at_import").error
    assert "broken in the hook" in found(registry, "raises_in_hook").error
    assert "no hook" in found(registry, "without_hook").error
    assert "@hookimpl" in found(registry, "unmarked_hook").error


HOSTILE = """
from editor.api import Generator, hookimpl

class Unsayable(Exception):
    def __str__(self):
        raise RuntimeError("not even this")

class Meta(type(Generator)):
    def __instancecheck__(cls, other):
        return True
    def __getattribute__(cls, name):
        if name == "needs":
            raise SystemExit(3)
        return super().__getattribute__(name)

class Trap(Generator, metaclass=Meta):
    id, title = "trap", "Trap"
    def run(self, request, context):
        return [[0.0]]

class Heirless(Generator):
    id, title = "heirless", "Heirless"
    def __init_subclass__(cls, **more):
        raise Unsayable
    def run(self, request, context):
        return [[0.0]]

class Sound(Generator):
    id, title = "sound-one", "Sound"
    def run(self, request, context):
        return [[0.0]]

@hookimpl
def figment_generators():
    return [Trap, Heirless, Sound]
"""


def test_classes_that_fight_being_looked_at_hide_nobody(tmp_path: Path) -> None:
    (tmp_path / "hostile.py").write_text(HOSTILE, encoding="utf-8")
    registry = discover(folders=[tmp_path, HELLO], markers=tmp_path / "markers")
    assert ids(registry)[-2:] == ["sound-one", "negative"]
    info = found(registry, "hostile")
    assert info.state == PluginState.ENABLED
    assert "end the program" in info.error
    assert "Unsayable" in info.error


def test_a_duplicate_id_is_refused_with_both_names(tmp_path: Path) -> None:
    error = found(discover(folders=[BAD], markers=tmp_path), "twin_of_good").error
    assert "“good”" in error
    assert "“twin_of_good”" in error


def test_unsound_classes_are_refused_one_by_one(tmp_path: Path) -> None:
    info = found(discover(folders=[BAD], markers=tmp_path), "declares_nonsense")
    assert info.generators == ("sound",)
    assert info.state == "enabled"
    for part in ("'Bad Id'", "NoRun has no run", "not a subclass of editor.api.Params", "'video'"):
        assert part in info.error
    assert "sound is not a subclass" in info.error.replace("'", "")


def test_a_failing_run_is_reported_and_the_plugin_stays(tmp_path: Path) -> None:
    registry = discover(folders=[BAD], markers=tmp_path)
    told: list[str] = []
    registry.failure_reported.connect(told.append)
    for id_ in ("fails-in-load", "fails-in-run", "exits-in-run"):
        generator = registry.get(id_)
        with pytest.raises((Exception, SystemExit)) as raised:
            load_and_run(generator)
        info = registry.report_failure(id_, raised.value)
        assert id_ in info.error
        assert "fails_at_work.py" in info.details
        assert info.state == "enabled"
    assert told == ["fails_at_work"] * 3
    assert not list(tmp_path.glob("*.running"))


def test_safe_mode_imports_only_our_own(installed_echo: None, tmp_path: Path) -> None:
    registry = discover(folders=[HELLO], safe_mode=True, markers=tmp_path)
    assert {info.state for info in registry.plugins if not info.built_in} == {"disabled"}
    assert "echo_plugin" not in sys.modules
    assert ids(registry)


def test_a_disabled_plugin_is_listed_but_not_imported(installed_echo: None, tmp_path: Path) -> None:
    registry = discover(disabled={"echo"}, markers=tmp_path)
    assert found(registry, "echo").state == "disabled"
    assert "echo_plugin" not in sys.modules
    registry.enable("echo")
    assert "echo" in ids(registry)
    registry.disable("echo")
    assert "echo" not in ids(registry)


def test_an_unknown_generator_names_near_ones(tmp_path: Path) -> None:
    registry = discover(markers=tmp_path)
    with pytest.raises(UnknownGenerator, match="sketch-to-photo") as raised:
        registry.get("sketch-to-foto")
    assert "Did you mean sketch-to-photo" in raised.value.hint
    assert isinstance(raised.value, FigmentError)


def test_a_saved_file_is_loaded_again_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "loose.py").write_text(PLUGIN.format(title="One"))
    registry = discover(folders=[folder, HELLO], markers=tmp_path / "markers")
    before = ids(registry)
    changes: list[None] = []
    registry.changed.connect(lambda: changes.append(None))
    assert registry.refresh() == []
    # Of another length: the clock of some disks ticks a hundred times a second only.
    (folder / "loose.py").write_text(PLUGIN.format(title="Two, mended"))
    assert [info.name for info in registry.refresh()] == ["loose"]
    assert registry.get("loose").title == "Two, mended"
    assert ids(registry) == before
    assert len(changes) == 1


def test_a_broken_save_keeps_the_earlier_version(tmp_path: Path) -> None:
    file = tmp_path / "loose.py"
    file.write_text(PLUGIN.format(title="One"))
    registry = discover(folders=[tmp_path], markers=tmp_path / "markers")
    file.write_text("def broken(:\n")
    info = registry.reload(file)
    assert info is not None
    assert "earlier one is in use" in info.error
    assert "SyntaxError" in info.error
    assert registry.get("loose").title == "One"
    file.write_text(PLUGIN.format(title="Mended"))
    info = registry.reload(file)
    assert info is not None
    assert info.error == ""
    assert registry.get("loose").title == "Mended"


def test_new_and_deleted_files_come_and_go(tmp_path: Path) -> None:
    registry = discover(folders=[tmp_path], markers=tmp_path / "markers")
    file = tmp_path / "late.py"
    file.write_text(PLUGIN.format(title="Late"))
    registry.refresh()
    assert "loose" in ids(registry)
    file.unlink()
    registry.refresh()
    assert "loose" not in ids(registry)


def test_a_folder_is_a_plugin_with_modules_of_its_own(tmp_path: Path) -> None:
    package = tmp_path / "several"
    package.mkdir()
    (package / "names.py").write_text("TITLE = 'One'\n")
    text = PLUGIN.format(title="x").replace('"x"', "names.TITLE")
    (package / "__init__.py").write_text("from . import names\n" + text)
    registry = discover(folders=[tmp_path], markers=tmp_path / "markers")
    assert registry.get("loose").title == "One"


def test_two_folders_may_hold_files_of_one_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        text = PLUGIN.format(title=name).replace('"loose"', f'"loose-{name}"')
        (tmp_path / name / "same.py").write_text(text)
    registry = discover(folders=[tmp_path / "a", tmp_path / "b"], markers=tmp_path / "markers")
    assert {"loose-a", "loose-b"} <= set(ids(registry))
    assert len({info.name for info in registry.plugins}) == len(registry.plugins)


def test_a_broken_distribution_hides_no_other(
    installed_echo: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "entry_points.txt").write_text("[figment.plugins]\nno equals sign\n\x00")
    monkeypatch.syspath_prepend(str(tmp_path))
    registry = discover(markers=tmp_path / "markers")
    assert {"sketch-to-photo", "echo"} <= set(ids(registry))
