"""Crash markers with processes that really die."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from editor.host import discover
from editor.host.markers import Markers

KILLER = """
import os
os._exit(9)
"""


def die_at_work(folder: Path, plugin: str = "wild") -> None:
    code = (
        "import os; from pathlib import Path; from editor.host.markers import Markers\n"
        f"with Markers(Path({str(folder)!r})).at_work({plugin!r}, 'run'): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9


def test_a_death_at_work_counts_and_two_quarantine(tmp_path: Path) -> None:
    die_at_work(tmp_path)
    assert Markers(tmp_path).crashes("wild") == 1
    assert not Markers(tmp_path).is_quarantined("wild")
    die_at_work(tmp_path)
    assert Markers(tmp_path).is_quarantined("wild")
    Markers(tmp_path).forgive("wild")
    assert Markers(tmp_path).crashes("wild") == 0


def test_an_exception_is_no_crash(tmp_path: Path) -> None:
    markers = Markers(tmp_path)
    try:
        with markers.at_work("wild", "run"):
            assert list(tmp_path.glob("*.running"))
            raise ValueError
    except ValueError:
        pass
    assert not list(tmp_path.glob("*.running"))
    assert Markers(tmp_path).crashes("wild") == 0


def test_a_running_instance_is_no_crash(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from editor.host.markers import Markers\n"
        f"with Markers(Path({str(tmp_path)!r})).at_work('wild', 'run'):\n"
        "    print('here', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"here"
        assert Markers(tmp_path).crashes("wild") == 0
        assert list(tmp_path.glob("*.running"))
        other.communicate(b"")


def test_an_orderly_end_leaves_no_marker(tmp_path: Path) -> None:
    markers = Markers(tmp_path)
    left_running = markers.at_work("wild", "run")
    left_running.__enter__()
    markers.close()
    assert not list(tmp_path.glob("*.running"))


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with Markers(blocked).at_work("wild", "run"):
        pass


def test_a_plugin_that_kills_the_program_is_quarantined(tmp_path: Path) -> None:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "killer.py").write_text(KILLER)
    code = (
        "from pathlib import Path; from editor.host import discover\n"
        f"discover(folders=[Path({str(folder)!r})], markers=Path({str(tmp_path / 'm')!r}))"
    )
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    registry = discover(folders=[folder], markers=tmp_path / "m")
    killer = next(info for info in registry.plugins if info.name == "killer")
    assert killer.state == "quarantined"
    assert "2 times" in killer.error
    assert any(info.built_in and info.state == "enabled" for info in registry.plugins)
    (folder / "killer.py").write_text("from editor.api import hookimpl\n")
    registry.enable("killer")
    assert next(i for i in registry.plugins if i.name == "killer").state == "refused"
