"""Drawings as people make them: a few wobbly strokes of a round brush, and some of colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

ImageU8 = npt.NDArray[np.uint8]
Point = tuple[float, float]

_FINE = 4  # Drawn at four times the size, then reduced, for soft borders.


class Paper:
    """A white sheet 256 x 256, and an unsteady hand."""

    def __init__(self, *, seed: int, width_px: float = 3.5) -> None:
        self._canvas = np.full((256 * _FINE, 256 * _FINE, 3), 255, np.uint8)
        self._random = np.random.default_rng(seed)
        self._width_px = width_px

    def line(
        self,
        points: Sequence[Point],
        colour: tuple[int, int, int] = (20, 20, 20),
        width_px: float = 0.0,
    ) -> None:
        """One stroke through the points, rounded, trembling, of uneven thickness."""
        path = _rounded(np.array(points, float))
        tremble = cv2.GaussianBlur(self._random.normal(0, 5.0, (len(path), 2)), (1, 31), 9)
        path = path + tremble
        width = width_px or self._width_px
        for i in range(len(path) - 1):
            a, b = (path[j] * _FINE for j in (i, i + 1))
            thick = width * _FINE * (1 + 0.12 * np.sin(i / 11.0))
            cv2.line(self._canvas, _whole(a), _whole(b), colour, max(1, round(thick)))
            cv2.circle(self._canvas, _whole(b), max(1, round(thick / 2)), colour, -1)

    def oval(self, centre: Point, radii: Point, *, start: float = -1.7, turn: float = 6.4) -> None:
        """A ring that does not quite meet itself."""
        angles = np.linspace(start, start + turn, 18)
        x, y = centre
        self.line([(x + radii[0] * np.cos(a), y + radii[1] * np.sin(a)) for a in angles])

    def scribble(
        self, start: Point, end: Point, colour: tuple[int, int, int], width_px: float = 11
    ) -> None:
        """A stroke of colour."""
        middle = ((start[0] + end[0]) / 2 + 4, (start[1] + end[1]) / 2 - 3)
        self.line([start, middle, end], colour, width_px)

    def picture(self) -> ImageU8:
        """The sheet, `uint8 (256, 256, 3)`."""
        return np.asarray(cv2.resize(self._canvas, (256, 256), interpolation=cv2.INTER_AREA))


def sneaker(paper: Paper) -> None:
    paper.scribble((70, 140), (120, 150), (200, 40, 40), 14)
    paper.scribble((135, 150), (195, 168), (200, 40, 40), 12)
    paper.scribble((60, 192), (150, 196), (235, 235, 230), 8)
    paper.line([(48, 98), (44, 140), (40, 182), (42, 200), (120, 204), (222, 202), (228, 186)])
    paper.line([(228, 186), (212, 166), (176, 152), (146, 130), (126, 100)])
    paper.line([(126, 100), (110, 110), (84, 112), (62, 104), (48, 98)])
    paper.line([(42, 184), (100, 188), (170, 187), (228, 188)])
    for i in range(4):
        paper.line([(124 + 12 * i, 124 + 9 * i), (142 + 12 * i, 114 + 9 * i)])


def boot(paper: Paper) -> None:
    paper.scribble((100, 70), (104, 140), (120, 72, 30), 20)
    paper.scribble((120, 170), (180, 182), (120, 72, 30), 16)
    paper.line([(76, 44), (82, 110), (72, 170), (74, 206), (118, 208), (122, 198), (210, 206)])
    paper.line([(210, 206), (216, 186), (180, 160), (140, 142), (132, 110), (136, 44), (76, 44)])
    paper.line([(74, 194), (130, 192), (212, 196)])


def apple(paper: Paper) -> None:
    paper.scribble((90, 120), (110, 180), (215, 30, 35), 16)
    paper.scribble((150, 120), (160, 170), (215, 30, 35), 14)
    paper.scribble((146, 58), (168, 46), (60, 160, 50), 8)
    paper.line([(128, 88), (100, 76), (66, 92), (58, 140), (84, 200), (116, 212), (128, 206)])
    paper.line([(128, 206), (146, 212), (176, 196), (198, 140), (188, 92), (154, 76), (128, 88)])
    paper.line([(128, 88), (132, 64), (142, 44)])
    paper.line([(134, 62), (156, 40), (180, 44), (160, 62), (136, 64)])


def mug(paper: Paper) -> None:
    paper.scribble((84, 120), (88, 180), (40, 110, 220), 16)
    paper.scribble((120, 130), (126, 190), (40, 110, 220), 16)
    paper.oval((110, 84), (56, 16))
    paper.line([(54, 86), (58, 150), (66, 200), (110, 212), (154, 200), (162, 150), (166, 86)])
    paper.line([(164, 108), (200, 104), (208, 140), (190, 170), (158, 172)])


def face(paper: Paper) -> None:
    paper.scribble((80, 100), (100, 90), (255, 200, 40), 16)
    paper.scribble((150, 170), (180, 150), (255, 200, 40), 16)
    paper.oval((128, 128), (88, 90))
    paper.oval((98, 108), (9, 14))
    paper.oval((158, 108), (9, 14))
    paper.line([(84, 158), (104, 182), (128, 188), (152, 182), (172, 156)])


def car(paper: Paper) -> None:
    paper.scribble((60, 150), (120, 156), (30, 150, 80), 14)
    paper.scribble((140, 154), (200, 150), (30, 150, 80), 14)
    paper.scribble((96, 116), (160, 116), (150, 210, 245), 10)
    paper.line([(30, 176), (28, 146), (64, 132), (88, 98), (168, 98), (196, 134), (230, 146)])
    paper.line([(230, 146), (232, 176), (30, 178)])
    paper.line([(76, 132), (186, 132)])
    paper.line([(128, 100), (128, 132)])
    paper.oval((76, 180), (22, 22))
    paper.oval((184, 180), (22, 22))


def fish(paper: Paper) -> None:
    paper.scribble((90, 126), (140, 120), (255, 140, 20), 18)
    paper.scribble((200, 120), (208, 140), (60, 90, 220), 10)
    paper.line([(36, 130), (70, 90), (120, 78), (166, 104), (188, 128), (222, 92), (224, 170)])
    paper.line([(224, 170), (188, 136), (160, 162), (116, 182), (70, 170), (36, 130)])
    paper.oval((72, 118), (7, 7))
    paper.line([(104, 96), (116, 128), (104, 162)])


def tshirt(paper: Paper) -> None:
    paper.scribble((100, 110), (104, 190), (90, 60, 170), 18)
    paper.scribble((150, 110), (150, 180), (90, 60, 170), 16)
    paper.line([(96, 50), (60, 64), (28, 112), (58, 132), (78, 108), (80, 216), (178, 216)])
    paper.line([(178, 216), (180, 108), (200, 132), (230, 110), (198, 64), (160, 50)])
    paper.line([(96, 50), (112, 68), (128, 72), (146, 68), (160, 50)])


def mushroom(paper: Paper) -> None:
    paper.scribble((80, 100), (120, 80), (220, 30, 40), 16)
    paper.scribble((150, 90), (180, 110), (220, 30, 40), 14)
    paper.scribble((124, 160), (128, 196), (240, 225, 190), 12)
    paper.line([(40, 130), (58, 80), (100, 50), (156, 48), (200, 82), (216, 130)])
    paper.line([(216, 130), (170, 142), (128, 144), (80, 142), (40, 130)])
    paper.line([(102, 144), (100, 180), (92, 206), (130, 214), (164, 206), (156, 178), (154, 144)])
    paper.oval((100, 96), (12, 10))
    paper.oval((160, 92), (10, 12))


def dress(paper: Paper) -> None:
    paper.scribble((112, 150), (90, 210), (20, 130, 140), 16)
    paper.scribble((128, 80), (132, 120), (20, 130, 140), 14)
    paper.line([(98, 34), (92, 70), (106, 112), (60, 222), (128, 230), (198, 220), (150, 112)])
    paper.line([(150, 112), (166, 70), (158, 34)])
    paper.line([(98, 34), (112, 58), (128, 62), (146, 58), (158, 34)])
    paper.line([(106, 112), (128, 116), (150, 112)])


DOODLES: dict[str, Callable[[Paper], None]] = {
    draw.__name__: draw
    for draw in (sneaker, boot, apple, mug, face, car, fish, tshirt, mushroom, dress)
}


def doodle(name: str, *, seed: int = 1, width_px: float = 3.5) -> ImageU8:
    """The drawing of that name, `uint8 (256, 256, 3)`."""
    paper = Paper(seed=seed, width_px=width_px)
    DOODLES[name](paper)
    return paper.picture()


def _rounded(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Catmull-Rom through the points, a position about every two pixels."""
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    path = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        count = max(2, int(np.hypot(*(p2 - p1)) / 2))
        t = np.linspace(0, 1, count, endpoint=False)[:, None]
        tangent = 0.35
        m1, m2 = tangent * (p2 - p0), tangent * (p3 - p1)
        path.append(
            (2 * t**3 - 3 * t**2 + 1) * p1
            + (t**3 - 2 * t**2 + t) * m1
            + (3 * t**2 - 2 * t**3) * p2
            + (t**3 - t**2) * m2
        )
    return np.vstack([*path, points[-1:]])


def _whole(point: npt.NDArray[np.float64]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
