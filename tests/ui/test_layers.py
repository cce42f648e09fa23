"""The layers panel: clicks on the pictures of a layer and of its mask."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from editor.api import Rect
from editor.document import Document, Layer, commands, selecting
from editor.ui.layers.model import NAME
from tests.ui.conftest import Studio

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SQUARE = Rect(10, 10, 20, 20)
_OTHER = Rect(20, 20, 20, 20)


@pytest.fixture
def doc(studio: Studio) -> Document:
    """A square on the active layer, masked but for its left half."""
    doc = studio.workbench.new(60, 50)
    layer = doc.active
    assert isinstance(layer, Layer)
    layer.pixels.write(_SQUARE, np.full((20, 20, 4), 255, np.uint8))
    selecting.set_selection(doc, mask_of(doc, Rect(10, 10, 10, 20)))
    commands.add_mask(doc, layer.id)
    selecting.deselect(doc)
    return doc


def mask_of(doc: Document, rect: Rect) -> np.ndarray:
    mask = np.zeros((doc.height, doc.width), np.uint8)
    mask[rect.slices()] = 255
    return mask


def click(studio: Studio, offset_px: int, keys: Qt.KeyboardModifier) -> None:
    tree = studio.window.layers.tree
    row = tree.visualRect(tree.currentIndex().siblingAtColumn(NAME))
    place = QPoint(row.left() + offset_px, row.center().y())
    studio.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_ctrl_click_selects_what_a_layer_or_its_mask_shows(studio: Studio, doc: Document) -> None:
    click(studio, 16, _CTRL)
    assert doc.selection.bounds() == _SQUARE
    click(studio, 16 + 38, _CTRL)
    assert doc.selection.bounds() == Rect(10, 10, 10, 20)
    assert not studio.window.toolbox.edits_mask
    studio.run("edit.undo")
    assert doc.selection.bounds() == _SQUARE


def test_another_layers_pixels_are_selected_without_leaving_the_active_one(
    studio: Studio, doc: Document
) -> None:
    square = doc.active_id
    commands.new_layer(doc)
    tree = studio.window.layers.tree
    row = tree.visualRect(tree.indexBelow(tree.currentIndex()).siblingAtColumn(NAME))
    place = QPoint(row.left() + 16, row.center().y())
    studio.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, _CTRL, place)
    assert doc.selection.bounds() == _SQUARE
    assert doc.active_id != square
    assert tree.currentIndex().row() == 0


@pytest.mark.parametrize(
    ("keys", "mode"),
    [(_SHIFT, "add"), (_ALT, "subtract"), (_SHIFT | _ALT, "intersect")],
)
def test_shift_adds_and_alt_subtracts_there_too(
    studio: Studio, doc: Document, keys: Qt.KeyboardModifier, mode: str
) -> None:
    selecting.set_selection(doc, mask_of(doc, _OTHER))
    click(studio, 16, _CTRL | keys)
    square, other = mask_of(doc, _SQUARE) > 0, mask_of(doc, _OTHER) > 0
    wanted = {"add": square | other, "subtract": other & ~square, "intersect": square & other}
    assert ((doc.selection.read(doc.bounds) > 0) == wanted[mode]).all()


def test_both_are_commands_of_the_select_menu(studio: Studio, doc: Document) -> None:
    actions = studio.window.actions_set
    for command_id, bounds in (("select.alpha", _SQUARE), ("select.mask", Rect(10, 10, 10, 20))):
        assert actions.commands[command_id].menu == "Select"
        studio.run(command_id)
        assert doc.selection.bounds() == bounds
