"""Bucket fill, gradient and picker."""

from __future__ import annotations

from editor.document import commands
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Handle
from tests.ui.tools.hand import Hand


def test_the_bucket_fills_up_to_the_lines(hand: Hand) -> None:
    hand.take("brush", size_px=8, hardness=1.0)
    hand.drag((50, 40), (150, 40), (150, 120), (50, 120), (50, 40))
    hand.tools.set_foreground((20, 200, 30))
    hand.tools.set_background((200, 20, 30))
    hand.take("bucket")
    hand.click((100, 80))
    assert hand.pixel(100, 80) == (20, 200, 30, 255)
    assert hand.alpha(20, 20) == 0
    hand.click((20, 20), Modifiers.ALT)
    assert hand.pixel(20, 20) == (200, 20, 30, 255)


def test_the_bucket_outside_the_page_does_nothing(hand: Hand) -> None:
    hand.take("bucket")
    hand.click((-20, 500))
    assert not hand.doc.history.entries
    assert not hand.notices


def test_a_gradient_goes_from_the_first_colour_to_the_last(hand: Hand) -> None:
    hand.tools.set_foreground((0, 0, 0))
    hand.tools.set_background((255, 255, 255))
    hand.take("gradient")
    hand.press((10, 80))
    hand.move((190, 80))
    assert sum(isinstance(shape, Handle) for shape in hand.tools.active.shapes()) == 2
    hand.release((190, 80))
    reds = [hand.pixel(x, 80)[0] for x in (5, 50, 100, 150, 195)]
    assert reds == sorted(reds)
    assert reds[0] == 0
    assert reds[-1] == 255


def test_a_gradient_can_end_in_nothing_and_be_reversed(hand: Hand) -> None:
    hand.take("gradient", colors="transparent", reverse=True)
    hand.drag((10, 80), (190, 80))
    assert hand.alpha(5, 80) == 0
    assert hand.alpha(195, 80) == 255


def test_shift_keeps_a_gradient_to_whole_directions(hand: Hand) -> None:
    hand.take("gradient")
    hand.drag((10, 80), (100, 85), (190, 90), held=Modifiers.SHIFT)
    assert hand.pixel(100, 20) == hand.pixel(100, 140)


def test_giving_a_gradient_up_leaves_nothing(hand: Hand) -> None:
    hand.take("gradient")
    hand.press((10, 80))
    hand.tools.cancel()
    hand.release((190, 80))
    assert not hand.doc.history.entries


def test_fills_say_where_they_cannot_work(hand: Hand) -> None:
    commands.set_locked(hand.doc, hand.doc.active_id, locked=True)
    for tool in ("bucket", "gradient"):
        hand.take(tool)
        hand.drag((20, 20), (100, 100))
    assert len(hand.notices) == 2
    assert all("locked" in notice.text for notice in hand.notices)


def test_the_picker_takes_colours(hand: Hand) -> None:
    hand.tools.set_foreground((20, 200, 30))
    hand.take("brush", size_px=40, hardness=1.0)
    hand.click((100, 80))
    hand.tools.reset_colors()
    hand.take("picker")
    hand.click((100, 80))
    assert hand.tools.foreground == (20, 200, 30)
    hand.click((10, 10), Modifiers.CTRL)
    assert hand.tools.background == (255, 255, 255)


def test_the_picker_averages(hand: Hand) -> None:
    hand.tools.set_foreground((0, 0, 0))
    hand.take("brush", size_px=1, hardness=1.0, pressure_size=False)
    hand.click((100.5, 80.5))
    hand.take("picker", sample="5")
    hand.click((100, 80))
    assert 240 < hand.tools.foreground[0] < 255


def test_the_picker_leaves_colours_alone_outside_and_on_nothing(hand: Hand) -> None:
    hand.tools.set_foreground((1, 2, 3))
    hand.take("picker", all_layers=False)
    hand.click((100, 80))
    hand.click((-5, -5))
    assert hand.tools.foreground == (1, 2, 3)
