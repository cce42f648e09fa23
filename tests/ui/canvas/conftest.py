"""A canvas of 400 x 300 showing a picture of 200 x 160 at 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.canvas import CanvasView
from editor.workbench import Workbench
from tests.ui.tools.hand import small_workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    workbench = small_workbench(tmp_path)
    yield workbench
    workbench.close(timeout_s=2.0)


@pytest.fixture
def view(workbench: Workbench, qtbot: QtBot) -> CanvasView:
    workbench.settings.set("motion", False)
    workbench.new(200, 160)
    view = CanvasView(workbench)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    view.zoom_to_actual_size()
    return view
