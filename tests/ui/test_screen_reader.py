"""What a screen reader is told: Qt's own interfaces, asked over the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from editor.document import selecting
from editor.document import selection as masks
from editor.document.adjust import find_effect
from editor.ui.dialogs.canvas_size import CanvasSizeDialog
from editor.ui.dialogs.export_options import ExportOptionsDialog
from editor.ui.dialogs.image_size import ImageSizeDialog
from editor.ui.dialogs.new_document import NewDocumentDialog
from editor.ui.dialogs.number import NumberDialog
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.training import TrainingDialog
from editor.workbench import Notice
from tests.ui.conftest import Studio
from tests.ui.test_accessibility import spoken

Role, Text = QAccessible.Role, QAccessible.Text


def of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def faults(root: QWidget) -> list[str]:
    """What of the controls below a widget could not be understood by ear."""
    return [
        f"{type(part.object()).__name__} “{part.text(Text.Name)}”: {fault}"
        for part in spoken(of(root))
        for fault in _faults(part)
    ]


def _faults(part: QAccessibleInterface) -> Iterator[str]:
    thing = part.object()
    if "<b>" in part.text(Text.Description):
        yield "marks of rich text are read out"
    words = thing.text() if isinstance(thing, QLabel) else ""
    if "<" not in words and words not in part.text(Text.Name):
        yield "its words are not read out"
    if not part.state().focusable:
        return
    if not part.text(Text.Name):
        yield "no name"
    if part.role() in (Role.Client, Role.NoRole) and not _is_frame(thing):
        yield "no role"
    if part.role() == Role.Slider and not part.text(Text.Value):
        yield "no value"
    if isinstance(thing, QComboBox) and not _labels(part):
        yield "only its choice is read out"


def _is_frame(thing: Any) -> bool:
    """Scroll areas and tabs' pages take the keyboard to scroll; they are no controls."""
    return thing is None or thing.inherits("QAbstractScrollArea") or thing.inherits("QTabWidget")


def _labels(part: QAccessibleInterface) -> list[str]:
    related = part.relations(QAccessible.RelationFlag.Label)
    return [label.text(Text.Name) for label, _ in related]


def test_every_tool_s_options(studio: Studio) -> None:
    studio.drawing()
    for tool_id in studio.window.toolbox.tools:
        studio.window.toolbox.choose(tool_id)
        assert faults(studio.window) == []


@pytest.mark.parametrize("name", ["generate", "adjust", "desk", "layers", "history", "histogram"])
def test_every_panel(studio: Studio, name: str) -> None:
    doc = studio.drawing()
    selecting.set_selection(doc, masks.rectangle(doc.bounds.size, 4, 4, 20, 20))
    _ = studio.window.generate_panel.page
    studio.window.docks.show(name)
    studio.qtbot.wait(1)
    assert faults(studio.window) == []


@pytest.mark.parametrize("effect", ["curves", "levels", "hue-saturation", "gaussian-blur"])
def test_every_kind_of_adjustment(studio: Studio, effect: str) -> None:
    studio.drawing()
    studio.window.docks.show("adjust")
    studio.window.adjusting.begin(find_effect(effect))
    studio.qtbot.wait(1)
    assert faults(studio.window) == []


def test_the_first_page(studio: Studio) -> None:
    assert faults(studio.window) == []


def test_dialogs(studio: Studio) -> None:
    window = studio.window
    studio.drawing()
    for dialog in (
        CanvasSizeDialog(64, 48, window),
        ImageSizeDialog(64, 48, window),
        NewDocumentDialog(window),
        PreferencesDialog(studio.workbench.settings, window),
        NumberDialog("Grow selection", "Pixels", 8, 1, 512, window, tried=lambda px: None),
        TrainingDialog(window),
        ExportOptionsDialog(Path("a.jpg"), (64, 48), studio.workbench.settings, None, window),
        window.tool_column.swatches.choose(background=False),
    ):
        studio.qtbot.addWidget(dialog)
        dialog.show()
        assert faults(dialog) == []


def test_a_slider_tells_its_value_with_the_unit_and_can_be_set(studio: Studio) -> None:
    studio.drawing()
    studio.window.toolbox.choose("brush")
    slider = studio.window.options_bar.fields["size_px"]
    part = of(slider)
    studio.window.toolbox.options.set("brush", "size_px", 37)
    assert (part.role(), part.text(Text.Name)) == (Role.Slider, "Size")
    assert part.text(Text.Value) == "37 px"
    number = part.valueInterface()
    assert number is not None
    assert number.currentValue() == 37
    number.setCurrentValue(52)
    assert studio.window.toolbox.options.get("brush", "size_px") == 52
    number.setCurrentValue(10**6)
    assert part.text(Text.Value) == f"{number.maximumValue():.0f} px"


def test_the_canvas_tells_picture_layer_selection_and_tool(studio: Studio) -> None:
    part = of(studio.window.canvas)
    assert part.role() == Role.Canvas
    assert part.text(Text.Description) == "No picture is open."
    doc = studio.drawing(64, 48)
    studio.window.toolbox.choose("select-lasso")
    words = part.text(Text.Description)
    for said in ("64 by 48 pixels", "Layer: Drawing", "Nothing is selected", "Tool: Lasso"):
        assert said in words
    selecting.set_selection(doc, masks.rectangle(doc.bounds.size, 4, 6, 24, 16))
    assert "Selected: 20 by 10 pixels, from 4, 6." in part.text(Text.Description)


def test_rows_of_layers_and_history_say_their_state(studio: Studio) -> None:
    doc = studio.drawing()
    studio.workbench.undo()
    studio.window.docks.show("history")
    names = [part.text(Text.Name) for part in spoken(of(studio.window.history))]
    assert "Brush, undone" in names
    assert doc.active is not None
    names = [part.text(Text.Name) for part in spoken(of(studio.window.layers))]
    assert "Paper, layer, locked, 100 percent, Normal" in names


def test_what_happens_elsewhere_is_announced(studio: Studio) -> None:
    said: list[str] = []
    studio.window.announcer.said.connect(said.append)
    studio.drawing()
    studio.workbench.undo()
    studio.workbench.redo()
    studio.workbench.notice.emit(Notice("Something happened.", "Do this."))
    studio.window.toolbox.choose("crop")
    assert said == ["Undone: Brush", "Redone: Brush", "Something happened. Do this.", "Crop"]
    said.clear()
    studio.workbench.generate()
    studio.qtbot.waitUntil(lambda: bool(said))
    assert said == ["Negative: ready."]
