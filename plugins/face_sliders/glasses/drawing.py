"""Pairs of glasses made up by chance, to be put on faces that have none."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.glasses.network import BAND_PX, EYE_ROW_PX, FACE_PX

_FINER, _SHIFT = 3, 4
"""Drawn so many times as large and averaged, as a camera does; OpenCV's bits below a pixel."""

Points = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of a pair, in pixels of a face.

    Attributes:
        wide, tall: half of a lens.
        corners: how angular it is; 2 is an oval.
        taper: by how much its lower half is narrower.
        lift: by how much its outer upper corner is higher.
        droop: by how much its lower half leans outwards, as aviators' do.
        gap: half of what lies between the lenses.
        thick: of the rim at its sides.
        above, below: what the rim has of that above and below; none below is a half rim.
        temple: thickness of what leads to the ears.
    """

    wide: float
    tall: float
    corners: float
    taper: float
    lift: float
    droop: float
    gap: float
    thick: float
    above: float
    below: float
    temple: float


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A pair as it lies in the band of a face that the network sees.

    Attributes:
        cover: how much the frame hides, `float32 (rows, columns)`, 0 to 1.
        color: of the frame in levels, `float32 (rows, columns, 3)`.
        lenses: where one looks through glass, as `cover`.
    """

    cover: Floats
    color: Floats
    lenses: Floats


@dataclass(frozen=True, slots=True)
class Pose:
    """How a head with glasses is seen: `yaw` makes one lens larger, `lean` tilts them apart."""

    turn: float
    scale: float
    yaw: float
    lean: float
    right: float
    down: float

    def seen(self, points: Points, side: int) -> Points:
        """Pixels of the band, of points x outwards from the nose and y down from the eyes; `side`
        is -1 for the left half as seen and 1 for the right one."""
        x = side * points[..., 0] * (1 + self.yaw * side)
        y = points[..., 1] + self.lean * points[..., 0]
        cos, sin = np.cos(self.turn) * self.scale, np.sin(self.turn) * self.scale
        turned = np.stack([cos * x - sin * y, sin * x + cos * y], -1)
        middle = (FACE_PX / 2 - 0.5 + self.right, EYE_ROW_PX + self.down)
        return np.asarray(turned + middle, np.float32)


def pair(random: np.random.Generator) -> Pair:
    """A pair of any style on a head turned a little."""
    look, pose = _style(random), _pose(random)
    size = (BAND_PX * _FINER, FACE_PX * _FINER)
    frame, lenses, bright = (np.zeros(size, np.uint8) for _ in range(3))
    for side in (-1, 1):
        whole, hole = (
            pose.seen(_lens(look, rim=True), side),
            pose.seen(_lens(look, rim=False), side),
        )
        _fill(lenses, hole, 255)
        _fill(frame, whole, 255)
        _fill(frame, hole, 0)
        if look.below == 0 or look.thick < 0.4:
            edge = int(random.uniform(40, 170))
            _line(frame, hole, random.uniform(0.2, 0.6), edge, closed=True)
        if random.random() < 0.25:
            start = int(random.integers(len(hole)))
            middle = np.asarray((whole + hole) / 2, np.float32)
            arc = np.roll(middle, start, axis=0)[: int(random.integers(6, 40))]
            _line(bright, arc, random.uniform(0.25, 0.4 * look.thick + 0.3), 255)
        temple = _temple(frame, look, pose, side, random)
        if random.random() < 0.3:
            _line(bright, temple, look.temple * random.uniform(0.2, 0.6), 255)
        if random.random() < 0.5:
            _pad(frame, look, pose, side, random)
    _bridge(frame, look, pose, random)
    cover = _smaller(frame) * _opaque(random)
    soft_px = random.uniform(-0.3, 0.8)
    if soft_px > 0.2:
        cover = cv2.GaussianBlur(cover, (0, 0), soft_px)
    cover = np.asarray(cover, np.float32)
    color = (_material(random) + _gleam(cover, random)).clip(0, 255)
    lamp = _smaller(bright)[..., None] * random.uniform(0.3, 1.0)
    color = color + lamp * (random.uniform(140, 255) - color)
    return Pair(cover, np.asarray(color, np.float32), _smaller(lenses))


