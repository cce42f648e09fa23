"""What is drawn over the picture: masks, ants, grid, shapes; and one picture of it all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from editor.api import Rect
from editor.document import TileGrid, commands, selecting
from editor.document import selection as masks
from editor.ui.canvas import CanvasView
from editor.ui.canvas.ants import outlines
from editor.workbench import Workbench
from tests.ui.shots import whole

SNAPSHOT = Path(__file__).parent / "snapshots" / "canvas.png"


def shot(view: CanvasView) -> np.ndarray:
    """What the view shows, RGB `int16 (H, W, 3)`."""
    image = whole(view).convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[..., :3].astype(np.int16)


def view_slices(view: CanvasView, doc_rect: Rect) -> tuple[slice, slice]:
    left, top, right, bottom = (round(v) for v in view.viewport.rect_to_view(doc_rect))
    return slice(top, bottom), slice(left, right)


def select(view: CanvasView, rect: Rect) -> None:
    doc = view.workbench.require_document()
    size = (doc.width, doc.height)
    mask = masks.rectangle(size, rect.x, rect.y, rect.right, rect.bottom)
    selecting.set_selection(doc, mask)


def test_the_quick_mask_is_tinted_and_hatched_where_it_selects(view: CanvasView) -> None:
    select(view, Rect(40, 40, 80, 60))
    view.tools.choose("mask")
    inside = shot(view)[view_slices(view, Rect(50, 50, 60, 40))]
    outside = shot(view)[view_slices(view, Rect(140, 20, 40, 100))]
    assert (inside[..., 0] - inside[..., 1]).mean() > 40
    assert len(np.unique(inside.reshape(-1, 3), axis=0)) >= 3
    assert (outside == 255).all()


def test_all_of_a_mask_is_tinted_on_a_page_larger_than_the_view(
    view: CanvasView, workbench: Workbench
) -> None:
    workbench.new(3000, 2000)
    view.zoom_to_fit()
    select(view, Rect(2000, 1500, 900, 400))
    view.tools.choose("mask")
    for doc_rect in (Rect(2050, 1550, 300, 300), Rect(2550, 1550, 300, 300)):
        inside = shot(view)[view_slices(view, doc_rect)]
        assert (inside[..., 0] - inside[..., 1]).mean() > 40
    view.zoom_to_rect(Rect(2800, 1800, 200, 150))
    inside = shot(view)[view_slices(view, Rect(2820, 1820, 60, 60))]
    assert (inside[..., 0] - inside[..., 1]).mean() > 40


def test_a_mask_shows_upon_a_picture_of_its_own_colour(view: CanvasView) -> None:
    doc = view.workbench.require_document()
    commands.add_layer(
        doc, np.full((160, 200, 4), (232, 64, 72, 255), np.uint8), x=0, y=0, name="", label="Add"
    )
    select(view, Rect(40, 40, 80, 60))
    view.tools.choose("mask")
    inside = shot(view)[view_slices(view, Rect(50, 50, 60, 40))]
    assert np.ptp(inside.sum(axis=2)) > 100


def test_a_layer_mask_is_tinted_where_it_hides_and_only_on_the_page(view: CanvasView) -> None:
    select(view, Rect(0, 0, 100, 160))
    doc = view.workbench.require_document()
    commands.add_mask(doc, doc.active_id)
    selecting.deselect(doc)
    view.rotate_by(90)
    around = shot(view)
    view.tools.edit_mask(on=True)
    tinted = shot(view)
    hidden = tinted[view_slices(view, Rect(110, 10, 80, 140))]
    shown = tinted[view_slices(view, Rect(10, 10, 80, 140))]
    assert (hidden[..., 2] - hidden[..., 0]).mean() > 40
    assert (shown == 255).all()
    view.rotate_by(-60)
    assert (shot(view)[5:25, 5:25] == around[5:25, 5:25]).all()


def test_outlines_run_along_pixel_edges_around_parts_and_holes() -> None:
    mask = TileGrid(channels=1)
    mask.write(Rect(10, 20, 30, 40), np.full((40, 30), 255, np.uint8))
    mask.write(Rect(20, 30, 5, 5), np.zeros((5, 5), np.uint8))
    lines = outlines(mask, Rect(0, 0, 512, 512), 0)
    boxes = sorted((*line.min(axis=0), *line.max(axis=0)) for line in lines)
    assert boxes == [(10, 20, 40, 60), (20, 30, 25, 35)]


def test_outlines_far_away_are_coarse_but_in_place() -> None:
    mask = TileGrid(channels=1)
    mask.write(Rect(512, 1024, 2048, 1024), np.full((1024, 2048), 255, np.uint8))
    (line,) = outlines(mask, Rect(0, 0, 8192, 8192), 3)
    assert (*line.min(axis=0), *line.max(axis=0)) == (512, 1024, 2560, 2048)


def test_the_pixel_grid_appears_from_eight_hundred_percent(view: CanvasView) -> None:
    view.zoom_to(7.0)
    assert (shot(view) == 255).all()
    view.zoom_to(8.0)
    assert len(np.unique(shot(view).reshape(-1, 3), axis=0)) >= 2


def test_transparency_shows_a_checkerboard(view: CanvasView, workbench: Workbench) -> None:
    workbench.new(200, 160, background=None)
    view.zoom_to_actual_size()
    page = shot(view)[view_slices(view, Rect(0, 0, 200, 160))]
    assert len(np.unique(page.reshape(-1, 3), axis=0)) == 2


def test_it_looks_as_it_did(view: CanvasView) -> None:
    """Paint, a selection, its run brackets and a crop frame; small differences are borne."""
    doc = view.workbench.require_document()
    y, x = np.mgrid[0:160, 0:200]
    rgba = np.dstack([x, y, 255 - x, np.where((x - 90) ** 2 + (y - 80) ** 2 < 4000, 255, 0)])
    commands.add_layer(doc, rgba.astype(np.uint8), x=0, y=0, name="", label="Add")
    select(view, Rect(60, 40, 90, 70))
    view.tools.choose("crop")
    view.tools.press(view.pointing._pointer((120.0, 90.0)))
    view.tools.release(view.pointing._pointer((280.0, 200.0)))
    seen = shot(view)[:190]
    before = QImage(str(SNAPSHOT)).convertToFormat(QImage.Format.Format_RGBA8888)
    kept = np.frombuffer(before.constBits(), np.uint8).reshape(300, 400, 4)[:190, :, :3]
    difference = np.abs(seen - kept.astype(np.int16))
    assert difference.mean() < 1.0
    assert (difference.max(axis=2) > 40).mean() < 0.01
