"""The box: choosing, options, colours, and what it does between documents."""

from __future__ import annotations

from itertools import pairwise

import pytest

from editor.api import Rect
from editor.ui.icons import has_icon
from editor.ui.tools import TOOLS, Modifiers, ToolBox
from editor.ui.tools.events import Point
from tests.ui.tools.hand import Hand


def test_every_tool_says_who_it_is() -> None:
    assert len({tool.id for tool in TOOLS}) == len({tool.shortcut for tool in TOOLS}) == len(TOOLS)
    for tool in TOOLS:
        assert tool.title
        assert tool.hint.endswith(".")


def test_every_tool_has_its_icon(qapp: object) -> None:
    assert [tool.icon for tool in TOOLS if not has_icon(tool.icon)] == []


def test_options_are_brought_into_range(hand: Hand) -> None:
    changes: list[tuple[str, str]] = []
    hand.tools.options.changed.connect(lambda tool, name: changes.append((tool, name)))
    hand.tools.options.set("brush", "size_px", 1e9)
    assert hand.tools.options.get("brush", "size_px") == 2000
    hand.tools.options.set("brush", "opacity", 0)
    assert hand.tools.options.get("brush", "opacity") == 0.01
    hand.tools.options.set("gradient", "shape", "square")
    assert hand.tools.options.get("gradient", "shape") == "linear"
    assert changes == [("brush", "size_px"), ("brush", "opacity")]
    hand.tools.options.reset("brush")
    assert hand.tools.options.get("brush", "opacity") == 1.0


def test_keys_grow_and_shrink_the_brush_by_at_least_a_pixel(hand: Hand) -> None:
    hand.take("brush", size_px=1)
    sizes = [1.0]
    for _ in range(30):
        hand.tools.resize_brush(1)
        sizes.append(hand.tools.options.get("brush", "size_px"))
    assert all(b >= a + 1 for a, b in pairwise(sizes))
    assert sizes[-1] > 60
    for _ in range(60):
        hand.tools.resize_brush(-1)
    assert hand.tools.options.get("brush", "size_px") == 1.0


def test_colours_are_swapped_and_reset(hand: Hand) -> None:
    hand.tools.set_foreground((1, 2, 3))
    hand.tools.swap_colors()
    assert (hand.tools.foreground, hand.tools.background) == ((255, 255, 255), (1, 2, 3))
    hand.tools.reset_colors()
    assert hand.tools.foreground == (0, 0, 0)


def test_the_brush_is_remembered(hand: Hand) -> None:
    hand.take("brush", size_px=77, hardness=0.25)
    hand.tools.set_foreground((1, 200, 3))
    hand.tools.remember()
    again = ToolBox(hand.workbench)
    assert again.options.get("brush", "size_px") == 77
    assert again.options.get("brush", "hardness") == 0.25
    assert again.foreground == (1, 200, 3)


@pytest.mark.parametrize("tool", [tool.id for tool in TOOLS])
def test_nothing_happens_without_a_document(hand: Hand, tool: str) -> None:
    hand.workbench.close_document(hand.doc)
    hand.take(tool)
    hand.drag((20, 20), (40, 40))
    assert not hand.tools.key("enter")
    assert not hand.tools.cancel()
    assert not hand.notices


@pytest.mark.parametrize("tool", [tool.id for tool in TOOLS])
def test_every_tool_survives_a_drag_that_is_given_up(hand: Hand, tool: str) -> None:
    hand.take(tool)
    steps = len(hand.doc.history.entries)
    hand.press((20, 20))
    hand.move((60, 70))
    hand.tools.active.shapes()
    hand.tools.cancel()
    hand.release((60, 70))
    clicks_at_once = {"bucket", "select-wand", "select-color"}
    assert len(hand.doc.history.entries) == steps + (tool in clicks_at_once)
    assert hand.tools.active.shapes() == []


def test_leaving_a_document_gives_its_stroke_up(hand: Hand) -> None:
    doc, layer = hand.doc, hand.layer
    hand.press((20, 20))
    hand.move((60, 20))
    hand.workbench.new(50, 50)
    assert layer.pixels.read(Rect(40, 20, 1, 1))[0, 0, 3] == 0
    hand.move((30, 30))
    hand.release((30, 30))
    assert not doc.history.entries
    assert not hand.doc.history.entries


def test_closing_a_document_in_the_middle_of_a_stroke_is_survived(hand: Hand) -> None:
    hand.press((20, 20))
    hand.workbench.close_document(hand.doc)
    hand.release((60, 20))
    assert not hand.tools.active.is_busy


class _View:
    """Writes down what the tools ask of a view."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def pan_by(self, dx: float, dy: float) -> None:
        self.asked.append(("pan", dx, dy))

    def zoom_step(self, steps: int, view_pos: Point | None = None) -> None:
        self.asked.append(("step", steps, view_pos))

    def zoom_to_rect(self, doc_rect: Rect) -> None:
        self.asked.append(("rect", doc_rect))


def test_hand_and_zoom_move_the_view(hand: Hand) -> None:
    view = hand.tools.navigator = _View()
    hand.take("hand")
    hand.drag((20, 20), (35, 10))
    hand.take("zoom")
    hand.click((50, 50))
    hand.click((50, 50), Modifiers.ALT)
    hand.drag((20, 20), (80, 70))
    assert view.asked == [
        ("pan", 15, -10),
        ("step", 1, (50, 50)),
        ("step", -1, (50, 50)),
        ("rect", Rect.from_edges(20, 20, 81, 71)),
    ]
