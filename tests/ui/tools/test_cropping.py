"""The crop tool."""

from __future__ import annotations

import pytest

from editor.api import Rect
from editor.document import Layer
from editor.ui.tools import Modifiers
from editor.ui.tools.crop_frame import guide_lines
from editor.ui.tools.cropping import CropTool
from editor.ui.tools.shapes import Handle, Shade
from tests.ui.tools.hand import Hand


def frame(hand: Hand) -> Rect | None:
    tool = hand.tools.active
    assert isinstance(tool, CropTool)
    return tool.rect


def test_a_frame_is_dragged_adjusted_and_applied(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((20, 20), (120, 100))
    assert frame(hand) == Rect(20, 20, 100, 80)
    hand.drag((120, 100), (140, 120))
    hand.drag((20, 70), (30, 75))
    hand.drag((80, 60), (85, 62))
    assert frame(hand) == Rect(35, 22, 110, 100)
    assert hand.tools.key("enter")
    assert (hand.doc.width, hand.doc.height) == (110, 100)
    assert frame(hand) is None
    hand.workbench.undo()
    assert (hand.doc.width, hand.doc.height) == (200, 160)


def test_it_shades_what_goes_and_has_eight_handles(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((20, 20), (120, 100))
    shapes = hand.tools.active.shapes()
    assert sum(isinstance(shape, Handle) for shape in shapes) == 8
    assert any(isinstance(shape, Shade) for shape in shapes)


def test_escape_and_other_tools_drop_the_frame(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((20, 20), (120, 100))
    assert hand.tools.cancel()
    assert frame(hand) is None
    hand.drag((20, 20), (120, 100))
    hand.take("brush")
    hand.take("crop")
    assert frame(hand) is None
    assert not hand.doc.history.entries


def test_a_drag_outside_starts_anew_and_a_click_outside_drops_it(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((20, 20), (60, 60))
    hand.drag((100, 100), (150, 140))
    assert frame(hand) == Rect(100, 100, 50, 40)
    hand.click((10, 10))
    assert frame(hand) is None


def test_a_corner_dragged_past_its_opposite_turns_the_frame_over(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((100, 100), (60, 70))
    assert frame(hand) == Rect(60, 70, 40, 30)


def test_ratios_are_kept(hand: Hand) -> None:
    hand.take("crop", ratio="3:2")
    hand.drag((20, 20), (110, 40))
    assert frame(hand) == Rect(20, 20, 90, 60)
    hand.drag((65, 80), (65, 100))
    rect = frame(hand)
    assert rect is not None
    assert rect.size == (120, 80)
    hand.take("crop", ratio="free")
    hand.tools.cancel()
    hand.drag((20, 20), (80, 40), held=Modifiers.SHIFT)
    assert frame(hand) == Rect(20, 20, 60, 60)


def test_a_frame_may_reach_outside_and_extends_the_page(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((-50, -40), (250, 200))
    hand.press((100, 100))
    hand.tools.double_click(hand.event((100, 100), Modifiers.NONE))
    hand.release((100, 100))
    assert (hand.doc.width, hand.doc.height) == (300, 240)


def test_a_line_along_the_horizon_turns_the_frame(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((20, 60), (120, 70), held=Modifiers.CTRL)
    angle = hand.tools.options.get("crop", "angle_deg")
    assert angle == pytest.approx(5.71, abs=0.01)
    shape = next(s for s in hand.tools.active.shapes() if isinstance(s, Shade))
    assert all(-1 <= x <= 201 and -1 <= y <= 161 for x, y in shape.corners), "all on the page"
    hand.tools.key("enter")
    assert hand.doc.width / hand.doc.height == pytest.approx(200 / 160, abs=0.02)
    layer = hand.doc.layers[0]
    assert isinstance(layer, Layer)
    assert (layer.pixels.read(hand.doc.bounds)[..., 3] == 255).all()
    assert [entry.label for entry in hand.doc.history.entries] == ["Crop"]
    assert hand.tools.options.get("crop", "angle_deg") == 0, "the next frame is upright"


def test_a_line_along_something_upright_straightens_too(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((60, 20), (50, 120), held=Modifiers.CTRL)
    assert hand.tools.options.get("crop", "angle_deg") == pytest.approx(5.71, abs=0.01)


def test_handles_of_a_turned_frame_are_where_they_are_shown(hand: Hand) -> None:
    hand.take("crop")
    hand.drag((40, 40), (140, 120))
    hand.tools.options.set("crop", "angle_deg", 20.0)
    handles = [s.doc_pos for s in hand.tools.active.shapes() if isinstance(s, Handle)]
    corner, opposite = handles[4], handles[0]
    away = (corner[0] + 10, corner[1] + 4)
    hand.drag(corner, away)
    after = [s.doc_pos for s in hand.tools.active.shapes() if isinstance(s, Handle)]
    assert after[4] == (pytest.approx(away[0]), pytest.approx(away[1]))
    assert after[0] == (pytest.approx(opposite[0]), pytest.approx(opposite[1]))


def test_lines_inside_help_to_place_things() -> None:
    edges = (0.0, 0.0, 90.0, 60.0)
    assert ((30, 0), (30, 60)) in guide_lines("thirds", edges)
    assert len(guide_lines("grid", edges)) == 10
    assert guide_lines("none", edges) == []
    (x, _), _ = guide_lines("golden", edges)[0]
    assert (90 - x) / x == pytest.approx(1.618, abs=0.001)
