"""Aligned faces to learn from, and the many looks that one picture is given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from editor.api import FileError, ImageU8
from plugins.face_sliders.attributes import Floats, Table, balanced, changed

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
HELD_BACK_PERCENT = 6
SOURCE_PX = 160
SINGLE_ODDS = 0.65
FLIPPED_SIGN_ODDS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One aligned picture `uint8 (160, 160, 3)` RGB and its attributes `float32 (A,)`."""

    id: str
    pixels: ImageU8
    attributes: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """What a run learns from, and what it is judged on."""

    names: tuple[str, ...]
    train: tuple[Face, ...]
    held: tuple[Face, ...]
    odds: Floats
    """How often each face of `train` is drawn."""
    unreadable: tuple[str, ...] = ()
    """Names of files that the table names and that are no pictures."""

    @property
    def deviations(self) -> Floats:
        """The standard deviation of each attribute among the faces trained on."""
        return np.asarray(np.stack([f.attributes for f in self.train]).std(axis=0), np.float32)


def read_faces(folder: Path, table: Table) -> Faces:
    """All faces of a folder that the table names, split by the hash of their names.

    Raises:
        FileError: with fewer than four usable faces.
    """
    rows = dict(zip(table.ids, table.values, strict=True))
    faces, unreadable = [], []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or path.stem not in rows:
            continue
        # Not cv2.imread, which cannot open every path on Windows and prints to the terminal.
        content = np.frombuffer(path.read_bytes(), np.uint8)
        picture = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
        if picture is None:
            unreadable.append(path.name)
        else:
            small = cv2.resize(picture, (SOURCE_PX, SOURCE_PX), interpolation=cv2.INTER_AREA)
            pixels = np.ascontiguousarray(small[..., ::-1]).astype(np.uint8)
            faces.append(Face(path.stem, pixels, rows[path.stem]))
    if len(faces) < 4:
        told = "one usable picture" if len(faces) == 1 else f"{len(faces)} usable pictures"
        raise FileError(
            f"{folder.name} holds {told} that the CSV names.",
            "At least 4 are needed: square pictures with the eyes level, at half the height.",
        )
    held = [face for face in faces if held_back(face.id)] or faces[-1:]
    kept = {face.id for face in held}
    train = [face for face in faces if face.id not in kept]
    odds = balanced(np.stack([face.attributes for face in train]))
    return Faces(table.names, tuple(train), tuple(held), odds, tuple(unreadable))


