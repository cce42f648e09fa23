"""A workbench with a real runner whose events come through the bridge, and scripted generators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document import Document
from editor.ui import theme
from editor.ui.generate import GeneratePanel
from editor.ui.generate.job_bridge import JobBridge
from editor.workbench import Notice, Preview, Workbench
from tests.scripted import draw, red_drawing, scripted_workbench

SCRIPTED = """
import time
import numpy as np
from editor.api import (
    SKETCH, Choice, Color, Generator, ModelFile, Params, Prompt, Seed, Slider, Toggle, hookimpl
)

class Negative(Generator):
    id, title, needs, live = "negative", "Negative", {SKETCH}, True
    summary = "Turns every colour of the drawing into its opposite."
    class Params(Params):
        steps: int = Slider(2, 1, 100, help="More steps take more time.")
        pause_s: float = Slider(0.0, 0, 5, unit="s", title="Pause")
    def run(self, request, context):
        for _ in context.steps(request.params.steps):
            time.sleep(request.params.pause_s)
            context.preview(request.sketch)
        out = 255 - request.sketch
        out[..., 3] = 255
        return out

class Noise(Generator):
    id, title, icon = "noise", "Noise", "dots-nine"
    summary = "Coloured grain of any size."
    class Params(Params):
        prompt: str = Prompt("", placeholder="What should be seen?")
        width: int = Slider(32, 8, 512, unit="px")
        height: int = Slider(16, 8, 512, unit="px")
        strength: float = Slider(0.8, 0, 1, help="How much of it.")
        mode: str = Choice("fine", {"fine": "Fine grain", "coarse": "Coarse grain"})
        tiles: bool = Toggle(False, title="Tiles without seams")
        tint: str = Color("#3366cc")
        further_seed: int = Seed(3)
        model: str = ModelFile("grain", kind="noise")
    @classmethod
    def varies_for(cls, params):
        return params.strength > 0
    def run(self, request, context):
        random = np.random.default_rng(request.seed)
        width, height = request.size_px
        most = 1 + int(254 * request.params.strength)
        return random.integers(0, most, (height, width, 3), dtype=np.uint8)

class Broken(Generator):
    id, title, needs = "broken", "Broken", {SKETCH}
    def run(self, request, context):
        raise ValueError("the wheel came off")

@hookimpl
def figment_generators():
    return [Negative, Noise, Broken]
"""
PLUGINS = {"scripted.py": SCRIPTED, "broken_import.py": "import a_module_nobody_has"}


@dataclass
class Desk:
    """A workbench, and what it said."""

    workbench: Workbench
    qtbot: QtBot
    notices: list[Notice] = field(default_factory=list)
    previews: list[Preview | None] = field(default_factory=list)
    seen: list[object] = field(default_factory=list)

    def draw(self, doc: Document, *points: tuple[float, float]) -> None:
        """A red stroke on the active layer."""
        draw(doc, *points)

    def drawing(self, width: int = 64, height: int = 48) -> Document:
        """A new document with a stroke on it."""
        return red_drawing(self.workbench, width, height)

    def wait_for(self, kind: type, count: int = 1) -> None:
        """Until so many events of a kind were seen."""
        self.qtbot.waitUntil(
            lambda: sum(isinstance(event, kind) for event in self.seen) >= count, timeout=10_000
        )


def shown_panel(workbench: Workbench, qtbot: QtBot) -> GeneratePanel:
    """A Generate panel on the screen, as wide as its dock."""
    panel = GeneratePanel(workbench)
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    qtbot.waitUntil(lambda: panel._page is not None)
    return panel


@contextmanager
def opened_desk(
    folder: Path, plugins: dict[str, str], qtbot: QtBot, qapp: QApplication
) -> Iterator[Desk]:
    """A desk with the given plugins, closed at the end."""
    theme.current().apply(qapp, "dark", "#4f8cff")
    bridge = JobBridge()
    workbench = scripted_workbench(folder, plugins, on_event=bridge.post, runner={"grace_s": 0.3})
    bridge.connect_to(workbench)
    desk = Desk(workbench, qtbot)
    workbench.notice.connect(desk.notices.append)
    workbench.preview_changed.connect(desk.previews.append)
    workbench.job_event.connect(desk.seen.append)
    yield desk
    workbench.close(timeout_s=5.0)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    with opened_desk(tmp_path, PLUGINS, qtbot, qapp) as desk:
        desk.workbench.choice.choose("negative")
        yield desk
