"""Nets of points, and pixels bent by them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.api import FigmentError, Rect
from editor.document import TileGrid
from editor.document.meshes import SIDE, Bend, Mesh
from editor.document.originals import bent_picture, transformed

RECT = Rect(600, 40, 200, 120)


def plasma(rect: Rect) -> TileGrid:
    random = np.random.default_rng(3)
    small = random.integers(0, 256, (8, 10, 3), np.uint8)
    pixels = np.full((rect.height, rect.width, 4), 255, np.uint8)
    pixels[..., :3] = cv2.resize(small, rect.size, interpolation=cv2.INTER_CUBIC)
    grid = TileGrid()
    grid.write(rect, pixels)
    return grid


def test_a_flat_mesh_changes_no_pixel() -> None:
    grid = plasma(RECT)
    out = transformed(grid, np.eye(3), "cubic", mesh=Mesh.over(RECT))
    np.testing.assert_array_equal(out.read(RECT), grid.read(RECT))
    assert out.content_bounds() == RECT


@pytest.mark.parametrize("resampling", ["nearest", "linear", "cubic", "lanczos"])
def test_a_mesh_that_only_moves_is_a_move(resampling: str) -> None:
    grid = plasma(RECT)
    mesh = Mesh.over(RECT).moved(dict.fromkeys(range(SIDE**2), (-90.0, 7.0)))
    out = transformed(grid, np.eye(3), resampling, mesh=mesh)
    assert out.content_bounds() == RECT.translated(-90, 7)
    np.testing.assert_array_equal(out.read(RECT.translated(-90, 7)), grid.read(RECT))


def test_a_mesh_under_a_matrix_is_as_both_after_each_other() -> None:
    grid, mesh = plasma(RECT), Mesh.over(RECT).moved({5: (18.0, -12.0), 10: (-9.0, 20.0)})
    matrix = np.array([[1.0, 0.2, -100], [-0.1, 0.9, 90], [0, 0, 1]])
    at_once = transformed(grid, matrix, "linear", mesh=mesh)
    bent = transformed(grid, np.eye(3), "linear", mesh=mesh)
    after = transformed(bent, matrix, "linear")
    inner = at_once.content_bounds()
    inner = Rect(inner.x + 20, inner.y + 20, inner.width - 40, inner.height - 40)
    apart = np.abs(at_once.read(inner).astype(int) - after.read(inner))
    assert apart.mean() < 2


def test_points_lie_on_the_surface() -> None:
    mesh = Mesh.over(RECT).moved({5: (30.0, -10.0), 0: (5.0, 5.0)})
    steps = np.linspace(0, 1, SIDE)
    np.testing.assert_allclose(mesh.surface(steps, steps).reshape(-1, 2), mesh.points, atol=1e-9)


@settings(max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(-50, 50), st.floats(-50, 50), st.integers(0, 15))
def test_what_is_pulled_follows(u: float, v: float, dx: float, dy: float, index: int) -> None:
    mesh = Mesh.over(RECT).moved({index: (11.0, -7.0)})
    pulled = mesh.pulled((u, v), (dx, dy))
    place = np.array([u]), np.array([v])
    step = (pulled.surface(*place) - mesh.surface(*place)).ravel()
    np.testing.assert_allclose(step, (dx, dy), atol=1e-6)


def test_its_rims_are_smooth_and_nothing_hidden_comes_through() -> None:
    grid = TileGrid()
    pixels = np.zeros((120, 200, 4), np.uint8)
    pixels[..., 0] = 255  # hidden red around what is green
    pixels[20:-20, 20:-20] = (0, 255, 0, 255)
    grid.write(RECT, pixels)
    mesh = Mesh.over(Rect(620, 60, 160, 80)).moved({1: (3.0, 14.0)})
    out = transformed(grid, np.eye(3), "linear", mesh=mesh).read(RECT)
    seen = out[out[..., 3] > 40]
    assert (seen[:, 1] > 240).all()
    assert (seen[:, 0] < 15).all()
    assert ((out[..., 3] > 0) & (out[..., 3] < 255)).any()


def test_a_mask_is_bent_like_the_pixels() -> None:
    mask = TileGrid(channels=1)
    mask.write(RECT, np.full((120, 200), 255, np.uint8))
    out = transformed(mask, np.eye(3), "linear", mesh=Mesh.over(RECT).moved({5: (0.0, -40.0)}))
    assert out.channels == 1
    assert out.read(RECT)[60, 100] == 255


def test_what_gets_much_smaller_is_averaged() -> None:
    grid = TileGrid()
    checks = ((np.indices((120, 200)).sum(axis=0) % 2) * 255).astype(np.uint8)
    grid.write(RECT, np.dstack([checks] * 3 + [np.full_like(checks, 255)]))
    mesh = Mesh.over(RECT).moved({5: (2.0, 2.0)})
    out = transformed(grid, np.diag([0.25, 0.25, 1.0]), "cubic", mesh=mesh)
    seen = out.read(Rect(160, 20, 20, 15))[..., 0].astype(int)
    assert (abs(seen - 127) < 30).all()


def test_inside_out_and_too_large_are_told() -> None:
    grid = plasma(RECT)
    with pytest.raises(FigmentError, match="inside out"):
        transformed(grid, np.diag([1.0, 1.0, -1.0]), "linear", mesh=Mesh.over(RECT))
    with pytest.raises(FigmentError, match="at most"):
        transformed(grid, np.diag([1000.0, 1.0, 1.0]), "linear", mesh=Mesh.over(RECT))
    empty = transformed(TileGrid(), np.eye(3), "linear", mesh=Mesh.over(RECT))
    assert empty.content_bounds().is_empty


def test_the_quick_picture_lies_where_the_real_one_will() -> None:
    grid, mesh = plasma(RECT), Mesh.over(RECT).moved({5: (40.0, -60.0), 15: (30.0, 20.0)})
    pixels = grid.read(RECT)
    out, rect = bent_picture(pixels, RECT, mesh, np.eye(3), 5_000)
    assert out.shape[0] * out.shape[1] <= 5_500
    real = Bend.of(mesh, np.eye(3), picture_of_frame=np.eye(3)).goal
    assert max(abs(a - b) for a, b in zip(rect, real, strict=True)) <= 5
