"""Rectangle, ellipse, lasso and wand."""

from __future__ import annotations

from editor.api import Rect
from editor.document import selecting
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Label, Line
from tests.ui.tools.hand import Hand

SHIFT, ALT = Modifiers.SHIFT, Modifiers.ALT


def test_a_dragged_rectangle_selects_whole_pixels(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.drag((20.4, 30.4), (50, 50), (80.2, 90.3))
    assert hand.doc.selection.bounds() == Rect(20, 30, 60, 60)
    hand.workbench.undo()
    assert hand.doc.selection.is_empty


def test_it_shows_its_outline_and_size_while_dragged(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.press((20, 30))
    hand.move((80, 90))
    outline, label = hand.tools.active.shapes()
    assert isinstance(outline, Line)
    assert isinstance(label, Label)
    assert label.text == "60 x 60"
    hand.tools.cancel()
    assert hand.tools.active.shapes() == []
    hand.release((80, 90))
    assert hand.doc.selection.is_empty


def test_shift_adds_alt_subtracts_both_intersect(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.drag((10, 10), (60, 60))
    hand.drag((100, 10), (150, 60), held=SHIFT)
    assert hand.selected(30, 30) == hand.selected(120, 30) == 255
    hand.drag((20, 20), (40, 40), held=ALT)
    assert hand.selected(30, 30) == 0
    hand.drag((0, 0), (80, 80), held=SHIFT | ALT)
    assert hand.selected(15, 15) == 255
    assert hand.selected(120, 30) == 0


def test_the_mode_can_be_an_option(hand: Hand) -> None:
    hand.take("select-rectangle", mode="add")
    hand.drag((10, 10), (60, 60))
    hand.drag((100, 10), (150, 60))
    assert hand.selected(30, 30) == hand.selected(120, 30) == 255


def test_shift_held_later_makes_a_square_and_alt_starts_from_the_centre(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.press((80, 80))
    hand.move((100, 90))
    hand.release((110, 90), SHIFT | ALT)
    assert hand.doc.selection.bounds() == Rect(50, 50, 60, 60)


def test_a_click_deselects(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.drag((10, 10), (60, 60))
    hand.click((120, 120))
    assert hand.doc.selection.is_empty
    hand.drag((10, 10), (60, 60))
    hand.click((30, 30))
    assert hand.doc.selection.is_empty


def test_dragging_inside_moves_the_outline(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.drag((10, 10), (60, 60))
    hand.drag((30, 30), (50, 40), (70, 50))
    assert hand.doc.selection.bounds() == Rect(50, 30, 50, 50)


def test_arrows_nudge_the_outline(hand: Hand) -> None:
    hand.take("select-rectangle")
    hand.drag((10, 10), (60, 60))
    assert hand.tools.key("right")
    assert hand.tools.key("down", SHIFT)
    assert hand.doc.selection.bounds() == Rect(11, 20, 50, 50)


def test_an_ellipse_is_round(hand: Hand) -> None:
    hand.take("select-ellipse")
    hand.drag((20, 20), (120, 120))
    assert hand.selected(70, 70) == 255
    assert hand.selected(24, 24) == 0


def test_feather_softens_the_edge(hand: Hand) -> None:
    hand.take("select-rectangle", feather_px=10)
    hand.drag((40, 40), (120, 120))
    assert 0 < hand.selected(38, 80) < hand.selected(44, 80) < 255


def test_a_freehand_lasso_selects_what_it_encloses(hand: Hand) -> None:
    hand.take("select-lasso")
    hand.drag((20, 20), (100, 20), (100, 100), (20, 100))
    assert hand.selected(60, 60) == 255
    assert hand.selected(110, 60) == 0


def test_a_clicked_lasso_is_closed_by_enter_or_a_double_click(hand: Hand) -> None:
    hand.take("select-lasso")
    for corner in ((20, 20), (100, 20), (100, 100)):
        hand.click(corner)
    assert hand.tools.active.is_busy
    assert hand.tools.key("enter")
    assert hand.selected(80, 40) == 255
    assert hand.selected(30, 90) == 0
    for corner in ((120, 20), (180, 20)):
        hand.click(corner, SHIFT)
    hand.press((180, 100))
    hand.tools.double_click(hand.event((180, 100), Modifiers.NONE))
    hand.release((180, 100))
    assert hand.selected(170, 40) == 255


def test_a_clicked_lasso_is_closed_at_its_start(hand: Hand) -> None:
    hand.take("select-lasso")
    for corner in ((20, 20), (100, 20), (100, 100), (21, 21)):
        hand.click(corner)
    assert not hand.tools.active.is_busy
    assert hand.selected(80, 40) == 255


def test_backspace_takes_a_corner_back(hand: Hand) -> None:
    hand.take("select-lasso")
    for corner in ((20, 20), (100, 20), (100, 100), (190, 150)):
        hand.click(corner)
    assert hand.tools.key("backspace")
    hand.tools.key("enter")
    assert hand.selected(80, 40) == 255
    assert hand.doc.selection.bounds().right <= 102


def test_the_wand_selects_like_colours(hand: Hand) -> None:
    hand.take("brush", size_px=20, hardness=1.0)
    hand.drag((100, 0), (100, 160))
    hand.take("select-wand")
    hand.click((30, 80))
    assert hand.selected(30, 20) == 255
    assert hand.selected(100, 80) == 0
    assert hand.selected(170, 80) == 0
    hand.take("select-wand", contiguous=False)
    hand.click((30, 80))
    assert hand.selected(170, 80) == 255


def test_the_wand_outside_the_page_deselects(hand: Hand) -> None:
    hand.take("select-wand")
    hand.click((30, 80))
    hand.click((-30, 80))
    assert hand.doc.selection.is_empty


def test_a_colour_is_selected_wherever_it_is(hand: Hand) -> None:
    hand.take("brush", size_px=20, hardness=1.0, smoothing=0)
    hand.tools.set_foreground((200, 0, 0))
    hand.click((30, 30))
    hand.click((150, 120))
    hand.tools.set_foreground((0, 0, 200))
    hand.click((90, 80))
    hand.take("select-color")
    hand.click((30, 30))
    assert hand.selected(150, 120) == 255
    assert hand.selected(90, 80) == 0
    hand.click((90, 80), Modifiers.SHIFT)
    assert hand.selected(90, 80) == 255
    assert hand.selected(30, 30) == 255
    hand.click((30, 30), Modifiers.ALT)
    assert hand.selected(30, 30) == 0


def test_another_tolerance_changes_what_the_wand_selected_in_the_same_step(hand: Hand) -> None:
    hand.take("brush", size_px=40, hardness=1.0)
    hand.tools.set_foreground((120, 120, 120))
    hand.click((60, 60))
    hand.take("select-wand", tolerance=10, contiguous=True, all_layers=True)
    hand.click((60, 60))
    steps = len(hand.doc.history.entries)
    assert hand.selected(60, 60) == 255
    assert hand.selected(120, 60) == 0
    for tolerance in (40, 90, 200):
        hand.tools.options.set("select-wand", "tolerance", tolerance)
    assert hand.selected(120, 60) == 255
    hand.tools.options.set("select-wand", "tolerance", 20)
    assert hand.selected(120, 60) == 0
    assert len(hand.doc.history.entries) == steps
    hand.workbench.undo()
    assert hand.doc.selection.is_empty
    hand.tools.options.set("select-wand", "tolerance", 30)
    assert hand.doc.selection.is_empty, "what was undone stays undone"


def test_another_tolerance_takes_nothing_back_that_was_done_since(hand: Hand) -> None:
    hand.take("select-color", tolerance=20, all_layers=True)
    hand.click((60, 60))
    selecting.grow_selection(hand.doc, 2)
    selected = hand.doc.selection.bounds()
    hand.tools.options.set("select-color", "tolerance", 60)
    assert hand.doc.selection.bounds() == selected
    hand.click((60, 60))  # all of the page: no step
    steps = len(hand.doc.history.entries)
    hand.tools.options.set("select-color", "tolerance", 61)
    assert len(hand.doc.history.entries) == steps
