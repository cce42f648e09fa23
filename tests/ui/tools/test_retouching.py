"""Clone, heal, smudge, focus and tone, in the hand."""

from __future__ import annotations

import numpy as np
import pytest

from editor.api import Rect
from editor.document import commands, fill, selecting
from editor.document import selection as masks
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Line
from tests.ui.tools.hand import Hand


@pytest.fixture
def halves(hand: Hand) -> Hand:
    """A layer that is red on the left and blue on the right."""
    pixels = np.full((160, 200, 4), (200, 40, 40, 255), np.uint8)
    pixels[:, 100:] = (40, 40, 200, 255)
    commands.add_layer(hand.doc, pixels, x=0, y=0, name="Halves", label="Add")
    return hand


def steps(hand: Hand) -> list[str]:
    return [entry.label for entry in hand.doc.history.entries][1:]


def test_clone_copies_from_the_chosen_place(halves: Hand) -> None:
    halves.take("clone", size_px=20, hardness=1.0)
    halves.click((30, 80), Modifiers.ALT)
    halves.drag((150, 80), (160, 80))
    assert halves.pixel(155, 80) == (200, 40, 40, 255)
    assert halves.pixel(155, 120) == (40, 40, 200, 255)
    assert steps(halves) == ["Clone"]
    halves.workbench.undo()
    assert halves.pixel(155, 80) == (40, 40, 200, 255)


def test_clone_does_not_copy_what_it_has_just_painted(halves: Hand) -> None:
    halves.layer.pixels.write(Rect(20, 70, 10, 20), np.full((20, 10, 4), 255, np.uint8))
    halves.take("clone", size_px=10, hardness=1.0)
    halves.click((25, 80), Modifiers.ALT)
    halves.drag((45, 80), (65, 80), (85, 80))
    assert halves.pixel(45, 80) == (255, 255, 255, 255)
    assert halves.pixel(65, 80) == (200, 40, 40, 255)


def test_an_aligned_source_goes_on_and_a_fixed_one_returns(halves: Hand) -> None:
    halves.take("clone", size_px=10, hardness=1.0, aligned=True)
    halves.click((90, 20), Modifiers.ALT)
    halves.click((20, 100))
    halves.click((50, 100))
    assert halves.pixel(50, 100) == (40, 40, 200, 255), "thirty to the right of the source"
    halves.take("clone", aligned=False)
    halves.click((180, 100))
    assert halves.pixel(180, 100) == (200, 40, 40, 255), "the source itself again"


def test_clone_asks_for_a_source_and_shows_it(halves: Hand) -> None:
    halves.take("clone")
    halves.click((50, 50))
    assert "source" in halves.notices[-1].text
    assert halves.tools.active.shapes() == []
    halves.click((30, 30), Modifiers.ALT)
    assert sum(isinstance(shape, Line) for shape in halves.tools.active.shapes()) == 2
    assert steps(halves) == []


def test_clone_from_all_layers_fills_an_empty_one(halves: Hand) -> None:
    commands.new_layer(halves.doc)
    halves.take("clone", size_px=20, hardness=1.0, all_layers=True)
    halves.click((30, 80), Modifiers.ALT)
    halves.click((150, 80))
    assert halves.pixel(150, 80) == (200, 40, 40, 255)
    assert halves.alpha(100, 20) == 0


def test_heal_mends_a_spot_at_the_end_of_the_stroke(halves: Hand) -> None:
    halves.layer.pixels.write(Rect(45, 75, 8, 8), np.zeros((8, 8, 4), np.uint8) + 255)
    halves.take("heal", size_px=24, hardness=1.0)
    halves.press((49, 79))
    shade = halves.pixel(49, 79)
    assert shade != (255, 255, 255, 255), "shows where it was"
    halves.release((49, 79))
    assert halves.pixel(49, 79) == pytest.approx((200, 40, 40, 255), abs=3)
    assert halves.pixel(150, 79) == (40, 40, 200, 255)
    assert steps(halves) == ["Heal"]
    halves.workbench.undo()
    assert halves.pixel(49, 79) == (255, 255, 255, 255)


