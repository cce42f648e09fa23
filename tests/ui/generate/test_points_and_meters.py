"""Points placed from the panel, amounts of models, and the figures beside the result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.generate import GeneratePanel
from editor.ui.generate.amounts_editor import AmountsEditor
from editor.ui.generate.points_editor import PointsEditor
from editor.ui.tools import Button, PointerEvent, ToolBox
from editor.ui.tools.shapes import Label
from editor.workbench import Notice, Workbench
from tests.desk_plugin import plates_workbench
from tests.ui.generate.conftest import shown_panel


@pytest.fixture
def workbench(tmp_path: Path, qapp: QApplication) -> Iterator[Workbench]:
    for name in ("flat", "steep"):
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        card = {"name": name, "kind": "ramp", "title": name.title(), "file": "ramp.txt"}
        (folder / "card.json").write_text(json.dumps(card))
    with plates_workbench(tmp_path, qapp) as workbench:
        yield workbench


@pytest.fixture
def panel(workbench: Workbench, qtbot: QtBot) -> GeneratePanel:
    return shown_panel(workbench, qtbot)


def points_editor(panel: GeneratePanel) -> PointsEditor:
    assert panel.page.form is not None
    editor = panel.page.form.rows["spots"].editor
    assert isinstance(editor, PointsEditor)
    return editor


def click(tools: ToolBox, x: float, y: float, to: tuple[float, float] | None = None) -> None:
    """Press, perhaps drag, and release."""
    tools.press(PointerEvent((x, y), button=Button.LEFT))
    if to is not None:
        tools.move(PointerEvent(to))
        x, y = to
    tools.release(PointerEvent((x, y)))


def test_points_are_placed_on_the_canvas_from_the_panel(
    panel: GeneratePanel, workbench: Workbench
) -> None:
    workbench.new(100, 80)
    tools = ToolBox(workbench)
    before = tools.active.id
    editor = points_editor(panel)
    editor.button.click()
    assert tools.active.id == "place"
    click(tools, 20, 30)
    click(tools, 70, 30)
    assert editor.value() == "20,30 70,30"
    assert [s.text for s in tools.active.shapes() if isinstance(s, Label)] == ["First", "Second"]
    click(tools, 71, 31, to=(75, 40))
    assert editor.value() == "20,30 75,40"
    assert tools.key("enter")
    assert tools.active.id == before
    assert not editor.button.isChecked()
    assert workbench.choice.values["spots"] == "20,30 75,40"


def test_escape_and_another_tool_end_placing(panel: GeneratePanel, workbench: Workbench) -> None:
    workbench.new(100, 80)
    tools = ToolBox(workbench)
    editor = points_editor(panel)
    editor.button.click()
    click(tools, 20, 30)
    assert tools.cancel()
    assert tools.active.id == "brush"
    assert editor.value() == ""
    editor.button.click()
    tools.choose("move")
    assert tools.active.id == "move"
    assert workbench.placing.field is None
    assert not editor.button.isChecked()


def test_without_a_picture_nothing_can_be_placed(
    panel: GeneratePanel, workbench: Workbench
) -> None:
    notices: list[Notice] = []
    workbench.notice.connect(notices.append)
    editor = points_editor(panel)
    editor.button.click()
    assert "No picture is open" in notices[-1].text
    assert not editor.button.isChecked()


def test_every_installed_model_has_a_slider(panel: GeneratePanel, workbench: Workbench) -> None:
    assert panel.page.form is not None
    row = panel.page.form.rows["ramps"]
    editor = row.editor
    assert isinstance(editor, AmountsEditor)
    assert list(editor.rows) == ["flat", "steep"]
    editor.rows["steep"].editor.set_value(1.5)
    editor.rows["steep"].changed.emit()
    assert workbench.choice.values["ramps"] == "steep=1.5"
    workbench.choice.set_values({"ramps": "gone=1, flat=-2"})
    assert editor.rows["flat"].editor.value() == -2
    assert editor.rows["steep"].editor.value() == 0
    assert editor.rows["gone"].editor.value() == 1
    row._on_reset()
    assert workbench.choice.values["ramps"] == ""
    workbench.choice.set_values({"ramps": "nonsense"})
    assert "names with amounts" in row.error
    assert editor.value() == "nonsense"


def test_figures_are_shown_with_the_picture_they_belong_to(
    panel: GeneratePanel, workbench: Workbench, qtbot: QtBot
) -> None:
    assert panel.meters.isHidden()
    workbench.new(64, 48)
    panel.generate()
    qtbot.waitUntil(lambda: bool(workbench.variants), timeout=10_000)
    variant = workbench.variants[0]
    assert variant.recipe["notes"] == {"likeness": 0.25, "strain": 0.9}
    likeness, strain = panel.meters.rows
    assert likeness.accessibleName() == "Likeness: 0.25, Alike"
    assert strain.accessibleName() == "Strain: 0.9 dB, Too much"
    assert (likeness.toolTip(), likeness._text.isHidden()) == ("Alike", True)
    assert not strain._text.isHidden(), "what is poor is said without being asked"
    assert strain.button.isHidden()
    assert likeness.picture.isHidden()
    likeness.button.click()
    assert not likeness.picture.isHidden()
    assert not likeness.picture.pixmap().isNull()
    workbench.show_variant(None)
    assert panel.meters.isHidden()
    workbench.show_variant(variant)
    assert panel.meters.rows[0].name == "likeness"
    assert not panel.meters.isHidden()


def test_a_generator_with_a_desk_leads_to_it(panel: GeneratePanel, qtbot: QtBot) -> None:
    assert panel.desk_button.text() == "Plate desk…"
    with qtbot.waitSignal(panel.desk_wanted):
        panel.desk_button.click()
