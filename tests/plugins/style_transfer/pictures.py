"""Small pictures to learn from and to paint."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from editor.api import ImageU8


def scene(width: int, height: int, *, seed: int = 0) -> ImageU8:
    """A smooth sky with a few hard-edged shapes, `uint8 (H, W, 3)`."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = np.dstack(
        [80 + 90 * rows / height, 120 + 60 * columns / width, 200 - 70 * rows / height]
    )
    for _ in range(4):
        centre = (int(random.integers(width)), int(random.integers(height)))
        colour = [float(level) for level in random.integers(0, 256, 3)]
        picture = cv2.circle(np.ascontiguousarray(picture), centre, max(2, height // 6), colour, -1)
    return picture.astype(np.uint8)


def write_pictures(folder: Path, *, count: int, side_px: int = 64) -> None:
    """Files to train on."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        Image.fromarray(scene(side_px + 8 * (i % 3), side_px, seed=i)).save(folder / f"{i}.png")
