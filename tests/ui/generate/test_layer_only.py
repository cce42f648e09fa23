"""The tick that has a run look at one layer alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.generate import GeneratePanel
from editor.workbench import Workbench
from tests.desk_plugin import plates_workbench
from tests.ui.generate.conftest import shown_panel


@pytest.fixture
def workbench(tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    with plates_workbench(tmp_path, qapp) as workbench:
        yield workbench


@pytest.fixture
def panel(workbench: Workbench, qtbot: QtBot) -> GeneratePanel:
    return shown_panel(workbench, qtbot)


def test_it_is_offered_for_pictures_and_said_above_the_button(
    panel: GeneratePanel, workbench: Workbench
) -> None:
    assert panel.layer_only.isHidden(), "there is no layer yet"
    workbench.new(60, 40)
    panel.refresh()
    assert not panel.layer_only.isHidden()
    panel.layer_only.click()
    panel.refresh()
    assert workbench.choice.layer_only
    assert panel.inputs.text() == "Uses one layer on the page, 60 x 40"
    workbench.choice.look_at_layer_only(on=False)
    panel.refresh()
    assert not panel.layer_only.isChecked()
    assert panel.inputs.text() == "Uses the page, 60 x 40"
