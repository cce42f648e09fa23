"""The whole window with the two generators and tiny pipelines: paint, go back, go on, replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document import selecting
from editor.formats import open_document
from editor.host import discover
from editor.jobs import ResultStore, Runner, events
from editor.models import Catalogue
from editor.settings import Settings, folders
from editor.ui.generate.job_bridge import JobBridge
from editor.ui.main_window import MainWindow
from editor.workbench import Headless, Variant, Workbench
from editor.workbench.replay import Replay
from tests.plugins.conftest import Families
from tests.scripted import draw
from tests.ui.conftest import careless_window


@pytest.fixture
def workbench(families: Families, tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    for family in ("flow-sd", "sd"):
        assert families[family].is_dir()
    bridge = JobBridge()
    catalogue = Catalogue([families.root])
    workbench = Workbench(
        settings=Settings(folders().config / "settings.json"),
        registry=discover(markers=tmp_path / "markers"),
        catalogue=catalogue,
        runner=Runner(
            on_event=bridge.post,
            catalogue=catalogue,
            store=ResultStore(tmp_path / "results", 10**9),
            device="cpu",
        ),
    )
    bridge.connect_to(workbench)
    yield workbench
    workbench.close(timeout_s=20.0)


@pytest.fixture
def window(
    workbench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    with careless_window(workbench, qtbot, monkeypatch) as window:
        workbench.new(64, 64)
        yield window


Run = Callable[[Callable[[], object]], Variant]


@pytest.fixture
def run(window: MainWindow, qtbot: QtBot) -> Run:
    """Starts something and waits for its result."""
    seen: list[object] = []
    window.workbench.job_event.connect(seen.append)

    def until_it_is_there(start: Callable[[], object]) -> Variant:
        seen.clear()
        start()
        ends = (events.Finished, events.Failed)
        qtbot.waitUntil(lambda: any(isinstance(event, ends) for event in seen), timeout=120_000)
        assert not [event.error for event in seen if isinstance(event, events.Failed)]
        assert any(isinstance(event, events.Preview) for event in seen)
        return window.workbench.variants[-1]

    return until_it_is_there


def replayed(workbench: Workbench, path: Path) -> list[str]:
    headless = Headless(workbench.registry, workbench.catalogue, device="cpu")
    try:
        replay = Replay(workbench.registry, workbench.catalogue, headless)
        return [str(one.state) for one in replay.run(open_document(path))]
    finally:
        headless.close()


def test_words_are_changed_half_way(window: MainWindow, run: Run, tmp_path: Path) -> None:
    workbench, scrubber = window.workbench, window.variants.scrubber
    workbench.choice.choose("text-to-image")
    workbench.choice.set_values({"prompt": "a red apple", "model": "flow-sd", "steps": 6})
    first = run(window.generate_panel.generate)
    QTest.keyClick(scrubber.slider, Qt.Key.Key_Home)
    shown = window.canvas.floating.shown_rect
    assert shown == first.doc_rect

    again = run(lambda: QTest.mouseClick(scrubber.button, Qt.MouseButton.LeftButton))
    assert np.array_equal(again.rgba, first.rgba), "nothing was changed"

    window.variants.step(-1)
    scrubber.go(-3)
    workbench.choice.set_values({"prompt": "the blue sky", "guidance_scale": 9.0})
    other = run(window.variants.continue_from_step)
    assert other.recipe["branch"]["step"] == 3
    assert not np.array_equal(other.rgba, first.rgba)

    for variant in list(workbench.variants):
        workbench.accept(variant)
    workbench.save(tmp_path / "project.ora")
    assert replayed(workbench, tmp_path / "project.ora") == ["identical"] * 3


def test_the_mask_is_changed_half_way(window: MainWindow, run: Run, tmp_path: Path) -> None:
    workbench, doc = window.workbench, window.workbench.require_document()
    draw(doc, (5, 5), (60, 40))
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 10:30] = 255
    selecting.set_selection(doc, mask)
    workbench.choice.choose("inpainting")
    workbench.choice.set_values({"prompt": "cat", "model": "flow-sd", "steps": 5})
    first = run(window.generate_panel.generate)
    mask[20:40, 10:50] = 255
    selecting.set_selection(doc, mask)
    window.variants.scrubber.go(-2)
    wider = run(window.variants.continue_from_step)
    assert wider.rgba[30, 45, 3] == 255
    assert not wider.rgba[mask == 0].any(), "nothing is shown outside of the mask"
    assert not first.rgba[30, 45].any()
    for variant in (first, wider):
        workbench.accept(variant)
    workbench.save(tmp_path / "project.ora")
    assert replayed(workbench, tmp_path / "project.ora") == ["identical"] * 2


def test_a_model_that_was_unloaded_meanwhile_goes_on_all_the_same(
    window: MainWindow, run: Run
) -> None:
    workbench = window.workbench
    workbench.choice.choose("text-to-image")
    workbench.choice.set_values({"prompt": "cat", "model": "sd", "steps": 4})
    first = run(window.generate_panel.generate)
    # The worker waits for work now, so that this is the one thread that touches what it has.
    workbench.runner._worker.residency.evict_all()
    window.variants.scrubber.go(-2)
    again = run(window.variants.continue_from_step)
    assert np.array_equal(again.rgba, first.rgba)
