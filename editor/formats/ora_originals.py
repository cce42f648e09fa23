"""What a layer was transformed from, to and from a project."""

from __future__ import annotations

import numpy as np

from editor.api import Rect
from editor.document.meshes import Mesh
from editor.document.originals import Original, original_of
from editor.document.tiles import TileGrid
from editor.document.warping import shift
from editor.formats.ora_pictures import Pictures
from editor.formats.ora_private import MeshExtra, OriginalExtra, Placed


def extra_of(original: Original, pixels: Placed) -> OriginalExtra:
    """What is written besides its pixels."""
    extra = OriginalExtra(pixels=pixels, matrix=original.matrix.ravel().tolist())
    if original.mesh is not None:
        x, y, width, height = original.mesh.rect
        extra.mesh = MeshExtra(rect=(x, y, width, height), points=list(original.mesh.points))
    return extra


def original_from(
    extra: OriginalExtra, pictures: Pictures, placed: TileGrid, *, dx: int, dy: int
) -> Original | None:
    """What a layer remembers again; None where it cannot be read, which loses no pixel.

    Args:
        placed: the layer's pixels.
        dx, dy: how far another program moved them.
    """
    pixels = pictures.grid(extra.pixels.src, x=extra.pixels.x, y=extra.pixels.y)
    matrix = np.array(extra.matrix, np.float64).reshape(3, 3)
    if pixels is None or abs(np.linalg.det(matrix)) < 1e-12:
        return None
    mesh = None
    if extra.mesh is not None:
        mesh = Mesh(Rect(*extra.mesh.rect), tuple(extra.mesh.points))
    return original_of(pixels, shift(dx, dy) @ matrix, placed, mesh)
