"""Pictures are shown in the colours of the screen, where its profile is known."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.api import FileError
from editor.document import Layer
from editor.settings import Settings
from editor.ui import monitor
from tests.formats.test_conversion import P3
from tests.ui.conftest import Studio

WITH_X11 = sys.platform.startswith("linux") and all(map(shutil.which, ("Xvfb", "xvfb-run")))

ASKING = """
import ctypes, ctypes.util, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from editor.ui import monitor

data = Path(sys.argv[1]).read_bytes()
application = QGuiApplication([])
assert application.platformName() == "xcb"
assert monitor.system_profile() is None, "a screen without one"
x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
for function in (x11.XOpenDisplay, x11.XDefaultRootWindow, x11.XInternAtom):
    function.restype = ctypes.c_void_p
display = ctypes.c_void_p(x11.XOpenDisplay(None))
root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
atom = ctypes.c_void_p(x11.XInternAtom(display, b"_ICC_PROFILE", 0))
cardinal = ctypes.c_void_p(6)
for value, found in ((data, data), (b"nonsense", None)):
    x11.XChangeProperty(display, root, atom, cardinal, 8, 0, value, len(value))
    x11.XSync(display, 0)
    assert monitor.system_profile() == found
print("asked")
"""


@pytest.fixture(autouse=True)
def plain_screen(tmp_path: Path) -> Iterator[None]:
    yield
    monitor.take(Settings(tmp_path / "plain.json"))


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "screen.icc"
    path.write_bytes(P3)
    return path


def shown(studio: Studio) -> tuple[int, ...]:
    canvas = studio.window.canvas
    x, y = canvas.viewport.to_view((20.5, 20.5))
    color = canvas.grab().toImage().pixelColor(round(x), round(y))
    return color.red(), color.green(), color.blue()


def test_the_canvas_follows_the_chosen_profile(studio: Studio, wide: Path) -> None:
    doc = studio.workbench.new(64, 48, background="#c8281e")
    studio.qtbot.waitUntil(lambda: shown(studio) == (200, 40, 30))
    studio.workbench.settings.set("monitor_profile", str(wide))
    studio.qtbot.waitUntil(lambda: shown(studio) != (200, 40, 30))
    assert shown(studio)[0] < 200, "a wider screen needs less red for the same colour"
    layer = doc.layers[0]
    assert isinstance(layer, Layer)
    tile = layer.pixels.tile(0, 0)
    assert tile is not None
    np.testing.assert_array_equal(tile[5, 5], (200, 40, 30, 255))
    studio.workbench.settings.set("monitor_profile", "")
    studio.qtbot.waitUntil(lambda: shown(studio) == (200, 40, 30))


def test_a_file_that_is_no_profile_is_told_and_nothing_changes(
    studio: Studio, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.icc"
    bad.write_bytes(b"no profile")
    studio.workbench.settings.set("monitor_profile", str(bad))
    assert studio.notices[-1].level == "error"
    assert "bad.icc" in studio.notices[-1].text
    assert monitor.profile() is None
    with pytest.raises(FileError, match="cannot be read"):
        monitor.read_profile(tmp_path / "gone.icc")


@pytest.mark.skipif(not WITH_X11, reason="there is no X server to ask")
def test_an_x11_screen_tells_its_profile(wide: Path) -> None:
    asking = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", ASKING, str(wide)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        timeout=60,
    )
    assert asking.stdout == "asked\n", asking.stderr