def held_back(name: str) -> bool:
    """Whether a face is never trained on: a fixed share, chosen by the hash of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 100 < HELD_BACK_PERCENT


def batch(
    faces: Faces, random: np.random.Generator, side_px: int, count: int
) -> tuple[ImageU8, Floats, Floats]:
    """(pictures, their attributes, other attributes to give them): `count` of each."""
    drawn = random.choice(len(faces.train), size=count, p=faces.odds / faces.odds.sum())
    chosen = [faces.train[i] for i in drawn]
    pictures = np.stack([augmented(face.pixels, random, side_px) for face in chosen])
    told = np.stack([face.attributes for face in chosen])
    wished = np.stack([wish(face.attributes, faces, random) for face in chosen])
    return pictures, told, wished


def wish(values: Floats, faces: Faces, random: np.random.Generator) -> Floats:
    """Attributes to change a face to: one or two moved, or those of somebody else."""
    if random.random() > SINGLE_ODDS:
        return faces.train[int(random.choice(len(faces.train), p=faces.odds))].attributes
    changes = {}
    count = min(int(random.integers(1, 3)), len(faces.names))
    for which in random.choice(len(faces.names), size=count, replace=False):
        aim = random.uniform(-1.6, 1.6)
        if random.random() < FLIPPED_SIGN_ODDS:
            aim = -np.sign(values[which]) * random.uniform(0.8, 1.8)
        changes[faces.names[which]] = float(aim - values[which])
    return changed(values, faces.names, changes)


def plain(pixels: ImageU8, side_px: int) -> ImageU8:
    """A face as it is, at the size of the network."""
    small = cv2.resize(pixels, (side_px, side_px), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def plain_batch(faces: Sequence[Face], side_px: int) -> tuple[ImageU8, Floats]:
    """(pictures, attributes) as they are."""
    pictures = np.stack([plain(face.pixels, side_px) for face in faces])
    return pictures, np.stack([face.attributes for face in faces])


def augmented(pixels: ImageU8, random: np.random.Generator, side_px: int) -> ImageU8:
    """A face turned, shifted, flipped, bent a little, in another light."""
    bent = _bent(pixels, random, side_px)
    if random.random() < 0.1:
        bent = cv2.GaussianBlur(bent, (0, 0), random.uniform(0.5, 1.4))
    return _lit(bent, random)


def _bent(pixels: ImageU8, random: np.random.Generator, side_px: int) -> ImageU8:
    """Similarity and a soft bend in one resampling; codes must not depend on perfect alignment."""
    ratio = SOURCE_PX / side_px
    turn = np.deg2rad(random.normal(0, 2.0))
    scale = np.exp(random.normal(0, 0.03)) * ratio
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    if random.random() < 0.5:
        matrix = np.array([[-cos, -sin], [-sin, cos]])
    else:
        matrix = np.array([[cos, -sin], [sin, cos]])
    half = (side_px - 1) / 2
    axis = np.arange(side_px, dtype=np.float32) - half
    x, y = np.meshgrid(axis, axis)
    centre = (SOURCE_PX - 1) / 2 + random.normal(0, 1.3, 2).clip(-3.5, 3.5)
    bend = random.normal(0, 1.0, (4, 4, 2)).astype(np.float32)
    bend = cv2.resize(bend, (side_px, side_px), interpolation=cv2.INTER_CUBIC)
    map_x = (matrix[0, 0] * x + matrix[0, 1] * y + centre[0] + bend[..., 0]).astype(np.float32)
    map_y = (matrix[1, 0] * x + matrix[1, 1] * y + centre[1] + bend[..., 1]).astype(np.float32)
    return np.asarray(
        cv2.remap(pixels, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _lit(pixels: ImageU8, random: np.random.Generator) -> ImageU8:
    """Other light: brightness, contrast, white balance, saturation, shade from one side."""
    x = pixels.astype(np.float32) / 255
    gray = x.mean(axis=2, keepdims=True)
    saturation = 0.0 if random.random() < 0.04 else random.uniform(0.7, 1.25)
    x = gray + (x - gray) * saturation
    x = x * (1 + random.normal(0, 0.04, 3).astype(np.float32))
    x = x.clip(0, 1) ** np.float32(np.exp(random.normal(0, 0.12)))
    x = (x - 0.5) * np.float32(np.exp(random.normal(0, 0.08))) + 0.5 + random.normal(0, 0.03)
    shade = np.linspace(-1, 1, x.shape[1], dtype=np.float32) * random.normal(0, 0.06)
    x = x * (1 + shade[None, :, None])
    return np.asarray((x * 255 + 0.5).clip(0, 255), np.uint8)


def average_faces(faces: Faces, side_px: int, *, ridge: float = 0.01) -> Floats:
    """The mean face, and what each attribute adds on average: `float32 (1 + A, 3 side side)`.

    Weighted least squares of the pixels, -1..1 and channels first, on all attributes at once. The
    tone of the photo (mean and contrast of each channel) is a cause of its own: old people have
    old photos.
    """
    pictures, attributes = plain_batch(faces.train, side_px)
    # Nobody has a left and a right half that differ because of an attribute.
    pixels = np.concatenate([pictures, pictures[:, :, ::-1]]).astype(np.float32) / 127.5 - 1
    told = np.concatenate([attributes, attributes])
    tone = np.concatenate([pixels.mean(axis=(1, 2)), pixels.std(axis=(1, 2))], axis=1)
    odds = np.concatenate([faces.odds, faces.odds])
    odds = (odds / odds.sum())[:, None]
    causes = np.concatenate([told, tone], axis=1)
    rows = pixels.transpose(0, 3, 1, 2).reshape(len(pixels), -1)
    mean_cause, mean_row = (odds * causes).sum(axis=0), (odds * rows).sum(axis=0)
    centred = causes - mean_cause
    spread = (centred * odds).T @ centred + ridge * np.eye(len(mean_cause)) * centred.var(axis=0)
    effects = np.linalg.solve(spread, (centred * odds).T @ (rows - mean_row))
    count = told.shape[1]
    start = mean_row - mean_cause[:count] @ effects[:count]
    return np.concatenate([start[None], effects[:count]]).astype(np.float32)
