"""A net of points over a rectangle, and pixels that are bent as the net is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import FigmentError, Rect
from editor.document.tiles import Array

SIDE = 4
"""How many points a net has on each side."""
_CELL_PX = 12.0
_MOST_CELLS = 96
_BAND_ROWS = 256
_MOST_OUTSIDE_PX = 1e6
Point = tuple[float, float]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Mesh:
    """A smooth surface through `SIDE` x `SIDE` points, which stand for a grid over a rectangle.

    Attributes:
        rect: the rectangle as it lies unbent.
        points: where the grid's points are now, row by row, in the rectangle's coordinates.
    """

    rect: Rect
    points: tuple[Point, ...]

    @classmethod
    def over(cls, rect: Rect) -> Mesh:
        """A net that bends nothing yet."""
        steps = np.linspace(0, 1, SIDE)
        return cls(
            rect,
            tuple(
                (float(rect.x + u * rect.width), float(rect.y + v * rect.height))
                for v in steps
                for u in steps
            ),
        )

    @property
    def is_flat(self) -> bool:
        """Whether it bends nothing."""
        return bool(np.allclose(self.points, Mesh.over(self.rect).points, atol=1e-6))

    def moved(self, shifts: dict[int, Point]) -> Mesh:
        """With some of its points, by their index, moved by a step."""
        return replace(
            self,
            points=tuple(
                (x + shifts[index][0], y + shifts[index][1]) if index in shifts else (x, y)
                for index, (x, y) in enumerate(self.points)
            ),
        )

    def surface(self, us: Floats, vs: Floats) -> Floats:
        """Points of the surface, (len(vs), len(us), 2): 0 to 1 is the rectangle, and a bit more."""
        return np.asarray(
            np.einsum("ai,bj,ijc->abc", self._weights(vs), self._weights(us), self._padded)
        )

    def pulled(self, at: Point, step: Point) -> Mesh:
        """With the surface at a place (u, v) moved by a step; the points around it share it."""
        u, v = (min(max(one, 0.0), 1.0) for one in at)
        rows = self._weights(np.array([v])) @ _PADDING
        columns = self._weights(np.array([u])) @ _PADDING
        weights = (rows.T @ columns).ravel()
        share = weights / float(weights @ weights)
        return self.moved(
            {
                index: (step[0] * float(one), step[1] * float(one))
                for index, one in enumerate(share)
                if abs(one) > 1e-9
            }
        )

    @cached_property
    def _padded(self) -> Floats:
        """The points with a row and column more on every side, so that the rims are smooth."""
        grid = np.array(self.points, np.float64).reshape(SIDE, SIDE, 2)
        return np.asarray(np.einsum("pi,qj,ijc->pqc", _PADDING, _PADDING, grid))

    @staticmethod
    def _weights(places: Floats) -> Floats:
        """What each padded point counts at some places: a Catmull-Rom spline."""
        scaled = places * (SIDE - 1)
        spans = np.clip(np.floor(scaled), 0, SIDE - 2).astype(int)
        t = scaled - spans
        parts = np.stack(
            [
                -0.5 * t + t**2 - 0.5 * t**3,
                1 - 2.5 * t**2 + 1.5 * t**3,
                0.5 * t + 2 * t**2 - 1.5 * t**3,
                -0.5 * t**2 + 0.5 * t**3,
            ],
            axis=1,
        )
        out = np.zeros((len(places), SIDE + 2))
        for index in range(4):
            out[np.arange(len(places)), spans + index] = parts[:, index]
        return out


def _padding() -> Floats:
    out = np.zeros((SIDE + 2, SIDE))
    out[1:-1] = np.eye(SIDE)
    out[0, :2] = 2, -1
    out[-1, -2:] = -1, 2
    return out


_PADDING = _padding()


@dataclass(frozen=True)
class Bend:
    """Where pixels of a picture go: each small triangle of it, and where that lies in the end.

    Attributes:
        goal: the whole pixels around all of it.
    """

    goal: Rect
    _picture: Floats
    _placed: Floats
    _triangles: npt.NDArray[np.intp]

    @classmethod
    def of(cls, mesh: Mesh, matrix: Floats, *, picture_of_frame: Floats) -> Bend:
        """A net, then a homography of where its surface lies.

        Args:
            picture_of_frame: the homography from the net's coordinates to the picture's pixels,
                whose centres lie at halves.

        Raises:
            FigmentError: it would be turned inside out, or larger than a picture can be.
        """
        cells = _cells(mesh, matrix)
        # A ring of cells around it, so that its rims are as smooth as its inside.
        places = np.linspace(-1 / cells, 1 + 1 / cells, cells + 3)
        placed = _mapped(mesh.surface(places, places).reshape(-1, 2), matrix)
        left, top, width, height = mesh.rect
        us, vs = np.meshgrid(left + places * width, top + places * height)
        picture = _mapped(np.stack([us.ravel(), vs.ravel()], axis=1), picture_of_frame)
        inside = placed.reshape(cells + 3, cells + 3, 2)[1:-1, 1:-1].reshape(-1, 2)
        (x0, y0), (x1, y1) = np.floor(inside.min(axis=0) + 1e-6), np.ceil(inside.max(axis=0) - 1e-6)
        goal = Rect.from_edges(int(x0), int(y0), max(int(x1), int(x0) + 1), int(max(y1, y0 + 1)))
        corners = np.arange((cells + 3) ** 2).reshape(cells + 3, cells + 3)
        a, b, c, d = corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]
        triangles = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], axis=2)
        return cls(goal, picture, placed, triangles.reshape(-1, 3))

    def scale(self) -> float:
        """How long a step of one pixel of the picture becomes, in the middle of things."""
        areas = [
            np.abs(_area2(points[self._triangles])) for points in (self._placed, self._picture)
        ]
        return math.sqrt(float(areas[0].sum()) / max(float(areas[1].sum()), 1e-9))

    def sampled(self, pixels: Array, *, interpolation: int) -> Array:
        """The bent picture, of the size of `goal`; premultiplied if the picture is."""
        goal = self.goal
        inverse, is_sound = self._inverse()
        corners = np.round((self._placed - (goal.x, goal.y)) * 16).astype(np.int32)[self._triangles]
        tops, bottoms = corners[..., 1].min(axis=1) / 16, corners[..., 1].max(axis=1) / 16
        shape = (goal.height, goal.width, *pixels.shape[2:])
        out = np.zeros(shape, pixels.dtype)
        for top in range(0, goal.height, _BAND_ROWS):
            rows = min(_BAND_ROWS, goal.height - top)
            labels = np.zeros((rows, goal.width), np.int32)
            reach = np.flatnonzero(is_sound & (bottoms >= top - 1) & (tops <= top + rows + 1))
            for index in reach.tolist():
                # Pixel centres lie at halves here, and at whole numbers there.
                triangle = corners[index] - (8, 16 * top + 8)
                cv2.fillConvexPoly(labels, triangle.astype(np.int32), index + 1, shift=4)
            x = np.arange(goal.width, dtype=np.float32) + np.float32(goal.x + 0.5)
            y = (np.arange(rows, dtype=np.float32) + np.float32(goal.y + top + 0.5))[:, None]
            maps = [inverse[labels, 0, i] * x + inverse[labels, 1, i] * y for i in (0, 1)]
            maps = [one + inverse[labels, 2, i] for i, one in enumerate(maps)]
            out[top : top + rows] = cv2.remap(
                pixels, maps[0], maps[1], interpolation, borderMode=cv2.BORDER_CONSTANT
            )
        return out

    def _inverse(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        """For each triangle the affine way from where it lies back to the picture, and whether it
        has one. The first, before all triangles, leads far outside."""
        placed = np.concatenate(
            [self._placed[self._triangles], np.ones((len(self._triangles), 3, 1))], axis=2
        )
        is_sound = np.abs(_area2(placed[..., :2])) > 1e-6
        placed[~is_sound] = np.eye(3)
        back = np.linalg.solve(placed, self._picture[self._triangles] - 0.5)
        outside = np.zeros((1, 3, 2))
        outside[0, 2] = -_MOST_OUTSIDE_PX
        return np.concatenate([outside, back]).astype(np.float32), is_sound


def _cells(mesh: Mesh, matrix: Floats) -> int:
    """Into how many cells each side is cut, so that their edges look round."""
    rim = np.linspace(0, 1, 17)
    points = _mapped(mesh.surface(rim, rim).reshape(-1, 2), matrix).reshape(17, 17, 2)
    across = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(axis=1).max()
    down = np.linalg.norm(np.diff(points, axis=0), axis=2).sum(axis=0).max()
    cells = math.ceil(max(float(across), float(down)) / _CELL_PX)
    return min(max(cells, 2 * SIDE), _MOST_CELLS)


def _mapped(points: Floats, matrix: Floats) -> Floats:
    """Points under a homography. Raises FigmentError where one lies behind the eye."""
    mapped = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    if mapped[:, 2].min() <= 1e-9 or not np.isfinite(mapped).all():
        raise FigmentError("The shape is turned inside out.", "Move its corners apart.")
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def _area2(triangles: Floats) -> Floats:
    """Twice the area of triangles, (n, 3, 2), with a sign."""
    one, other = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
