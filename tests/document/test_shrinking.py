from __future__ import annotations

import cv2
import numpy as np
import pytest

from editor.api import Rect
from editor.document import shrinking
from editor.document.shrinking import shrunk
from editor.document.tiles import TILE, TileGrid
from editor.document.warping import warped

SIZES = [((900, 1200), (450, 600)), ((900, 1200), (300, 500)), ((903, 700), (301, 13))]


def averages(pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Straight RGBA or a mask averaged in double precision, hidden colours left out."""
    exact = pixels.astype(np.float64)
    if pixels.ndim == 2:
        return cv2.resize(exact, size, interpolation=cv2.INTER_AREA)
    exact[..., :3] *= exact[..., 3:]
    means = cv2.resize(exact, size, interpolation=cv2.INTER_AREA)
    means[..., :3] /= np.maximum(means[..., 3:], 1e-9)
    return means


def noise(height: int, width: int, kind: str) -> np.ndarray:
    random = np.random.default_rng(7)
    pixels = random.integers(0, 256, (height, width, 4), np.uint8)
    if kind == "opaque":
        pixels[..., 3] = 255
    elif kind == "faint":
        pixels[..., 3] = random.integers(0, 4, (height, width))
    return pixels[..., 0].copy() if kind == "mask" else pixels


@pytest.mark.parametrize("kind", ["opaque", "soft", "faint", "mask"])
@pytest.mark.parametrize(("old", "new"), SIZES)
def test_each_pixel_is_the_mean_of_those_it_replaces(
    old: tuple[int, int], new: tuple[int, int], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shrinking, "_STRIP_BYTES", 64 * 1024)
    pixels = noise(*old, kind)
    grid = TileGrid(1 if kind == "mask" else 4)
    grid.write(Rect(0, 0, old[1], old[0]), pixels)
    rect, goal = Rect(0, 0, old[1], old[0]), Rect(-40, 30, new[1], new[0])
    found = shrunk(grid, rect, goal).read(goal).astype(np.float64)
    exact = averages(pixels, goal.size)
    seen = np.ones(goal.size[::-1], bool) if kind == "mask" else found[..., 3] > 0
    # Half a level of rounding, and what OpenCV's single precision adds to it.
    assert np.abs(found - exact)[seen].max() < 0.52


def test_scaling_a_layer_to_half_is_that_and_nothing_more() -> None:
    pixels = noise(600, 700, "soft")
    grid = TileGrid()
    grid.write(Rect(2, 4, 700, 600), pixels)
    goal = Rect(1, 2, 350, 300)
    found = warped(grid, np.diag([0.5, 0.5, 1.0]), "cubic").read(goal).astype(np.float64)
    assert np.abs(found - averages(pixels, goal.size)).max() < 0.52


def test_where_nothing_is_no_tiles_are_made() -> None:
    grid = TileGrid()
    grid.fill(Rect(0, 0, 10, 10), (9, 8, 7, 255))
    far = 9 * TILE
    grid.fill(Rect(far - 10, far - 10, 10, 10), (9, 8, 7, 255))
    out = shrunk(grid, Rect(0, 0, far, far), Rect(0, 0, far // 3, far // 3))
    assert set(out.keys()) == {(0, 0), (2, 2)}


def test_opaque_pixels_stay_as_opaque_and_as_white_as_they_were() -> None:
    grid = TileGrid()
    grid.fill(Rect(0, 0, 1000, 800), (255, 255, 255, 255))
    goal = Rect(0, 0, 300, 80)
    assert (shrunk(grid, Rect(0, 0, 1000, 800), goal).read(goal) == 255).all()
