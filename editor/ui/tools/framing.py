"""A frame around what is transformed: pure steps from one homography to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import Rect
from editor.document.meshes import SIDE, Mesh
from editor.document.warping import Matrix
from editor.ui.tools.events import Point

Grip = tuple[int, int]
"""Which handle: -1, 0, 1 for left, middle, right and for top, middle, bottom."""
GRIPS: tuple[Grip, ...] = (
    (-1, -1),
    (0, -1),
    (1, -1),
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
)
CORNERS: tuple[Grip, ...] = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_LEAST_PX = 1.0
_LINE_POINTS = 37


class Placement(NamedTuple):
    """A transformation in numbers: the centre, scale as shares, angle and skew in degrees."""

    x: float
    y: float
    width: float
    height: float
    angle_deg: float
    skew_deg: float


@dataclass(frozen=True, eq=False)
class TransformFrame:
    """A rectangle of the document and where a homography takes it.

    Every step gives another frame; one that would turn the frame inside out gives the same.

    Attributes:
        mesh: how the inside is bent, before the homography; None for not at all.
    """

    rect: Rect
    matrix: Matrix
    mesh: Mesh | None = None

    @property
    def knots(self) -> list[Point]:
        """Where the points of the mesh are."""
        mesh = self.mesh or Mesh.over(self.rect)
        return [_mapped(self.matrix, point) for point in mesh.points]

    def mesh_lines(self) -> list[tuple[Point, ...]]:
        """The mesh as lines along its points, across and down."""
        mesh = self.mesh or Mesh.over(self.rect)
        fine, knots = np.linspace(0, 1, _LINE_POINTS), np.linspace(0, 1, SIDE)
        surfaces = (mesh.surface(fine, knots), mesh.surface(knots, fine).transpose(1, 0, 2))
        return [
            tuple(_mapped(self.matrix, (x, y)) for x, y in line)
            for surface in surfaces
            for line in surface.tolist()
        ]

    @property
    def corners(self) -> list[Point]:
        """The four corners, clockwise from what was the top left."""
        return [self.position(grip) for grip in CORNERS]

    @property
    def center(self) -> Point:
        """Where the middle went."""
        return self.position((0, 0))

    def position(self, grip: Grip) -> Point:
        """Where a handle is."""
        return _mapped(self.matrix, self._local(grip))

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside."""
        quad = np.array(self.corners, np.float32)
        return cv2.pointPolygonTest(quad, (float(point[0]), float(point[1])), False) >= 0

    def moved(self, dx: float, dy: float) -> TransformFrame:
        """Somewhere else."""
        return replace(self, matrix=_shift(dx, dy) @ self.matrix)

    def turned(self, degrees: float) -> TransformFrame:
        """Turned clockwise around its middle."""
        return replace(self, matrix=_around(self.center, _turn(degrees)) @ self.matrix)

    def scaled(
        self, grip: Grip, to: Point, *, keep_ratio: bool, from_center: bool
    ) -> TransformFrame:
        """With a handle at another point; the opposite one, or the middle, stays."""
        grabbed = self._local(grip)
        anchor = self._local((0, 0) if from_center else (-grip[0], -grip[1]))
        goal = _mapped(np.linalg.inv(self.matrix), to)
        scales = []
        for axis in (0, 1):
            length = grabbed[axis] - anchor[axis]
            scale = (goal[axis] - anchor[axis]) / length if grip[axis] else 1.0
            least = _LEAST_PX / self.rect.size[axis]
            scales.append(math.copysign(max(abs(scale), least), scale))
        if keep_ratio:
            wanted = [scale for scale, side in zip(scales, grip, strict=True) if side]
            largest = max(wanted, key=abs)
            scales = [
                math.copysign(largest, scale) if side else abs(largest)
                for scale, side in zip(scales, grip, strict=True)
            ]
        local = _around(anchor, np.diag([scales[0], scales[1], 1.0]))
        return self._checked(self.matrix @ local)

    def skewed(self, grip: Grip, dx: float, dy: float) -> TransformFrame:
        """With one side moved and the opposite one left."""
        moved = [
            (x + dx, y + dy) if _is_on_side(corner, grip) else (x, y)
            for corner, (x, y) in zip(CORNERS, self.corners, strict=True)
        ]
        return self._through(moved)

    def distorted(self, grip: Grip, to: Point) -> TransformFrame:
        """With one corner moved and the other three left."""
        return self._through(
            [
                to if corner == grip else point
                for corner, point in zip(CORNERS, self.corners, strict=True)
            ]
        )

    def tapered(self, grip: Grip, to: Point) -> TransformFrame:
        """In perspective: a corner moves along a side, its neighbour there by as much against."""
        corners = dict(zip(CORNERS, (np.array(p) for p in self.corners), strict=True))
        step = np.array(to) - corners[grip]
        across, down = (-grip[0], grip[1]), (grip[0], -grip[1])
        # Along the side that the hand follows more.
        ways = {other: corners[other] - corners[grip] for other in (across, down)}
        along = {
            other: float(step @ way) / max(float(np.hypot(*way)), 1e-6)
            for other, way in ways.items()
        }
        other = max(along, key=lambda one: abs(along[one]))
        shift = ways[other] * (along[other] / max(float(np.hypot(*ways[other])), 1e-6))
        corners[grip] = corners[grip] + shift
        corners[other] = corners[other] - shift
        return self._through([(float(x), float(y)) for x, y in corners.values()])

    def bent(self, knot: int, to: Point) -> TransformFrame:
        """With one point of the mesh somewhere else."""
        mesh = self.mesh or Mesh.over(self.rect)
        (x0, y0), (x, y) = mesh.points[knot], _mapped(np.linalg.inv(self.matrix), to)
        return self._with_mesh(mesh.moved({knot: (x - x0, y - y0)}))

    def stretched(self, at: Point, to: Point) -> TransformFrame:
        """With the surface of the mesh pulled from one point of the document to another."""
        mesh = self.mesh or Mesh.over(self.rect)
        back = np.linalg.inv(self.matrix)
        (x0, y0), (x, y) = _mapped(back, at), _mapped(back, to)
        fine = np.linspace(0, 1, _LINE_POINTS)
        distances = np.linalg.norm(mesh.surface(fine, fine) - (x0, y0), axis=2)
        row, column = np.unravel_index(int(distances.argmin()), distances.shape)
        place = (float(fine[column]), float(fine[row]))
        return self._with_mesh(mesh.pulled(place, (x - x0, y - y0)))

    def _with_mesh(self, mesh: Mesh) -> TransformFrame:
        return replace(self, mesh=None if mesh.is_flat else mesh)

    def placement(self) -> Placement:
        """In numbers; in perspective those that hold at the middle."""
        linear = self._linear()
        angle = math.atan2(linear[1, 0], linear[0, 0])
        upright = _turn(-math.degrees(angle))[:2, :2] @ linear
        skew = math.degrees(math.atan2(upright[0, 1], abs(upright[1, 1])))
        return Placement(
            *self.center,
            width=float(upright[0, 0]),
            height=float(upright[1, 1]),
            angle_deg=math.degrees(angle),
            skew_deg=skew,
        )

    def placed(self, goal: Placement) -> TransformFrame:
        """With other numbers; perspective is kept."""
        now = self._linear()
        change = np.eye(3)
        change[:2, :2] = _linear_of(goal) @ np.linalg.inv(now)
        x, y = self.center
        matrix = _shift(goal.x, goal.y) @ change @ _shift(-x, -y) @ self.matrix
        return self._checked(matrix)

    def _local(self, grip: Grip) -> Point:
        left, top, width, height = self.rect
        return left + width * (grip[0] + 1) / 2, top + height * (grip[1] + 1) / 2

    def _linear(self) -> Matrix:
        """The 2 x 2 matrix at the middle."""
        x, y = self._local((0, 0))
        m = self.matrix
        w = m[2, 0] * x + m[2, 1] * y + m[2, 2]
        cx, cy = self.center
        return np.array(
            [
                [m[0, 0] - cx * m[2, 0], m[0, 1] - cx * m[2, 1]],
                [m[1, 0] - cy * m[2, 0], m[1, 1] - cy * m[2, 1]],
            ]
        ) / float(w)

    def _through(self, corners: list[Point]) -> TransformFrame:
        """The frame with those corners."""
        before = np.array([self._local(grip) for grip in CORNERS], np.float32)
        after = np.array(corners, np.float32)
        if not _is_sound(after):
            return self
        matrix = cv2.getPerspectiveTransform(before, after).astype(np.float64)
        # Its scale is free; OpenCV's choice may leave the whole frame behind the eye.
        return self._checked(matrix / float(matrix[2] @ (*self._local((0, 0)), 1.0)))

    def _checked(self, matrix: Matrix) -> TransformFrame:
        frame = replace(self, matrix=matrix)
        corners = np.array([(*self._local(grip), 1) for grip in CORNERS])
        depth = corners @ matrix[2]
        if not np.isfinite(matrix).all() or depth.min() <= 1e-9:
            return self
        return frame if _is_sound(np.array(frame.corners, np.float32)) else self


