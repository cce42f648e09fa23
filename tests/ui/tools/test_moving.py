"""The move tool."""

from __future__ import annotations

import numpy as np

from editor.document import commands, selecting
from editor.document import selection as masks
from editor.document.guides import Guide
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Line
from tests.ui.tools.hand import Hand


def painted(hand: Hand) -> None:
    hand.take("brush", size_px=20, hardness=1.0)
    hand.click((60, 60))
    hand.take("move")


def test_a_layer_follows_the_pointer_and_is_one_step(hand: Hand) -> None:
    painted(hand)
    hand.press((60, 60))
    hand.move((80, 70))
    assert hand.alpha(80, 70) == 255
    assert hand.alpha(60, 60 - 8) == 0
    hand.move((90, 90))
    hand.release((100, 100))
    assert hand.alpha(100, 100) == 255
    assert hand.alpha(60, 60) == 0
    assert [entry.label for entry in hand.doc.history.entries] == ["Brush", "Move"]
    hand.workbench.undo()
    assert hand.alpha(60, 60) == 255


def test_giving_up_puts_it_back(hand: Hand) -> None:
    painted(hand)
    before = hand.layer.pixels.read(hand.doc.bounds)
    hand.press((60, 60))
    hand.move((80, 70))
    hand.tools.cancel()
    assert np.array_equal(hand.layer.pixels.read(hand.doc.bounds), before)
    assert len(hand.doc.history.entries) == 1


def test_what_leaves_the_page_comes_back(hand: Hand) -> None:
    painted(hand)
    hand.drag((60, 60), (-200, 60))
    hand.drag((60, 60), (320, 60))
    assert hand.alpha(60, 60) == 255


def test_shift_keeps_straight_and_arrows_nudge(hand: Hand) -> None:
    painted(hand)
    hand.drag((60, 60), (100, 70), held=Modifiers.SHIFT)
    assert hand.layer.pixels.content_bounds().y == 50
    x = hand.layer.pixels.content_bounds().x
    hand.tools.key("left", Modifiers.SHIFT)
    assert hand.layer.pixels.content_bounds().x == x - 10


def test_selected_pixels_move_with_their_selection(hand: Hand) -> None:
    painted(hand)
    size = (hand.doc.width, hand.doc.height)
    selecting.set_selection(hand.doc, masks.rectangle(size, 60, 0, 200, 160))
    hand.drag((70, 60), (90, 60), (110, 60))
    assert hand.alpha(55, 60) == 255
    assert hand.alpha(64, 60) == 0
    assert hand.alpha(104, 60) == 255
    assert hand.doc.selection.bounds().x == 100
    hand.workbench.undo()
    assert hand.alpha(64, 60) == 255
    assert hand.doc.selection.bounds().x == 60


def test_giving_up_selected_pixels_restores_layer_and_selection(hand: Hand) -> None:
    painted(hand)
    size = (hand.doc.width, hand.doc.height)
    selecting.set_selection(hand.doc, masks.rectangle(size, 60, 0, 200, 160))
    before = hand.layer.pixels.read(hand.doc.bounds)
    hand.press((70, 60))
    hand.move((110, 60))
    hand.tools.cancel()
    assert np.array_equal(hand.layer.pixels.read(hand.doc.bounds), before)
    assert hand.doc.selection.bounds().x == 60


def test_a_group_moves_as_one(hand: Hand) -> None:
    painted(hand)
    layer_id = hand.doc.active_id
    commands.new_group(hand.doc)
    hand.drag((60, 60), (100, 100))
    hand.doc.activate(layer_id)
    assert hand.alpha(100, 100) == 255


def test_ctrl_picks_the_layer_under_the_pointer(hand: Hand) -> None:
    painted(hand)
    drawing = hand.doc.active_id
    commands.new_layer(hand.doc)
    hand.drag((60, 60), (80, 60), held=Modifiers.CTRL)
    assert hand.doc.active_id == drawing
    assert hand.alpha(80, 60) == 255


def test_a_locked_layer_stays(hand: Hand) -> None:
    hand.doc.activate(hand.doc.layers[0].id)
    hand.take("move")
    hand.drag((60, 60), (80, 60))
    assert "locked" in hand.notices[0].text
    hand.tools.key("left")
    assert len(hand.notices) == 2
    assert not hand.doc.history.entries


def caught(hand: Hand) -> int:
    return sum(isinstance(s, Line) and s.style == "guide" for s in hand.tools.active.shapes())


def test_edges_keep_to_the_page_to_guides_and_to_other_layers(hand: Hand) -> None:
    painted(hand)
    commands.add_layer(
        hand.doc, np.full((10, 10, 4), 255, np.uint8), x=130, y=100, name="", label="Add"
    )
    hand.doc.activate(hand.doc.layers[1].id)
    hand.press((60, 60))
    hand.move((15, 62))
    assert caught(hand) == 1
    hand.release((15, 62))
    assert hand.layer.pixels.content_bounds().x == 0
    hand.drag((10, 62), (121, 62))
    assert hand.layer.pixels.content_bounds().right == 130
    hand.doc.guides = [Guide("y", 33)]
    hand.drag((120, 62), (120, 46))
    assert hand.layer.pixels.content_bounds().y == 33


def test_control_and_the_setting_leave_edges_free(hand: Hand) -> None:
    painted(hand)
    hand.press((60, 60))
    hand.move((14, 60), Modifiers.CTRL)
    hand.release((14, 60), Modifiers.CTRL)
    assert hand.layer.pixels.content_bounds().x == 4
    hand.workbench.settings.set("snap", False)
    hand.drag((14, 60), (11, 60))
    assert hand.layer.pixels.content_bounds().x == 1


def test_guides_are_moved_and_thrown_out(hand: Hand) -> None:
    painted(hand)
    hand.doc.guides = [Guide("x", 30)]
    hand.press((31, 10))
    hand.move((50, 10))
    assert caught(hand) == 1
    hand.release((50, 10))
    assert hand.doc.guides == [Guide("x", 50)]
    assert hand.layer.pixels.content_bounds().x == 50, "the layer stays"
    hand.drag((50, 10), (-5, 10))
    assert hand.doc.guides == []
    hand.workbench.undo()
    hand.workbench.undo()
    assert hand.doc.guides == [Guide("x", 30)]