def _style(random: np.random.Generator) -> Style:
    """Metal or plastic, thin or thick, whole rims, half rims or none."""
    is_plastic, is_aviator = random.random() < 0.5, random.random() < 0.2
    wide = random.uniform(13, 19.5)
    thick = random.uniform(1.0, 3.6) if is_plastic else random.uniform(0.35, 1.15)
    above, below = random.uniform(0.8, 1.9, 2) if is_plastic else random.uniform(0.8, 1.3, 2)
    kind = random.random()
    if kind < 0.16:
        below = 0.0
    elif kind < 0.28:  # screwed onto bare lenses
        thick, above, below = random.uniform(0.1, 0.4), 1.0, 1.0
    elif kind < 0.36:  # all above, a wire below
        above, below = random.uniform(1.6, 3.0), random.uniform(0.2, 0.5)
    return Style(
        wide=wide,
        tall=wide * (random.uniform(0.72, 1.0) if is_aviator else random.uniform(0.48, 0.95)),
        corners=random.uniform(2.0, 2.8) if random.random() < 0.4 else random.uniform(2.6, 5.5),
        taper=random.uniform(0.05, 0.3) if is_aviator else random.uniform(-0.05, 0.22),
        lift=random.uniform(1, 4.5) if random.random() < 0.2 else random.uniform(-1, 1),
        droop=random.uniform(0.05, 0.3) if is_aviator else random.uniform(-0.03, 0.1),
        gap=random.uniform(3.5, 7.5),
        thick=thick,
        above=float(above),
        below=float(below),
        temple=random.uniform(0.5, 1.4) * max(thick, 0.7) * (1.3 if is_plastic else 1.0),
    )


def _pose(random: np.random.Generator) -> Pose:
    turn, yaw, lean = random.normal(0, (0.04, 0.07, 0.03))
    return Pose(
        turn=float(turn),
        scale=float(np.exp(random.normal(0, 0.05))),
        yaw=float(yaw),
        lean=float(lean),
        right=float(random.normal(0, 1.8) - 30 * yaw),
        down=float(random.uniform(-4, 8)),
    )


def _lens(look: Style, *, rim: bool) -> Points:
    """The outline of a lens, or of the rim that holds it."""
    turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    cos, sin = np.cos(turn), np.sin(turn)
    x = np.sign(cos) * np.abs(cos) ** (2 / look.corners)
    y = np.sign(sin) * np.abs(sin) ** (2 / look.corners)
    wide = 1 - look.taper * np.maximum(y, 0)
    shape = [
        x * wide * look.wide + look.droop * y * look.wide,
        y * look.tall - look.lift * np.maximum(x, 0) ** 2 * np.maximum(-y, 0),
    ]
    if rim:
        share = np.where(sin < 0, look.above, look.below)
        share = 1 + (share - 1) * np.minimum(1, 1.4 * sin**2)
        length = np.hypot(cos / look.wide, sin / look.tall)
        shape[0] = shape[0] + look.thick * share * cos / look.wide / length
        shape[1] = shape[1] + look.thick * share * sin / look.tall / length
    shape[0] = shape[0] + look.gap + look.wide
    return np.stack(shape, -1).astype(np.float32)


def _temple(
    frame: ImageU8, look: Style, pose: Pose, side: int, random: np.random.Generator
) -> Points:
    """From the upper outer corner of a lens towards the ear, or to hair before it: its middle."""
    y = look.tall * random.uniform(-0.95, -0.1) - look.lift / 2
    start = look.gap + 2 * look.wide * random.uniform(0.96, 1.0) + look.thick / 2
    knee = start + random.uniform(0.5, 4)
    end = knee + max(0.0, random.uniform(-2, 18) * (1 - 3 * pose.yaw * side))
    points = np.array(
        [[start, y], [knee, y + random.normal(0, 0.5)], [end, y + random.uniform(-2, 5)]]
    )
    seen = pose.seen(points.astype(np.float32), side)
    _line(frame, seen[:2], look.temple * random.uniform(0.9, 1.5), 255)
    _line(frame, seen[1:], look.temple * random.uniform(0.6, 1.1), int(random.uniform(120, 255)))
    return seen


def _pad(frame: ImageU8, look: Style, pose: Pose, side: int, random: np.random.Generator) -> None:
    """What a pair rests on beside the nose."""
    x, y = look.gap - random.uniform(0.3, 2), random.uniform(0.0, 6.0)
    wire = np.array([[look.gap, y - 2], [x - 0.5, y - 1], [x, y]], np.float32)
    _line(frame, pose.seen(wire, side), random.uniform(0.25, 0.6), int(random.uniform(90, 230)))
    pad = np.array([[x, y - 1], [x + random.uniform(0.2, 1.2), y + random.uniform(1, 3)]])
    seen = pose.seen(pad.astype(np.float32), side)
    _line(frame, seen, random.uniform(0.6, 1.6), int(random.uniform(60, 200)))


