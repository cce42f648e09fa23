"""Brush, eraser and mask brush."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import Rect
from editor.document import commands
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Line, Swatch
from tests.ui.tools.hand import Hand


def test_a_stroke_lays_the_foreground_colour_and_is_one_step(hand: Hand) -> None:
    hand.take("brush", size_px=10, hardness=1.0)
    hand.tools.set_foreground((200, 40, 10))
    hand.drag((20, 20), (60, 20), (100, 20))
    assert hand.pixel(60, 20) == (200, 40, 10, 255)
    assert hand.alpha(60, 40) == 0
    assert [entry.label for entry in hand.doc.history.entries] == ["Brush"]
    hand.workbench.undo()
    assert hand.alpha(60, 20) == 0


def test_it_says_while_and_when_it_paints(hand: Hand) -> None:
    moved: list[Rect] = []
    ended: list[bool] = []
    hand.tools.stroke_moved.connect(moved.append)
    hand.tools.stroke_ended.connect(lambda: ended.append(True))
    hand.drag((20, 20), (60, 20), (100, 20))
    assert len(moved) >= 2
    assert all(not rect.is_empty for rect in moved)
    assert ended == [True]


def test_giving_up_restores_every_pixel(hand: Hand) -> None:
    hand.take("brush", size_px=30)
    hand.drag((20, 20), (100, 90))
    before = hand.layer.pixels.read(hand.doc.bounds)
    hand.press((20, 90))
    hand.move((120, 10))
    assert not np.array_equal(hand.layer.pixels.read(hand.doc.bounds), before)
    assert hand.tools.cancel()
    assert np.array_equal(hand.layer.pixels.read(hand.doc.bounds), before)
    hand.release((120, 10))
    assert len(hand.doc.history.entries) == 1


def test_choosing_another_tool_gives_an_open_stroke_up(hand: Hand) -> None:
    hand.press((20, 90))
    hand.move((120, 10))
    hand.tools.choose("eraser")
    assert not hand.doc.history.entries
    assert hand.alpha(70, 50) == 0


def test_shift_draws_a_straight_line_from_the_last_stroke(hand: Hand) -> None:
    hand.take("brush", size_px=6, hardness=1.0)
    hand.click((20, 20))
    hand.tools.hover(hand.event((120, 120), Modifiers.SHIFT))
    assert any(isinstance(shape, Line) for shape in hand.tools.active.shapes())
    hand.click((120, 120), Modifiers.SHIFT)
    assert hand.alpha(70, 70) == 255


def test_a_smoothed_stroke_reaches_where_the_hand_ends(hand: Hand) -> None:
    hand.take("brush", size_px=6, hardness=1.0, smoothing=0.9)
    hand.drag((20, 20), (60, 60), (150, 60))
    assert hand.alpha(149, 60) == 255


def test_alt_picks_a_colour_meanwhile(hand: Hand) -> None:
    hand.tools.set_foreground((10, 20, 30))
    hand.press((50, 50), Modifiers.ALT)
    assert hand.tools.foreground == (255, 255, 255)
    assert any(isinstance(shape, Swatch) for shape in hand.tools.active.shapes())
    hand.tools.cancel()
    assert hand.tools.foreground == (10, 20, 30)
    hand.release((50, 50), Modifiers.ALT)
    assert not hand.doc.history.entries


def test_the_eraser_takes_away(hand: Hand) -> None:
    hand.take("brush", size_px=20, hardness=1.0)
    hand.drag((20, 50), (150, 50))
    hand.take("eraser", size_px=20, hardness=1.0)
    hand.drag((80, 20), (80, 90))
    assert hand.alpha(80, 50) == 0
    assert hand.alpha(40, 50) == 255


def test_the_mask_brush_paints_the_selection_and_alt_takes_away(hand: Hand) -> None:
    hand.take("mask", size_px=20, hardness=1.0)
    hand.drag((40, 40), (100, 40))
    assert hand.selected(70, 40) == 255
    assert hand.alpha(70, 40) == 0
    hand.drag((70, 20), (70, 60), held=Modifiers.ALT)
    assert hand.selected(70, 40) == 0
    assert hand.selected(45, 40) == 255
    hand.workbench.undo()
    hand.workbench.undo()
    assert hand.doc.selection.is_empty


def test_erasing_a_mask_that_is_not_there_leaves_nothing(hand: Hand) -> None:
    hand.take("mask", size_px=20)
    hand.drag((40, 40), (100, 40), held=Modifiers.ALT)
    assert hand.doc.selection.is_empty


def test_pressure_makes_the_stroke_wider(hand: Hand) -> None:
    hand.take("brush", size_px=40, hardness=1.0, smoothing=0)
    for x, pressure in ((50, 0.25), (120, 1.0)):
        hand.tools.press(hand.event((x, 80), Modifiers.NONE, pressure))
        hand.tools.release(hand.event((x, 80), Modifiers.NONE, 0.0))
    assert hand.alpha(50 + 12, 80) == 0
    assert hand.alpha(120 + 12, 80) == 255


def test_strokes_go_to_the_mask_when_it_is_edited(hand: Hand) -> None:
    hand.take("brush", size_px=20, hardness=1.0)
    commands.add_mask(hand.doc, hand.doc.active_id)
    hand.tools.edit_mask(on=True)
    assert hand.tools.edits_mask
    hand.drag((40, 40), (100, 40))
    mask = hand.layer.mask
    assert mask is not None
    assert mask.read(Rect(70, 40, 1, 1))[0, 0] == 0
    assert hand.alpha(70, 40) == 0
    hand.doc.activate(hand.doc.layers[0].id)
    assert not hand.tools.edits_mask


@pytest.mark.parametrize("state", ["locked", "hidden", "group"])
def test_where_it_cannot_paint_it_says_why_in_one_sentence(hand: Hand, state: str) -> None:
    if state == "locked":
        commands.set_locked(hand.doc, hand.doc.active_id, locked=True)
    elif state == "hidden":
        commands.set_visible(hand.doc, hand.doc.active_id, visible=False)
    else:
        commands.new_group(hand.doc)
    steps = len(hand.doc.history.entries)
    hand.drag((20, 20), (60, 20))
    assert len(hand.notices) == 1
    assert hand.notices[0].text.endswith(f"is {'a group' if state == 'group' else state}.")
    assert hand.notices[0].hint
    assert len(hand.doc.history.entries) == steps


def test_undo_in_the_middle_of_a_stroke_is_survived(hand: Hand) -> None:
    hand.drag((20, 20), (60, 20))
    hand.press((20, 90))
    hand.move((120, 90))
    hand.workbench.undo()
    hand.move((150, 90))
    hand.release((150, 90))
    assert hand.alpha(100, 90) == 0
    assert hand.alpha(40, 20) > 0
