"""How the picture lies in the view: zoom, centre, rotation and mirroring, as one frozen value."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from editor.api import Rect

Point = tuple[float, float]

MIN_ZOOM = 1 / 128
MAX_ZOOM = 64.0
STEPS_PER_OCTAVE = 3
"""Zoom steps lie on a grid through 100 %, so that 50, 100 and 200 % are always met."""
FIT_MARGIN_PX = 32
_UNSEEN_OCTAVES = 0.5


@dataclass(frozen=True)
class Viewport:
    """The mapping between document and view.

    Attributes:
        zoom: device pixels per document pixel; 1 is 100 % on every screen.
        center: the document point in the middle of the view.
        rotation_deg: clockwise.
        mirrored: left and right exchanged, as an artist's mirror.
        size_px: of the view, in logical pixels.
        device_ratio: device pixels per logical pixel.
    """

    zoom: float = 1.0
    center: Point = (0.0, 0.0)
    rotation_deg: float = 0.0
    mirrored: bool = False
    size_px: tuple[int, int] = (1, 1)
    device_ratio: float = 1.0

    @cached_property
    def scale(self) -> float:
        """Logical view pixels per document pixel."""
        return self.zoom / self.device_ratio

    @property
    def is_upright(self) -> bool:
        """Neither turned nor mirrored: tiles can be drawn as plain rectangles."""
        return not self.mirrored and self.rotation_deg % 360 == 0

    @cached_property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """(m11, m12, m21, m22, dx, dy) from document to logical view pixels, as QTransform's.

        Upright, the page's corner lies on a whole device pixel, so that 100 % is crisp.
        """
        m11, m12, m21, m22, dx, dy = self._exact
        if self.is_upright:
            ratio = self.device_ratio
            dx, dy = round(dx * ratio) / ratio, round(dy * ratio) / ratio
        return m11, m12, m21, m22, dx, dy

    @cached_property
    def _exact(self) -> tuple[float, float, float, float, float, float]:
        angle = math.radians(self.rotation_deg)
        cos, sin = math.cos(angle) * self.scale, math.sin(angle) * self.scale
        flip = -1.0 if self.mirrored else 1.0
        m11, m12, m21, m22 = cos * flip, sin * flip, -sin, cos
        cx, cy = self.center
        dx = self.size_px[0] / 2 - (m11 * cx + m21 * cy)
        dy = self.size_px[1] / 2 - (m12 * cx + m22 * cy)
        return m11, m12, m21, m22, dx, dy

    def to_view(self, doc_pos: Point) -> Point:
        """Where a document point lies in the view."""
        return _apply(self.matrix, doc_pos)

    def to_doc(self, view_pos: Point) -> Point:
        """The document point under a view point."""
        return _apply(_inverse(self.matrix), view_pos)

    def rect_to_view(self, doc_rect: Rect) -> tuple[float, float, float, float]:
        """The view rectangle (left, top, right, bottom) around a document rectangle."""
        return _bounds([self.to_view(corner) for corner in corners_of(doc_rect)])

    @property
    def visible_doc_rect(self) -> Rect:
        """The smallest whole-pixel document rectangle around all that the view shows."""
        width, height = self.size_px
        corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
        left, top, right, bottom = _bounds([self.to_doc(corner) for corner in corners])
        return Rect.from_edges(
            math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
        )

    @property
    def mip_level(self) -> int:
        """How often the composite is halved before it is drawn: never enlarged, at most halved."""
        return max(0, math.floor(math.log2(1 / self.zoom) + 1e-6))

    @property
    def quick_mip_level(self) -> int:
        """The same for a picture in motion, where half an octave too coarse is not seen.

        The most costly frames are those that read four pixels for each one that is drawn.
        """
        return max(0, math.floor(math.log2(1 / self.zoom) + _UNSEEN_OCTAVES + 1e-6))

    @property
    def is_smooth(self) -> bool:
        """Whether pixels are blended when drawn; from 200 % they are shown as squares."""
        return self.zoom < 2.0

    def resized(self, size_px: tuple[int, int], device_ratio: float) -> Viewport:
        """The same middle in a view of another size."""
        return replace(self, size_px=size_px, device_ratio=device_ratio)

    def resized_in_place(self, size_px: tuple[int, int], device_ratio: float) -> Viewport:
        """The same picture under every point of a view whose right and bottom edges moved."""
        changed = self.resized(size_px, device_ratio)
        x, y = _apply(changed._exact, _apply(_inverse(self._exact), (0.0, 0.0)))
        return changed.panned(-x, -y)

    def panned(self, dx: float, dy: float) -> Viewport:
        """Moved with the hand by logical view pixels."""
        m11, m12, m21, m22, _, _ = self._exact
        x, y = _apply(_inverse((m11, m12, m21, m22, 0.0, 0.0)), (dx, dy))
        return replace(self, center=(self.center[0] - x, self.center[1] - y))

    def zoom_at(self, view_pos: Point, factor: float) -> Viewport:
        """Zoomed by a factor, with the point under `view_pos` staying there."""
        return self.zoomed_to(self.zoom * factor, view_pos)

    def zoomed_to(self, zoom: float, view_pos: Point | None = None) -> Viewport:
        """At a zoom, with the point under `view_pos` (the middle when None) staying there."""
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        return self._held(replace(self, zoom=zoom), view_pos)

    def stepped(self, steps: int, view_pos: Point | None = None) -> Viewport:
        """Zoomed by whole steps, landing on the grid of steps."""
        at = math.log2(self.zoom) * STEPS_PER_OCTAVE
        # From between two steps the first one goes to the next step, not past it.
        goal = math.floor(at + 1e-3) + steps if steps > 0 else math.ceil(at - 1e-3) + steps
        return self.zoomed_to(2.0 ** (goal / STEPS_PER_OCTAVE), view_pos)

    def rotated(self, by_deg: float, view_pos: Point | None = None) -> Viewport:
        """Turned clockwise around a view point (the middle when None)."""
        turned = (self.rotation_deg + by_deg + 180) % 360 - 180
        return self._held(replace(self, rotation_deg=turned), view_pos)

    def flipped(self) -> Viewport:
        """Mirrored around the middle of the view, as seen on the screen."""
        return replace(self, mirrored=not self.mirrored, rotation_deg=-self.rotation_deg)

    def upright(self) -> Viewport:
        """Neither turned nor mirrored."""
        return replace(self, rotation_deg=0.0, mirrored=False)

    def fitted(
        self, doc_rect: Rect, *, max_zoom: float = 1.0, margin_px: int = FIT_MARGIN_PX
    ) -> Viewport:
        """Showing all of a document rectangle; enlarged only by whole factors up to `max_zoom`."""
        upright = replace(self, zoom=1.0, center=(0.0, 0.0))
        left, top, right, bottom = upright.rect_to_view(doc_rect)
        width = max(self.size_px[0] - 2 * margin_px, 1)
        height = max(self.size_px[1] - 2 * margin_px, 1)
        zoom = min(width / max(right - left, 1e-6), height / max(bottom - top, 1e-6), max_zoom)
        if zoom > 1:
            zoom = math.floor(zoom)
        center = (doc_rect.x + doc_rect.width / 2, doc_rect.y + doc_rect.height / 2)
        return replace(self, zoom=min(max(zoom, MIN_ZOOM), MAX_ZOOM), center=center)

    def kept_near(self, doc_rect: Rect, *, margin_px: int = 48) -> Viewport:
        """Moved back so far that at least a strip of the page stays in view."""
        left, top, right, bottom = self.rect_to_view(doc_rect)
        width, height = self.size_px
        margin_x, margin_y = min(margin_px, width / 2), min(margin_px, height / 2)
        dx = max(margin_x - right, 0) + min(width - margin_x - left, 0)
        dy = max(margin_y - bottom, 0) + min(height - margin_y - top, 0)
        return self.panned(dx, dy) if dx or dy else self

    def _held(self, changed: Viewport, view_pos: Point | None) -> Viewport:
        """`changed`, moved so that the document point under `view_pos` is the same as before."""
        if view_pos is None:
            return changed
        point = _apply(_inverse(self._exact), view_pos)
        x, y = _apply(changed._exact, point)
        return changed.panned(view_pos[0] - x, view_pos[1] - y)


def corners_of(doc_rect: Rect) -> list[Point]:
    """The four corners, clockwise from the top left."""
    return [
        (doc_rect.x, doc_rect.y),
        (doc_rect.right, doc_rect.y),
        (doc_rect.right, doc_rect.bottom),
        (doc_rect.x, doc_rect.bottom),
    ]


def _apply(matrix: tuple[float, ...], point: Point) -> Point:
    m11, m12, m21, m22, dx, dy = matrix
    x, y = point
    return m11 * x + m21 * y + dx, m12 * x + m22 * y + dy


def _inverse(matrix: tuple[float, ...]) -> tuple[float, ...]:
    m11, m12, m21, m22, dx, dy = matrix
    det = m11 * m22 - m12 * m21
    i11, i12, i21, i22 = m22 / det, -m12 / det, -m21 / det, m11 / det
    return i11, i12, i21, i22, -(i11 * dx + i21 * dy), -(i12 * dx + i22 * dy)


def _bounds(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