def _bridge(frame: ImageU8, look: Style, pose: Pose, random: np.random.Generator) -> None:
    """Over the nose, bowed; aviators have two."""
    thick = max(0.5, look.thick) * random.uniform(0.8, 1.6)
    y, rise = look.tall * random.uniform(-0.75, 0.1), random.uniform(-0.5, 3.5)
    heights = [y] if random.random() < 0.88 else [y, y - random.uniform(3, 6)]
    for height in heights:
        x = np.linspace(-1, 1, 9)
        reach = look.gap + 0.25 * look.wide * abs(height) / look.tall
        bow = np.stack([x * reach, height - rise * (1 - x**2)], -1)
        _line(frame, pose.seen(bow.astype(np.float32), 1), thick, 255)


def _opaque(random: np.random.Generator) -> float:
    return random.uniform(0.3, 0.75) if random.random() < 0.12 else random.uniform(0.85, 1.0)


def _material(random: np.random.Generator) -> Floats:
    """Black, brown, any colour, or metal that mirrors what is around it: in levels."""
    kind = random.random()
    if kind < 0.34:
        base, other = random.uniform(5, 50, 3), random.uniform(20, 110)
    elif kind < 0.52:  # tortoise shell
        base, other = np.array([random.uniform(50, 120), 45, 20]) * random.uniform(0.6, 1.2), 25.0
    elif kind < 0.64:
        base, other = random.uniform(0, 235, 3), random.uniform(20, 235)
    elif kind < 0.82:  # silver and steel
        base, other = random.uniform(60, 190) + random.normal(0, 6, 3), random.uniform(150, 255)
    else:  # gold and bronze
        base = np.array([1.0, 0.78, 0.5]) * random.uniform(90, 220) + random.normal(0, 6, 3)
        other = random.uniform(120, 255)
    tone = base.mean()
    cells = (int(random.integers(2, 9)), int(random.integers(3, 22)))
    share = np.asarray(random.beta(0.5, random.uniform(0.8, 3), cells), np.float32)
    share = cv2.resize(share, (FACE_PX, BAND_PX), interpolation=cv2.INTER_LINEAR)[..., None]
    tint = base + (other - tone) * random.uniform(0.6, 1.1, 3)
    return np.asarray((base + share * (tint - base)).clip(0, 255), np.float32)


def _gleam(cover: Floats, random: np.random.Generator) -> Floats:
    """What a lamp adds along edges that face it, `float32 (rows, columns, 1)` in levels."""
    if random.random() < 0.3:
        return np.zeros((*cover.shape, 1), np.float32)
    right, down = random.normal(0, 1.0), random.uniform(-0.6, 1.5)
    matrix = np.array([[1, 0, right], [0, 1, down]], np.float32)
    behind = cv2.warpAffine(cover, matrix, cover.shape[::-1])
    edge = np.maximum(cover - behind, 0) / max(0.1, cover.max()) * random.uniform(30, 500)
    return np.asarray(edge[..., None], np.float32)


def _fill(canvas: ImageU8, points: Points, value: int) -> None:
    cv2.fillPoly(canvas, [_fixed(points)], [value], cv2.LINE_AA, _SHIFT)


def _line(
    canvas: ImageU8, points: Points, thick_px: float, value: int, *, closed: bool = False
) -> None:
    """Lines never hide what is there already."""
    fresh = np.zeros_like(canvas)
    thick = max(1, round(thick_px * _FINER))
    cv2.polylines(fresh, [_fixed(points)], closed, [value], thick, cv2.LINE_AA, _SHIFT)
    np.maximum(canvas, fresh, out=canvas)


def _fixed(points: Points) -> npt.NDArray[np.int32]:
    return (
        np.asarray(((points + 0.5) * _FINER - 0.5) * 2**_SHIFT, np.float64).round().astype(np.int32)
    )


def _smaller(canvas: ImageU8) -> Floats:
    small = cv2.resize(canvas, (FACE_PX, BAND_PX), interpolation=cv2.INTER_AREA)
    return np.asarray(small / np.float32(255), np.float32)