def _is_sound(quad: npt.NDArray[Any]) -> bool:
    """Whether four corners enclose something, without crossing lines or dents."""
    following = np.roll(quad, -1, axis=0) - quad
    cross = following[:, 0] * np.roll(following, -1, axis=0)[:, 1]
    cross = cross - following[:, 1] * np.roll(following, -1, axis=0)[:, 0]
    return bool((cross > 1e-3).all() or (cross < -1e-3).all())


def _is_on_side(corner: Grip, side: Grip) -> bool:
    return all(wanted in (0, here) for here, wanted in zip(corner, side, strict=True))


def _linear_of(placement: Placement) -> Matrix:
    shear = math.tan(math.radians(placement.skew_deg)) * abs(placement.height)
    upright = np.array([[placement.width, shear], [0, placement.height]])
    return _turn(placement.angle_deg)[:2, :2] @ upright


def _mapped(matrix: npt.NDArray[Any], point: Point) -> Point:
    x, y, w = matrix @ (point[0], point[1], 1.0)
    return float(x / w), float(y / w)


def _around(point: Point, matrix: Matrix) -> Matrix:
    return _shift(*point) @ matrix @ _shift(-point[0], -point[1])


def _shift(dx: float, dy: float) -> Matrix:
    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]], np.float64)


def _turn(degrees: float) -> Matrix:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
