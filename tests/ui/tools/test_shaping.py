"""The shape tool."""

from __future__ import annotations

from editor.document import commands
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Painted
from tests.ui.tools.hand import Hand


def steps(hand: Hand) -> list[str]:
    return [entry.label for entry in hand.doc.history.entries]


def test_a_rectangle_in_the_foreground_colour_is_one_step(hand: Hand) -> None:
    hand.tools.set_foreground((10, 200, 30))
    hand.take("shape", form="rectangle")
    hand.drag((20, 20), (60, 50))
    assert hand.pixel(40, 35) == (10, 200, 30, 255)
    assert hand.alpha(62, 35) == 0
    assert steps(hand) == ["Rectangle"]


def test_it_is_shown_in_its_colours_while_it_is_dragged(hand: Hand) -> None:
    hand.take("shape", form="ellipse", paint="both")
    hand.press((20, 20))
    hand.move((60, 50))
    shown = next(shape for shape in hand.tools.active.shapes() if isinstance(shape, Painted))
    assert (shown.fill, shown.pen) == ((0, 0, 0), (255, 255, 255))
    hand.tools.cancel()
    hand.release((60, 50))
    assert steps(hand) == []


def test_shift_makes_it_square_and_alt_centres_it(hand: Hand) -> None:
    hand.take("shape")
    hand.drag((100, 80), (120, 90), held=Modifiers.SHIFT | Modifiers.ALT)
    assert hand.layer.pixels.content_bounds() == (80, 60, 40, 40)


def test_a_line_keeps_to_45_degrees_and_to_its_width(hand: Hand) -> None:
    hand.take("shape", form="line", width_px=10)
    hand.drag((20, 80), (120, 90), held=Modifiers.SHIFT)
    assert hand.layer.pixels.content_bounds().height == 10


def test_a_click_draws_nothing_and_a_locked_layer_is_told(hand: Hand) -> None:
    hand.take("shape")
    hand.click((50, 50))
    assert steps(hand) == []
    commands.set_locked(hand.doc, hand.doc.active_id, locked=True)
    hand.drag((20, 20), (60, 50))
    assert "locked" in hand.notices[-1].text
    hand.take("shape", new_layer=True)
    hand.drag((20, 20), (60, 50))
    assert steps(hand)[-1] == "Rectangle"