def test_heal_given_up_leaves_no_shade(halves: Hand) -> None:
    before = halves.layer.pixels.read(halves.doc.bounds)
    halves.take("heal")
    halves.press((49, 79))
    halves.move((80, 79))
    halves.tools.cancel()
    assert (halves.layer.pixels.read(halves.doc.bounds) == before).all()


def test_smudge_drags_one_colour_into_the_other(halves: Hand) -> None:
    halves.take("smudge", size_px=20, opacity=0.9)
    halves.drag((80, 80), (100, 80), (115, 80))
    red, _, blue, alpha = halves.pixel(108, 80)
    assert red > 90
    assert blue < 160
    assert alpha == 255
    assert halves.pixel(160, 80) == (40, 40, 200, 255)
    assert steps(halves) == ["Smudge"]
    halves.workbench.undo()
    assert halves.pixel(108, 80) == (40, 40, 200, 255)


def test_smudge_into_nothing_keeps_the_colour(halves: Hand) -> None:
    selecting.set_selection(halves.doc, masks.rectangle((200, 160), 100, 0, 200, 160))
    fill.clear(halves.doc)
    selecting.deselect(halves.doc)
    halves.take("smudge", size_px=20, opacity=0.9)
    halves.drag((80, 80), (100, 80), (112, 80))
    red, green, blue, alpha = halves.pixel(104, 80)
    assert alpha > 60
    assert (red, green, blue) == (pytest.approx(200, abs=3), pytest.approx(40, abs=3), blue)


def test_blur_softens_an_edge_and_sharpen_does_the_opposite(halves: Hand) -> None:
    halves.take("focus", size_px=60, hardness=1.0, opacity=1.0, radius_px=4)
    halves.drag((100, 60), (100, 100))
    assert 90 < halves.pixel(99, 80)[0] < 170
    blurred = halves.pixel(96, 80)[0]
    halves.drag((100, 60), (100, 100), held=Modifiers.ALT)
    assert halves.pixel(96, 80)[0] > blurred
    assert steps(halves) == ["Blur brush", "Sharpen brush"]


def test_dodge_lightens_burn_darkens_and_sponges_change_colour(halves: Hand) -> None:
    halves.take("tone", size_px=30, hardness=1.0, opacity=1.0, among="midtones")
    halves.click((30, 30))
    assert sum(halves.pixel(30, 30)[:3]) > 280 + 60
    halves.click((30, 90), Modifiers.ALT)
    assert sum(halves.pixel(30, 90)[:3]) < 280 - 60
    halves.take("tone", tone="desaturate")
    halves.click((70, 30))
    red, green, _, _ = halves.pixel(70, 30)
    assert red - green < 160 * 0.6
    assert steps(halves) == ["Dodge", "Burn", "Desaturate"]


@pytest.mark.parametrize("tool", ["clone", "heal", "smudge", "focus", "tone"])
def test_the_selection_and_locks_are_kept(halves: Hand, tool: str) -> None:
    selecting.set_selection(halves.doc, masks.rectangle((200, 160), 0, 0, 100, 160))
    before = halves.layer.pixels.read(halves.doc.bounds)
    halves.take(tool, size_px=40, hardness=1.0)
    if tool == "clone":
        halves.click((60, 40), Modifiers.ALT)
    halves.drag((90, 80), (110, 90), (115, 100))
    after = halves.layer.pixels.read(halves.doc.bounds)
    assert (after[:, 100:] == before[:, 100:]).all()
    commands.set_locked(halves.doc, halves.doc.active_id, locked=True)
    entries = len(halves.doc.history.entries)
    halves.drag((20, 80), (30, 90))
    assert len(halves.doc.history.entries) == entries
    assert "locked" in halves.notices[-1].text


def test_strokes_across_tiles_and_beyond_the_page(halves: Hand) -> None:
    halves.workbench.new(700, 600)
    halves.doc.activate(halves.doc.layers[0].id)
    commands.set_locked(halves.doc, halves.doc.active_id, locked=False)
    for tool in ("heal", "smudge", "focus", "tone"):
        halves.take(tool, size_px=60)
        halves.drag((-20, -20), (512, 512), (720, 620))
    assert not [notice for notice in halves.notices if notice.level == "error"]
    assert (halves.layer.pixels.read(halves.doc.bounds)[..., 3] == 255).all()
