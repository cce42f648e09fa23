"""Two folders of pictures that have nothing to do with each other, and crops of them in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from editor.api import FileError, ImageU8

SUFFIXES = frozenset({".png", ".webp", ".jpg", ".jpeg"})
HELD_BACK = "held-back"
"""Pictures in a folder of this name are never learned from."""
STORED_PX = 288
"""The short side that pictures are kept at; strokes keep their size from file to crop."""
FEWEST_PICTURES = 4
MOST_SHRUNK = 1.6


@dataclass(frozen=True, slots=True)
class Pictures:
    """One side of the training data, as `uint8 (H, W, 3)`.

    Attributes:
        train: what is learned from.
        held: what sheets and measurements show; never learned from.
        unreadable: names of files that are no pictures in spite of their suffix.
    """

    train: Sequence[ImageU8]
    held: Sequence[ImageU8]
    unreadable: Sequence[str]


def read_pictures(folder: Path, *, least_px: int) -> Pictures:
    """All pictures of a folder and the folders in it, in the order of their names.

    Those in a folder `held-back` are held back; without one, a twentieth is, chosen by the names.

    Raises:
        FileError: when there are too few to learn from.
    """
    paths = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in SUFFIXES]
    explicit = any(HELD_BACK in p.relative_to(folder).parts for p in paths)
    train, held, unreadable = [], [], []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        picture = _read(path, least_px=least_px)
        if picture is None:
            unreadable.append(name)
        elif HELD_BACK in Path(name).parts if explicit else _chosen(name):
            held.append(picture)
        else:
            train.append(picture)
    if len(train) + len(held) < FEWEST_PICTURES or len(train) < 2:
        raise FileError(
            f"{folder} holds {_counted(len(train) + len(held))}.",
            f"At least {FEWEST_PICTURES} are needed on each side, as PNG, JPEG or WebP; "
            "some hundreds are better.",
        )
    # Of a few pictures, chance may have held back none.
    return Pictures(train, held or [train.pop()], unreadable)


def crops(
    pictures: Sequence[ImageU8], random: np.random.Generator, size_px: int, count: int
) -> ImageU8:
    """Random squares `uint8 (count, size_px, size_px, 3)`, shrunk by up to 1.6 and mirrored."""
    return np.stack([_crop(pictures, random, size_px) for _ in range(count)])


def fitted(picture: ImageU8, *, short_px: int, multiple_px: int = 4) -> ImageU8:
    """Scaled to a short side, and cut in the middle so that both sides are multiples."""
    scale = short_px / min(picture.shape[:2])
    height, width = (max(multiple_px, round(n * scale)) for n in picture.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = picture if scale == 1 else cv2.resize(picture, (width, height), interpolation=way)
    y, x = (height % multiple_px) // 2, (width % multiple_px) // 2
    down, right = height // multiple_px * multiple_px, width // multiple_px * multiple_px
    return np.asarray(scaled[y : y + down, x : x + right], np.uint8)


def square(picture: ImageU8, size_px: int) -> ImageU8:
    """The middle of a picture, scaled so that its short side fills the square."""
    scaled = fitted(picture, short_px=size_px, multiple_px=1)
    y, x = (scaled.shape[0] - size_px) // 2, (scaled.shape[1] - size_px) // 2
    return scaled[y : y + size_px, x : x + size_px]


def _crop(pictures: Sequence[ImageU8], random: np.random.Generator, size_px: int) -> ImageU8:
    picture = pictures[int(random.integers(len(pictures)))]
    height, width = picture.shape[:2]
    side = min(round(size_px * random.uniform(1.0, MOST_SHRUNK)), height, width)
    y, x = int(random.integers(height - side + 1)), int(random.integers(width - side + 1))
    part = picture[y : y + side, x : x + side]
    if side != size_px:
        part = np.asarray(
            cv2.resize(part, (size_px, size_px), interpolation=cv2.INTER_AREA), np.uint8
        )
    return part[:, ::-1] if random.random() < 0.5 else part


def _read(path: Path, *, least_px: int) -> ImageU8 | None:
    try:
        with Image.open(path) as opened:
            picture = np.asarray(opened.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None  # a text file with a picture's suffix, or one cut short
    short_px = min(picture.shape[:2])
    if least_px <= short_px <= STORED_PX:
        return picture
    return fitted(picture, short_px=max(least_px, min(short_px, STORED_PX)), multiple_px=1)


def _chosen(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 20 == 0


def _counted(count: int) -> str:
    return "one usable picture" if count == 1 else f"{count} usable pictures"
