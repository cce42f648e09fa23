"""The pixels that a layer was put down from, so that the next transformation starts from them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.api import ImageU8, Rect
from editor.document.meshes import Bend, Mesh
from editor.document.tiles import TileGrid, tile_rect
from editor.document.warping import (
    RESAMPLING,
    Matrix,
    check_size,
    grid_at,
    read_for,
    shift,
    straight,
    warped,
)

_SHRINKS_BELOW = 0.75


@dataclass(frozen=True, eq=False)
class Original:
    """A layer's pixels before they were transformed, and how they were.

    It counts only as long as the layer has the pixels that came of it: whoever paints on the layer
    need not know of it.

    Attributes:
        pixels: in coordinates of their own.
        matrix: the homography from there, after the mesh, to the document.
        mesh: how they are bent before that.
        placed: what came of it.
    """

    pixels: TileGrid
    matrix: Matrix
    placed: TileGrid
    mesh: Mesh | None = None

    def holds_for(self, pixels: TileGrid) -> bool:
        """Whether a layer's pixels are still those that came of it."""
        mine, theirs = self.placed.tile_ids(), pixels.tile_ids()
        if mine == theirs:
            return True
        # What came back by undo may be the same in other memory.
        return mine.keys() == theirs.keys() and all(
            np.array_equal(self.placed.read(tile_rect(key)), pixels.read(tile_rect(key)))
            for key, identity in mine.items()
            if identity != theirs[key]
        )

    def moved(self, matrix: Matrix, placed: TileGrid) -> Original:
        """The same, where what came of it was moved without loss."""
        return Original(self.pixels, matrix @ self.matrix, placed.copy(), self.mesh)

    def again(self, matrix: Matrix, resampling: str) -> TileGrid:
        """Its pixels under one more homography of the document."""
        return transformed(self.pixels, matrix @ self.matrix, resampling, mesh=self.mesh)


def original_of(
    pixels: TileGrid, matrix: Matrix, placed: TileGrid, mesh: Mesh | None = None
) -> Original:
    """What a layer needs to remember; it shares its tiles with everybody."""
    return Original(pixels.copy(), np.array(matrix, np.float64), placed.copy(), mesh)


def shrunk_original(pixels: ImageU8, rect: Rect, placed: TileGrid) -> Original:
    """What a layer remembers whose pixels are a picture shrunk into a rectangle."""
    height, width = pixels.shape[:2]
    grid = TileGrid()
    grid.write(Rect(0, 0, width, height), pixels)
    grid.drop_empty()
    into = np.diag([rect.width / width, rect.height / height, 1.0])
    return original_of(grid, shift(rect.x, rect.y) @ into, placed)


def transformed(
    grid: TileGrid,
    matrix: Matrix,
    resampling: str,
    *,
    mesh: Mesh | None = None,
    to_frame: Matrix | None = None,
) -> TileGrid:
    """A grid, bent by a mesh where there is one, under a homography. Raises FigmentError.

    Args:
        to_frame: the homography from the grid's coordinates to those of the mesh.
    """
    if to_frame is None:
        to_frame = np.eye(3)
    if mesh is None:
        return warped(grid, matrix @ to_frame, resampling)
    rect = grid.content_bounds()
    if rect.is_empty:
        return TileGrid(grid.channels)
    picture_of_frame = shift(-rect.x, -rect.y) @ np.linalg.inv(to_frame)
    bend = Bend.of(mesh, matrix, picture_of_frame=picture_of_frame)
    check_size(bend.goal.width, bend.goal.height)
    pixels = read_for(grid, rect, bend.goal)
    scale = bend.scale()
    if scale < _SHRINKS_BELOW and resampling != "nearest":
        # Without it, sampling would skip most pixels and leave stairs.
        size = max(1, round(rect.width * scale)), max(1, round(rect.height * scale))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        shrink = np.diag([size[0] / rect.width, size[1] / rect.height, 1.0])
        bend = Bend.of(mesh, matrix, picture_of_frame=shrink @ picture_of_frame)
    out = bend.sampled(pixels, interpolation=RESAMPLING[resampling])
    return grid_at(straight(out), grid, bend.goal.x, bend.goal.y)


def bent_picture(
    pixels: ImageU8, rect: Rect, mesh: Mesh, to_frame: Matrix, most_pixels: int
) -> tuple[ImageU8, Rect]:
    """A picture bent quickly, and where it lies in the mesh's coordinates.

    Args:
        pixels: straight RGBA; may have fewer pixels than `rect`, where it lies.
        to_frame: the homography from there to the mesh's coordinates.
        most_pixels: of what comes out.
    """
    height, width = pixels.shape[:2]
    fit = np.diag([width / rect.width, height / rect.height, 1.0])
    picture_of_frame = fit @ shift(-rect.x, -rect.y) @ np.linalg.inv(to_frame)
    full = Bend.of(mesh, np.eye(3), picture_of_frame=picture_of_frame)
    share = min(1.0, (most_pixels / full.goal.area) ** 0.5)
    bend = Bend.of(mesh, np.diag([share, share, 1.0]), picture_of_frame=picture_of_frame)
    premultiplied_u8 = cv2.cvtColor(pixels, cv2.COLOR_RGBA2mRGBA)
    out = cv2.cvtColor(
        bend.sampled(premultiplied_u8, interpolation=cv2.INTER_LINEAR), cv2.COLOR_mRGBA2RGBA
    )
    x, y, right, bottom = (
        bend.goal.x / share,
        bend.goal.y / share,
        bend.goal.right / share,
        bend.goal.bottom / share,
    )
    return out.astype(np.uint8, copy=False), Rect.from_edges(
        round(x), round(y), max(round(right), round(x) + 1), max(round(bottom), round(y) + 1)
    )


def fit_into(size: tuple[int, int], page: Rect) -> tuple[Matrix, Rect]:
    """How a picture is put into the middle of a page: as large as it is, or as the page allows."""
    width, height = size
    scale = min(1.0, page.width / width, page.height / height)
    goal = max(1, round(width * scale)), max(1, round(height * scale))
    x, y = page.x + (page.width - goal[0]) // 2, page.y + (page.height - goal[1]) // 2
    matrix = np.array([[goal[0] / width, 0, x], [0, goal[1] / height, y], [0, 0, 1]], np.float64)
    return matrix, Rect(x, y, *goal)
