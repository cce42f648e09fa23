"""Free transform, in the hand."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import Rect
from editor.document import Group, Layer, commands, selecting
from editor.document import selection as masks
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Floating, Handle, Label
from editor.ui.tools.transforming import TransformTool
from tests.ui.tools.hand import Hand


@pytest.fixture
def block(hand: Hand) -> Hand:
    """A red block of 40 x 20 at (60, 70) on the drawing, and the tool around it."""
    pixels = np.full((20, 40, 4), (255, 0, 0, 255), np.uint8)
    hand.layer.pixels.write(Rect(60, 70, 40, 20), pixels)
    hand.doc.pixels_changed.emit(hand.doc.bounds)
    hand.take("transform")
    return hand


def bounds(hand: Hand) -> Rect:
    return hand.layer.pixels.content_bounds()


def tool(hand: Hand) -> TransformTool:
    found = hand.tools.tools["transform"]
    assert isinstance(found, TransformTool)
    return found


def number(hand: Hand, name: str) -> float:
    return float(hand.tools.options.get("transform", name))


def test_it_frames_what_there_is_and_says_where(block: Hand) -> None:
    shapes = block.tools.active.shapes()
    assert sum(isinstance(shape, Handle) for shape in shapes) == 8
    assert (number(block, "x_px"), number(block, "y_px")) == (80, 80)
    assert (number(block, "width_share"), number(block, "angle_deg")) == (100, 0)


def test_a_corner_scales_and_enter_is_one_step(block: Hand) -> None:
    block.drag((100, 90), (140, 110))
    assert number(block, "width_share") == 200
    assert bounds(block) == Rect(60, 70, 80, 40), "shown in the layer while the hand rests"
    assert block.doc.history.entries == []
    assert block.tools.key("enter")
    assert bounds(block) == Rect(60, 70, 80, 40)
    assert [entry.label for entry in block.doc.history.entries] == ["Transform"]
    assert block.tools.active.id == "brush", "the tool before is taken again"
    block.workbench.undo()
    assert bounds(block) == Rect(60, 70, 40, 20)


def test_escape_puts_everything_back(block: Hand) -> None:
    before = block.layer.pixels.read(block.doc.bounds)
    block.drag((100, 90), (140, 110))
    assert block.tools.cancel()
    assert (block.layer.pixels.read(block.doc.bounds) == before).all()
    assert block.doc.history.entries == []
    assert block.tools.active.shapes() == []


def test_while_dragged_it_floats_and_its_place_is_empty(block: Hand) -> None:
    block.press((80, 80))
    block.move((90, 95))
    floating = [shape for shape in block.tools.active.shapes() if isinstance(shape, Floating)]
    assert len(floating) == 1
    assert floating[0].matrix[:2, 2].tolist() == [10, 15]
    assert any(isinstance(shape, Label) for shape in block.tools.active.shapes())
    assert bounds(block).is_empty
    block.release((90, 95))
    assert bounds(block) == Rect(70, 85, 40, 20)


def test_shift_keeps_the_ratio_and_alt_the_middle(block: Hand) -> None:
    block.drag((100, 90), (140, 95), held=Modifiers.SHIFT)
    assert bounds(block).size == (80, 40)
    block.tools.cancel()
    block.take("transform")
    block.drag((100, 80), (110, 80), held=Modifiers.ALT)
    assert bounds(block) == Rect(50, 70, 60, 20)


def test_outside_turns_and_shift_turns_by_steps(block: Hand) -> None:
    block.drag((120, 80), (80, 122), held=Modifiers.SHIFT)
    assert number(block, "angle_deg") == 90
    block.tools.key("enter")
    assert bounds(block) == Rect(70, 60, 20, 40)


def test_control_distorts_a_corner_and_skews_a_side(block: Hand) -> None:
    block.drag((60, 70), (50, 60), held=Modifiers.CTRL)
    frame = tool(block).frame
    assert frame is not None
    assert frame.corners[0] == (pytest.approx(50), pytest.approx(60))
    assert frame.corners[2] == (pytest.approx(100), pytest.approx(90))
    block.tools.cancel()
    block.take("transform")
    block.drag((80, 70), (90, 74), held=Modifiers.CTRL | Modifiers.SHIFT)
    assert number(block, "skew_deg") == pytest.approx(-26.57, abs=0.01)
    assert bounds(block).height == 20


def test_all_three_keys_and_the_option_give_perspective(block: Hand) -> None:
    keys = Modifiers.CTRL | Modifiers.SHIFT | Modifiers.ALT
    block.drag((60, 70), (65, 70), held=keys)
    first = tool(block).frame
    block.tools.cancel()
    block.take("transform", mode="perspective")
    block.drag((60, 70), (65, 70))
    second = tool(block).frame
    assert first is not None
    assert second is not None
    assert np.allclose(first.matrix, second.matrix)
    assert second.corners[1][0] == pytest.approx(95)


def test_typed_numbers_are_taken(block: Hand) -> None:
    block.tools.options.set("transform", "x_px", 100)
    block.tools.options.set("transform", "linked", True)
    block.tools.options.set("transform", "width_share", 50)
    assert number(block, "height_share") == 50
    assert bounds(block) == Rect(90, 75, 20, 10)
    block.tools.options.set("transform", "linked", False)


def test_arrows_nudge(block: Hand) -> None:
    block.tools.key("right", Modifiers.NONE)
    block.tools.key("down", Modifiers.SHIFT)
    assert bounds(block) == Rect(61, 80, 40, 20)


def test_only_the_selected_part_goes_and_the_selection_with_it(block: Hand) -> None:
    block.tools.cancel()
    selecting.set_selection(block.doc, masks.rectangle((200, 160), 80, 70, 100, 90))
    block.take("transform")
    block.drag((90, 80), (90, 130))
    block.tools.key("enter")
    assert block.alpha(70, 80) == 255
    assert block.alpha(90, 80) == 0
    assert block.alpha(90, 130) == 255
    assert block.selected(90, 130) == 255
    assert block.selected(90, 80) == 0
    block.workbench.undo()
    assert block.alpha(90, 80) == 255
    assert block.selected(90, 80) == 255


def test_a_group_is_transformed_with_masks(block: Hand) -> None:
    block.tools.cancel()
    layer = block.layer
    group = commands.new_group(block.doc)
    commands.add_mask(block.doc, layer.id)
    block.take("transform")
    block.drag((80, 80), (90, 80))
    block.tools.key("enter")
    found = block.doc.find(group.id)
    assert isinstance(found, Group)
    child = found.children[0]
    assert isinstance(child, Layer)
    assert child.pixels.content_bounds() == Rect(70, 70, 40, 20)


def test_undo_and_other_commands_put_it_down_first(block: Hand) -> None:
    block.drag((80, 80), (90, 80))
    block.workbench.undo()
    assert bounds(block) == Rect(60, 70, 40, 20)
    assert block.tools.active.id == "brush"
    block.workbench.redo()
    assert bounds(block) == Rect(70, 70, 40, 20)


def test_another_tool_or_layer_puts_it_down(block: Hand) -> None:
    block.drag((80, 80), (90, 80))
    block.take("move")
    assert [entry.label for entry in block.doc.history.entries] == ["Transform"]
    block.take("transform")
    block.drag((90, 80), (100, 80))
    block.doc.activate(block.doc.layers[0].id)
    assert len(block.doc.history.entries) == 2
    assert block.tools.active.id == "move"


def test_another_document_puts_it_down(block: Hand) -> None:
    doc = block.doc
    block.drag((80, 80), (90, 80))
    block.workbench.new(50, 50)
    assert [entry.label for entry in doc.history.entries] == ["Transform"]
    assert block.tools.active.id == "brush"


def test_an_empty_or_locked_layer_is_refused_in_words(hand: Hand) -> None:
    hand.take("transform")
    assert "empty" in hand.notices[-1].text
    assert hand.tools.active.id == "brush"
    commands.set_locked(hand.doc, hand.doc.active_id, locked=True)
    hand.take("transform")
    assert "locked" in hand.notices[-1].text


def test_a_half_transparent_layer_keeps_its_colour_at_the_rim(block: Hand) -> None:
    block.drag((120, 80), (118, 95))
    block.tools.key("enter")
    pixels = block.layer.pixels.read(block.doc.bounds)
    rim = pixels[(pixels[..., 3] > 0) & (pixels[..., 3] < 255)]
    assert rim[:, 0].min() > 240


def warp(block: Hand) -> None:
    block.tools.options.set("transform", "mode", "warp")


def test_warping_pulls_points_of_a_net(block: Hand) -> None:
    warp(block)
    shapes = block.tools.active.shapes()
    assert sum(isinstance(shape, Handle) for shape in shapes) == 16
    block.press((100, 90))
    block.move((120, 110))
    (floating,) = [shape for shape in block.tools.active.shapes() if isinstance(shape, Floating)]
    assert floating.rect.right >= 118
    block.release((120, 110))
    assert bounds(block).right == 120
    assert bounds(block).x == 60, "the other corners stay"
    assert block.tools.key("enter")
    assert [entry.label for entry in block.doc.history.entries] == ["Transform"]
    block.workbench.undo()
    assert bounds(block) == Rect(60, 70, 40, 20)


def test_the_inside_of_a_net_can_be_pulled_and_it_turns_from_outside(block: Hand) -> None:
    warp(block)
    block.drag((80, 80), (80, 86))
    frame = tool(block).frame
    assert frame is not None
    assert frame.mesh is not None
    middle = np.array([0.5])
    np.testing.assert_allclose(frame.mesh.surface(middle, middle).ravel(), (80, 86), atol=0.5)
    block.drag((150, 80), (80, 150))
    assert number(block, "angle_deg") == 90


def test_a_bent_layer_is_taken_up_as_it_was_left(block: Hand) -> None:
    warp(block)
    block.drag((100, 90), (120, 110))
    bent = tool(block).frame
    assert bent is not None
    assert block.tools.key("enter")
    block.take("transform")
    frame = tool(block).frame
    assert frame is not None
    assert frame.mesh == bent.mesh
    assert sum(isinstance(shape, Handle) for shape in block.tools.active.shapes()) == 16


def test_scaling_again_tells_the_size_of_the_original(block: Hand) -> None:
    block.drag((100, 90), (70, 75))
    assert number(block, "width_share") == 25
    assert block.tools.key("enter")
    block.take("transform")
    assert number(block, "width_share") == 25
    block.drag((70, 75), (100, 90))
    assert block.tools.key("enter")
    assert (block.layer.pixels.read(Rect(60, 70, 40, 20)) == (255, 0, 0, 255)).all()
    assert bounds(block) == Rect(60, 70, 40, 20)


def test_another_mode_works_on_what_is_bent(block: Hand) -> None:
    warp(block)
    block.drag((100, 90), (120, 110))
    block.tools.options.set("transform", "mode", "scale")
    assert sum(isinstance(shape, Handle) for shape in block.tools.active.shapes()) == 8
    block.press((80, 80))
    block.move((90, 95))
    (floating,) = [shape for shape in block.tools.active.shapes() if isinstance(shape, Floating)]
    assert floating.matrix[:2, 2].tolist() == [10, 15]
    block.release((90, 95))
    assert bounds(block).x == 70
