"""The brush: coverage, wash and flow, straight colours, erasing, masks and the selection."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from editor.api import FigmentError, Rect
from editor.document import Document, Group, Layer, TileGrid
from editor.document.brush import Brush, Stroke
from editor.document.selecting import set_selection

RED = (200, 30, 10)
HARD = Brush(size_px=20, hardness=1.0, pressure_size=False, color=RED)


@pytest.fixture
def doc() -> Document:
    doc = Document(800, 700)
    doc.layers.append(Layer(name="Ink", id="ink"))
    doc.active_id = "ink"
    return doc


def ink(doc: Document) -> Layer:
    node = doc.find("ink")
    assert isinstance(node, Layer)
    return node


def line(doc: Document, brush: Brush, *points: tuple[float, ...], target: Any = "pixels") -> Stroke:
    stroke = Stroke(doc, brush, node_id="ink", target=target)
    stroke.begin(*points[0])
    for point in points[1:]:
        stroke.move(*point)
    return stroke


def page(doc: Document) -> np.ndarray:
    return ink(doc).pixels.read(doc.bounds)


def test_a_hard_line_is_solid_and_clean_at_its_rim(doc: Document) -> None:
    line(doc, HARD, (100.5, 100.5), (400.5, 100.5)).end()
    picture = page(doc)
    assert (picture[95:106, 100:400] == (*RED, 255)).all()
    assert not picture[88:90].any()
    seen = picture[..., 3] > 0
    assert (picture[seen][:, :3] == RED).all(), "no dark fringe where the layer was empty"


def test_a_stroke_crosses_tiles_without_a_seam(doc: Document) -> None:
    line(doc, HARD, (505, 505), (520, 520)).end()
    assert (page(doc)[510:515, 510:515, 3] == 255).all()


def test_sub_pixel_position_moves_the_weight(doc: Document) -> None:
    line(doc, Brush(size_px=3, hardness=1, pressure_size=False), (50.75, 50.5)).end()
    alpha = page(doc)[50, 45:56, 3].astype(float)
    center = (alpha * (np.arange(45, 56) + 0.5)).sum() / alpha.sum()
    assert center == pytest.approx(50.75, abs=0.15)


def test_opacity_caps_a_stroke_that_crosses_itself(doc: Document) -> None:
    half = Brush(size_px=30, hardness=1, opacity=0.5, pressure_size=False, color=RED)
    line(doc, half, (100, 100), (200, 100), (100, 100), (200, 100)).end()
    assert page(doc)[..., 3].max() == 128
    line(doc, half, (100, 100), (200, 100)).end()
    assert page(doc)[100, 150, 3] == 192, "a second stroke adds to the first"


def test_flow_builds_up_within_a_stroke(doc: Document) -> None:
    weak = Brush(size_px=30, hardness=1, flow=0.1, spacing=0.5, pressure_size=False)
    line(doc, weak, (100, 100)).end()
    once = int(page(doc)[100, 100, 3])
    line(doc, weak, (200, 100), (260, 100), (200, 100)).end()
    assert once == pytest.approx(26, abs=1)
    assert page(doc)[100, 230, 3] > 2 * once


def test_pressure_caps_opacity_however_dense_the_dabs(doc: Document) -> None:
    pen = Brush(size_px=30, hardness=1, spacing=0.02, pressure_size=False, pressure_opacity=True)
    line(doc, pen, (100, 100, 0.3), (200, 100, 0.3)).end()
    assert page(doc)[..., 3].max() == pytest.approx(0.3 * 255, abs=1)


def test_pressure_sets_the_width(doc: Document) -> None:
    pen = Brush(size_px=40, hardness=1)
    line(doc, pen, (100, 100, 0.25), (300, 100, 1.0)).end()
    widths = (page(doc)[..., 3] > 127).sum(axis=0)
    assert widths[110] < 16
    assert widths[295] > 36


def test_smoothing_still_ends_where_the_hand_is(doc: Document) -> None:
    steady = Brush(size_px=10, hardness=1, smoothing=0.8, pressure_size=False, color=RED)
    stroke = line(doc, steady, (100, 100), (150, 180), (300, 120), (400, 300))
    assert not page(doc)[298:302, 398:402, 3].any(), "it lags while it is drawn"
    stroke.end()
    assert page(doc)[300, 400, 3] == 255


def test_erasing_keeps_colours_and_takes_alpha(doc: Document) -> None:
    ink(doc).pixels.write(doc.bounds, np.full((700, 800, 4), (9, 8, 7, 255), np.uint8))
    eraser = Brush(size_px=60, hardness=0, mode="erase", pressure_size=False)
    line(doc, eraser, (300, 300), (320, 300)).end()
    picture = page(doc)
    assert picture[300, 310, 3] == 0
    assert (picture[..., :3] == (9, 8, 7)).all()
    assert picture[0, 0, 3] == 255


def test_colour_hidden_under_transparency_does_not_bleed(doc: Document) -> None:
    ink(doc).pixels.write(doc.bounds, np.full((700, 800, 4), (0, 255, 0, 0), np.uint8))
    line(doc, Brush(size_px=80, hardness=0, color=RED, pressure_size=False), (200, 200)).end()
    picture = page(doc)
    seen = picture[..., 3] > 0
    assert (np.abs(picture[seen][:, :3].astype(int) - RED) <= 1).all()
    assert (picture[~seen] == (0, 255, 0, 0)).all(), "untouched pixels stay to the byte"


def test_an_absent_tile_is_painted_as_a_clear_one(doc: Document) -> None:
    soft = Brush(size_px=80, hardness=0.2, flow=0.6, color=RED, pressure_size=False)
    line(doc, soft, (200, 200), (300, 260)).end()
    absent = page(doc)
    doc.history.undo()
    ink(doc).pixels.write(doc.bounds, np.zeros((700, 800, 4), np.uint8))
    line(doc, soft, (200, 200), (300, 260)).end()
    assert (absent == page(doc)).all()


def test_locked_alpha_colours_only_what_is_there(doc: Document) -> None:
    ink(doc).pixels.write(Rect(100, 100, 50, 50), np.full((50, 50, 4), (1, 2, 3, 120), np.uint8))
    ink(doc).alpha_locked = True
    before = page(doc)[..., 3]
    line(doc, HARD, (90, 125), (200, 125)).end()
    assert (page(doc)[..., 3] == before).all()
    assert (page(doc)[125, 110:140, :3] == RED).all()
    line(doc, Brush(mode="erase"), (90, 125), (200, 125)).end()
    assert (page(doc)[..., 3] == before).all()


def test_the_selection_limits_paint(doc: Document) -> None:
    mask = np.zeros((700, 800), np.uint8)
    mask[:, 150:] = 255
    mask[:, 140:150] = 128
    set_selection(doc, mask)
    line(doc, HARD, (100, 100), (200, 100)).end()
    alpha = page(doc)[100, :, 3]
    assert not alpha[:140].any()
    assert alpha[145] == 128
    assert alpha[160] == 255


def test_mask_target_paints_by_lightness(doc: Document) -> None:
    mask = ink(doc).mask = TileGrid(channels=1)
    mask.write(doc.bounds, np.full((700, 800), 255, np.uint8))
    line(doc, HARD, (100, 100), (200, 100), target="mask").end()
    black = Brush(size_px=20, hardness=1, pressure_size=False, color=(0, 0, 0))
    line(doc, black, (100, 300), (200, 300), target="mask").end()
    grid = ink(doc).mask
    assert grid is not None
    assert grid.read(Rect(150, 100, 1, 1))[0, 0] == 79
    assert grid.read(Rect(150, 300, 1, 1))[0, 0] == 0


def test_selection_target_selects_and_deselects(doc: Document) -> None:
    line(doc, HARD, (100, 100), (200, 100), target="selection").end()
    assert doc.selection.bounds() == Rect(90, 90, 121, 21).intersect(doc.selection.bounds())
    assert doc.selection.read(Rect(150, 100, 1, 1))[0, 0] == 255
    wipe = Brush(size_px=400, hardness=1, mode="erase", pressure_size=False)
    line(doc, wipe, (150, 100), target="selection").end()
    assert doc.selection.is_empty
    doc.history.undo()
    assert not doc.selection.is_empty
    doc.history.undo()
    assert doc.selection.is_empty


def test_a_stroke_is_one_step_and_undo_restores_absent_tiles(doc: Document) -> None:
    line(doc, HARD, (10, 10), (700, 650)).end()
    after = page(doc)
    assert [entry.label for entry in doc.history.entries] == ["Brush"]
    doc.history.undo()
    assert not list(ink(doc).pixels.keys())
    doc.history.redo()
    assert (page(doc) == after).all()


def test_cancel_leaves_no_trace(doc: Document) -> None:
    stroke = line(doc, HARD, (10, 10), (600, 600))
    stroke.cancel()
    assert not list(ink(doc).pixels.keys())
    assert not doc.history.can_undo
    assert stroke.move(5, 5).is_empty


def test_undo_during_a_stroke_ends_it_first(doc: Document) -> None:
    stroke = line(doc, HARD, (10, 10), (100, 100))
    doc.history.undo()
    assert not page(doc).any()
    assert stroke.move(200, 200).is_empty
    assert not stroke.end()
    doc.history.redo()
    assert page(doc)[50, 50, 3] == 255


def test_nothing_changed_is_no_step(doc: Document) -> None:
    assert not line(doc, Brush(mode="erase"), (10, 10), (50, 50)).end()
    assert not doc.history.can_undo


def test_dirty_rectangles_hold_every_change(doc: Document) -> None:
    told: list[Rect] = []
    doc.pixels_changed.connect(told.append)
    before = page(doc)
    stroke = Stroke(doc, Brush(size_px=33, smoothing=0.4), node_id="ink", target="pixels")
    returned = stroke.begin(300.3, 200.7).union(stroke.move(420, 333)).union(stroke.move(400, 99))
    changed = (page(doc) != before).any(axis=2)
    changed[returned.slices()] = False
    assert not changed.any()
    assert returned == told[0].union(told[1]).union(told[2])
    stroke.cancel()


@pytest.mark.parametrize("what", ["locked", "hidden", "group locked", "group", "no mask", "gone"])
def test_what_cannot_be_painted_says_why(doc: Document, what: str) -> None:
    layer = ink(doc)
    group = Group(name="Folder", id="folder", children=[layer])
    doc.layers[:] = [group]
    layer.locked = what == "locked"
    layer.visible = what != "hidden"
    group.locked = what == "group locked"
    node_id = {"group": "folder", "gone": "nowhere"}.get(what, "ink")
    with pytest.raises(FigmentError) as error:
        Stroke(doc, HARD, node_id=node_id, target="mask" if what == "no mask" else "pixels")
    assert error.value.text.endswith(".")
    assert error.value.hint
