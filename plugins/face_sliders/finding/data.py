"""Pictures to look for faces in: aligned faces laid onto scenes, and things that are no faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from editor.api import ImageU8
from plugins.face_sliders.data import SUFFIXES, held_back
from plugins.face_sliders.finding.network import EYES_PX, SIDE_PX, STRIDE_PX

Points = npt.NDArray[np.float32]

FACE_EYES = np.array([[60, 80], [100, 80]], np.float32)
"""The eyes in an aligned face of 160 pixels."""
FACE_PX = 160
SMALLEST_PX, LARGEST_PX = 9.5, 21.0
"""Eye distances to find at one size; between these and `IGNORED` the network may say anything."""
IGNORED = 1.25
LONGEST_SCENE_PX = 420


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Gray pictures: aligned faces `(160, 160)` and scenes of any size."""

    faces: tuple[ImageU8, ...]
    scenes: tuple[ImageU8, ...]


def read_sources(
    *, faces: Path, scenes: Sequence[Path], held: bool, most_scenes: int = 1500
) -> Sources:
    """The pictures to train on, or those held back.

    Args:
        faces: folder of aligned faces.
        scenes: folders of pictures without faces.
        held: whether those that are held back are wanted.
        most_scenes: of all folders together, evenly drawn.
    """
    face_paths = [p for p in _pictures(faces) if held_back(p.stem) == held]
    # Views of one panorama overlap and share a name but for a number at its end.
    scene_paths = [p for f in scenes for p in _pictures(f) if held_back(_place(p)) == held]
    step = max(1, -(-len(scene_paths) // most_scenes))
    face_pictures = (_gray(path, FACE_PX, exact=True) for path in face_paths)
    scene_pictures = (_gray(path, LONGEST_SCENE_PX, exact=False) for path in scene_paths[::step])
    return Sources(
        tuple(p for p in face_pictures if p is not None),
        tuple(p for p in scene_pictures if p is not None),
    )


def batch(
    sources: Sources, random: np.random.Generator, count: int
) -> tuple[ImageU8, npt.NDArray[np.float32]]:
    """(pictures `uint8 (count, 96, 96, 1)`, targets `float32 (count, 6, 12, 12)`).

    Target channels: 1 for a face, 0 for none; the four offsets; whether the cell counts.
    """
    samples = [sample(sources, random) for _ in range(count)]
    return np.stack([p for p, _ in samples])[..., None], np.stack([t for _, t in samples])


def sample(
    sources: Sources, random: np.random.Generator
) -> tuple[ImageU8, npt.NDArray[np.float32]]:
    """One picture and its targets."""
    picture = _scene(sources.scenes[int(random.integers(len(sources.scenes)))], random)
    eyes: list[Points] = []
    for _ in range(int(random.choice([0, 1, 2], p=[0.18, 0.64, 0.18]))):
        placed = _place_face(picture, sources, random, taken=eyes)
        if placed is not None:
            picture, points = placed
            eyes.append(points)
    if random.random() < 0.35:
        picture = _decoy(picture, sources, random, taken=eyes)
    return _worn(picture, random), targets(eyes)


def targets(eyes: Sequence[Points]) -> npt.NDArray[np.float32]:
    """What the network should say of a 96-pixel picture with these eyes `(2, 2)`."""
    cells = SIDE_PX // STRIDE_PX
    result = np.zeros((6, cells, cells), np.float32)
    result[5] = 1
    axis = (np.arange(cells) + 0.5) * STRIDE_PX - 0.5
    x, y = np.meshgrid(axis, axis)
    for points in eyes:
        middle, distance = points.mean(0), float(np.hypot(*(points[1] - points[0])))
        away = np.hypot(x - middle[0], y - middle[1]) / distance
        near, around = away < 0.42, away < 0.85
        # At least the cell that holds the middle, however small the face.
        near |= (np.abs(x - middle[0]) <= STRIDE_PX / 2) & (np.abs(y - middle[1]) <= STRIDE_PX / 2)
        fits = SMALLEST_PX <= distance <= LARGEST_PX
        ignored = SMALLEST_PX / IGNORED <= distance <= LARGEST_PX * IGNORED
        result[5][around & ~near] = 0
        if not fits:
            result[5][near] = 0 if ignored else 1
            continue
        result[0][near] = 1
        result[5][near] = 1
        for i, point in enumerate(points):
            result[1 + 2 * i][near] = ((point[0] - x) / EYES_PX)[near]
            result[2 + 2 * i][near] = ((point[1] - y) / EYES_PX)[near]
    return result


def _place_face(
    picture: ImageU8, sources: Sources, random: np.random.Generator, *, taken: Sequence[Points]
) -> tuple[ImageU8, Points] | None:
    """A face laid onto the picture, and its eyes; None where it would cover another."""
    face = sources.faces[int(random.integers(len(sources.faces)))]
    if random.random() < 0.5:
        face = face[:, ::-1]
    distance = float(np.exp(random.uniform(np.log(SMALLEST_PX / 1.7), np.log(LARGEST_PX * 1.7))))
    if random.random() < 0.75:
        distance = float(np.exp(random.uniform(np.log(SMALLEST_PX), np.log(LARGEST_PX))))
    matrix = _placing(distance, random)
    points = cv2.transform(FACE_EYES[None], matrix)[0].astype(np.float32)
    middle = points.mean(0)
    for other in taken:
        reach = 2.2 * max(distance, float(np.hypot(*(other[1] - other[0]))))
        if np.hypot(*(middle - other.mean(0))) < reach:
            return None
    cover = _cover(random)
    return _pasted(picture, face, cover, matrix, random), points


def _placing(distance: float, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """From a face to the picture; turned a little, the eyes inside."""
    scale = distance / 40
    turn = np.deg2rad(random.normal(0, 10))
    stretch = np.exp(random.normal(0, 0.04))
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    matrix = np.array([[cos * stretch, -sin, 0], [sin * stretch, cos, 0]], np.float64)
    margin = min(0.9 * distance, SIDE_PX / 2 - 2)
    middle = random.uniform(margin, SIDE_PX - margin, 2)
    matrix[:, 2] = middle - matrix[:, :2] @ FACE_EYES.mean(0)
    return matrix


def _cover(random: np.random.Generator) -> ImageU8:
    """Which part of an aligned face is laid down: all of it, an oval, or a tighter crop."""
    cover = np.zeros((FACE_PX, FACE_PX), np.uint8)
    match int(random.integers(4)):
        case 0:
            cover[:] = 255
        case 1 | 2:
            axes = (int(random.uniform(48, 72)), int(random.uniform(62, 84)))
            cv2.ellipse(cover, (80, int(random.uniform(76, 90))), axes, 0, 0, 360, 255, -1)
            soft_px = random.uniform(0.5, 9)
            cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), soft_px), np.uint8)
        case _:
            left, right = random.uniform(0, 36, 2)
            top, bottom = random.uniform(0, 40), random.uniform(0, 14)
            cover[int(top) : FACE_PX - int(bottom), int(left) : FACE_PX - int(right)] = 255
    return cover


def _pasted(
    picture: ImageU8,
    face: ImageU8,
    cover: ImageU8,
    matrix: npt.NDArray[np.float64],
    random: np.random.Generator,
) -> ImageU8:
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale < 0.8:
        face = np.asarray(cv2.GaussianBlur(face, (0, 0), 0.4 / scale), np.uint8)
    light = face.astype(np.float32) / 255
    light = light ** np.float32(np.exp(random.normal(0, 0.3))) * 255
    light = light * random.uniform(0.6, 1.1) + random.uniform(-10, 40)
    size = (SIDE_PX, SIDE_PX)
    laid = cv2.warpAffine(light, matrix, size, flags=cv2.INTER_LINEAR)
    share = cv2.warpAffine(cover, matrix, size).astype(np.float32) / 255
    return np.asarray((picture * (1 - share) + laid * share).clip(0, 255), np.uint8)


def _decoy(
    picture: ImageU8, sources: Sources, random: np.random.Generator, *, taken: Sequence[Points]
) -> ImageU8:
    """A patch with the edges of a pasted face and none inside, away from the faces."""
    if random.random() < 0.5:
        source = sources.scenes[int(random.integers(len(sources.scenes)))]
        patch = cv2.resize(source, (FACE_PX, FACE_PX), interpolation=cv2.INTER_AREA)
    else:
        # A face without its order: upside down, one half, or cut into shuffled pieces.
        face = sources.faces[int(random.integers(len(sources.faces)))]
        match int(random.integers(3)):
            case 0:
                patch = face[::-1]
            case 1:
                patch = cv2.resize(face[100:, :], (FACE_PX, FACE_PX))
            case _:
                quarters = [face[:80, :80], face[:80, 80:], face[80:, :80], face[80:, 80:]]
                a, b, c, d = (quarters[i] for i in ((3, 2, 1, 0), (2, 0, 3, 1))[random.integers(2)])
                patch = np.vstack([np.hstack([a, b]), np.hstack([c, d])])
    matrix = _placing(float(np.exp(random.uniform(np.log(8), np.log(24)))), random)
    centre = cv2.transform(FACE_EYES[None], matrix)[0].mean(0)
    if any(np.hypot(*(centre - eyes.mean(0))) < 56 for eyes in taken):
        return picture
    return _pasted(picture, np.ascontiguousarray(patch), _cover(random), matrix, random)


def _scene(source: ImageU8, random: np.random.Generator) -> ImageU8:
    """A piece of a scene, flipped now and then, or nearly nothing."""
    if random.random() < 0.06:
        return np.full((SIDE_PX, SIDE_PX), int(random.integers(256)), np.uint8)
    height, width = source.shape
    least = min(height, width)
    side = int(np.exp(random.uniform(np.log(min(48, least)), np.log(least))))
    top, left = random.integers(height - side + 1), random.integers(width - side + 1)
    piece = source[top : top + side, left : left + side]
    way = cv2.INTER_AREA if side > SIDE_PX else cv2.INTER_LINEAR
    piece = cv2.resize(piece, (SIDE_PX, SIDE_PX), interpolation=way)
    if random.random() < 0.5:
        piece = piece[:, ::-1]
    return np.ascontiguousarray(piece)


def _worn(picture: ImageU8, random: np.random.Generator) -> ImageU8:
    """Blur, noise, another contrast; a side that lies outside of the photo."""
    x = picture.astype(np.float32)
    if random.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), random.uniform(0.4, 1.1))
    if random.random() < 0.4:
        x = x + random.normal(0, random.uniform(1, 9), x.shape).astype(np.float32)
    x = (x - 128) * random.uniform(0.5, 1.25) + 128 + random.uniform(-30, 30)
    return np.asarray(x.clip(0, 255), np.uint8)


def _pictures(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)


def _place(path: Path) -> str:
    return path.stem.rstrip("0123456789_-") or path.stem


def _gray(path: Path, side_px: int, *, exact: bool) -> ImageU8 | None:
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None or min(picture.shape) < 48:
        return None
    height, width = picture.shape
    scale = min(1.0, side_px / max(height, width))
    size = (side_px, side_px) if exact else (round(width * scale), round(height * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
